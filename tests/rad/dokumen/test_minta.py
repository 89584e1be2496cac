"""Asking for documents: the same content once, changed content as a successor."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from p3aks.core.documents import RANCANGAN, Status
from rad import documents, tasks
from rad.actions import dokumen as aksi
from rad.enums import JenisDokumen
from rad.models import Dokumen
from tests.rad.dokumen import jenis_uji
from tests.rad.dokumen.bantu import ISI, alamat, peristiwa, segar


def test_asking_stores_the_content_and_rings_the_bell(rad, sekretariat, minta, lonceng):
    d = minta(sekretariat, rad)
    assert (d.status, d.rad, d.diminta_oleh) == (Status.ANTRE, rad, sekretariat)
    assert d.snapshot == {"judul": f"Uji {rad.pk}", "baris": 1}
    assert d.judul == f"Uji {rad.pk}"
    assert lonceng == [d.pk]
    assert peristiwa(d) == ["dokumen.diminta"]


def test_a_draft_carries_the_watermark_and_a_fixed_version_does_not(rad, versi, sekretariat, minta):
    draf, final = minta(sekretariat, rad), minta(sekretariat, versi)
    assert (draf.final, draf.tanda_air) == (False, RANCANGAN)
    assert (final.final, final.tanda_air, final.versi) == (True, "", versi)


def test_the_same_content_is_made_once_and_handed_out_again(
    rad, sekretariat, bappeda, minta, jadi, lonceng, cetak_cepat
):
    pertama = jadi(sekretariat, rad)
    lagi = minta(bappeda, rad)
    assert lagi.pk == pertama.pk
    assert lagi.status == Status.SELESAI
    assert len(lonceng) == len(cetak_cepat) == 1
    assert set(lagi.peminta.all()) == {sekretariat, bappeda}


def test_changed_content_becomes_a_successor_and_the_old_file_stays(
    rad, sekretariat, jadi, monkeypatch
):
    lama = jadi(sekretariat, rad)
    monkeypatch.setattr(jenis_uji, "susun", lambda o: {"judul": "Uji lain", "baris": 2})
    jenis_uji.daftarkan()
    baru = jadi(sekretariat, rad)
    assert baru.pk != lama.pk
    assert baru.menggantikan == lama
    assert segar(lama).isi_utuh() == ISI


def test_a_changed_template_makes_a_new_document(rad, sekretariat, minta, monkeypatch):
    lama = minta(sekretariat, rad)
    monkeypatch.setattr(documents, "sidik_sumber", lambda pola: "lain")
    assert minta(sekretariat, rad).pk != lama.pk


def test_the_template_version_follows_the_files(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "a.html").write_text("satu")
    sidik = documents.sidik_sumber.__wrapped__
    awal = sidik(("*.html",))
    assert sidik(("*.html",)) == awal
    (tmp_path / "a.html").write_text("dua")
    assert sidik(("*.html",)) != awal


def test_every_kind_names_files_that_exist():
    for kode in JenisDokumen.values:
        jenis = documents.JENIS[kode]
        kosong = documents.sidik_sumber(())
        assert jenis.versi_templat != kosong, kode


def test_who_may_not_make_it_is_refused(versi, rad, opd_a, mantan, minta):
    with pytest.raises(PermissionDenied):
        minta(opd_a, rad)
    assert minta(opd_a, versi).status == Status.ANTRE
    with pytest.raises(PermissionDenied):
        minta(mantan, versi)


def test_a_kind_is_not_made_of_just_anything(rad, sekretariat):
    with pytest.raises(ValueError, match="tidak dibuat dari"):
        aksi.siapkan(by=sekretariat, jenis="perbup", objek=rad)
    with pytest.raises(ValueError, match="tidak dibuat dari"):
        aksi.siapkan(by=sekretariat, jenis="tidak-ada", objek=rad)


def test_what_is_missing_for_a_document_is_told(rad, sekretariat, masuk, monkeypatch):
    def susun(_):
        raise ValueError("Nomor peraturan belum diisi.")

    monkeypatch.setattr(jenis_uji, "susun", susun)
    jenis_uji.daftarkan()
    halaman = masuk(sekretariat).post(
        reverse("rad:dokumen_buat"), {"jenis": "uji", "objek": rad.pk}, follow=True
    )
    assert "Nomor peraturan belum diisi." in halaman.content.decode()
    assert not Dokumen.objects.exists()


def test_a_failed_one_is_tried_again_by_asking_again(rad, sekretariat, minta, lonceng, monkeypatch):
    d = minta(sekretariat, rad)
    monkeypatch.setattr(documents, "cetak", lambda *_: 1 / 0)
    tasks.buat_dokumen(str(d.pk))
    assert segar(d).status == Status.GAGAL
    lagi = minta(sekretariat, rad)
    assert (lagi.pk, lagi.status, len(lonceng)) == (d.pk, Status.ANTRE, 2)
    assert peristiwa(d) == ["dokumen.diminta", "dokumen.gagal", "dokumen.diulang"]


def test_a_draft_whose_file_is_lost_is_made_again_and_a_final_one_is_not(
    rad, versi, sekretariat, minta, jadi
):
    draf, final = jadi(sekretariat, rad), jadi(sekretariat, versi)
    for d in (draf, final):
        d.berkas.storage.delete(d.berkas.name)
    assert minta(sekretariat, rad).status == Status.ANTRE
    assert minta(sekretariat, versi).status == Status.SELESAI
    with pytest.raises(aksi.GalatDokumen):
        aksi.ulangi(by=sekretariat, dokumen=segar(final))


def test_a_broker_that_fails_does_not_fail_the_request(rad, sekretariat, masuk, monkeypatch):
    monkeypatch.undo()
    jenis_uji.daftarkan()

    def rusak(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(tasks.buat_dokumen, "apply_async", rusak)
    jawaban = masuk(sekretariat).post(
        reverse("rad:dokumen_buat"), {"jenis": "uji", "objek": rad.pk}
    )
    d = Dokumen.objects.get()
    assert jawaban.status_code == 302
    assert jawaban.url == alamat("detail", d)
    assert d.status == Status.ANTRE
