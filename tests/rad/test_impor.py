"""Rows of a RAD spreadsheet: what is taken, what is kept out, and what is said about it."""

from decimal import Decimal

import pytest

from rad.models import Nomenklatur
from tests.rad.bahan_impor import BAKU, KOLOM, KOSONG, baris, buku, cek, kolom, pesan


@pytest.fixture(autouse=True)
def _opd(lembaga):
    lembaga("Dinas Kesehatan", "Dinkes")
    lembaga("Dinas Pendidikan", "Disdik")
    lembaga("Dinas Koperasi, Perindustrian dan Perdagangan", "Diskopumdag")


# --- one cell ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ubah", "kolom_", "kata"),
    [
        ({"bidang": None}, "Bidang (B)", "wajib"),
        ({"bidang": "Penindakan"}, "Bidang (B)", "tidak dikenal"),
        ({"sasaran": None}, "Sasaran (C)", "wajib"),
        ({"nomenklatur": "2.8.3"}, "Kode Sub Kegiatan (D)", "bukan kode"),
        ({"nomenklatur": 2.08}, "Kode Sub Kegiatan (D)", "bukan kode"),
        ({"nomenklatur": "2.08.03.1.01.0001"}, "Kode Sub Kegiatan (D)", "provinsi"),
        ({"uraian": None}, "Aksi (E)", "wajib"),
        ({"uraian": "x" * 501}, "Aksi (E)", "500"),
        ({"uraian": "x" * 30_000}, "Aksi (E)", "500"),
        ({"nama": None}, "Indikator (F)", "wajib"),
        ({"satuan": None}, "Satuan (G)", "wajib"),
        ({"arah": None}, "Arah (H)", "naik atau turun"),
        ({"arah": "ke samping"}, "Arah (H)", "naik atau turun"),
        ({"baseline": "sedikit"}, "Baseline 2024 (I)", "bukan angka"),
        ({"target_2025": "1,234"}, "Target 2025 (J)", "dua cara"),
        ({"target_2025": "#REF!"}, "Target 2025 (J)", "Galat rumus"),
        ({"target_2025": 1 / 3}, "Target 2025 (J)", "koma"),
        ({"target_2025": 10**20}, "Target 2025 (J)", "15 digit"),
        ({"target_2026": True}, "Target 2026 (K)", "bukan angka"),
        ({"pagu_2025": -1}, "Anggaran 2025 (O)", "negatif"),
        ({"pagu_2025": "(500.000)"}, "Anggaran 2025 (O)", "negatif"),
        ({"pagu_2025": "Rp 1,234,567.89"}, "Anggaran 2025 (O)", "cara Inggris"),
        ({"pagu_2025": 1e16}, "Anggaran 2025 (O)", "15 digit"),
        ({"pagu_2025": "10.000.000.000.000"}, "Anggaran 2025 (O)", "15 angka"),
        ({"target_2025": 10**11}, "Target 2025 (J)", "11 angka"),
        ({"pagu_2025": 0.125}, "Anggaran 2025 (O)", "koma"),
        ({"pagu_2025": "1 juta"}, "Anggaran 2025 (O)", "bukan jumlah rupiah"),
        ({"pagu_2025": "=1+1"}, "Anggaran 2025 (O)", "Rumus"),
        ({"sumber": None}, "Sumber Dana (T)", "wajib"),
        ({"sumber": "PAD; DAU"}, "Sumber Dana (T)", "Satu baris satu sumber"),
        ({"penanggung_jawab": None}, "OPD Penanggung Jawab (U)", "wajib"),
        ({"penanggung_jawab": "Dinas Antariksa"}, "OPD Penanggung Jawab (U)", "tidak dikenal"),
        ({"lokasi": "x" * 201}, "Lokasi (W)", "200"),
        ({"jenis": "entah"}, "Jenis Indikator (Y)", "entah"),
        ({"kumulatif": "kadang"}, "Target Kumulatif (Z)", "ya atau tidak"),
    ],
)  # fmt: skip
def test_sel_yang_salah_ditunjuk_tepat(rad, sekretariat, ubah, kolom_, kata):
    hasil = cek(rad, sekretariat, baris(**ubah), baris(no=2, uraian="Aksi lain yang benar"))

    assert [(t.baris, t.kolom) for t in hasil.masalah] == [(2, kolom_)]
    assert kata in hasil.masalah[0].pesan
    assert len(hasil.masalah[0].nilai) <= 201
    assert hasil.sah == 1


