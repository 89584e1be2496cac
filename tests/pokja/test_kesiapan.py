"""Readiness: the plain mean of what can be shown."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pokja.aturan.kesiapan import Ukuran, nilai
from pokja.enums import Posisi
from pokja.models import Jejaring, Pejabat, PotensiKonflik

ukuran = st.builds(Ukuran, st.just("u"), st.integers(0, 500), st.integers(0, 300), st.just("dasar"))


@given(st.lists(ukuran))
def test_nilai_antara_nol_dan_seratus_dan_yang_tak_terukur_tidak_dihitung(semua):
    hasil = nilai(semua)
    terukur = [u for u in semua if u.dari]
    assert (hasil is None) == (not terukur)
    if hasil is not None:
        assert 0 <= hasil <= 100
        assert hasil == nilai(terukur)


def test_rata_rata_sederhana():
    assert nilai([Ukuran("a", 1, 2, ""), Ukuran("b", 3, 3, ""), Ukuran("c", 0, 0, "")]) == Decimal(
        75
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
def test_halaman_menyebut_setiap_ukuran(
    masuk, sekretariat, pokja, tambah, desa, django_assert_max_num_queries
):
    terisi = tambah(pokja, Posisi.KETUA)
    tambah(pokja, Posisi.SEKRETARIS, jabatan="Kepala Dinas Sosial")
    Pejabat.objects.create(kedudukan=terisi, nama="Sri", mulai=dt.date(2025, 1, 6))
    Jejaring.objects.create(jenis="patbm", wilayah=desa, mulai=dt.date(2025, 1, 6))
    for ditinjau in (dt.date(2025, 1, 6), dt.date(2026, 2, 2)):
        PotensiKonflik.objects.create(
            judul="Batas", wilayah=desa, sumber="BATAS", pola="LAHAN", tingkat="sedang",
            asal="desa", ditinjau=ditinjau,
        )  # fmt: skip
    client = masuk(sekretariat)
    with django_assert_max_num_queries(40):
        halaman = client.get(reverse("pokja:kesiapan", args=[pokja.pk]))
    hasil = {u.nama: (u.ada, u.dari) for u in halaman.context["ukuran"]}
    assert hasil["SK berlaku dan pindaiannya tersimpan"] == (1, 2)
    assert hasil["Kedudukan yang ada pejabatnya"] == (1, 2)
    assert hasil["Potensi konflik yang ditinjau enam bulan terakhir"] == (1, 2)
    assert hasil["Desa/kelurahan dengan PATBM"] == (1, 1)
    assert hasil["Tindak lanjut terbuka yang belum lewat batas"] == (0, 0)
    assert "belum ada yang diukur" in halaman.text


@pytest.mark.django_db
@pytest.mark.parametrize("per", ["0001-01-01", "9999-12-31"])
def test_hari_paling_awal_dan_paling_akhir_terbaca(masuk, sekretariat, pokja, per):
    alamat = reverse("pokja:kesiapan", args=[pokja.pk])
    assert masuk(sekretariat).get(f"{alamat}?per={per}").status_code == 200
