"""Documents as people use them: asking, waiting, taking, checking."""

import base64
import datetime as dt
import hashlib
import io
import re
import uuid

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from p3aks.bootstrap.lingkungan import lingkungan_anak
from p3aks.core import jobs
from p3aks.core.audit import JejakAudit, rantai_dari
from p3aks.core.documents import ABJAD_KODE, RANCANGAN, Status
from p3aks.core.pdf import Hasil
from pokja.enums import Peran
from rad import documents, tasks
from rad.actions import dokumen as aksi
from rad.enums import JenisDokumen, StatusPerbup
from rad.models import Dokumen, Perbup, VersiRad
from tests.rad import jenis_uji

HTTP_JSON = {"HTTP_ACCEPT": "application/json"}
ISI = b"%PDF-1.7 uji"


@pytest.fixture(autouse=True)
def _jenis():
    """Register the small test kinds."""
    jenis_uji.daftarkan()
    yield
    jenis_uji.copot()


@pytest.fixture(autouse=True)
def lonceng(monkeypatch):
    """Instead of a broker: the list of ids that were rung."""
    terdengar = []
    monkeypatch.setattr(jobs, "tawarkan", lambda tugas, pk: not terdengar.append(pk))
    return terdengar


@pytest.fixture
def cetak_cepat(monkeypatch):
    """Render by writing a few bytes; counts how often."""
    kali = []

    def cetak(dokumen, tujuan, kemajuan, batal):
        kali.append(dokumen.pk)
        tujuan.write_bytes(ISI)
        return Hasil(sha256="", halaman=2, ukuran=0)

    monkeypatch.setattr(documents, "cetak", cetak)
    return kali


@pytest.fixture
def versi(rad, sekretariat):
    """A fixed version of the plan."""
    return VersiRad.objects.create(
        rad=rad, nomor=1, isi={"judul": "RAD"}, sidik="a" * 64, oleh=sekretariat
    )


@pytest.fixture
def minta(django_capture_on_commit_callbacks):
    """Ask for a document as the button does, with what happens on commit."""

    def _minta(by, objek, jenis="uji") -> Dokumen:
        with django_capture_on_commit_callbacks(execute=True):
            return aksi.siapkan(by=by, jenis=jenis, objek=objek)

    return _minta


@pytest.fixture
def jadi(minta, cetak_cepat):
    """A finished document."""

    def _jadi(by, objek, jenis="uji") -> Dokumen:
        dokumen = minta(by, objek, jenis)
        tasks.buat_dokumen(str(dokumen.pk))
        return segar(dokumen)

    return _jadi


def segar(dokumen: Dokumen) -> Dokumen:
    return Dokumen.objects.get(pk=dokumen.pk)


def peristiwa(dokumen: Dokumen) -> list[str]:
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(dokumen)).order_by("nomor")
    return list(jejak.values_list("peristiwa", flat=True))


def alamat(nama: str, dokumen: Dokumen) -> str:
    return reverse(f"rad:dokumen_{nama}", args=[dokumen.pk])


# --- asking ---------------------------------------------------------------------------------------


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


# --- the pages ------------------------------------------------------------------------------------


def test_the_button_leads_to_the_document(rad, sekretariat, masuk):
    klien = masuk(sekretariat)
    jawaban = klien.post(reverse("rad:dokumen_buat"), {"jenis": "uji", "objek": rad.pk})
    d = Dokumen.objects.get()
    assert jawaban.url == alamat("detail", d)
    assert klien.get(reverse("rad:dokumen_buat")).status_code == 405


@pytest.mark.parametrize(
    "isian",
    [
        {},
        {"jenis": "uji", "objek": "bukan-uuid"},
        {"jenis": "tidak-ada", "objek": str(uuid.uuid4())},
        {"jenis": "uji", "objek": str(uuid.uuid4())},
    ],
)
def test_asking_for_nothing_that_exists_is_404(sekretariat, masuk, isian):
    assert masuk(sekretariat).post(reverse("rad:dokumen_buat"), isian).status_code == 404


