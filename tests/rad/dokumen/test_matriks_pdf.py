"""The matrix as a document: a version carries the verification code, a draft does not."""

import page
import pypdf
import pytest

from rad.actions import aksi as aksi_actions
from rad.actions import versi as versi_actions
from rad.documents import matriks, matriks_pdf
from tests.orang import isi_aksi

ALAMAT = "https://p3aks.contoh.go.id/verifikasi/ABCDEFGHJK/"


@pytest.fixture
def cetak(tmp_path):
    def _cetak(sumber, *, final):
        tujuan = tmp_path / "m.pdf"
        dokumen = {
            "alamat_verifikasi": ALAMAT if final else "",
            "tanda_air": "" if final else "RANCANGAN",
            "dibuat": "2026-01-07T09:00:00+07:00",
        }
        snapshot = {**matriks.susun(sumber), "dokumen": dokumen}
        matriks_pdf.cetak(snapshot, tujuan, lambda *_: None, lambda: False)
        return tujuan

    return _cetak


def test_versi_bertanda_verifikasi_dan_rancangan_tidak(rad, opd_a, sekretariat, cetak):
    satu = aksi_actions.simpan(by=opd_a, isi=isi_aksi(rad, opd_a.lembaga, "Satu"), rad=rad)
    aksi_actions.ajukan(by=opd_a, aksi=satu)
    aksi_actions.setujui(by=sekretariat, aksi=satu)
    teks = "".join(h.extract_text() for h in pypdf.PdfReader(cetak(rad, final=False)).pages)
    assert "Keaslian dokumen" not in teks
    versi = versi_actions.tetapkan(by=sekretariat, rad=rad)
    berkas = cetak(versi, final=True)
    teks = "".join(h.extract_text() for h in pypdf.PdfReader(berkas).pages)
    assert "Keaslian dokumen dapat diperiksa di" in teks
    assert "ABCDEFGHJK" in teks
    for profil in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf(str(berkas), profile=profil).is_compliant
