"""The pages of a document on its way, and the list."""

import datetime as dt
import hashlib
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from p3aks.core import jobs
from p3aks.core.documents import Status
from rad import documents, tasks
from rad.models import Dokumen
from tests.rad.dokumen.bantu import ISI, alamat, peristiwa, segar

HTTP_JSON = {"HTTP_ACCEPT": "application/json"}


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
        judul = re.findall(r">(Naskah \d+\.)<", halaman)
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
