"""T20: whoever changes, removes or moves one row of 100,000 in the trail is named within 10 s."""

import datetime as dt
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from p3aks.core.audit import AWAL, JejakAudit, catat
from tests.larangan import tanpa_pemicu

JUMLAH = 100_000
RANTAI = 2_000  # fifty events on each of two thousand cases
BATAS_DETIK = 10


@pytest.fixture
def jejak(db):
    """A trail of 100,000 rows, as years of work leave it."""
    awal, baris = timezone.now() - dt.timedelta(days=900), []
    for r in range(RANTAI):
        sebelum = AWAL
        for n in range(1, JUMLAH // RANTAI + 1):
            satu = JejakAudit(
                rantai=f"kasus.kasus:{r:05}", nomor=n, pada=awal + dt.timedelta(seconds=r * 60 + n),
                oleh_id="00000000-0000-4000-8000-000000000001", peristiwa="kasus.dibaca",
                rincian={"halaman": "ringkasan", "tingkat": "F2"}, sebelum=sebelum,
            )  # fmt: skip
            satu.sidik = sebelum = satu.hitung_sidik()
            baris.append(satu)
    JejakAudit.objects.bulk_create(baris, batch_size=5000)
    assert JejakAudit.objects.count() == JUMLAH


def _periksa() -> tuple[str, float]:
    keluaran, mulai = StringIO(), time.perf_counter()
    try:
        call_command("periksa_jejak", stdout=keluaran, stderr=keluaran)
    except (CommandError, SystemExit) as galat:
        keluaran.write(str(galat))
    return keluaran.getvalue(), time.perf_counter() - mulai


def _rusak(sql: str) -> None:
    """What somebody with the rights of the table's owner could do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_jejakaudit DISABLE TRIGGER USER")
            cursor.execute(sql)
            cursor.execute("ALTER TABLE core_jejakaudit ENABLE TRIGGER USER")
        return
    with tanpa_pemicu(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_t20_one_altered_removed_or_moved_row_of_100000_is_named_within_ten_seconds(jejak):
    utuh, _ = _periksa()
    assert "nomor" not in utuh
    _rusak(
        "UPDATE core_jejakaudit SET oleh_id = '' WHERE rantai = 'kasus.kasus:00777' AND nomor = 31"
    )
    _rusak("DELETE FROM core_jejakaudit WHERE rantai = 'kasus.kasus:00123' AND nomor = 20")
    _rusak(
        "UPDATE core_jejakaudit SET nomor = 60 WHERE rantai = 'kasus.kasus:00999' AND nomor = 50"
    )
    temuan, detik = _periksa()
    assert "kasus.kasus:00777 nomor 31" in temuan
    assert "kasus.kasus:00123 nomor 20" in temuan
    assert "kasus.kasus:00999 nomor 50" in temuan
    assert detik <= BATAS_DETIK


@pytest.mark.parametrize(
    "perintah", ["UPDATE core_jejakaudit SET oleh_id = 'x'", "DELETE FROM core_jejakaudit"]
)
def test_t20_the_database_refuses_without_owner_rights(sekretariat, perintah):
    catat(by=sekretariat, peristiwa="uji", objek=sekretariat)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(perintah)
    assert JejakAudit.objects.exclude(oleh_id="x").exists()
