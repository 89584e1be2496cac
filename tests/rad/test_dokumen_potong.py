"""The printed RAD matrix: how it is cut, what stands on its pages."""

import itertools
from decimal import Decimal
from pathlib import Path

import page
import pypdf
import pytest
from django.template.loader import render_to_string

from bench.contoh import snapshot
from p3aks.core import pdf
from rad.documents.potong import BATAS_SATU, bagi_matriks

AKAR = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def huruf(tmp_path_factory, monkeypatch, tmp_path):
    konf = tmp_path_factory.getbasetemp() / "fonts-matriks.conf"
    konf.write_text(
        f"<fontconfig><dir>{AKAR / 'static/fonts'}</dir>"
        f"<cachedir>{konf.parent / 'fontconfig'}</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(konf))
    monkeypatch.setenv("P3AKS_VAR", str(tmp_path / "var"))


def html(isi: dict, **tambahan) -> list[str]:
    return [
        render_to_string("rad/dokumen/matriks.html", {**b, **tambahan}) for b in bagi_matriks(isi)
    ]


def cetak(isi: dict, tujuan: Path, **tambahan) -> list[str]:
    """Print and return the text of each page."""
    bagian = [pdf.Potongan(h) for h in html(isi, **tambahan)]
    pdf.buat_pdf(bagian, tujuan, judul=isi["judul"], penulis="Pokja P3AKS")
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        laporan = page.validate_pdf(str(tujuan), profile=profil)
        assert laporan.is_compliant, [(f.rule_id, f.message) for f in laporan.failures]
    return [h.extract_text() for h in pypdf.PdfReader(tujuan).pages]


def aksi(isi: dict) -> list[dict]:
    return [a for k in isi["kelompok"] for s in k["sasaran"] for a in s["aksi"]]


def test_sampai_batas_satu_bagian_dengan_jumlah_di_tabel():
    (satu,) = bagi_matriks(snapshot(BATAS_SATU))
    assert satu["awal"]
    assert satu["akhir"]
    assert [b["teks"] for b in satu["baris"] if b["jenis"] == "jumlah"] == [
        "Pencegahan",
        "Penanganan",
        "Pemberdayaan dan Partisipasi",
    ]


@pytest.mark.parametrize("per", [40, 80, 120])
def test_di_atas_batas_dipotong_per_bidang_pada_awal_sasaran(per):
    isi = snapshot(400)
    bagian = bagi_matriks(isi, per=per)
    assert [b["awal"] for b in bagian] == [True] + [False] * (len(bagian) - 1)
    assert [b["akhir"] for b in bagian] == [False] * (len(bagian) - 1) + [True]
    for b in bagian[:-1]:
        jenis = [r["jenis"] for r in b["baris"]]
        assert jenis[:2] == ["bidang", "sasaran"]
        assert jenis.count("bidang") == 1
        assert per / 2 - 12 < len(jenis) < 1.5 * per + 26
    nomor = [r["aksi"]["nomor"] for b in bagian for r in b["baris"] if r["jenis"] == "aksi"]
    assert nomor == [a["nomor"] for a in aksi(isi)]


def test_bagian_lanjutan_menyebut_bidangnya_lagi():
    kedua = html(snapshot(400))[1]
    assert "BIDANG PENCEGAHAN</b> (lanjutan)" in kedua
    assert "<h1>" not in kedua


def test_mengubah_satu_nilai_hanya_mengubah_bagiannya_dan_penutup():
    lama, baru = html(snapshot(400)), html(snapshot(400, ubah=200))
    berubah = [i for i, (a, b) in enumerate(zip(lama, baru, strict=True)) if a != b]
    assert len(lama) > 5
    assert len(berubah) == 2
    assert berubah[1] == len(lama) - 1


def test_aksi_beberapa_indikator_dan_anggaran_menjadi_baris_tanpa_rowspan():
    isi = snapshot(3)
    pertama = aksi(isi)[0]
    pertama["baris"] *= 3
    pertama["anggaran"] *= 2
    (satu,) = bagi_matriks(isi)
    baris = [b for b in satu["baris"] if b["jenis"] == "aksi"][:3]
    assert [b["aksi"] is not None for b in baris] == [True, False, False]
    assert [b["indikator"] is not None for b in baris] == [True, True, True]
    assert [b["anggaran"] is not None for b in baris] == [True, True, False]
    badan = html(isi)[0].split("<tbody>")[1]
    assert "rowspan" not in badan


def test_aksi_tanpa_indikator_dan_anggaran_tetap_tercetak(tmp_path):
    isi = snapshot(3)
    a = aksi(isi)[0]
    a.update(baris=[], anggaran=[], kode="", nomenklatur="", uraian="Aksi tanpa rincian")
    assert "Aksi tanpa rincian" in " ".join(cetak(isi, tmp_path / "m.pdf")[0].split())


def test_halaman_matriks(tmp_path):
    """What an officer checks first: paper, repeated header, numbers, amounts, foot, totals."""
    isi = snapshot(40)
    a = aksi(isi)[0]
    a["baris"][0].update(arah="turun", baseline="0.055", target=["0.05", "0.04", None, "0.02", "0"])
    a["anggaran"][0]["pagu"] = ["1234567.00", "0.00", None, "2000000.00", "3000000.50"]
    tujuan = tmp_path / "m.pdf"
    halaman = cetak(isi, tujuan)
    ukuran = pypdf.PdfReader(tujuan).pages[0].mediabox
    assert (float(ukuran.width), float(ukuran.height)) == pytest.approx((935.4, 609.4), abs=1)
    for i, isi_halaman in enumerate(halaman[:-1], start=1):
        assert "Pagu Indikatif (Rp)" in isi_halaman
        assert (f"- {i} -" in isi_halaman) is (i > 1)
        assert "BIDANG P" in isi_halaman, "the running foot names the bidang"
        assert "Sasaran " in isi_halaman
        assert "Rancangan · keadaan per 22 November 2026" in isi_halaman
    assert isi["judul"].upper() in " ".join(halaman[0].split())
    for teks in ("0,055", "turun", "1.234.567", "3.000.000,50", "–"):
        assert teks in halaman[0]
    jumlah = f"{int(Decimal(isi['total']['jumlah'])):,}".replace(",", ".")
    akhir = " ".join(" ".join(halaman).split())
    assert f"2025-2029: Rp{jumlah}" in akhir
    assert "JUMLAH SELURUHNYA" in akhir
    assert "Menurut sumber dana" in akhir
    assert isi["legenda"][0] in akhir


def test_matriks_panjang_disambung_dengan_jumlah_di_penutup(tmp_path):
    isi = snapshot(BATAS_SATU + 6)
    tujuan = tmp_path / "m.pdf"
    halaman = cetak(isi, tujuan)
    for i, teks in enumerate(halaman, start=1):
        assert (f"- {i} -" in teks) is (i > 1)
    akhir = " ".join(halaman[-1].split())
    for label, jumlah in itertools.chain(
        ((k["label"], k["jumlah"]) for k in isi["kelompok"]), isi["total"]["sumber"]
    ):
        assert f"{label} " in akhir
        assert f"{int(Decimal(jumlah)):,}".replace(",", ".") in akhir
    garis = pypdf.PdfReader(tujuan).outline
    assert garis[0].title == isi["judul"].upper()
    bidang = [b.title for b in garis[1] if not isinstance(b, list)]
    assert bidang[:3] == [f"BIDANG {k['label'].upper()}" for k in isi["kelompok"]]
    sasaran = sum(len(b) for b in garis[1] if isinstance(b, list))
    assert sasaran == sum(len(k["sasaran"]) for k in isi["kelompok"])


def test_lampiran_perbup_memakai_kepala_dan_tanda_tangan(tmp_path):
    """Rule 28: heading block top right, signature of the Bupati on the last page."""
    halaman = cetak(
        snapshot(6),
        tmp_path / "m.pdf",
        lampiran=["LAMPIRAN", "PERATURAN BUPATI TUBAN", "NOMOR ... TAHUN ..."],
        tanda_tangan={"jabatan": "BUPATI TUBAN,", "nama": "ADITYA CONTOH"},
    )
    assert "PERATURAN BUPATI TUBAN" in halaman[0]
    assert "keadaan per" not in halaman[0]
    assert "ADITYA CONTOH" in halaman[-1]


def test_rad_kosong_tetap_menjadi_dokumen(tmp_path):
    isi = snapshot(3)
    isi["kelompok"] = []
    isi["total"] = {"tahun": ["0"] * 5, "jumlah": "0", "sumber": [], "opd": []}
    assert "Rekapitulasi" in cetak(isi, tmp_path / "m.pdf")[0]
