"""The chapter on the situation: chosen, frozen with the version, printed the same everywhere."""

import io
from pathlib import Path

import openpyxl
import page
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from p3aks.bootstrap.lingkungan import lingkungan_anak
from rad.actions.versi import banding, tetapkan
from rad.documents import (
    matriks,
    matriks_pdf,
    matriks_xlsx,
    perbup_docx,
    perubahan,
    perubahan_matriks,
    perubahan_pdf,
    perubahan_xlsx,
    situasi,
)
from rad.documents.perbup import cetak as cetak_perbup
from rad.documents.perbup import susun as susun_perbup
from rad.documents.potong import bagi_matriks
from rad.forms.impor import periksa
from rad.forms.kelola import RadForm
from tests.rad.bantu_aksi import disetujui, teks, url
from tests.rad.bantu_perbup import perbup_terisi
from tests.rad.bantu_situasi import KECAMATAN, rekap_terbit

DOKUMEN = {
    "alamat_verifikasi": "https://p3aks.contoh.go.id/verifikasi/ABCDEFGHJK/",
    "tanda_air": "",
    "dibuat": "2026-01-07T09:00:00+07:00",
}
JUDUL = "Gambaran Umum: Kekerasan terhadap Perempuan dan Anak yang Dilaporkan, Tahun 2025"


@pytest.fixture(autouse=True)
def _huruf(monkeypatch):
    """Fonts as in production, nothing cached."""
    monkeypatch.setenv("FONTCONFIG_FILE", lingkungan_anak()["FONTCONFIG_FILE"])
    monkeypatch.delenv("P3AKS_VAR", raising=False)


@pytest.fixture
def rekap(sekretariat, sekretaris):
    return rekap_terbit(sekretariat, sekretaris)


@pytest.fixture
def berstatistik(rad, rekap, opd_a, sekretariat):
    """A plan that has chosen *rekap*, with one approved action."""
    rad.rekap = rekap
    rad.save()
    disetujui(opd_a, rad, sekretariat, "Peta rawan")
    return rad


@pytest.fixture
def versi(berstatistik, sekretariat):
    return tetapkan(by=sekretariat, rad=berstatistik)


def lipat(kata: str) -> str:
    return " ".join(kata.split())


def pdf(sumber, tujuan: Path) -> list[str]:
    """The pages of the matrix as text; the file is archivable and accessible."""
    snapshot = {**matriks.susun(sumber), "dokumen": DOKUMEN}
    matriks_pdf.cetak(snapshot, tujuan, lambda *_: None, lambda: False)
    patuh(tujuan)
    return [lipat(h.extract_text()) for h in pypdf.PdfReader(tujuan).pages]


def patuh(tujuan: Path) -> None:
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        laporan = page.validate_pdf(str(tujuan), profile=profil)
        assert laporan.is_compliant, [(f.rule_id, f.message) for f in laporan.failures]


def banyak_tutup(isi) -> int:
    """How many counts of the printed chapter are hidden, from the release itself."""
    tabel = [t for t in isi["tabel"] if t["kunci"] != "layanan"]
    sel = [n for t in tabel for b in t["baris"] for n in (*b["sel"], b["jumlah"])]
    sel += [n for t in tabel for n in (*t["total"], t["jumlah"])]
    return sel.count(None)


def test_version_freezes_what_was_published(versi, rekap):
    beku = versi.isi["situasi"]
    assert beku["rekap"] == str(rekap.pk)
    assert (beku["label"], beku["nomor"], beku["sidik"]) == ("Tahun 2025", 1, rekap.sidik)
    assert beku["per"] == "2026-01-31"
    assert (beku["satuan"], beku["tabel"]) == (rekap.isi["satuan"], rekap.isi["tabel"])
    assert matriks.sidik(versi.isi) == versi.sidik