def test_while_it_waits_the_page_asks_again_by_itself_with_and_without_script(
    rad, sekretariat, masuk, minta
):
    d = minta(sekretariat, rad)
    halaman = masuk(sekretariat).get(alamat("detail", d)).content.decode()
    assert 'hx-trigger="every 2s"' in halaman
    assert re.search(r"<noscript><meta http-equiv=.refresh.", halaman)
    assert "Menunggu giliran" in halaman
    assert "Batalkan" in halaman


def test_the_fragment_is_only_the_fragment_and_tells_a_change_once(rad, sekretariat, masuk, minta):
    d = minta(sekretariat, rad)
    jobs.ambil(Dokumen, d.pk)
    Dokumen.objects.filter(pk=d.pk).update(persen=40, tahap="Menata bagian 1 dari 3")
    klien = masuk(sekretariat)
    for dari, dikabarkan in (("ANTRE", True), ("JALAN", False)):
        isi = klien.get(f"{alamat('detail', d)}?dari={dari}", headers={"HX-Request": "true"})
        teks = isi.content.decode()
        assert "<html" not in teks
        assert "Menata bagian 1 dari 3" in teks
        assert 'value="40"' in teks
        assert ("hx-swap-oob" in teks) is dikabarkan


def test_a_finished_page_stands_still_and_offers_the_file(rad, sekretariat, masuk, jadi):
    d = jadi(sekretariat, rad)
    halaman = masuk(sekretariat).get(alamat("detail", d)).content.decode()
    assert "hx-trigger" not in halaman
    assert "http-equiv" not in halaman
    assert d.sha256 in halaman
    assert alamat("unduh", d) in halaman
    assert "Diminta" in halaman


def test_how_long_it_takes_is_told_once_there_is_something_to_tell(rad, sekretariat, masuk, minta):
    d = minta(sekretariat, rad)
    jobs.ambil(Dokumen, d.pk)
    klien = masuk(sekretariat)
    assert "detik lagi" not in klien.get(alamat("detail", d)).content.decode()
    Dokumen.objects.filter(pk=d.pk).update(
        persen=50,
        dibuat_pada=timezone.now() - dt.timedelta(seconds=40),
        mulai_pada=timezone.now() - dt.timedelta(seconds=30),
    )
    assert re.search(
        r"sekitar (29|30|31) detik lagi", klien.get(alamat("detail", d)).content.decode()
    )


def test_a_slow_queue_is_admitted(rad, sekretariat, masuk, minta):
    d = minta(sekretariat, rad)
    klien = masuk(sekretariat)
    assert "sedang lambat" not in klien.get(alamat("detail", d)).content.decode()
    lama = timezone.now() - dt.timedelta(minutes=5)
    Dokumen.objects.filter(pk=d.pk).update(ditawarkan_pada=lama)
    assert "Antrean sedang lambat" in klien.get(alamat("detail", d)).content.decode()


def test_the_state_as_json_has_exactly_these_keys(rad, sekretariat, masuk, minta, cetak_cepat):
    d = minta(sekretariat, rad)
    klien = masuk(sekretariat)
    awal = klien.get(alamat("detail", d), **HTTP_JSON)
    assert awal["Content-Type"] == "application/json"
    assert awal.json() == {
        "status": "ANTRE",
        "persen": 0,
        "tahap": "",
        "galat": None,
        "sha256": None,
        "unduh": None,
    }
    tasks.buat_dokumen(str(d.pk))
    akhir = klien.get(alamat("detail", d), **HTTP_JSON).json()
    assert (akhir["status"], akhir["persen"]) == ("SELESAI", 100)
    assert akhir["sha256"] == hashlib.sha256(ISI).hexdigest()
    assert akhir["unduh"] == alamat("unduh", d)


def test_a_browser_gets_the_page_and_not_json(rad, sekretariat, masuk, minta):
    d = minta(sekretariat, rad)
    peramban = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for terima in (peramban, "*/*"):
        jawaban = masuk(sekretariat).get(alamat("detail", d), HTTP_ACCEPT=terima)
        assert jawaban["Content-Type"].startswith("text/html")


