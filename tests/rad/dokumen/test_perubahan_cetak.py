"""The matriks perubahan as files: complete, tagged, and the same bytes from the same content."""

import openpyxl
import page
import pypdf
import pytest

from rad.actions.versi import banding
from rad.documents import perubahan_matriks, perubahan_pdf, perubahan_xlsx
from tests.rad.bantu_versi import ALASAN, buat_dua_versi

ALAMAT = "https://p3aks.contoh.go.id/verifikasi/ABCDEFGHJK/"


@pytest.fixture
def snapshot(rad, opd_a, sekretariat, sekretaris):
    satu, dua = buat_dua_versi(rad, opd_a, sekretariat, sekretaris)
    dokumen = {
        "alamat_verifikasi": ALAMAT,
        "tanda_air": "",
        "dibuat": "2026-01-07T09:00:00+07:00",
    }
    return {**perubahan_matriks.susun(banding(dari=satu, ke=dua)), "dokumen": dokumen}


def test_pdf_is_accessible_and_names_what_changed_and_who_decided(snapshot, tmp_path):
    berkas = tmp_path / "p.pdf"
    perubahan_pdf.cetak(snapshot, berkas, lambda *_: None, lambda: False)
    lembar = pypdf.PdfReader(berkas).pages
    teks = " ".join("".join(h.extract_text() for h in lembar).split())
    for kata in (ALASAN, "Rp90.000.000", "Aksi dicabut", "Disetujui Sekretariat", "ABCDEFGHJK"):
        assert kata in teks
    assert lembar[0].mediabox.width > lembar[0].mediabox.height
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf(str(berkas), profile=profil).is_compliant


def test_spreadsheet_has_every_row_complete(snapshot, tmp_path):
    berkas = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for satu in berkas:
        perubahan_xlsx.cetak(snapshot, satu)
    assert berkas[0].read_bytes() == berkas[1].read_bytes()
    lembar = openpyxl.load_workbook(berkas[0])["Perubahan"]
    baris = list(lembar.iter_rows(min_row=6, values_only=True))
    assert [b[0] for b in baris] == [1, 1, 1, 2, 3]
    assert all(b[1] and b[2] and b[4] and ALASAN in b[7] for b in baris[:3])


def test_long_ones_are_cut_in_front_of_an_action():
    baris = [{"jenis": "bidang", "teks": "Pencegahan"}]
    for n in range(1, 200):
        baris += [{"jenis": "aksi", "no": n}, *({"jenis": "aksi", "no": None} for _ in range(3))]
    bagian = list(perubahan_pdf._bagi(baris))
    assert [b for satu in bagian for b in satu] == baris
    assert len(bagian) > 1
    assert all(satu[0].get("no") for satu in bagian[1:])
