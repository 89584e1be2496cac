"""The printed regulation: what stands where, for eyes, screen readers and archives."""

import io
import re
from itertools import pairwise
from pathlib import Path

import page
import pypdf
import pytest
from django.conf import settings
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from p3aks.bootstrap.lingkungan import lingkungan_anak
from p3aks.core.pdf import GalatDibatalkan
from pokja.models import Daerah
from rad.documents import perbup_docx
from rad.documents.perbup import cetak, susun
from rad.documents.perbup_cetak import bagian, html_badan
from rad.models import Ayat
from tests.rad.bantu_perbup import jadikan_final, perbup_terisi, versi_rad

F4 = (609.4, 935.4)
ALAMAT = "https://p3aks.contoh.go.id/verifikasi/ABCD2345/"
DOKUMEN = {"alamat_verifikasi": ALAMAT, "dibuat": "2026-01-07T09:00:00+07:00"}


@pytest.fixture(autouse=True)
def _huruf(monkeypatch):
    """Fonts as in production, nothing cached."""
    monkeypatch.setenv("FONTCONFIG_FILE", lingkungan_anak()["FONTCONFIG_FILE"])
    monkeypatch.delenv("P3AKS_VAR", raising=False)


@pytest.fixture
def perbup(rad, lembaga, sekretariat):
    return perbup_terisi(rad, versi_rad(rad, lembaga, sekretariat, per_bidang=3))


def baca(berkas: Path) -> tuple[pypdf.PdfReader, list[str]]:
    """The file and the text of its pages, blanks as single spaces."""
    pdf = pypdf.PdfReader(berkas)
    return pdf, [" ".join(h.extract_text().split()) for h in pdf.pages]


def patuh(berkas: Path) -> None:
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        laporan = page.validate_pdf(str(berkas), profile=profil)
        assert laporan.is_compliant, [(f.rule_id, f.message) for f in laporan.failures]


def penanda(garis, tingkat=0):
    for g in garis:
        if isinstance(g, list):
            yield from penanda(g, tingkat + 1)
        else:
            yield tingkat, " ".join(g.title.split())


def test_draft(perbup, tmp_path):
    berkas = tmp_path / "rancangan.pdf"
    hasil = cetak(susun(perbup), berkas)
    pdf, hal = baca(berkas)
    patuh(berkas)
    assert hasil.halaman == len(hal)

    # Page one: head in order, no number, draft mark, three dots.
    urutan = (
        *("BUPATI TUBAN PROVINSI JAWA TIMUR", "RANCANGAN", "PERATURAN BUPATI TUBAN"),
        *("NOMOR ... TAHUN ...", "TENTANG", "RENCANA AKSI DAERAH"),
        *("DENGAN RAHMAT TUHAN YANG MAHA ESA", "BUPATI TUBAN,", "Menimbang : a. bahwa"),
    )
    letak = [hal[0].index(u) for u in urutan]
    assert letak == sorted(letak)
    assert "- 1 -" not in hal[0]
    for nomor, teks in enumerate(hal[1:], start=2):
        assert f"- {nomor} -" in teks

    # Paper: F4 upright, the Lampiran across, the working sheet upright again.
    ukuran = [(float(h.mediabox.width), float(h.mediabox.height)) for h in pdf.pages]
    rebah = [u == pytest.approx((F4[1], F4[0]), abs=1) for u in ukuran]
    assert all(r or u == pytest.approx(F4, abs=1) for r, u in zip(rebah, ukuran, strict=True))
    assert rebah == [*sorted(rebah[:-1]), False]
    assert rebah.count(True) >= 1
    awal = rebah.index(True)
    assert "LAMPIRAN PERATURAN BUPATI TUBAN NOMOR ... TAHUN ... TENTANG" in hal[awal]
    assert "BUPATI TUBAN," in hal[-2]
    assert "ADITYA CONTOH" in hal[-2]
    assert "Program/Kegiatan/Sub Kegiatan" in hal[-2] or awal == len(hal) - 2

    # Body.
    semua = " ".join(hal)
    assert "5 (lima) tahun, terhitung sejak tahun 2025" in semua
    assert "sebagaimana dimaksud dalam Pasal 7 ayat (2)." in semua
    assert "b. akhir tahun" not in semua
    assert "anggaran pendapatan dan belanja Daerah; dan/atau b. sumber lain" in semua
    tanda = next(h for h in hal if "Ditetapkan di Tuban" in h)
    assert "Agar setiap orang mengetahuinya" in tanda
    assert "pada tanggal ... BUPATI TUBAN, ADITYA CONTOH" in tanda
    diundangkan = next(h for h in hal if "Diundangkan di Tuban" in h)
    assert "SEKRETARIS DAERAH KABUPATEN TUBAN, BUDI CONTOH BERITA DAERAH" in diundangkan

    # Working sheet; the mark of what nobody has verified.
    assert "LEMBAR KERJA" in hal[-1]
    assert "PARAF HIERARKI" in hal[-1]
    assert "PARAF KOORDINASI" in hal[-1]
    assert "; *)" in semua

    # No heading is the last thing on its page.
    for teks in hal:
        isi = re.sub(r"\S+(?: \S+)? \.\.\.$", "", teks).rstrip()
        assert not re.search(r"(?:Pasal \d+|BAB [IVX]+ [A-Z, ]+|^[a-z]\.)$", isi), isi[-60:]

    # Catchwords come from the real next page.
    kata = [(re.search(r"(\S+) \.\.\.$", a), b) for a, b in pairwise(hal[:awal])]
    assert len(kata) > 5
    for sambung, berikut in kata:
        assert sambung is not None
        mulai = re.sub(r"^- \d+ - ", "", berikut)
        assert sambung[1].strip("(") in " ".join(mulai.split()[:3])

    # Bookmarks: title, chapters, sections and articles, in their order.
    isi = list(penanda(pdf.outline))
    assert (1, "BAB I KETENTUAN UMUM") in isi
    assert (2, "Pasal 1") in isi
    assert (2, "Bagian Kedua Pencegahan") in isi
    assert (3, "Pasal 9") in isi
    assert (1, "Menimbang") in isi
    assert [t for _, t in isi if t.startswith("Pasal ")] == [f"Pasal {n}" for n in range(1, 27)]