@pytest.mark.parametrize(
    ("ubah", "ruas", "nilai"),
    [
        ({"bidang": " PENANGANAN "}, "bidang", "penanganan"),
        ({"bidang": "Bidang Pencegahan"}, "bidang", "pencegahan"),
        ({"bidang": "Pemberdayaan & Partisipasi"}, "bidang", "pemberdayaan"),
        ({"penanggung_jawab": "dinkes"}, "penanggung_jawab", "Dinas Kesehatan"),
        ({"penanggung_jawab": "DINAS  KESEHATAN."}, "penanggung_jawab", "Dinas Kesehatan"),
        ({"nomenklatur": "02.08.03.02.02.0001"}, "nomenklatur", "2.08.03.2.02.0001"),
        ({"nomenklatur": "2.08.03.2.02.0001 Layanan"}, "nomenklatur", "2.08.03.2.02.0001"),
        ({"uraian": "Aksi \u200bdengan  sisa"}, "uraian", "Aksi dengan sisa"),
        ({"lokasi": 20}, "lokasi", "20"),
        ({"lokasi": "=1+1 desa"}, "lokasi", "=1+1 desa"),
        (
            {"pendukung": "Disdik; Dinas Koperasi, Perindustrian dan Perdagangan"},
            "pendukung",
            ["Dinas Koperasi, Perindustrian dan Perdagangan", "Dinas Pendidikan"],
        ),
    ],
)
def test_cara_menulis_yang_lazim_diterima(rad, sekretariat, ubah, ruas, nilai):
    def sebagai_teks(ws):
        for s in ws[2]:
            if isinstance(s.value, str):
                s.data_type = "s"

    hasil = cek(rad, sekretariat, baris(**ubah), ubah=sebagai_teks)

    assert hasil.masalah == []
    assert hasil.calon[0].isi[ruas] == nilai


@pytest.mark.parametrize(
    ("sel", "harap"),
    [
        (0.053, "0.053"),
        ("0,055", "0.055"),
        ("35,5", "35.5"),
        (0.1 + 0.2, "0.3"),
        (1234567, "1234567"),
        (-0.0, "0"),
        (-2.5, "-2.5"),
        (99_999_999_999, "99999999999"),
        ("9.999.999.999", "9999999999"),
    ],
)
def test_angka_tepat(rad, sekretariat, sel, harap):
    hasil = cek(rad, sekretariat, baris(target_2025=sel))

    assert hasil.masalah == []
    nilai = hasil.calon[0].isi["indikator"][0]["target"]["2025"]
    assert Decimal(nilai) == Decimal(harap)
    assert nilai == harap


@pytest.mark.parametrize("sel", ["Rp 85.000.000", "Rp85.000.000,-", 85000000, "85000000"])
def test_rupiah_sebagai_teks_atau_angka(rad, sekretariat, sel):
    hasil = cek(rad, sekretariat, baris(pagu_2025=sel))

    assert hasil.calon[0].isi["anggaran"][0]["pagu"]["2025"] == "85000000"


def test_persen_dibaca_seperti_terlihat_dengan_peringatan(rad, sekretariat):
    def persen(ws):
        ws.cell(2, kolom("target_2025"), 0.57).number_format = "0%"

    hasil = cek(rad, sekretariat, baris(satuan="persen"), ubah=persen)

    assert hasil.calon[0].isi["indikator"][0]["target"]["2025"] == "57"
    assert [(t.baris, t.nilai) for t in hasil.peringatan] == [(2, "57%")]