def test_printed_matrix_says_what_is_counted_what_is_hidden_and_whence(versi, rekap, tmp_path):
    satu, *lain = pdf(versi, tmp_path / "m.pdf")
    assert JUDUL in satu
    assert "1.117 kasus, 1.132 korban, dan ∗ pasangan korban dan terlapor" in satu
    assert "terverifikasi, keadaan data per 31 Januari 2026" in satu
    assert "Banyaknya laporan bukan banyaknya kekerasan." in satu
    assert f"Sumber: statistik terbit Tahun 2025 versi 1, terbit {tanggal(rekap)}" in satu
    assert f"SHA-256 {rekap.sidik}" in satu
    assert "Fisik 411 322 733" in satu
    assert "Psikis ∗ 98 ∗" in satu
    assert "Eksploitasi dan perdagangan orang 0 0 0" in satu
    assert "Jumlah pasangan korban dan terlapor ∗" in satu
    assert all(nama in satu for nama in KECAMATAN)
    # Its place in the sentence and its meaning, besides the tables.
    assert satu.count("∗") == banyak_tutup(rekap.isi) + 2
    assert "%" not in satu
    assert "None" not in satu
    assert "612" not in satu, "a table that is not part of the chapter"
    assert not any("Gambaran Umum" in h for h in lain)


def tanggal(rekap) -> str:
    return situasi._tanggal(situasi.salin(rekap)["terbit"])


def test_long_list_of_kecamatan_runs_on(berstatistik, sekretariat, sekretaris, tmp_path):
    nama = [f"Kecamatan ke-{n}" for n in range(70)]
    berstatistik.rekap = rekap_terbit(sekretariat, sekretaris, tahun=2024, kecamatan=nama)
    berstatistik.save()
    halaman = pdf(tetapkan(by=sekretariat, rad=berstatistik), tmp_path / "m.pdf")
    assert all(any(n in h for h in halaman) for n in nama)
    matriks_mulai = next(n for n, h in enumerate(halaman) if "Pagu Indikatif (Rp)" in h)
    assert any("Sumber: statistik" in h for h in halaman[:matriks_mulai])


def test_chapter_stands_in_the_first_part_alone():
    from bench.contoh import snapshot

    isi = snapshot(400)
    polos = [html(b) for b in bagi_matriks(isi)]
    isi["situasi"] = {
        "rekap": "x", "label": "Tahun 2025", "nomor": 1, "sidik": "a" * 64, "per": "2026-01-31",
        "terbit": "2026-02-05", "satuan": [], "tabel": [],
    }  # fmt: skip
    berisi = [html(b) for b in bagi_matriks(isi)]
    assert JUDUL in berisi[0]
    assert berisi[1:] == polos[1:], "later parts are not made again because of the chapter"
    assert "situasi" not in polos[0]


def html(bagian) -> str:
    from django.template.loader import render_to_string

    return render_to_string("rad/dokumen/matriks.html", {**bagian, "qr": None})


def test_a_later_revision_changes_nothing(versi, rekap, sekretariat, sekretaris, opd_a, tmp_path):
    lama = pdf(versi, tmp_path / "a.pdf")
    baru = rekap_terbit(sekretariat, sekretaris, lama=rekap, korban=1140)
    versi.refresh_from_db()
    assert pdf(versi, tmp_path / "b.pdf") == lama
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    # The plan keeps what it chose until somebody chooses again.
    disetujui(opd_a, versi.rad, sekretariat, "Sekolah damai")
    dua = tetapkan(by=sekretariat, rad=versi.rad)
    assert dua.isi["situasi"] == versi.isi["situasi"]
    versi.rad.rekap = baru
    versi.rad.save()
    disetujui(opd_a, versi.rad, sekretariat, "Visum gratis")
    tiga = tetapkan(by=sekretariat, rad=versi.rad)
    assert tiga.isi["situasi"]["nomor"] == 2
    assert "1.140 korban" in pdf(tiga, tmp_path / "c.pdf")[0]


