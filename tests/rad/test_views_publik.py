"""What everybody may read without an account."""

import datetime as dt
import hashlib
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from p3aks.core.documents import Status
from rad.actions.versi import tetapkan
from rad.enums import JenisDokumen, StatusPerbup
from rad.models import Dokumen, Perbup
from tests.rad.bantu_aksi import diajukan, disetujui, draf
from tests.rad.bantu_matriks import teks


@pytest.fixture
def rencana(rad, opd_a, sekretariat):
    """One fixed action; a draft, a submission and an approval after it."""
    disetujui(opd_a, rad, sekretariat, "Peta rawan")
    tetapkan(by=sekretariat, rad=rad, keterangan="Rapat bersama Sekretariat")
    draf(opd_a, rad, "Masih draf")
    diajukan(opd_a, rad, "Baru diajukan")
    disetujui(opd_a, rad, sekretariat, "Baru disetujui")
    return rad


def perbup(rad, status=StatusPerbup.DIUNDANGKAN, nomor=5, **lain):
    return Perbup.objects.create(
        rad=rad, versi_rad=rad.versi_tetap.first(), tentang="Rencana Aksi Daerah P3AKS",
        status=status, nomor=nomor, tahun=2026, tanggal_ditetapkan=dt.date(2026, 11, 2),
        tanggal_diundangkan=dt.date(2026, 11, 3), nomor_berita_daerah=41,
        sidik_final="a" * 64, snapshot_final={"judul": "x"}, **lain,
    )  # fmt: skip


def dokumen(perbup, isi=b"%PDF-1.7 naskah", **lain):
    kini = timezone.now()
    baris = Dokumen(
        jenis=JenisDokumen.PERBUP, snapshot={"judul": "Perbup"}, versi_templat="1",
        kunci=hashlib.sha256(isi + str(lain).encode()).hexdigest(), perbup=perbup,
        diminta_oleh=perbup.rad.versi_tetap.first().oleh, sha256=hashlib.sha256(isi).hexdigest(),
        **{"final": True, "status": Status.SELESAI, "persen": 100, "mulai_pada": kini,
           "selesai_pada": kini, "dibuat_pada": kini, **lain},
    )  # fmt: skip
    baris.berkas.save("perbup.pdf", ContentFile(isi), save=True)
    return baris


def test_front_page_shows_only_what_is_fixed(client, rencana):
    response = client.get(reverse("publik"))
    halaman = teks(response)
    assert response.status_code == 200
    assert "Rp85.000.000" in halaman
    assert "Versi 1" in halaman
    assert "SAPA 129" in halaman
    assert "08111-129-129" in halaman
    assert "Bukan uang yang sudah dibelanjakan" in halaman


def test_matrix_is_the_newest_frozen_version(client, rencana, sekretariat):
    url = reverse("publik_rad", args=[rencana.pk])
    halaman = teks(client.get(url))
    assert "Peta rawan" in halaman
    for rahasia in ("Masih draf", "Baru diajukan", "Baru disetujui"):
        assert rahasia not in halaman
    tetapkan(by=sekretariat, rad=rencana)
    assert "Baru disetujui" in teks(client.get(url))
    assert "versi 2" in teks(client.get(url))


def test_no_name_of_a_person(client, rencana, tuban, opd_a, sekretariat):
    tuban.kabag_hukum, tuban.nip_kabag_hukum = "CITRA CONTOH", "198001012005012001"
    tuban.save()
    perbup(rencana)
    for url in (reverse("publik"), reverse("publik_rad", args=[rencana.pk])):
        halaman = client.get(url).content.decode()
        for nama in (tuban.kepala, tuban.sekda, tuban.kabag_hukum, tuban.nip_kabag_hukum,
                     opd_a.nama, f"oleh {sekretariat.nama}", "Rapat bersama"):  # fmt: skip
            assert nama not in halaman


def test_plan_without_version_is_not_there(client, rad, opd_a, sekretariat):
    disetujui(opd_a, rad, sekretariat)
    assert "Belum ada rencana yang ditetapkan" in teks(client.get(reverse("publik")))
    assert client.get(reverse("publik_rad", args=[rad.pk])).status_code == 404
    assert client.get(reverse("publik_rad", args=[uuid4()])).status_code == 404


def test_only_promulgated_regulations(client, rencana):
    perbup(rencana, nomor=5)
    perbup(rencana, status=StatusPerbup.FINAL, nomor=6)
    halaman = teks(client.get(reverse("publik")))
    assert "Peraturan Bupati Nomor 5 Tahun 2026 tentang Rencana Aksi Daerah P3AKS" in halaman
    assert "Berita Daerah Tahun 2026 Nomor 41" in halaman
    assert "Nomor 6" not in halaman
    assert "berkasnya belum tersedia" in halaman


def test_the_final_document_can_be_read(client, rencana):
    satu = perbup(rencana)
    url = reverse("publik_perbup", args=[satu.pk])
    assert client.get(url).status_code == 404
    dokumen(satu)
    assert url in client.get(reverse("publik")).content.decode()
    response = client.get(url)
    assert response.content == b"%PDF-1.7 naskah"
    assert response.headers["Content-Type"] == "application/pdf"
    assert "perbup-5-2026.pdf" in response.headers["Content-Disposition"]


def test_the_signed_scan_goes_first(client, rencana):
    satu = perbup(rencana)
    dokumen(satu)
    satu.berkas_final.save("apa-saja.pdf", ContentFile(b"%PDF-1.4 pindaian"))
    assert client.get(reverse("publik_perbup", args=[satu.pk])).content == b"%PDF-1.4 pindaian"


@pytest.mark.parametrize(
    "lain", [{"final": False}, {"jenis_lain": True}, {"status": Status.GAGAL, "galat": "rusak"}]
)
def test_drafts_and_other_files_are_not_given_out(client, rencana, lain):
    satu = perbup(rencana)
    jenis = JenisDokumen.PERBUP_DOCX if lain.pop("jenis_lain", False) else JenisDokumen.PERBUP
    baris = dokumen(satu, **lain)
    Dokumen.objects.filter(pk=baris.pk).update(jenis=jenis)
    assert client.get(reverse("publik_perbup", args=[satu.pk])).status_code == 404


def test_regulation_that_is_not_promulgated_has_no_file(client, rencana):
    satu = perbup(rencana, status=StatusPerbup.FINAL)
    dokumen(satu)
    assert client.get(reverse("publik_perbup", args=[satu.pk])).status_code == 404


def test_a_tampered_file_is_not_given_out(client, rencana):
    satu = perbup(rencana)
    baris = dokumen(satu)
    with baris.berkas.storage.open(baris.berkas.name, "wb") as berkas:
        berkas.write(b"lain")
    assert client.get(reverse("publik_perbup", args=[satu.pk])).status_code == 404


def test_works_before_anything_exists(client, tuban):
    assert client.get(reverse("publik")).status_code == 200
