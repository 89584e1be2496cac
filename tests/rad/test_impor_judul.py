"""The heading of a RAD table: where it may stand, how columns may be called, what is refused."""

import pytest

from p3aks.core.uploads import BerkasDitolak
from rad.forms.impor import periksa
from tests.core.berkas_xlsx import tabel
from tests.rad.bahan_impor import JUDUL, baris, cek


@pytest.fixture(autouse=True)
def _opd(lembaga):
    lembaga("Dinas Kesehatan", "Dinkes")


def ganti_judul(lama, baru):
    return [baru if j == lama else j for j in JUDUL]


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        ("OPD Penanggung Jawab", "Perangkat Daerah"),
        ("OPD Penanggung Jawab", "penanggung\njawab"),
        ("Kode Sub Kegiatan", "Sub Kegiatan"),
        ("Aksi", "RENCANA AKSI"),
        ("Indikator", "Indikator Kinerja *)"),
        ("Anggaran 2025", "Pagu Indikatif (Rp) 2025"),
        ("Anggaran 2025", "Pagu Tahun 2025"),
        ("Target 2025", "Target Tahun 2025"),
        ("Baseline 2024", "Kondisi Awal (2024)"),
        ("No", "No."),
    ],
)
def test_sebutan_kolom_yang_lazim(rad, sekretariat, lama, baru):
    hasil = cek(rad, sekretariat, baris(), judul=ganti_judul(lama, baru))

    assert hasil.masalah == []
    assert hasil.peringatan == []


def test_kop_surat_di_atas_judul(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(), ubah=lambda ws: ws.insert_rows(1, 12))

    assert hasil.sah == 1
    assert hasil.calon[0].baris == [14]


def test_tahun_di_baris_kedua_tanpa_sel_gabungan(rad, sekretariat):
    atas = [
        "Target" if j == "Target 2025" else "Pagu" if j == "Anggaran 2025"
        else None if j.startswith(("Target 20", "Anggaran 20")) else j
        for j in JUDUL
    ]  # fmt: skip
    bawah = [int(j[-4:]) if j.startswith(("Target 20", "Anggaran 20")) else None for j in JUDUL]

    def sisip(ws):
        ws.insert_rows(2)
        for c, nilai in enumerate(bawah, 1):
            ws.cell(2, c, nilai)

    hasil = cek(rad, sekretariat, baris(), judul=atas, ubah=sisip)

    assert hasil.masalah == []
    assert hasil.calon[0].baris == [3]


def test_kolom_tak_dikenal_diberitahukan(rad, sekretariat):
    hasil = cek(rad, sekretariat, {**baris(), "rahasia": "x"}, judul=[*JUDUL, "Kolom Rahasia"])

    assert hasil.sah == 1
    assert "diabaikan" in hasil.peringatan[0].pesan


@pytest.mark.parametrize(
    ("judul", "kata"),
    [
        (ganti_judul("Target 2025", "Target 2024"), "tahun 2024"),
        (ganti_judul("Anggaran 2029", "Anggaran 2030"), "tahun 2030"),
        (ganti_judul("Target 2025", "Sasaran Kinerja"), "Target 2025"),
        (ganti_judul("Baseline 2024", "Baseline 2023"), "tahun dasar"),
        (ganti_judul("Satuan", "Ukuran"), "Satuan"),
        (ganti_judul("OPD Penanggung Jawab", "Siapa"), "OPD Penanggung Jawab"),
        (ganti_judul("Lokasi", "Aksi"), "dua kali"),
        (["a", "b", "c"], "tidak ditemukan"),
    ],
)
def test_judul_yang_tidak_cocok_ditolak_dengan_sebabnya(rad, sekretariat, judul, kata):
    with pytest.raises(BerkasDitolak, match=kata):
        cek(rad, sekretariat, baris(), judul=judul)


def test_hanya_judul_tanpa_baris(rad, sekretariat):
    with pytest.raises(BerkasDitolak, match="belum ada baris"):
        cek(rad, sekretariat)


def test_lembar_pertama_yang_berjudul_dipakai(rad, sekretariat):
    def tambah(ws):
        ws.parent.create_sheet("Sampul", 0)["A1"] = "Rencana Aksi"
        lain = ws.parent.create_sheet("Cadangan")
        lain.append(JUDUL)

    hasil = cek(rad, sekretariat, baris(), ubah=tambah)

    assert hasil.judul.lembar.nama == "RAD"
    assert "Cadangan" in hasil.peringatan[0].pesan


def test_lembar_tersembunyi_tidak_pernah_dibaca(rad, sekretariat):
    def sembunyikan(ws):
        ws.sheet_state = "hidden"
        ws.parent.create_sheet("Kosong")
        ws.parent.active = 1

    with pytest.raises(BerkasDitolak, match="disembunyikan"):
        cek(rad, sekretariat, baris(), ubah=sembunyikan)


def test_lembar_yang_terlalu_panjang_disebut_ukurannya(rad, sekretariat):
    with pytest.raises(BerkasDitolak, match="baris 6000"):
        cek(rad, sekretariat, baris(), ubah=lambda ws: ws.cell(6000, 1, "x"))


def test_berkas_tanpa_tabel(rad, sekretariat):
    with pytest.raises(BerkasDitolak, match="OPD Penanggung Jawab"):
        periksa("a.xlsx", tabel(["halo"]), rad=rad, user=sekretariat)
