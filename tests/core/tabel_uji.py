"""A table with secret columns for the tests of fields, rotation and backup; in no migration."""

import base64
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from django.db import connection, models
from django.test.utils import isolate_apps

from p3aks.core.crypto import indeks_buta
from p3aks.core.fields import RahasiaField, RahasiaJSONField


def kunci(nama: str) -> str:
    """Return a fresh key named *nama*."""
    return f"{nama}:{base64.b64encode(os.urandom(32)).decode()}"


@contextmanager
def model_uji() -> Iterator[SimpleNamespace]:
    """Yield ``Orang`` and ``Lain`` in an app registry of their own; without tables."""
    with isolate_apps("p3aks.core") as daftar:

        class Orang(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            nama = RahasiaField("nama", max_length=100, blank=True)
            nik = RahasiaField("NIK", max_length=16, null=True)
            cerita = RahasiaField("cerita", blank=True)
            data = RahasiaJSONField("data", default=dict)
            nik_indeks = models.CharField(max_length=64, blank=True)
            terbuka = models.CharField(max_length=40, blank=True)

            class Meta:
                app_label = "core"
                db_table = "uji_orang"

            def __str__(self) -> str:
                return str(self.pk)

            def segarkan_indeks(self) -> None:
                self.nik_indeks = indeks_buta(self.nik or "", tujuan="nik")

        class Lain(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            nama = RahasiaField("nama", blank=True)

            class Meta:
                app_label = "core"
                db_table = "uji_lain"

            def __str__(self) -> str:
                return str(self.pk)

        yield SimpleNamespace(Orang=Orang, Lain=Lain, daftar=daftar)


def buat_tabel(*model: type[models.Model]) -> None:
    """Create the tables inside the running transaction (SQLite's own editor refuses to)."""
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    editor.deferred_sql = []
    with connection.cursor() as cursor:
        for satu in model:
            cursor.execute(*editor.table_sql(satu))


def buang_tabel(*model: type[models.Model]) -> None:
    """Drop the tables again, where no transaction does."""
    with connection.cursor() as cursor:
        for satu in model:
            cursor.execute(f"DROP TABLE IF EXISTS {satu._meta.db_table}")


@contextmanager
def basis_data_berkas(jalur: Path) -> Iterator[None]:
    """Let SQLite in memory be a file meanwhile: only a file stands several threads, as in use."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    memori, nama = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(jalur)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memori, nama


def mentah(model: type[models.Model], kolom: str, pk: uuid.UUID) -> str | None:
    """Return what the database holds, past every field."""
    nilai = pk.hex if connection.vendor == "sqlite" else str(pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM {model._meta.db_table} WHERE id = %s", [nilai])
        return cursor.fetchone()[0]