def test_kode_yang_belum_terdaftar_hanya_peringatan(rad, sekretariat):
    Nomenklatur.objects.create(
        kode="2.08.03.2.02.0001", nama="Ada", jenis="sub_kegiatan", versi="v", tahun_mulai=2021
    )

    hasil = cek(
        rad, sekretariat,
        baris(nomenklatur="2.08.03.2.02.0001"),
        baris(no=2, uraian="Lain", nomenklatur="2.08.03.2.02.0099"),
    )  # fmt: skip

    assert hasil.masalah == []
    assert [t.baris for t in hasil.peringatan] == [3]
    assert "belum ada dalam daftar" in hasil.peringatan[0].pesan


def test_pendukung_tak_dikenal_hanya_peringatan_dan_ditinggalkan(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(pendukung="Disdik; Dinas Antariksa"))

    assert hasil.masalah == []
    assert hasil.calon[0].isi["pendukung"] == ["Dinas Pendidikan"]
    assert "Dinas Antariksa" in hasil.peringatan[0].pesan


def test_nol_tanpa_sumber_berarti_tanpa_anggaran(rad, sekretariat):
    nol = {f"pagu_{t}": 0 for t in rad.tahun}

    hasil = cek(rad, sekretariat, baris(sumber=None, **nol))

    assert hasil.masalah == []
    assert hasil.calon[0].isi["anggaran"] == []


def test_opd_hanya_mengimpor_aksinya_sendiri(rad, opd_a):
    hasil = cek(rad, opd_a, baris(), baris(no=2, penanggung_jawab="Dinas Pendidikan"))

    assert hasil.sah == 1
    assert "bukan perangkat daerah Anda" in pesan(hasil)[3][0]


# --- rows -------------------------------------------------------------------------------------


def test_beberapa_indikator_dan_sumber_dalam_baris_lanjutan(rad, sekretariat):
    lanjut = {**KOSONG, "no": 1, "uraian": BAKU["uraian"], "penanggung_jawab": "Dinkes"}
    hasil = cek(
        rad, sekretariat,
        baris(penanggung_jawab="Dinkes"),
        {**lanjut, "nama": "Jumlah siswa", "satuan": "siswa", "arah": "naik", "target_2025": 9},
        {**lanjut, "sumber": "DAU", "pagu_2026": 500},
    )  # fmt: skip

    assert hasil.masalah == []
    (calon,) = hasil.calon
    assert calon.baris == [2, 3, 4]
    assert hasil.sah == 3
    assert [i["nama"] for i in calon.isi["indikator"]] == ["Jumlah sekolah", "Jumlah siswa"]
    assert {a["sumber"] for a in calon.isi["anggaran"]} == {"pad", "dau"}


def test_aksi_yang_digabung_ke_bawah_tetap_satu_aksi(rad, sekretariat):
    """Cells merged over the rows of an action: its words reach down, its money does not."""
    kedua = {**KOSONG, "nama": "Jumlah siswa", "satuan": "siswa", "arah": "naik"}

    def gabung(ws):
        for k in ("no", "bidang", "sasaran", "uraian", "penanggung_jawab", "sumber", "pagu_2025"):
            ws.merge_cells(start_row=2, end_row=3, start_column=kolom(k), end_column=kolom(k))

    hasil = cek(rad, sekretariat, baris(), kedua, ubah=gabung)

    assert hasil.masalah == []
    assert len(hasil.calon[0].isi["indikator"]) == 2
    assert len(hasil.calon[0].isi["anggaran"]) == 1


def test_satu_baris_salah_menahan_seluruh_aksinya(rad, sekretariat):
    lanjut = {**KOSONG, "no": 1, "uraian": BAKU["uraian"], "penanggung_jawab": "Dinas Kesehatan"}
    hasil = cek(
        rad, sekretariat, baris(), {**lanjut, "nama": "Tanpa arah", "satuan": "x"},
        baris(no=2, uraian="Lain"),
    )  # fmt: skip

    assert hasil.baris_bermasalah == [2, 3]
    assert "baris 3" in pesan(hasil)[2][0]
    assert hasil.sah == 1


