"""People and cases that every test of the case app may call on. All synthetic."""

import json

import pytest

from kasus import tasks
from kasus.enums_akses import PeranTim
from kasus.models import TimKasus
from p3aks.core.pdf import Hasil
from pokja.enums import Peran, TingkatWilayah
from pokja.models import Wilayah
from tests.kasus import dunia_akses


@pytest.fixture
def unit(dinsos):
    """The service unit of all cases here."""
    return dinsos


@pytest.fixture
def kecamatan(tuban):
    """Kecamatan Palang."""
    return Wilayah.objects.create(
        kode="35.23.18", nama="Palang", tingkat=TingkatWilayah.KECAMATAN, induk=tuban.wilayah
    )


@pytest.fixture
def desa(kecamatan):
    """Desa Panyuran."""
    return Wilayah.objects.create(
        kode="35.23.18.2001", nama="Glodog", tingkat=TingkatWilayah.DESA, induk=kecamatan
    )


@pytest.fixture
def manajer(orang, unit):
    """Case manager of the unit."""
    return orang("manajer", Peran.MANAJER_KASUS, lembaga=unit)


@pytest.fixture
def pendamping(orang, unit):
    """Companion of the unit; in no team until a test says so."""
    return orang("pendamping", Peran.PENDAMPING, lembaga=unit)


@pytest.fixture
def supervisor(orang, unit):
    """Supervisor (head) of the unit."""
    return orang("supervisor", Peran.SUPERVISOR, lembaga=unit)


@pytest.fixture
def manajer_lain(orang, lembaga):
    """Case manager of another unit: the stranger."""
    return orang("manajer_lain", Peran.MANAJER_KASUS, lembaga=lembaga("P2TP2A Lain", "P2TP2A"))


@pytest.fixture
def patbm_a(orang, desa):
    """Volunteer of Desa Glodog."""
    return orang("patbm_a", Peran.PATBM, wilayah=desa)


@pytest.fixture
def patbm_b(orang, kecamatan):
    """Volunteer of another village."""
    lain = Wilayah.objects.create(
        kode="35.23.18.2002", nama="Leran Kulon", tingkat=TingkatWilayah.DESA, induk=kecamatan
    )
    return orang("patbm_b", Peran.PATBM, wilayah=lain)


@pytest.fixture
def mitra(orang, lembaga):
    """A partner at the hospital."""
    return orang("mitra", Peran.MITRA_LAYANAN, lembaga=lembaga("RSUD dr. R. Koesma", "RSUD"))


@pytest.fixture
def ppdp(orang, lembaga):
    """Data protection officer."""
    return orang("ppdp", Peran.PPDP, lembaga=lembaga("Dinas Kominfo", "Diskominfo"))


@pytest.fixture
def auditor(orang, lembaga):
    """Auditor of the Inspektorat."""
    return orang("auditor", Peran.AUDITOR, lembaga=lembaga("Inspektorat", "Inspektorat"))


@pytest.fixture
def buat_kasus(manajer, unit, kecamatan):
    """Make a case with one victim and one alleged perpetrator: ``buat_kasus(tingkat=2)``.

    Level 1: an adult woman, psychological violence by a neighbour; 2: a child; 3: against an
    official. The manager is in the team.
    """

    def buat(tingkat: int = 1, *, by=None, **isian):
        return dunia_akses.buat_kasus(by or manajer, unit, kecamatan, tingkat, **isian)

    return buat


@pytest.fixture
def masukkan_tim(manajer):
    """Put somebody into the team of a case: ``masukkan_tim(kasus, pendamping)``."""

    def masukkan(kasus, pengguna, peran=PeranTim.PENDAMPING):
        return TimKasus.objects.sistem("uji").create(
            kasus=kasus, pengguna=pengguna, peran=peran, ditunjuk_oleh=manajer
        )

    return masukkan


@pytest.fixture
def cetak_cepat(monkeypatch):
    """A renderer that writes the snapshot as it is."""

    def cetak(dokumen, tujuan, kemajuan, batal):
        tujuan.write_bytes(b"%PDF-1.7 " + json.dumps(dokumen.snapshot).encode())
        return Hasil(sha256="", halaman=1, ukuran=0)

    monkeypatch.setattr(tasks.cetak, "cetak", cetak)


@pytest.fixture
def penanda(orang, unit):
    """A second supervisor, who signs."""
    return orang("penanda", Peran.SUPERVISOR, lembaga=unit)


@pytest.fixture
def tempat(kecamatan):
    """Five kecamatan."""
    for n in range(4):
        Wilayah.objects.create(
            kode=f"35.23.{n + 1:02d}", nama=f"Kecamatan {n}", tingkat="kecamatan",
            induk_id=kecamatan.induk_id,
        )  # fmt: skip
