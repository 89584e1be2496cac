"""The audit trail, append-only from the first row on."""

import django.utils.timezone
from django.db import migrations, models

from p3aks.core.audit import larang_ubah


class Migration(migrations.Migration):
    """Creates ``core_jejakaudit`` and its triggers."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JejakAudit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rantai", models.CharField(max_length=120, verbose_name="objek")),
                ("nomor", models.PositiveIntegerField(verbose_name="nomor")),
                (
                    "pada",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="pada"),
                ),
                ("oleh_id", models.CharField(blank=True, max_length=36, verbose_name="oleh")),
                ("peristiwa", models.CharField(max_length=60, verbose_name="peristiwa")),
                ("rincian", models.JSONField(default=dict, verbose_name="rincian")),
                ("sebelum", models.CharField(max_length=64, verbose_name="sidik baris sebelumnya")),
                ("sidik", models.CharField(max_length=64, verbose_name="sidik")),
            ],
            options={
                "verbose_name": "jejak audit",
                "verbose_name_plural": "jejak audit",
                "ordering": ("rantai", "nomor"),
                "indexes": [
                    models.Index(fields=["peristiwa", "pada"], name="jejak_peristiwa"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rantai", "nomor"), name="jejak_nomor_unik"),
                    models.CheckConstraint(
                        condition=models.Q(nomor=1, sebelum="0" * 64)
                        | (models.Q(nomor__gt=1) & ~models.Q(sebelum="0" * 64)),
                        name="jejak_awal_rantai",
                    ),
                ],
            },
        ),
        *larang_ubah("core_jejakaudit"),
    ]
