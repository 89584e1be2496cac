"""The overview of conflicts: each person sees the parts that the person may read, in a constant
number of queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokja.actions.keadaan import simpan_keadaan
from pokja.actions.potensi import tinjau
from pokja.enums import Bidang, Peran, TingkatWilayah
from pokja.models import PeristiwaKonflik, PotensiKonflik, Wilayah
from tests.pokja.dunia_konflik import isi_keadaan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
HARI_INI = dt.date(2026, 3, 2)
ALAMAT = "/konflik/"


def potensi(wilayah, judul="Batas dusun", **ganti):
    return PotensiKonflik(
        **{
            "judul": judul, "wilayah": wilayah, "sumber": "SDA", "pola": "LAHAN", "asal": "desa",
            "tingkat": "rendah", "ditinjau": HARI_INI, **ganti,
        }
    )  # fmt: skip


@pytest.fixture
def peristiwa(desa):
    """An event that goes on."""
    return PeristiwaKonflik.objects.create(
        nama="Bentrok batas desa", mulai=dt.date(2026, 1, 2), wilayah=desa, sumber="BATAS",
        pola="LAHAN", fase="penghentian",
    )  # fmt: skip


def test_menu_konflik_menuju_ringkasan(masuk, sekretariat, desa):
    assert f'<a href="{ALAMAT}"' in masuk(sekretariat).get("/").content.decode()
    assert reverse("konflik:ringkasan") == ALAMAT


def test_isi_ringkasan(masuk, sekretariat, desa, peristiwa):
    lama = potensi(desa, "Sengketa sawah", tingkat="tinggi", ditinjau=dt.date(2025, 8, 1))
    baru = potensi(desa, "Penyaluran bansos")
    PotensiKonflik.objects.bulk_create([lama, baru])
    tinjau(by=sekretariat, potensi=baru, pada=HARI_INI, tingkat="sedang", catatan="Data keliru.")
    simpan_keadaan(by=sekretariat, peristiwa=peristiwa, isi=isi_keadaan())
    isi = masuk(sekretariat).get(ALAMAT).content.decode()
    for kata in (
        "Tinjau: Sengketa sawah", "sejak 31 Januari 2026", "<b>1</b><span class=\"kecil\">tingkat "
        "tinggi", "Bentrok batas desa", "Penghentian konflik", "Data keliru.",
        "nomor 300/1/2026 tanggal 5 Januari 2026", "Berlaku sampai 5 April 2026", "/konflik/peta/",
        "/konflik/kerawanan/",
    ):  # fmt: skip
        assert kata in isi, kata


def test_setiap_orang_hanya_bagiannya(masuk, orang, dinsos, bappeda, opd_a, desa, peristiwa):
    PotensiKonflik.objects.bulk_create([potensi(desa, "Sengketa sawah")])
    pendamping = orang("pendamping", Peran.PENDAMPING, lembaga=dinsos)
    isi = masuk(pendamping).get(ALAMAT).content.decode()
    assert "Bentrok batas desa" in isi
    assert "Potensi terbuka" not in isi
    isi = masuk(bappeda).get(ALAMAT).content.decode()
    assert "Potensi terbuka" in isi
    assert "Bentrok batas desa" not in isi
    assert "Tambah potensi" not in isi
    assert masuk(opd_a).get(ALAMAT).status_code == 403


def test_intelijen_tidak_terhitung(masuk, sekretariat, bappeda, desa):
    PotensiKonflik.objects.bulk_create(
        [potensi(desa, "Kabar rahasia", asal="intelijen", tingkat="tinggi",
                 ditinjau=dt.date(2025, 8, 1))]
    )  # fmt: skip
    assert "Kabar rahasia" in masuk(sekretariat).get(ALAMAT).content.decode()
    isi = masuk(bappeda).get(ALAMAT).content.decode()
    assert "Kabar rahasia" not in isi
    assert "Semua potensi sudah ditinjau" in isi
    assert '<b>0</b><span class="kecil">tingkat tinggi' in isi


def test_peristiwa_lampau_tidak_berlangsung(masuk, sekretariat, peristiwa):
    PeristiwaKonflik.objects.update(selesai=dt.date(2026, 2, 1))
    assert "Bentrok batas desa" not in masuk(sekretariat).get(ALAMAT).content.decode()
    PeristiwaKonflik.objects.update(fase="pemulihan")
    assert "Bentrok batas desa" in masuk(sekretariat).get(ALAMAT).content.decode()
    PeristiwaKonflik.objects.update(fase="penghentian")
    simpan_keadaan(by=sekretariat, peristiwa=peristiwa, isi=isi_keadaan())
    assert "Bentrok batas desa" in masuk(sekretariat).get(ALAMAT).content.decode()


@pytest.mark.parametrize("alamat", ["/konflik/", "/konflik/peta/", "/konflik/kerawanan/"])
def test_kueri_tetap_juga_pada_kabupaten_besar(masuk, orang, lembaga, tuban, desa, alamat):
    """2,000 potentials, 40 kecamatan with 900 villages, 60 events with states."""
    koordinator = orang(
        "koordinator", Peran.KOORDINATOR_BIDANG, lembaga=lembaga("Bakesbangpol"),
        bidang=Bidang.PENCEGAHAN,
    )  # fmt: skip
    PotensiKonflik.objects.bulk_create([potensi(desa, ditinjau=dt.date(2025, 6, 1))])
    client = masuk(koordinator)
    client.get(alamat)
    with CaptureQueriesContext(connection) as sedikit:
        assert client.get(alamat).status_code == 200
    _besar(tuban.wilayah)
    with CaptureQueriesContext(connection) as banyak:
        assert client.get(alamat).status_code == 200
    # Events with states in force take one query more than no event at all.
    assert len(banyak) <= len(sedikit) + 1
    assert len(banyak) <= 20


def _besar(kabupaten):
    kecamatan = [
        Wilayah(kode=f"35.23.{n}", nama=f"Kecamatan {n}", tingkat=TingkatWilayah.KECAMATAN,
                induk=kabupaten)
        for n in range(30, 70)
    ]  # fmt: skip
    Wilayah.objects.bulk_create(kecamatan)
    desa = [
        Wilayah(kode=f"{kecamatan[n % 40].kode}.{2000 + n}", nama=f"Desa {n}",
                tingkat=TingkatWilayah.DESA, induk=kecamatan[n % 40])
        for n in range(900)
    ]  # fmt: skip
    Wilayah.objects.bulk_create(desa)
    PotensiKonflik.objects.bulk_create(
        potensi(desa[n % 900], f"Potensi {n}", ditinjau=dt.date(2025, 6, 1)) for n in range(2000)
    )
    PeristiwaKonflik.objects.bulk_create(
        PeristiwaKonflik(nama=f"Peristiwa {n}", mulai=HARI_INI, wilayah=desa[n], sumber="SDA")
        for n in range(60)
    )
