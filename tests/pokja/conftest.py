"""A day, a Pokja in force, a draft beside it, and who keeps accounts."""

import pytest
import time_machine

from pokja.actions.struktur import siapkan_rancangan
from pokja.contoh.rapat import WORKSHOP
from pokja.enums import Peran, Posisi, TingkatWilayah
from pokja.models import Kedudukan, Rapat, Wilayah
from tests.pokja.bantu import SK_LAMA
from tests.pokja.dunia_workshop import gelar_workshop


@pytest.fixture
def hari_ini():
    """2 March 2026, 10.00 WIB."""
    with time_machine.travel("2026-03-02T03:00:00Z", tick=False):
        yield


@pytest.fixture
def pokja(pokja_tuban):
    """The Pokja in force, without seats."""
    pokja_tuban.tanggal_sk = SK_LAMA
    pokja_tuban.save()
    return pokja_tuban


@pytest.fixture
def tambah(sekretariat, dinsos):
    """Put a seat into a Pokja, whatever its state."""

    def _tambah(pokja, posisi=Posisi.KETUA, bidang="", jabatan="Sekretaris Daerah"):
        return Kedudukan.objects.create(
            pokja=pokja, posisi=posisi, bidang=bidang, lembaga=dinsos, jabatan_dinas=jabatan
        )

    return _tambah


@pytest.fixture
def rancangan(pokja, sekretariat):
    """A draft beside the Pokja in force."""
    return siapkan_rancangan(by=sekretariat, mulai=2026, selesai=2030)


@pytest.fixture
def pengelola(orang, dinsos):
    """Account manager."""
    return orang("pengelola", Peran.ADMIN_AKUN, lembaga=dinsos)


@pytest.fixture
def desa(tuban):
    """Desa Glodog in Kecamatan Palang."""
    palang = Wilayah.objects.create(
        kode="35.23.18", nama="Palang", tingkat=TingkatWilayah.KECAMATAN, induk=tuban.wilayah
    )
    return Wilayah.objects.create(
        kode="35.23.18.2001", nama="Glodog", tingkat=TingkatWilayah.DESA, induk=palang
    )


@pytest.fixture
def tuban_2021(pokja, lembaga, orang, hari_ini):
    """The workshop of 27–28 May 2021, its minutes final."""
    gelar_workshop(pokja, lembaga, orang)
    return Rapat.objects.get(acara=WORKSHOP)