def test_cancel_and_retry_by_button(rad, sekretariat, masuk, minta, lonceng):
    d = minta(sekretariat, rad)
    klien = masuk(sekretariat)
    assert klien.post(alamat("batal", d)).url == alamat("detail", d)
    assert segar(d).status == Status.BATAL
    halaman = klien.post(alamat("batal", d), follow=True).content.decode()
    assert "sudah tidak dikerjakan" in halaman
    assert "Buat ulang" in halaman
    klien.post(alamat("ulang", d))
    assert segar(d).status == Status.ANTRE
    assert peristiwa(d) == ["dokumen.diminta", "dokumen.dibatalkan", "dokumen.diulang"]
    assert (
        "tidak perlu dibuat ulang" in klien.post(alamat("ulang", d), follow=True).content.decode()
    )
    for nama in ("batal", "ulang"):
        assert klien.get(alamat(nama, d)).status_code == 405


def test_who_may_not_make_it_may_not_stop_it_either(rad, opd_a, sekretariat, masuk, minta):
    d = minta(sekretariat, rad)
    d.peminta.add(opd_a)  # may see it
    klien = masuk(opd_a)
    assert klien.get(alamat("detail", d)).status_code == 200
    assert klien.post(alamat("batal", d)).status_code == 403
    assert segar(d).status == Status.ANTRE


def test_a_failure_says_why_and_offers_another_try(rad, sekretariat, masuk, minta, monkeypatch):
    d = minta(sekretariat, rad)
    monkeypatch.setattr(documents, "cetak", lambda *_: 1 / 0)
    tasks.buat_dokumen(str(d.pk))
    halaman = masuk(sekretariat).get(alamat("detail", d)).content.decode()
    assert jobs.GALAT_UMUM in halaman
    assert "ZeroDivision" not in halaman
    assert "Buat ulang" in halaman


# --- the file -------------------------------------------------------------------------------------


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


# --- who sees what --------------------------------------------------------------------------------


@pytest.fixture
def bermacam(rad, versi, sekretariat, minta):
    """A document of a draft plan, of a fixed version, of a draft and of a promulgated Perbup."""
    naskah = Perbup.objects.create(rad=rad, tentang="rencana aksi daerah")
    terbit = Perbup.objects.create(
        rad=rad,
        tentang="rencana aksi daerah",
        versi_rad=versi,
        nomor=7,
        tahun=2026,
        tanggal_ditetapkan="2026-11-20",
        tanggal_diundangkan="2026-11-21",
        nomor_berita_daerah=7,
        snapshot_final={"a": 1},
        sidik_final="b" * 64,
        status=StatusPerbup.DIUNDANGKAN,
    )
    return {
        "rad": minta(sekretariat, rad),
        "versi": minta(sekretariat, versi),
        "naskah": minta(sekretariat, naskah),
        "terbit": minta(sekretariat, terbit),
    }


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


# --- the list -------------------------------------------------------------------------------------


def test_the_list_goes_on_where_the_page_ended_without_gap_or_repetition(rad, sekretariat, masuk):
    for i in range(120):
        Dokumen.objects.create(
            rad=rad, jenis="uji", judul=f"Naskah {i:03d}.", snapshot={}, kunci=f"k{i}",
            diminta_oleh=sekretariat,
        )  # fmt: skip
    # Several rows of one moment: the order must still be total.
    Dokumen.objects.filter(kunci__in=[f"k{i}" for i in range(40, 90)]).update(
        dibuat_pada=timezone.now() - dt.timedelta(days=1)
    )
    klien, url, terlihat = masuk(sekretariat), reverse("rad:dokumen_daftar"), []
    for jumlah in (50, 50, 20):
        halaman = klien.get(url).content.decode()
        judul = re.findall(r">(Naskah \d+\.)</a>", halaman)
        assert len(judul) == jumlah
        terlihat += judul
        lanjut = re.search(r'rel="next" href="(\?sesudah=[^"]+)"', halaman)
        url = reverse("rad:dokumen_daftar") + lanjut[1] if lanjut else ""
    assert url == ""
    assert len(set(terlihat)) == 120
    assert klien.get(reverse("rad:dokumen_daftar") + "?sesudah=rusak").status_code == 200


