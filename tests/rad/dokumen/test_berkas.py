"""The file, who sees it, and what the public learns from its code."""

import base64
import hashlib
import re

import pytest
from django.urls import reverse

from p3aks.core.audit import JejakAudit
from p3aks.core.documents import ABJAD_KODE
from pokja.enums import Peran
from rad import documents, tasks
from rad.models import Dokumen, Perbup
from tests.rad.dokumen import jenis_uji
from tests.rad.dokumen.bantu import ISI, alamat, peristiwa


def test_the_file_is_an_attachment_with_its_hash(rad, sekretariat, masuk, jadi):
    d = jadi(sekretariat, rad)
    jawaban = masuk(sekretariat).get(alamat("unduh", d))
    assert jawaban.content == ISI
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == f'attachment; filename="uji-{d.kode}.pdf"'
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["ETag"] == f'"{hashlib.sha256(ISI).hexdigest()}"'
    sidik = base64.b64decode(jawaban["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":"))
    assert sidik == hashlib.sha256(ISI).digest()


def test_each_download_is_recorded_with_its_person(rad, sekretariat, bappeda, masuk, jadi):
    d = jadi(sekretariat, rad)
    masuk(bappeda).get(alamat("unduh", d))
    jejak = JejakAudit.objects.get(peristiwa="dokumen.diunduh")
    assert (jejak.oleh_id, jejak.rincian) == (str(bappeda.pk), {"sha256": d.sha256})
    assert "Diunduh" in masuk(sekretariat).get(alamat("detail", d)).content.decode()


def test_downloads_of_others_are_not_shown_to_everybody(versi, opd_a, sekretariat, masuk, jadi):
    d = jadi(sekretariat, versi)
    masuk(sekretariat).get(alamat("unduh", d))
    assert "Diunduh" not in masuk(opd_a).get(alamat("detail", d)).content.decode()
    masuk(opd_a).get(alamat("unduh", d))
    assert "Diunduh" in masuk(opd_a).get(alamat("detail", d)).content.decode()


def test_an_unchanged_file_is_not_sent_twice(rad, sekretariat, masuk, jadi):
    d = jadi(sekretariat, rad)
    jawaban = masuk(sekretariat).get(alamat("unduh", d), headers={"If-None-Match": f'"{d.sha256}"'})
    assert (jawaban.status_code, jawaban.content) == (304, b"")


@pytest.mark.parametrize("cara", ["hilang", "berubah"])
def test_a_damaged_file_is_not_handed_out(rad, sekretariat, masuk, jadi, cara):
    d = jadi(sekretariat, rad)
    if cara == "hilang":
        d.berkas.storage.delete(d.berkas.name)
    else:
        with open(d.berkas.path, "ab") as berkas:
            berkas.write(b" ")
    halaman = masuk(sekretariat).get(alamat("unduh", d), follow=True)
    assert halaman.redirect_chain == [(alamat("detail", d), 302)]
    assert "hilang atau berubah" in halaman.content.decode()
    assert peristiwa(d)[-1] == "dokumen.rusak"


def test_an_unfinished_document_has_no_file(rad, sekretariat, masuk, minta):
    assert masuk(sekretariat).get(alamat("unduh", minta(sekretariat, rad))).status_code == 404


SEMUA = {"rad", "versi", "naskah", "terbit"}


@pytest.mark.parametrize(
    ("peran", "terlihat"),
    [
        (Peran.SEKRETARIAT, SEMUA),
        (Peran.SEKRETARIS, SEMUA),
        (Peran.KETUA_WAKIL, SEMUA),
        (Peran.BAPPEDA, SEMUA),
        (Peran.BAGIAN_HUKUM, SEMUA),
        (Peran.AUDITOR, SEMUA),
        (Peran.OPD_OPERATOR, {"versi", "terbit"}),
        (Peran.ANGGOTA_POKJA, {"versi", "terbit"}),
        (Peran.PATBM, {"versi", "terbit"}),
        (Peran.ADMIN_AKUN, set()),
        (Peran.SUPERADMIN_TEKNIS, set()),
    ],
)
def test_each_role_sees_its_documents(bermacam, orang, lembaga, masuk, peran, terlihat):
    user = orang("pembaca", peran, lembaga=lembaga("Dinas Lain"))
    kunci = {d.pk: nama for nama, d in bermacam.items()}
    assert {
        kunci[pk] for pk in Dokumen.objects.untuk(user).values_list("pk", flat=True)
    } == terlihat
    klien = masuk(user)
    boleh_membuka = bool(terlihat)
    for nama, d in bermacam.items():
        harapan = 200 if nama in terlihat else (404 if boleh_membuka else 403)
        assert klien.get(alamat("detail", d)).status_code == harapan, nama


def test_what_one_asked_for_one_sees_even_if_somebody_was_first(bermacam, opd_a, masuk):
    d = bermacam["rad"]
    assert masuk(opd_a).get(alamat("detail", d)).status_code == 404
    d.peminta.add(opd_a)
    assert masuk(opd_a).get(alamat("detail", d)).status_code == 200


def test_a_term_that_ended_ends_reading(bermacam, mantan, masuk):
    assert not Dokumen.objects.untuk(mantan).exists()
    assert masuk(mantan).get(reverse("rad:dokumen_daftar")).status_code == 403


def test_the_public_reads_plainly_what_a_code_stands_for(rad, versi, sekretariat, client, jadi):
    draf, final = jadi(sekretariat, rad), jadi(sekretariat, versi)
    for d, kata in ((draf, "Rancangan"), (final, "Final tanpa TTE")):
        halaman = client.get(reverse("rad:verifikasi", args=[d.kode])).content.decode()
        assert f"<h1>{kata}</h1>" in halaman
        assert d.sha256 in halaman
        assert d.judul in halaman
        assert "sha256sum" in halaman


@pytest.mark.parametrize(("tte", "kata"), [(True, "TTE sah"), (False, "Final tanpa TTE")])
def test_signed_is_said_only_where_a_signature_was_recorded(
    bermacam, client, cetak_cepat, tte, kata
):
    d = bermacam["terbit"]
    tasks.buat_dokumen(str(d.pk))
    Dokumen.objects.filter(pk=d.pk).update(final=True)
    Perbup.objects.filter(pk=d.perbup_id).update(tte=tte)
    halaman = client.get(reverse("rad:verifikasi", args=[d.kode])).content.decode()
    assert f"<h1>{kata}</h1>" in halaman
    assert "7 Tahun 2026" in halaman


def test_a_draft_is_never_called_signed(bermacam, client, cetak_cepat):
    d = bermacam["terbit"]
    tasks.buat_dokumen(str(d.pk))
    Perbup.objects.filter(pk=d.perbup_id).update(tte=True)
    halaman = client.get(reverse("rad:verifikasi", args=[d.kode])).content.decode()
    assert "<h1>Rancangan</h1>" in halaman


def test_an_unknown_code_is_404_and_so_is_an_unfinished_document(rad, sekretariat, client, minta):
    assert client.get(reverse("rad:verifikasi", args=["ABCDEFGHJK"])).status_code == 404
    d = minta(sekretariat, rad)
    assert client.get(reverse("rad:verifikasi", args=[d.kode])).status_code == 404


def test_a_code_may_be_typed_in_small_letters(rad, sekretariat, client, jadi):
    d = jadi(sekretariat, rad)
    assert client.get(reverse("rad:verifikasi", args=[d.kode.lower()])).status_code == 200


def test_a_replaced_document_says_so(rad, sekretariat, client, jadi, monkeypatch):
    lama = jadi(sekretariat, rad)
    url = reverse("rad:verifikasi", args=[lama.kode])
    assert "lebih baru" not in client.get(url).content.decode()
    monkeypatch.setattr(jenis_uji, "susun", lambda o: {"judul": "Uji lain"})
    jenis_uji.daftarkan()
    jadi(sekretariat, rad)
    assert "lebih baru" in client.get(url).content.decode()


def test_codes_are_ten_signs_that_nobody_confuses(rad, sekretariat, minta):
    kode = minta(sekretariat, rad).kode
    assert re.fullmatch(f"[{ABJAD_KODE}]{{10}}", kode)
    assert not set("IO01") & set(ABJAD_KODE)
    assert len(set(ABJAD_KODE)) == 32


def test_the_address_in_the_qr_code_is_the_public_one(rad, sekretariat, minta, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://p3aks.tubankab.go.id"]
    d = minta(sekretariat, rad)
    assert documents.alamat_verifikasi(d.kode) == (
        f"https://p3aks.tubankab.go.id/verifikasi/{d.kode}/"
    )
