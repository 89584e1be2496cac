"""After the deadline every door is shut to an OPD, unless the Sekretariat opened it."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.actions import impor as aksi_impor
from rad.actions import kunci_pengisian, massal, perubahan
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.actions.versi import tetapkan
from rad.enums import StatusAksi as S
from rad.models import Aksi, ImporRad, PembukaanPengisian
from tests.rad.bahan_impor import baris, buku
from tests.rad.bantu_aksi import disetujui, draf, isi, kiriman, pesan, segar, teks, url

ALASAN = "Pagu menunggu KUA-PPAS."


@pytest.fixture
def aksi(rad, opd_a):
    """A complete draft, made in time."""
    return draf(opd_a, rad)


@pytest.fixture
def lewat(rad, aksi):
    """The deadline was yesterday."""
    rad.batas_pengisian = timezone.localdate() - dt.timedelta(days=1)
    rad.save()
    aksi.rad = rad
    return rad


@pytest.fixture
def buka(lewat, sekretariat):
    def _buka(lembaga=None, hari=3):
        return kunci_pengisian.buka(
            by=sekretariat,
            rad=lewat,
            lembaga=lembaga,
            sampai=timezone.localdate() + dt.timedelta(days=hari),
            alasan=ALASAN,
        )

    return _buka


def _semua_pintu(by, rad, aksi):
    """Every action by which an OPD changes the plan, with the one that should be refused."""
    return {
        "buat": lambda: tindakan.simpan(by=by, rad=rad, isi=isi(by.lembaga, "Baru")),
        "ubah": lambda: tindakan.simpan(by=by, rad=rad, aksi=aksi, isi=isi(by.lembaga)),
        "ajukan": lambda: tindakan.ajukan(by=by, aksi=aksi),
        "batalkan": lambda: tindakan.batalkan(by=by, aksi=aksi, alasan="Tidak jadi"),
        "impor": lambda: aksi_impor.unggah(by=by, rad=rad, nama="a.xlsx", isi=b"x", hasil={}),
    }


@pytest.mark.parametrize("pintu", ["buat", "ubah", "ajukan", "batalkan", "impor"])
@pytest.mark.parametrize("siapa", ["opd_a", "kepala"])
def test_each_action_is_refused_and_writes_nothing(request, lewat, aksi, pintu, siapa):
    with pytest.raises(PengisianDitutup):
        _semua_pintu(request.getfixturevalue(siapa), lewat, aksi)[pintu]()
    assert segar(aksi).status == S.DRAF
    assert Aksi.objects.count() == 1
    assert not ImporRad.objects.exists()


def test_the_last_day_itself_is_open(rad, aksi, opd_a):
    rad.batas_pengisian = timezone.localdate()
    rad.save()
    tindakan.ajukan(by=opd_a, aksi=segar(aksi))


def test_sekretariat_still_works(lewat, aksi, sekretariat, opd_a):
    tindakan.simpan(by=sekretariat, rad=lewat, aksi=segar(aksi), isi=isi(opd_a.lembaga))
    tindakan.ajukan(by=sekretariat, aksi=segar(aksi))


def test_opened_for_one_institution_only(buka, lewat, aksi, opd_a, opd_b):
    buka(opd_a.lembaga)
    tindakan.ajukan(by=opd_a, aksi=segar(aksi))
    with pytest.raises(PengisianDitutup):
        draf(opd_b, lewat, "Aksi Disdik")


def test_opened_for_all(buka, lewat, opd_b):
    buka()
    draf(opd_b, lewat, "Aksi Disdik")


def test_opening_ends_by_day_and_by_hand(buka, aksi, opd_a, sekretariat):
    pembukaan = buka(hari=2)
    nanti = timezone.now() + dt.timedelta(days=3)
    with time_machine.travel(nanti), pytest.raises(PengisianDitutup):
        tindakan.ajukan(by=opd_a, aksi=segar(aksi))
    assert kunci_pengisian.tutup(by=sekretariat, pembukaan=pembukaan)
    assert not kunci_pengisian.tutup(by=sekretariat, pembukaan=pembukaan)
    with pytest.raises(PengisianDitutup):
        tindakan.ajukan(by=opd_a, aksi=segar(aksi))


def test_submitted_and_fixed_ones_are_shut_too(rad, opd_a, sekretariat):
    tetap = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    tetapkan(by=sekretariat, rad=rad)
    maju = draf(opd_a, rad, "Visum")
    tindakan.ajukan(by=opd_a, aksi=maju)
    rad.batas_pengisian = dt.date(2020, 1, 1)
    rad.save()
    with pytest.raises(PengisianDitutup):
        tindakan.tarik(by=opd_a, aksi=segar(maju))
    for buka in (perubahan.buka, perubahan.usulkan_cabut):
        with pytest.raises(PengisianDitutup):
            buka(by=opd_a, aksi=segar(tetap), alasan=ALASAN)


def test_bulk_submission_names_the_reason(lewat, aksi, opd_a):
    hasil = massal.ajukan_banyak(by=opd_a, aksi=[segar(aksi)])
    assert not hasil.berhasil
    assert "Pengisian ditutup" in str(hasil.dilewati[0])


@pytest.mark.parametrize("alasan", ["", "  singkat   "])
def test_opening_needs_a_reason(lewat, sekretariat, alasan):
    with pytest.raises(ValidationError):
        kunci_pengisian.buka(by=sekretariat, rad=lewat, sampai=timezone.localdate(), alasan=alasan)
    assert not PembukaanPengisian.objects.exists()


def test_only_the_sekretariat_opens_and_it_is_recorded(buka, lewat, opd_a, orang):
    buka(opd_a.lembaga)
    jejak = JejakAudit.objects.get(rantai=rantai_dari(lewat), peristiwa="rad.pengisian_dibuka")
    assert jejak.rincian["alasan"] == ALASAN
    for user in (opd_a, orang("bap", Peran.BAPPEDA)):
        with pytest.raises(PermissionDenied):
            kunci_pengisian.buka(by=user, rad=lewat, sampai=timezone.localdate(), alasan=ALASAN)


# --- every door on the web and the command line --------------------------------------------


def test_form_page_is_shut_and_says_why(masuk, lewat, aksi, opd_a):
    client = masuk(opd_a)
    for alamat in (url("aksi_baru", lewat), url("aksi_ubah", aksi)):
        assert "Pengisian ditutup" in pesan(client.get(alamat))
    halaman = teks(client.get(url("aksi_detail", aksi)))
    assert "Pengisian ditutup" in halaman
    assert ">Ajukan<" not in halaman
    matriks = teks(client.get(url("matriks", lewat)))
    assert "Pengisian ditutup" in matriks
    assert "Tambah aksi" not in matriks


def test_late_form_keeps_what_was_typed(masuk, lewat, opd_a):
    jawaban = masuk(opd_a).post(
        url("aksi_baru", lewat), kiriman(opd_a.lembaga, uraian="Ditulis semalam")
    )
    assert "Pengisian ditutup" in teks(jawaban)
    assert "Ditulis semalam" in teks(jawaban)
    assert not Aksi.objects.filter(uraian="Ditulis semalam").exists()


def test_upload_and_stored_preview_are_shut(masuk, rad, aksi, opd_a, tmp_path):
    client, berkas = masuk(opd_a), tmp_path / "rad.xlsx"
    berkas.write_bytes(buku(baris(penanggung_jawab=opd_a.lembaga.nama)))
    with berkas.open("rb") as b:
        client.post(url("impor", rad), {"berkas": b})
    impor = ImporRad.objects.get()
    rad.batas_pengisian = dt.date(2020, 1, 1)
    rad.save()
    jawaban = client.post(url("impor_simpan", impor))
    assert "Pengisian ditutup" in pesan(jawaban)
    with berkas.open("rb") as b:
        assert "Pengisian ditutup" in teks(client.post(url("impor", rad), {"berkas": b}))
    with pytest.raises(CommandError, match="Pengisian ditutup"):
        call_command(
            "impor_rad", str(berkas), rad=str(rad.pk), oleh=opd_a.username, stdout=StringIO()
        )
    assert Aksi.objects.count() == 1


def test_bulk_page_submits_nothing(masuk, lewat, aksi, opd_a):
    jawaban = masuk(opd_a).post(url("ajukan_semua", lewat))
    assert "Pengisian ditutup" in pesan(jawaban)
    assert segar(aksi).status == S.DRAF


def test_opd_reads_for_how_long_why_and_by_whom(masuk, buka, lewat, opd_a, sekretariat):
    buka(opd_a.lembaga)
    halaman = teks(masuk(opd_a).get(url("matriks", lewat)))
    assert ALASAN in halaman
    assert sekretariat.nama in halaman
    assert "Tambah aksi" in halaman


def test_page_opens_and_closes(masuk, lewat, sekretariat, opd_a):
    client = masuk(sekretariat)
    alamat = url("pengisian", lewat)
    besok = timezone.localdate() + dt.timedelta(days=1)
    kosong = client.post(alamat, {"lembaga": "", "sampai": "1 Januari 2020", "alasan": "x"})
    assert "Hari ini sudah lewat" in teks(kosong)
    assert "paling sedikit 10 huruf" in teks(kosong)
    client.post(
        alamat,
        {"lembaga": opd_a.lembaga.pk, "sampai": besok.isoformat(), "alasan": ALASAN},
    )
    pembukaan = PembukaanPengisian.objects.get()
    assert ALASAN in teks(client.get(alamat))
    client.post(reverse("rad:pengisian_tutup", args=[pembukaan.pk]))
    pembukaan.refresh_from_db()
    assert pembukaan.ditutup_oleh == sekretariat


def test_beranda_asks_for_nothing_behind_a_shut_door(masuk, lewat, aksi, opd_a, opd_b):
    assert "mintalah Sekretariat membukanya" in teks(masuk(opd_a).get("/"))
    assert "Isi RAD" not in teks(masuk(opd_b).get("/"))
