"""The database itself refuses to change or delete a fixed version of the plan."""

from django.db import migrations

from p3aks.core.audit import larang_ubah


class Migration(migrations.Migration):
    dependencies = [("rad", "0001_initial"), ("core", "0001_initial")]

    operations = [*larang_ubah("rad_versirad")]
