"""Totals, the drawn matrix and the comparison of versions."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokja.enums import Bidang
from rad.documents import layar, matriks, perubahan, ringkas
from rad.enums import SumberDana
from rad.models import Aksi
from tests.rad.bantu_aksi import IsiAnggaran, disetujui, draf, isi
from tests.rad.bantu_matriks import banyak

TAHUN = range(2025, 2030)
SEL = st.builds(
    ringkas.Sel,
    bidang=st.sampled_from([str(b) for b in Bidang.labels]),
    opd=st.sampled_from(["Dinas A", "Dinas B", "Dinas C"]),
    sumber=st.sampled_from([str(s) for s in SumberDana.labels]),
    tahun=st.sampled_from(TAHUN),
    pagu=st.decimals(0, 10**15, places=2, allow_nan=False, allow_infinity=False),
)


@given(st.lists(SEL, max_size=40))
def test_every_cut_ends_in_the_same_total(sel):
    hasil = ringkas.ringkas(sel, TAHUN)
    seluruhnya = sum((s.pagu for s in sel), Decimal(0))
    assert hasil.jumlah == seluruhnya
    for _, _, baris in hasil.tabel:
        assert sum((b.jumlah for b in baris), Decimal(0)) == seluruhnya
        for k, tahun in enumerate(hasil.tahun):
            per_tahun = sum((s.pagu for s in sel if s.tahun == tahun), Decimal(0))
            assert sum((b.tahun[k] for b in baris), Decimal(0)) == per_tahun
            assert hasil.semua.tahun[k] == per_tahun


def test_an_amount_outside_the_period_is_not_lost():
    sel = [ringkas.Sel("Pencegahan", "Dinas A", "PAD", 2031, Decimal("7.50"))]
    hasil = ringkas.ringkas(sel, TAHUN)
    assert hasil.jumlah == Decimal("7.50")
    assert hasil.tahun == [*TAHUN, 2031]


@given(st.lists(st.integers(1, 250), max_size=12))
def test_pages_hold_whole_goals_and_lose_nothing(ukuran):
    baris = [
        layar.BarisAksi(n, "pencegahan", g, f"S{g}", "", "", "", "", "draf", 0, "", True)
        for g, banyaknya in enumerate(ukuran)
        for n in range(banyaknya)
    ]
    halaman = layar.halaman_sasaran(baris)
    assert [b for h in halaman for b in h] == baris
    assert all(len(h) <= layar.AKSI_PER_HALAMAN for h in halaman)
    for kiri, kanan in pairwise(halaman):
        assert kiri
        if kiri[-1].sasaran_id == kanan[0].sasaran_id:
            assert ukuran[kanan[0].sasaran_id] > layar.AKSI_PER_HALAMAN


@pytest.fixture
def rencana(rad, opd_a, opd_b, sekretariat):
    """Three approved actions in two bidang of two institutions, with sen."""
    disetujui(opd_a, rad, sekretariat, "Visum gratis", bidang="penanganan", sasaran="Korban pulih")
    disetujui(
        opd_a, rad, sekretariat, "Peta rawan",
        anggaran=[IsiAnggaran("dau", {2025: Decimal("1000.55"), 2027: Decimal(5)}),
                  IsiAnggaran("csr", {2025: Decimal("0.45")})],
    )  # fmt: skip
    disetujui(opd_b, rad, sekretariat, "Sekolah damai", anggaran=[])
    return rad


def test_live_matrix_and_snapshot_are_drawn_alike(rencana):
    aksi = Aksi.objects.filter(rad=rencana)
    langsung, sel = layar.susun(rencana, layar.baris_aksi(aksi, aksi))
    snapshot = matriks.susun(rencana)
    beku = layar.susun_isi(snapshot)

    def gambar(kelompok):
        return [
            (k["label"], s["uraian"], a["nomor"], a["uraian"], a["opd"], a["status"], a["bentuk"],
             sorted(a["lajur"], key=str))
            for k in kelompok for s in k["sasaran"] for a in s["aksi"]
        ]  # fmt: skip

    assert gambar(langsung) == gambar(beku)
    dari_snapshot = ringkas.ringkas(ringkas.sel_isi(snapshot), rencana.tahun)
    assert ringkas.ringkas(sel, rencana.tahun) == dari_snapshot
    assert ringkas.ringkas(ringkas.sel_aksi(aksi), rencana.tahun) == dari_snapshot


def test_totals_are_those_of_the_snapshot(rencana):
    snapshot = matriks.susun(rencana)
    hasil = ringkas.ringkas(ringkas.sel_isi(snapshot), rencana.tahun)
    assert str(hasil.jumlah) == snapshot["total"]["jumlah"] == "85001006.00"
    assert [f"{n:.2f}" for n in hasil.semua.tahun] == snapshot["total"]["tahun"]
    assert {b.label: f"{b.jumlah:.2f}" for b in hasil.opd} == dict(snapshot["total"]["opd"])
    assert {b.label: f"{b.jumlah:.2f}" for b in hasil.sumber} == dict(snapshot["total"]["sumber"])


def test_lines_of_one_action(rencana):
    aksi = Aksi.objects.filter(rad=rencana)
    kelompok, _ = layar.susun(rencana, layar.baris_aksi(aksi, aksi))
    per_uraian = {a["uraian"]: a for k in kelompok for s in k["sasaran"] for a in s["aksi"]}
    indikator, csr, dau = per_uraian["Peta rawan"]["lajur"]
    assert (indikator["tanda"], indikator["awal"]) == ("↑", "–")
    assert indikator["nilai"] == [(2025, "5"), (2026, "6"), (2027, "7"), (2028, "8"), (2029, "9")]
    assert (csr["teks"], csr["jumlah"]) == ("CSR/TJSL", "0,45")
    assert dau["nilai"][0] == (2025, "1.000,55")
    assert dau["nilai"][1] == (2026, "–")
    assert dau["jumlah"] == "1.005,55"
    assert per_uraian["Sekolah damai"]["lajur"][-1] == {"jenis": "tanpa"}


def test_snapshot_of_a_plan_has_only_what_is_approved(rad, opd_a, sekretariat):
    disetujui(opd_a, rad, sekretariat, "Sudah disetujui")
    draf(opd_a, rad, "Masih draf")
    isi_matriks = matriks.susun(rad)
    uraian = [a["uraian"] for k in isi_matriks["kelompok"] for s in k["sasaran"] for a in s["aksi"]]
    assert uraian == ["Sudah disetujui"]
    assert isi_matriks["versi"]["nomor"] is None


def test_matrix_order_is_bidang_then_goal(rad, opd_a, sekretariat):
    banyak(rad, [opd_a.lembaga], 12, pengaju=opd_a)
    aksi = Aksi.objects.filter(rad=rad)
    baris = layar.baris_aksi(aksi, aksi.none())
    assert [b.bidang for b in baris] == sorted((b.bidang for b in baris), key=[*Bidang].index)
    assert not any(b.cocok for b in baris)


def test_comparison_names_added_gone_and_changed(rad, opd_a, sekretariat):
    lama = matriks.susun_aksi(rad, Aksi.objects.none())
    aksi = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    satu = matriks.susun(rad)
    assert [a["uraian"] for a in perubahan.bandingkan(lama, satu).baru] == ["Peta rawan"]
    assert [a["uraian"] for a in perubahan.bandingkan(satu, lama).hilang] == ["Peta rawan"]
    assert not perubahan.bandingkan(satu, satu)

    from rad.actions import aksi as tindakan

    isi_baru = isi(opd_a.lembaga, "Peta rawan", lokasi="Kota",
                   anggaran=[IsiAnggaran("pad", {2026: Decimal(90_000_000)})])  # fmt: skip
    aksi.refresh_from_db()
    tindakan.simpan(by=opd_a, rad=rad, aksi=aksi, isi=isi_baru)
    dua = matriks.susun_aksi(rad, Aksi.objects.filter(rad=rad))
    ((_, beda),) = perubahan.bandingkan(satu, dua).diubah
    assert beda == [
        ("Lokasi", "20 kecamatan", "Kota"),
        ("Pagu 2026 (PAD)", "Rp85.000.000", "Rp90.000.000"),
    ]
