"""T2, T5, T6, T22: codes that cannot be guessed, terms that end, a deny-list that beats
everything on every channel, and demo data that never reaches a real system."""

import datetime as dt
import statistics
import time
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from kasus.actions.kasus import tulis_catatan
from kasus.actions.notifikasi import beri_tahu
from kasus.models import Kasus, LaranganAkses, NotifikasiKasus
from kasus.models.kasus import kode_kasus
from kasus.models.pengaduan import kode_pengaduan
from p3aks.core.documents import ABJAD_KODE
from tests.kasus.bantu_rujukan import kirim, setuju

JUMLAH_TEBAKAN = 1_000_000


@pytest.mark.parametrize("buat", [kode_kasus, kode_pengaduan])
def test_t2_a_code_holds_forty_bits(buat):
    """A million guesses at a thousand cases hit one with less than one in a thousand."""
    kode = buat().partition("-")[2]
    ruang = len(set(ABJAD_KODE)) ** len(kode)
    assert ruang >= 2**40
    assert JUMLAH_TEBAKAN * 1000 / ruang < 0.001
    assert len({buat() for _ in range(2000)}) == 2000


def test_t2_volunteer_of_another_village_meets_nothing(patbm_a, patbm_b, unit, manajer, masuk):
    from tests.kasus.bantu_pengaduan import lapor

    laporan = lapor(patbm_a, unit)
    client = masuk(patbm_b)
    assert client.get(reverse("kasus:pengaduan_detail", args=[laporan.pk])).status_code == 404
    assert laporan.kode not in client.get(reverse("kasus:pengaduan_daftar")).content.decode()


def test_t5_a_term_that_ends_ends_the_access_at_the_next_request(buat_kasus, manajer, masuk):
    kasus, client = buat_kasus(), masuk(manajer)
    alamat = reverse("kasus:detail", args=[kasus.pk])
    assert client.get(alamat).status_code == 200
    manajer.penugasan.update(selesai=timezone.localdate() + dt.timedelta(days=2))
    assert client.get(alamat).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        manajer.penugasan.update(selesai=timezone.localdate() - dt.timedelta(days=1))
        assert client.get(alamat).status_code == 403


def test_t5_nothing_is_written_for_somebody_whose_term_has_ended(buat_kasus, manajer, orang):
    """A job runs with the rights its person has when it runs."""
    kasus = buat_kasus()
    manajer.penugasan.update(selesai=dt.date(2021, 1, 1))
    segar = type(manajer).objects.get(pk=manajer.pk)
    with pytest.raises(PermissionDenied):
        tulis_catatan(by=segar, kasus=kasus, isi="Masih menulis", id_baru=uuid4())


@pytest.fixture
def dilarang(buat_kasus, manajer, mitra):
    """A case with a referral, then closed to its own manager and to the partner."""
    kasus = buat_kasus()
    setuju(kasus, manajer)
    rujukan = kirim(kasus, manajer, mitra)
    for orang in (manajer, mitra):
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=orang, alasan="Kerabat terlapor", oleh=manajer
        )
    return kasus, rujukan


def test_t6_no_trace_on_any_page(dilarang, manajer, mitra, masuk):
    kasus, rujukan = dilarang
    client = masuk(manajer)
    for nama in ("daftar", "beban", "duplikat", "pengaduan_daftar", "notifikasi", "ekspor",
                 "segel_daftar", "fasilitas_daftar", "subjek_daftar"):  # fmt: skip
        jawaban = client.get(reverse(f"kasus:{nama}"))
        if jawaban.status_code == 200:
            assert kasus.kode not in jawaban.content.decode(), nama
            assert rujukan.kode not in jawaban.content.decode(), nama
    assert kasus.kode not in client.get("/").content.decode()
    for nama in ("detail", "orang", "identitas", "penanganan", "rujukan", "konflik", "pendukung",
                 "tenggat", "akses"):  # fmt: skip
        assert client.get(reverse(f"kasus:{nama}", args=[kasus.pk])).status_code in (403, 404), nama
    client = masuk(mitra)
    assert client.get(reverse("kasus:paket", args=[rujukan.pk])).status_code == 404
    assert rujukan.kode not in client.get(reverse("kasus:paket_daftar")).content.decode()


def test_t6_search_by_code_gives_no_hint(dilarang, manajer, masuk):
    kasus, _ = dilarang
    client = masuk(manajer)

    def cari(kode: str) -> str:
        isi = client.get(reverse("kasus:daftar"), {"kode": kode}).content.decode()
        return isi.replace(kode, "KODE")

    def tanpa_token(isi: str) -> str:
        return "\n".join(b for b in isi.splitlines() if "csrfmiddlewaretoken" not in b)

    assert tanpa_token(cari(kasus.kode)) == tanpa_token(cari(kode_kasus()))


def test_t6_no_notice_reaches_the_denied(dilarang, manajer):
    kasus, _ = dilarang
    NotifikasiKasus.objects.sistem("uji").all().delete()
    beri_tahu(kasus, kasus.kode, "tenggat_lewat", [manajer])
    assert not NotifikasiKasus.objects.untuk(manajer).exists()


def test_t6_a_denied_and_a_missing_case_take_the_same_time(dilarang, manajer, masuk):
    """Medians of many tries, interleaved; the difference stays under five milliseconds."""
    kasus, _ = dilarang
    client, waktu = masuk(manajer), {"dilarang": [], "tiada": []}
    for _ in range(30):
        for nama, pk in (("dilarang", kasus.pk), ("tiada", uuid4())):
            mulai = time.perf_counter()
            assert client.get(reverse("kasus:detail", args=[pk])).status_code == 404
            waktu[nama].append(time.perf_counter() - mulai)
    beda = abs(statistics.median(waktu["dilarang"]) - statistics.median(waktu["tiada"]))
    assert beda < 0.005


@pytest.mark.parametrize("perintah", ["demo", "demo_kasus"])
def test_t22_demo_data_is_refused_where_the_system_runs_for_real(db, perintah):
    assert settings.DEBUG is False  # the test runner switches it off
    with pytest.raises(CommandError, match="DEBUG mati"):
        call_command(perintah)
    assert not Kasus.objects.sistem("uji").exists()


def test_t22_every_demo_name_says_so(settings, db):
    settings.DEMO_PASSWORD = "sandi-demo-untuk-uji-saja"
    call_command("demo", paksa=True, verbosity=0)
    from kasus.models import Identitas

    nama = [i.nama for i in Identitas.objects.sistem("uji")]
    assert len(nama) >= 12
    assert all("DEMO" in n for n in nama if n)
    nik = [i.nik for i in Identitas.objects.sistem("uji") if i.nik]
    assert nik
    assert all(n.startswith("99") for n in nik)