def test_copy(perbup, tmp_path):
    Daerah.objects.update(kabag_hukum="CITRA CONTOH", pangkat_kabag_hukum="Pembina Tingkat I")
    snapshot = {**susun(jadikan_final(perbup), "salinan"), "dokumen": DOKUMEN}
    berkas = tmp_path / "salinan.pdf"
    cetak(snapshot, berkas)
    pdf, hal = baca(berkas)
    patuh(berkas)
    semua = " ".join(hal)
    assert hal[0].startswith("SALINAN")
    assert "RANCANGAN" not in semua
    assert "LEMBAR KERJA" not in semua
    assert "*)" not in semua
    assert "NOMOR 12 TAHUN 2026" in hal[0]
    assert "pada tanggal 5 Januari 2026 BUPATI TUBAN, ttd ADITYA CONTOH" in semua
    assert "BERITA DAERAH KABUPATEN TUBAN TAHUN 2026 NOMOR 3" in semua
    assert "Salinan sesuai dengan aslinya KEPALA BAGIAN HUKUM," in semua
    assert "ttd" in hal[-1]
    assert "ADITYA CONTOH" in hal[-1]
    assert ALAMAT in semua
    assert snapshot["sidik_naskah"] in semua.replace(" ", "")
    assert list(pdf.attachments) == ["naskah.json"]


def test_same_snapshot_gives_the_same_file_and_text(perbup, tmp_path):
    snapshot = susun(perbup)
    satu, dua = tmp_path / "1.pdf", tmp_path / "2.pdf"
    sidik = [cetak(snapshot, b).sha256 for b in (satu, dua)]
    assert sidik[0] == sidik[1]
    assert baca(satu)[1] == baca(dua)[1]


def test_page_numbers_of_the_lampiran_can_start_again(perbup):
    perbup.lampiran_nomor_ulang = True
    assert [p.nomor for p in bagian(susun(perbup))] == ["lanjut", "ulang", "lanjut"]
    perbup.lampiran_nomor_ulang = False
    assert [p.nomor for p in bagian(susun(perbup))] == ["lanjut"] * 3


def test_a_long_matrix_is_cut_and_signed_once(perbup):
    snapshot = susun(perbup)
    sasaran = snapshot["matriks"]["kelompok"][0]["sasaran"]
    satu = sasaran[0]["aksi"][0]
    sasaran[0]["aksi"] = [{**satu, "nomor": n} for n in range(1, 200)]
    sasaran.append({**sasaran[0], "uraian": "Sasaran kedua"})
    potongan = bagian(snapshot)
    assert len(potongan) > 3
    tanda = ["tanda-tangan" in p.html.split("</style>")[1] for p in potongan[1:-1]]
    assert tanda == [False] * (len(tanda) - 1) + [True]


def test_headings_never_skip_a_level(perbup):
    tingkat = [int(t) for t in re.findall(r"<h(\d)", html_badan(susun(perbup)))]
    assert tingkat[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(tingkat))
    assert max(tingkat) == 4


def test_typed_markup_is_text(perbup):
    ayat = Ayat.objects.filter(pasal__bab__perbup=perbup).last()
    ayat.isi = "<b>tebal</b> & <img src=x>{{ daerah }} pada ayat (1)"
    ayat.save()
    html = html_badan(susun(perbup))
    assert "&lt;b&gt;tebal&lt;/b&gt; &amp; &lt;img src=x&gt;{{ daerah }} pada" in html
    assert '<span class="ikat">ayat (1)</span>' in html


