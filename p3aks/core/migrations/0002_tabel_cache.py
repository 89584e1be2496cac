"""The table of the database cache, which stands in where there is no Redis."""

from django.core.management import call_command
from django.db import migrations


def buat(apps, schema_editor):
    """Create the table; does nothing where it exists."""
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(buat, migrations.RunPython.noop, elidable=False)]