def test_the_list_costs_the_same_for_few_and_for_many(bermacam, rad, sekretariat, masuk):
    klien, url = masuk(sekretariat), reverse("rad:dokumen_daftar")
    klien.get(url)
    with CaptureQueriesContext(
        connection,
    ) as sedikit:
        klien.get(url)
    for i in range(45):
        Dokumen.objects.create(
            rad=rad, jenis="uji", judul=f"N {i}", snapshot={"x": "y" * 1000}, kunci=f"k{i}",
            diminta_oleh=sekretariat,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as banyak:
        klien.get(url)
    assert len(banyak) == len(sedikit)
    assert not any("snapshot" in q["sql"] for q in banyak.captured_queries)


def test_an_empty_list_says_what_to_do(sekretariat, masuk):
    assert (
        "Belum ada dokumen"
        in masuk(sekretariat).get(reverse("rad:dokumen_daftar")).content.decode()
    )


# --- verification ---------------------------------------------------------------------------------


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


# --- commands and the real engine -----------------------------------------------------------------


@pytest.fixture
def huruf(monkeypatch):
    """The environment a worker is started with: fonts and libraries."""
    for nama in ("FONTCONFIG_FILE", "LD_LIBRARY_PATH"):
        if nilai := lingkungan_anak().get(nama):
            monkeypatch.setenv(nama, nilai)


def test_command_makes_the_file_by_itself_where_no_worker_runs(
    rad, sekretariat, tmp_path, capsys, huruf, monkeypatch
):
    from rad.management.commands import buat_dokumen as perintah

    monkeypatch.setattr(perintah, "SABAR", 0.0)
    keluaran = tmp_path / "uji.pdf"
    call_command("buat_dokumen", "uji", "2025-2029", keluaran=keluaran)
    d = Dokumen.objects.get()
    assert d.diminta_oleh == sekretariat
    assert capsys.readouterr().out == f"{d.sha256}  {keluaran}\n"
    assert hashlib.sha256(keluaran.read_bytes()).hexdigest() == d.sha256
    with pikepdf.open(io.BytesIO(keluaran.read_bytes())) as pdf:
        assert len(pdf.pages) == d.halaman == 1
        assert str(pdf.docinfo["/Title"]) == d.judul


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (("uji", "2031-2035"), "Tidak ada RAD untuk periode"),
        (("uji", "kemarin"), "bukan UUID"),
        (("uji", str(uuid.UUID(int=7))), "Tidak ada objek"),
    ],
)
def test_command_explains_what_it_does_not_find(rad, tmp_path, argumen, pesan):
    with pytest.raises(CommandError, match=pesan):
        call_command("buat_dokumen", *argumen, keluaran=tmp_path / "x.pdf")


def test_command_acts_with_the_rights_of_a_person(rad, opd_a, tmp_path):
    with pytest.raises(CommandError, match="tidak berhak"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x", oleh="opd_a")
    with pytest.raises(CommandError, match="Tidak ada pengguna"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x", oleh="siapa")
    with pytest.raises(CommandError, match="sebutkan --oleh"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x")


def test_command_tells_a_failure_in_the_words_of_the_page(rad, sekretariat, tmp_path, monkeypatch):
    from rad.management.commands import buat_dokumen as perintah

    monkeypatch.setattr(perintah, "SABAR", 0.0)
    monkeypatch.setattr(documents, "cetak", lambda *_: 1 / 0)
    with pytest.raises(CommandError, match="kesalahan pada sistem"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_sweep_command_tells_what_it_did(rad, sekretariat, minta, capsys, lonceng):
    d = minta(sekretariat, rad)
    Dokumen.objects.update(ditawarkan_pada=timezone.now() - dt.timedelta(minutes=1))
    call_command("sapu_dokumen")
    assert capsys.readouterr().out.startswith("1 dokumen ditawarkan kembali")
    assert lonceng == [d.pk, d.pk]