def test_lanjutan_yang_bertentangan_ditolak(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(), baris(sasaran="Sasaran lain", sumber="DAU"))

    assert "Berbeda dengan baris 2" in pesan(hasil)[3][0]
    assert hasil.sah == 0


def test_sumber_dana_ganda_dalam_satu_aksi_ditolak(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(), baris(nama="Lain"))

    assert "sudah ada di baris 2" in pesan(hasil)[3][0]


def test_aksi_ganda_baris_pertama_tetap_sah(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(), baris(no=2, uraian="penyuluhan  DI sekolah"))

    assert hasil.sah == 1
    assert "sudah ada di baris 2" in pesan(hasil)[3][0]


def test_aksi_sama_untuk_opd_lain_bukan_ganda(rad, sekretariat):
    hasil = cek(rad, sekretariat, baris(), baris(no=2, penanggung_jawab="Disdik"))

    assert hasil.sah == 2


def test_bidang_kosong_di_luar_gabungan_adalah_masalah(rad, sekretariat):
    def gabung(ws):
        ws.merge_cells(start_row=2, end_row=3, start_column=2, end_column=2)

    isi = [
        baris(no=n, uraian=f"Aksi {n}", bidang=None if n > 1 else "Penanganan") for n in (1, 2, 3)
    ]
    hasil = cek(rad, sekretariat, *isi, ubah=gabung)

    assert hasil.baris_bermasalah == [4]
    assert {c.isi["bidang"] for c in hasil.calon} == {"penanganan"}


def test_jumlah_tanda_tangan_dan_nomor_kolom_bukan_baris(rad, sekretariat):
    nomor = {k.kunci: f"({n})" for n, k in enumerate(KOLOM, 1)}
    hasil = cek(
        rad, sekretariat,
        nomor,
        baris(),
        {**KOSONG, "uraian": "Sub Total", "pagu_2025": 1_000_000},
        baris(no=2, uraian="Lain"),
        {**KOSONG, "bidang": "JUMLAH", "pagu_2025": 2_000_000, "pagu_2026": 1, "pagu_2027": 2},
        KOSONG,
        {**KOSONG, "penanggung_jawab": "Tuban, 12 Januari 2025"},
        {**KOSONG, "penanggung_jawab": "Kepala Dinas"},
    )  # fmt: skip

    assert hasil.masalah == []
    assert hasil.peringatan == []
    assert hasil.sah == 2


def test_judul_yang_diulang_di_tengah_dilewati(rad, sekretariat):
    ulang = {k.kunci: k.label for k in KOLOM}
    hasil = cek(rad, sekretariat, baris(), ulang, baris(no=2, uraian="Lain"))

    assert hasil.masalah == []
    assert hasil.sah == 2


def test_catatan_di_antara_baris_dilewati_dengan_peringatan(rad, sekretariat):
    catatan = {**KOSONG, "sasaran": "Mohon dilengkapi"}
    hasil = cek(rad, sekretariat, baris(), catatan, baris(no=2, uraian="Lain"))

    assert hasil.sah == 2
    assert [(t.baris, t.nilai) for t in hasil.peringatan] == [(3, "Mohon dilengkapi")]


def test_baris_yang_baru_dimulai_bukan_dilewati(rad, sekretariat):
    hasil = cek(rad, sekretariat, {**KOSONG, "no": 1, "uraian": "Baru ditulis"})

    assert hasil.sah == 0
    assert {t.baris for t in hasil.masalah} == {2}


def test_jumlah_kueri_tidak_bertambah_dengan_jumlah_baris(
    rad, sekretariat, django_assert_max_num_queries
):
    isi = [baris(no=n, uraian=f"Aksi {n}", pendukung="Disdik") for n in range(60)]
    with django_assert_max_num_queries(12):
        hasil = cek(rad, sekretariat, *isi)

    assert hasil.sah == 60


def test_buku_uji_sendiri_masuk_akal():
    assert len(BAKU) == len(KOLOM)
    assert buku(baris())