def test_plan_without_a_release_is_as_it_was(rad, opd_a, sekretariat, tmp_path):
    disetujui(opd_a, rad, sekretariat, "Peta rawan")
    versi = tetapkan(by=sekretariat, rad=rad)
    assert "situasi" not in versi.isi
    assert bagi_matriks(versi.isi)[0]["situasi"] is None
    halaman = pdf(versi, tmp_path / "m.pdf")
    assert "Gambaran Umum" not in halaman[0]
    assert "Pagu Indikatif (Rp)" in halaman[0], "the matrix begins below the title"
    assert buku(versi).sheetnames == ["RAD"]


def buku(sumber):
    keluar = io.BytesIO()
    matriks_xlsx.cetak({**matriks.susun(sumber), "dokumen": DOKUMEN}, keluar)
    keluar.seek(0)
    return openpyxl.load_workbook(keluar)


def test_spreadsheet_has_a_sheet_of_its_own(versi, rekap):
    isi = buku(versi)
    assert isi.sheetnames == ["RAD", "Gambaran umum"]
    baris = [[c for c in b if c is not None] for b in isi["Gambaran umum"].values]
    assert baris[0] == [JUDUL]
    assert ["Fisik", 411, 322, 733] in baris
    assert ["Psikis", "∗", 98, "∗"] in baris
    assert ["Jumlah pasangan korban dan terlapor", "∗"] in baris
    sel = [c for b in baris for c in b]
    assert sel.count("∗") == banyak_tutup(rekap.isi)
    assert any(str(c).endswith(rekap.sidik) for c in sel)


def test_spreadsheet_still_imports_without_a_change(versi, sekretariat):
    keluar = io.BytesIO()
    matriks_xlsx.cetak({**matriks.susun(versi), "dokumen": DOKUMEN}, keluar)
    hasil = periksa("rad.xlsx", keluar.getvalue(), rad=versi.rad, user=sekretariat)
    assert hasil.judul.lembar.nama == "RAD"
    assert not hasil.masalah
    assert not any("Gambaran umum" in p.pesan for p in hasil.peringatan)


def test_lampiran_of_the_regulation_holds_the_chapter(versi, rekap, tmp_path):
    perbup = perbup_terisi(versi.rad, versi)
    berkas = tmp_path / "p.pdf"
    cetak_perbup(susun_perbup(perbup), berkas)
    patuh(berkas)
    halaman = [lipat(h.extract_text()) for h in pypdf.PdfReader(berkas).pages]
    (lampiran,) = [h for h in halaman if JUDUL in h]
    assert "LAMPIRAN PERATURAN BUPATI TUBAN" in lampiran
    assert f"SHA-256 {rekap.sidik}" in lampiran, "the chapter fits under the head of the Lampiran"
    assert lampiran.count("∗") == banyak_tutup(rekap.isi) + 2


def test_word_file_holds_the_chapter(versi, rekap, tmp_path):
    berkas = tmp_path / "p.docx"
    perbup_docx.cetak(susun_perbup(perbup_terisi(versi.rad, versi)), berkas)
    dok = Document(str(berkas))
    (judul,) = [p for p in dok.paragraphs if p.text == JUDUL]
    assert judul.style.name == "Heading 2"
    tabel = [[c.text for c in b.cells] for t in dok.tables for b in t.rows]
    assert ["Psikis", "∗", "98", "∗"] in tabel
    assert ["Jumlah korban", "701", "431", "1.132"] in tabel
    assert sum(b.count("∗") for b in tabel) == banyak_tutup(rekap.isi)
    assert any(p.text.endswith(rekap.sidik) for p in dok.paragraphs)


def test_form_offers_every_release_and_keeps_the_choice(masuk, rad, rekap, sekretariat, sekretaris):
    baru = rekap_terbit(sekretariat, sekretaris, lama=rekap)
    pilihan = dict(RadForm(instance=rad).fields["rekap"].choices)
    assert list(pilihan.values()) == [
        "Belum dipilih",
        "Tahun 2025, versi 2",
        "Tahun 2025, versi 1 (sudah diganti versi 2)",
    ]
    client = masuk(sekretariat)
    alamat = url("rad_ubah", rad)
    assert "Revisi statistik sesudahnya tidak mengubah versi itu." in teks(client.get(alamat))
    data = {"mulai": 2025, "selesai": 2029, "pokja": rad.pokja_id, "batas_pengisian": ""}
    for pk, simpan in ((rekap.pk, rekap), (baru.pk, baru), ("", None)):
        assert client.post(alamat, {**data, "rekap": pk}).status_code == 302
        rad.refresh_from_db()
        assert rad.rekap == simpan
    assert [h.rekap_id for h in rad.riwayat.all()[:3]] == [None, baru.pk, rekap.pk]
    salah = client.post(alamat, {**data, "rekap": rad.pk})
    assert salah.status_code == 200
    assert "rekap" in salah.context["form"].errors