def test_own_styles_stay_small_and_pages_carry_no_inline_style():
    folder = Path(settings.BASE_DIR) / "templates/rad/dokumen"
    bersama = Path(settings.BASE_DIR) / "templates/dokumen"
    assert (bersama / "produk_hukum.css").stat().st_size <= 5 * 1024
    for berkas in folder.glob("*perbup*.html"):
        assert " style=" not in berkas.read_text()


def test_arms_or_an_empty_place(perbup):
    snapshot = susun(perbup)
    assert '<div class="lambang kosong"></div>' in html_badan(snapshot)
    html = html_badan({**snapshot, "lambang": "data:image/png;base64,AAAA"})
    assert 'src="data:image/png;base64,AAAA" alt="Lambang negara' in html
    assert "kosong" not in html.split("</style>")[1]


# --- Word -----------------------------------------------------------------------------------


def buat_docx(snapshot, tmp_path):
    berkas = tmp_path / "perbup.docx"
    hasil = perbup_docx.cetak(snapshot, berkas)
    assert hasil.ukuran == berkas.stat().st_size
    return Document(io.BytesIO(berkas.read_bytes())), hasil


def test_word_file_has_the_same_text_and_numbers(perbup, tmp_path):
    snapshot = susun(perbup)
    dok, _ = buat_docx(snapshot, tmp_path)
    alinea = [p.text for p in dok.paragraphs]
    assert "Menimbang\t:\ta.\t" + snapshot["menimbang"][0]["isi"] in alinea
    assert "b.\t" + snapshot["menimbang"][1]["isi"] in alinea
    assert "Menetapkan\t:\t" + snapshot["menetapkan"] in alinea
    for bab in snapshot["batang_tubuh"]:
        assert f"{bab['label']}\n{bab['judul']}" in alinea
        for g in bab["bagian"]:
            for pasal in g["pasal"]:
                assert pasal["label"] in alinea
                for a in pasal["ayat"]:
                    assert (f"{a['label']}\t" if a["label"] else "") + a["isi"] in alinea
    assert snapshot["penutup"]["berita_daerah"] in alinea
    gaya = dok.styles["Normal"]
    assert (gaya.font.name, gaya.font.size.pt) == ("Bookman Old Style", 12)
    assert dok.core_properties.title.startswith("Rancangan Peraturan Bupati Tuban tentang")


def test_word_file_is_f4_with_a_landscape_lampiran(perbup, tmp_path):
    dok, _ = buat_docx(susun(perbup), tmp_path)
    badan, lampiran, kerja = dok.sections
    assert (round(badan.page_width.mm), round(badan.page_height.mm)) == (215, 330)
    assert badan.orientation == WD_ORIENT.PORTRAIT
    assert (round(lampiran.page_width.mm), round(lampiran.page_height.mm)) == (330, 215)
    assert lampiran.orientation == WD_ORIENT.LANDSCAPE
    assert kerja.orientation == WD_ORIENT.PORTRAIT
    assert badan.different_first_page_header_footer
    assert "PAGE" in badan.header._element.xml


def test_word_matrix_repeats_its_heading_and_keeps_its_rows(perbup, tmp_path):
    snapshot = susun(perbup)
    dok, _ = buat_docx(snapshot, tmp_path)
    baris = dok.tables[0]._tbl.findall(qn("w:tr"))
    kepala = [b.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for b in baris]
    assert kepala == [True, True] + [False] * (len(baris) - 2)
    assert all(b.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for b in baris)
    lebar = len(dok.tables[0]._tbl.tblGrid.findall(qn("w:gridCol")))
    for b in baris:
        rentang = [c.find(qn("w:tcPr")).find(qn("w:gridSpan")) for c in b.findall(qn("w:tc"))]
        assert sum(1 if r is None else int(r.get(qn("w:val"))) for r in rentang) == lebar
    teks = ["".join(t.text or "" for t in b.iter(qn("w:t"))) for b in baris]
    assert sum("angkatan" in t for t in teks) == 9
    assert "Rp3.481.527.420" in teks[-1]  # 9 actions x 5 years x 77.367.276


def test_word_copy_has_no_working_sheet(perbup, tmp_path):
    dok, _ = buat_docx({**susun(jadikan_final(perbup), "salinan"), "dokumen": DOKUMEN}, tmp_path)
    semua = "\n".join(p.text for p in dok.paragraphs)
    assert len(dok.sections) == 2
    assert "RANCANGAN" not in semua
    assert semua.count("ttd") == 3
    assert "Salinan sesuai dengan aslinya" in semua


def test_word_file_is_the_same_each_time_and_can_be_cancelled(perbup, tmp_path):
    snapshot = susun(perbup)
    assert buat_docx(snapshot, tmp_path)[1] == buat_docx(snapshot, tmp_path)[1]
    lain = tmp_path / "lain.docx"
    with pytest.raises(GalatDibatalkan):
        perbup_docx.cetak(snapshot, lain, batal=lambda: True)
    assert not lain.exists()
