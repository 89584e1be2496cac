"""Identification: three criteria, each with its own time (R11)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from kasus.actions.identifikasi import tetapkan
from kasus.actions.isi import IsiIdentifikasi
from kasus.models import BentukKorban, Terminasi
from tests.kasus.bantu_inti import jejak, salah, segar, teks, url

pytestmark = pytest.mark.django_db


def test_one_by_one_the_stage_follows(masuk, buat_kasus, manajer):
    kasus, client = buat_kasus(1), masuk(manajer)
    assert client.get(url("identifikasi", kasus)).status_code == 200
    client.post(url("identifikasi", kasus), {"versi": 1, "risiko": "SEDANG"})
    baru = segar(kasus)
    assert (baru.risiko, baru.tahap) == ("SEDANG", "IDENTIFIKASI")
    assert timezone.now() - baru.risiko_pada < dt.timedelta(minutes=1)
    client.post(
        url("identifikasi", kasus),
        {"versi": 2, "jenis": "on", "risiko": "SEDANG", "kewenangan": "KABKOTA"},
    )
    assert segar(kasus).tahap == "ASESMEN"
    assert segar(kasus).risiko_pada == baru.risiko_pada
    assert ("kasus.identifikasi", {"kriteria": "jenis,kewenangan"}) in jejak(kasus)


def test_high_risk_asks_for_emergency_help_first(masuk, buat_kasus, manajer):
    kasus, client = buat_kasus(1), masuk(manajer)
    semua = {"versi": 1, "jenis": "on", "risiko": "TINGGI", "kewenangan": "KABKOTA"}
    client.post(url("identifikasi", kasus), semua)
    assert segar(kasus).tahap == "KEDARURATAN"
    isi = teks(client.get(url("detail", kasus)))
    assert "catat tindakan kedaruratan lebih dulu" in isi
    assert "Catat tindakan kedaruratan" in isi


def test_time_of_its_own(masuk, buat_kasus, manajer):
    kasus, client = buat_kasus(1), masuk(manajer)
    pada = timezone.localtime() - dt.timedelta(minutes=20)
    data = {"versi": 1, "risiko": "RENDAH", "risiko_pada": f"{pada:%d/%m/%Y %H.%M}"}
    client.post(url("identifikasi", kasus), data)
    assert f"{timezone.localtime(segar(kasus).risiko_pada):%H.%M}" == f"{pada:%H.%M}"


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"risiko": "RENDAH", "risiko_pada": "1 Januari 2020 10.00"}, "mendahului waktu lapor"),
        ({"risiko": "RENDAH", "risiko_pada": "1 Januari 2999 10.00"}, "masa depan"),
        ({"risiko_pada": "20 November 2025"}, "Pilih dahulu"),
        ({"jenis_pada": "20 November 2025"}, "Centang bila sudah benar"),
        ({"risiko": "NGAWUR"}, "pilih"),
    ],
)
def test_mistake_is_named(masuk, buat_kasus, manajer, ubah, kalimat):
    kasus = buat_kasus(1)
    jawaban = masuk(manajer).post(url("identifikasi", kasus), {"versi": 1, **ubah})
    assert jawaban.status_code == 422
    assert re.search(kalimat, salah(jawaban)[0], re.IGNORECASE)
    assert segar(kasus).versi == 1


def test_kind_needs_a_form_of_violence_for_each_victim(masuk, buat_kasus, manajer):
    kasus = buat_kasus(1)
    BentukKorban.objects.sistem("uji").all().delete()
    jawaban = masuk(manajer).post(url("identifikasi", kasus), {"versi": 1, "jenis": "on"})
    assert jawaban.status_code == 422
    assert "bagi korban A" in salah(jawaban)[0]


def test_stale_save_shows_both(masuk, buat_kasus, manajer):
    kasus, client = buat_kasus(1), masuk(manajer)
    client.post(url("identifikasi", kasus), {"versi": 1, "risiko": "SEDANG"})
    jawaban = client.post(url("identifikasi", kasus), {"versi": 1, "risiko": "TINGGI"})
    assert jawaban.status_code == 409
    assert jawaban.context["beda"] == [("Tingkat risiko", "Risiko sedang", "Risiko tinggi")]
    assert segar(kasus).risiko == "SEDANG"
    versi = re.search(r'name="versi" value="(\d+)"', teks(jawaban))[1]
    client.post(url("identifikasi", kasus), {"versi": versi, "risiko": "TINGGI"})
    assert segar(kasus).risiko == "TINGGI"


def test_ended_case_is_opened_first(masuk, buat_kasus, manajer, supervisor):
    kasus = buat_kasus(1)
    usul = Terminasi.objects.sistem("uji").create(
        kasus=kasus, alasan="PERMINTAAN", diajukan_oleh=manajer
    )
    usul.disetujui_oleh, usul.disetujui_pada = supervisor, timezone.now()
    usul.save()
    jawaban = masuk(manajer).post(url("identifikasi", kasus), {"versi": 1, "risiko": "SEDANG"})
    assert jawaban.status_code == 422
    assert "Buka kembali kasus ini" in salah(jawaban)[0]


@pytest.mark.parametrize(
    ("siapa", "status"),
    [("supervisor", 403), ("pendamping", 403), ("manajer_lain", 404), ("sekretariat", 403)],
)
def test_strangers(masuk, buat_kasus, masukkan_tim, request, siapa, status):
    kasus, user = buat_kasus(1), request.getfixturevalue(siapa)
    if siapa == "pendamping":
        masukkan_tim(kasus, user)
    client = masuk(user)
    assert client.get(url("identifikasi", kasus)).status_code == status
    data = {"versi": 1, "risiko": "SEDANG"}
    assert client.post(url("identifikasi", kasus), data).status_code == status


def test_nothing_new_writes_nothing(buat_kasus, manajer):
    kasus = buat_kasus(1)
    assert tetapkan(by=manajer, kasus=kasus, isi=IsiIdentifikasi(), versi=1) == []
    assert "kasus.identifikasi" not in [p for p, _ in jejak(kasus)]