def test_the_page_that_fixes_names_the_release(masuk, berstatistik, sekretariat, sekretaris):
    client, alamat = masuk(sekretariat), url("tetapkan", berstatistik)
    halaman = client.get(alamat)
    assert "statistik Tahun 2025, versi 1</a>" in teks(halaman)
    calon = halaman.context["form"]["calon"].value()
    # Another release is chosen while the page is open: what is fixed is what was read.
    berstatistik.rekap = rekap_terbit(sekretariat, sekretaris, lama=berstatistik.rekap)
    berstatistik.save()
    assert "statistiknya berubah" in teks(client.post(alamat, {"calon": calon}))
    assert not berstatistik.versi_tetap.exists()


def test_pages_of_the_version_link_the_release(client, masuk, versi, rekap, sekretariat):
    tautan = f'href="{reverse("publik_rekap", args=[rekap.pk])}"'
    assert tautan in client.get(reverse("publik_rad", args=[versi.rad_id])).content.decode()
    assert tautan in masuk(sekretariat).get(url("versi", versi)).content.decode()


def test_comparison_says_that_the_release_differs(masuk, rad, rekap, opd_a, sekretariat, tmp_path):
    disetujui(opd_a, rad, sekretariat, "Peta rawan")
    satu = tetapkan(by=sekretariat, rad=rad)
    rad.rekap = rekap
    rad.save()
    disetujui(opd_a, rad, sekretariat, "Sekolah damai")
    dua = tetapkan(by=sekretariat, rad=rad)
    assert perubahan.situasi(satu.isi, satu.isi) is None
    assert perubahan.situasi(dua.isi, dua.isi) is None
    assert perubahan.situasi(dua.isi, satu.isi) == ("Tahun 2025, versi 1", "tanpa statistik")
    client, alamat = masuk(sekretariat), url("banding", rad)
    beda = "semula tanpa statistik, menjadi Tahun 2025, versi 1"
    assert beda in teks(client.get(f"{alamat}?dari=1&ke=2"))
    assert "statistik" not in teks(client.get(f"{alamat}?dari=2&ke=kini")).split("<main")[1]
    snapshot = {**perubahan_matriks.susun(banding(dari=satu, ke=dua)), "dokumen": DOKUMEN}
    berkas = tmp_path / "b.pdf"
    perubahan_pdf.cetak(snapshot, berkas, lambda *_: None, lambda: False)
    assert beda in lipat(pypdf.PdfReader(berkas).pages[0].extract_text())
    perubahan_xlsx.cetak(snapshot, tmp_path / "b.xlsx")
    lembar = openpyxl.load_workbook(tmp_path / "b.xlsx")["Perubahan"]
    assert str(lembar["A4"].value).endswith(beda)


def test_comparison_of_versions_with_the_same_release_is_silent(versi, opd_a, sekretariat):
    disetujui(opd_a, versi.rad, sekretariat, "Sekolah damai")
    dua = tetapkan(by=sekretariat, rad=versi.rad)
    assert "situasi" not in perubahan_matriks.susun(banding(dari=versi, ke=dua))


def test_release_alone_makes_no_new_version(versi, sekretariat, sekretaris):
    versi.rad.rekap = rekap_terbit(sekretariat, sekretaris, lama=versi.rad.rekap)
    versi.rad.save()
    with pytest.raises(ValidationError):
        tetapkan(by=sekretariat, rad=versi.rad)
