"""The pages of a release: compose, look, sign, refuse, stop."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasus import tasks
from kasus.actions import rilis as tindakan
from kasus.aturan.rilis import Catatan
from kasus.documents import rilis as isi_rilis
from kasus.models import Rilis
from p3aks.core.permintaan import GalatDokumen
from pokja.models import RekapTerbit
from tests.kasus.bantu_inti import segar, teks, url
from tests.kasus.bantu_pelindungan import kueri
from tests.kasus.bantu_rilis import (
    DUA,
    SATU,
    TAHUN,
    kerjakan,
    tambah_kasus,
    terbitkan,
)
from tests.kasus.bantu_rilis import susun as susun_rilis

pytestmark = pytest.mark.django_db


def test_compose_look_and_sign(masuk, supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    client = masuk(supervisor)
    assert "Belum ada rilis" in teks(client.get(url("rilis_daftar")))
    jawaban = client.post(url("rilis_baru"), {"masa": f"{TAHUN}-1", "catatan": ""})
    rilis = Rilis.objects.sistem("uji").get()
    assert jawaban.url == url("rilis", rilis)
    assert "Menunggu giliran" in teks(client.get(url("rilis", rilis)))
    assert kerjakan(rilis)
    halaman = teks(client.get(url("rilis", rilis)))
    assert "Menunggu orang kedua" in halaman
    assert "Tandatangani dan terbitkan" not in halaman
    assert "pembaca hanya tahu" in halaman
    assert client.post(url("rilis_tandatangani", rilis)).status_code == 403
    lain = masuk(penanda)
    assert "Tandatangani dan terbitkan" in teks(lain.get(url("rilis", rilis)))
    lain.post(url("rilis_tandatangani", rilis))
    rekap = RekapTerbit.objects.get()
    assert reverse("publik_rekap", args=[rekap.pk]) in teks(lain.get(url("rilis", rilis)))
    assert "Ditandatangani dan terbit" in teks(client.get(url("rilis_daftar")))


def test_hidden_numbers_show_to_nobody(masuk, penanda, supervisor, manajer, tempat):
    """Not even who signs sees a hidden count: the page has no other number in its place."""
    tambah_kasus(manajer, 30)
    rilis = susun_rilis(supervisor)
    isi = isi_rilis.hasil(rilis)["isi"]
    tutup = len(isi_rilis.tersembunyi(isi))
    halaman = teks(masuk(penanda).get(url("rilis", rilis)))
    assert halaman.count("(tidak ditampilkan)") >= tutup
    assert set(isi_rilis.hasil(rilis)) == {"isi", "kecil", "pelindung", "selang"}


def test_refusing_needs_a_reason(masuk, supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    rilis = susun_rilis(supervisor)
    client = masuk(penanda)
    assert client.post(url("rilis_tolak", rilis), {"alasan": "x"}).status_code == 422
    client.post(url("rilis_tolak", rilis), {"alasan": "Verifikasi belum tuntas."})
    assert "Tidak diterbitkan" in teks(client.get(url("rilis", rilis)))


def test_bad_input_keeps_what_was_typed(masuk, supervisor):
    client = masuk(supervisor)
    for data in ({}, {"masa": "1999-7"}, {"masa": "x"}):
        assert client.post(url("rilis_baru"), data | {"catatan": "Ketikan"}).status_code == 422
    assert "Ketikan" in teks(client.post(url("rilis_baru"), {"catatan": "Ketikan"}))


def test_stopped_and_repeated(masuk, supervisor, manajer, tempat):
    tambah_kasus(manajer, 10)
    client = masuk(supervisor)
    client.post(url("rilis_baru"), {"masa": f"{TAHUN}-1"})
    rilis = Rilis.objects.sistem("uji").get()
    client.post(url("rilis_batal", rilis))
    assert segar(rilis).status == "BATAL"
    assert not kerjakan(rilis)
    client.post(url("rilis_ulang", rilis))
    assert kerjakan(rilis)


def test_queries_do_not_grow(masuk, client, supervisor, penanda, manajer, tempat):
    biaya, publik = set(), set()
    for n in (3, 30):
        tambah_kasus(manajer, n, paruh=1 if n == 3 else 2, benih=n)
        rekap = terbitkan(supervisor, penanda, SATU if n == 3 else DUA)
        orang = masuk(supervisor)
        orang.get(url("rilis_daftar"))
        rilis = Rilis.objects.sistem("uji").get(terbitan=rekap)
        biaya.add((kueri(orang, url("rilis_daftar")), kueri(orang, url("rilis", rilis))))
        halaman = (reverse("publik_statistik"), reverse("publik_rekap", args=[rekap.pk]))
        publik.add(tuple(kueri(client, h) for h in halaman))
    assert len(biaya) == len(publik) == 1


def test_composing_asks_the_same_queries_for_more_cases(manajer, tempat):
    biaya = set()
    for n in (3, 30):
        tambah_kasus(manajer, n, benih=n)
        with CaptureQueriesContext(
            connection,
        ) as tangkap:
            assert isi_rilis.catatan_kini(SATU) != Catatan()
        biaya.add(len(tangkap))
    assert len(biaya) == 1


def test_sweepers_leave_each_others_files_alone(masuk, supervisor, penanda, manajer, tempat):
    """Two tables keep their files in one folder: what is nobody's in the one may be the other's."""
    tambah_kasus(manajer, 10)
    rilis = susun_rilis(supervisor)
    for sapu in (tasks.sapu_dokumen, tasks.sapu_rilis):
        assert sapu(tuntas=True)["dihapus"] == 0
    assert isi_rilis.hasil(rilis)
    tindakan.tandatangani(by=penanda, rilis=rilis)
    rilis = segar(rilis)
    rilis.berkas.delete(save=False)
    Rilis.objects.sistem("uji").update(berkas="dokumen/hilang.json")
    with pytest.raises(GalatDokumen):
        tindakan.ulangi(by=supervisor, dokumen=segar(rilis))
    assert "Korban menurut umur" in teks(masuk(penanda).get(url("rilis", rilis)))
