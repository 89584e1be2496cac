"""Needs, budgets and the gap: every cut agrees, and the budget is the matrix's to the rupiah."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rad.actions import penanda
from rad.documents.pendanaan import AksiDana, rangkum, susun
from rad.documents.ringkas import Sel, ringkas
from rad.models import Kebutuhan
from tests.rad import bantu_aksi as b

TAHUN = range(2025, 2030)
UANG = st.decimals(min_value=0, max_value=10**12, places=2)
PER_TAHUN = st.dictionaries(st.sampled_from([*TAHUN, 2031]), UANG)
AKSI = st.builds(
    AksiDana,
    pk=st.uuids(),
    uraian=st.just("Aksi"),
    bidang=st.sampled_from(["Pencegahan", "Penanganan"]),
    opd=st.sampled_from(["Dinkes", "Disdik", "Dinsos"]),
    pagu=PER_TAHUN,
    kebutuhan=PER_TAHUN,
)


@given(st.lists(AKSI, max_size=12))
def test_setiap_potongan_berakhir_pada_jumlah_yang_sama(aksi):
    hasil = rangkum(aksi, TAHUN, [])
    for potongan in (hasil.per_tahun, hasil.per_bidang, hasil.per_opd):
        for kolom in ("kebutuhan", "pagu", "kurang"):
            assert sum(getattr(p, kolom) for p in potongan) == getattr(hasil.semua, kolom)


@given(st.lists(AKSI, max_size=12))
def test_pagu_sama_dengan_matriks(aksi):
    """The matrix adds the same cells up by another way."""
    sel = [Sel(a.bidang, a.opd, "DAU", t, n) for a in aksi for t, n in a.pagu.items()]
    matriks, hasil = ringkas(sel, TAHUN), rangkum(aksi, TAHUN, [])
    assert matriks.jumlah == hasil.semua.pagu
    assert {b.label: b.jumlah for b in matriks.opd if b.jumlah} == {
        p.label: p.pagu for p in hasil.per_opd if p.pagu
    }
    tahun = {t: n for t, n in matriks.per_tahun if n}
    assert tahun == {int(p.label): p.pagu for p in hasil.per_tahun if p.pagu}


@given(AKSI)
def test_kurang_tidak_pernah_negatif_dan_keadaan_sesuai(aksi):
    assert all(0 <= n <= aksi.kebutuhan[t] for t, n in aksi.kurang.items())
    assert (aksi.keadaan == "tanpa") == (aksi.jumlah_pagu == 0)
    if aksi.keadaan == "cukup":
        assert all(aksi.pagu.get(t, 0) >= n for t, n in aksi.kebutuhan.items())


def test_kelebihan_satu_tahun_tidak_menutup_tahun_lain(masuk, opd_a, sekretariat, rad):
    kurang, tanpa = b.draf(opd_a, rad, "Kurang"), b.draf(opd_a, rad, "Tanpa", anggaran=[])
    b.draf(opd_a, rad, "Tak diisi")
    butuh = {2026: Decimal(10_000_000), 2027: Decimal(40_000_000)}  # 85 million stand in 2026
    penanda.simpan_kebutuhan(by=opd_a, aksi=kurang, kebutuhan=butuh)
    penanda.simpan_kebutuhan(by=opd_a, aksi=tanpa, kebutuhan={2025: Decimal("7.50")})
    halaman = masuk(sekretariat).get(reverse("rad:pendanaan", args=[rad.pk]))
    isi = halaman.context["isi"]
    assert isi.semua.kurang == Decimal("40000007.50")
    assert [a.uraian for a in isi.tanpa] == ["Tanpa"]
    assert [a.uraian for a in isi.sebagian] == ["Kurang"]
    assert isi.belum_diisi == 1
    matriks = masuk(sekretariat).get(b.url("matriks", rad))
    assert matriks.context["ringkasan"].jumlah == isi.semua.pagu == 170_000_000
    assert sum(x.jumlah for x in isi.sumber) == isi.semua.pagu
    assert "Rp40.000.007,50" in halaman.text


def test_isi_kebutuhan_lewat_layar(masuk, opd_a, rad):
    aksi = b.draf(opd_a, rad)
    client, alamat = masuk(opd_a), reverse("rad:aksi_kebutuhan", args=[aksi.pk])
    assert "Pagu 2026: Rp85.000.000." in client.get(alamat).text
    jawaban = client.post(alamat, {"butuh_2026": "1,234", "butuh_2027": "5.000"})
    assert jawaban.status_code == 422
    assert 'value="1,234"' in jawaban.text
    client.post(alamat, {"butuh_2026": "Rp100.000.000", "butuh_2027": "0", "dibaca": ""})
    assert {k.tahun: k.jumlah for k in Kebutuhan.objects.all()} == {2026: 100_000_000, 2027: 0}
    assert "Kurang Rp15.000.000 seluruhnya" in client.get(b.url("aksi_detail", aksi)).text


def test_kebutuhan_basi(masuk, opd_a, sekretariat, rad):
    aksi = b.draf(opd_a, rad)
    penanda.simpan_kebutuhan(by=sekretariat, aksi=aksi, kebutuhan={2026: Decimal(9)})
    alamat = reverse("rad:aksi_kebutuhan", args=[aksi.pk])
    jawaban = masuk(opd_a).post(alamat, {"butuh_2026": "12", "dibaca": ""})
    assert jawaban.status_code == 409
    assert "2026: Rp9" in jawaban.text
    assert 'value="12"' in jawaban.text
    isian = {"butuh_2026": "12", "dibaca": jawaban.context["form"]["dibaca"].value()}
    masuk(opd_a).post(alamat, isian)
    assert Kebutuhan.objects.get().jumlah == 12


def test_kebutuhan_bukan_urusan_opd_lain_dan_bappeda(opd_a, opd_b, bappeda, rad):
    aksi = b.draf(opd_a, rad)
    for orang in (opd_b, bappeda):
        with pytest.raises(PermissionDenied):
            penanda.simpan_kebutuhan(by=orang, aksi=aksi, kebutuhan={2026: Decimal(1)})
    assert not Kebutuhan.objects.exists()


def test_yang_tidak_terbaca_tidak_terhitung(opd_a, opd_b, rad):
    b.draf(opd_a, rad)
    assert susun(opd_b, rad).semua.pagu == 0
