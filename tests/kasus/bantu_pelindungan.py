"""Identities, times and pages for the tests of supervision and data protection. All synthetic."""

import datetime as dt
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kasus.enums_akses import PeranTim
from kasus.models import (
    AksesIdentitas,
    ButirRencana,
    Identitas,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    RencanaIntervensi,
    Tenggat,
    TimKasus,
)

NIK = "9999014101900001"  # the region code does not exist
KALIMAT = "Kerabat dekat terlapor, satu rumah."


def korban_dari(kasus):
    """The first victim of a case."""
    return Korban.objects.sistem("uji").filter(kasus=kasus).order_by("kode").first()


def beri_identitas(kasus, nama="Sri DEMO Rahayu", *, nik="", lahir="", **lain):
    """Give the first victim of a case an identity."""
    return Identitas.objects.sistem("uji").create(
        kasus=kasus, korban=korban_dari(kasus), nama=nama, nik=nik, tanggal_lahir=lahir, **lain
    )


def rencana_sepakat(korban, jenis, *, oleh, instansi):
    """An agreed plan of a victim that asks for the services *jenis*."""
    rencana = RencanaIntervensi.objects.sistem("uji").create(
        korban=korban, tujuan="Pulih", disusun_dengan="PENERIMA", disepakati_pada=timezone.now(),
        oleh=oleh,
    )  # fmt: skip
    for satu in jenis:
        ButirRencana.objects.sistem("uji").create(rencana=rencana, jenis=satu, instansi=instansi)
    return rencana


def buka_identitas(kasus, pengguna):
    """Open the identities of a case to somebody."""
    return AksesIdentitas.objects.sistem("uji").create(
        kasus=kasus,
        pengguna=pengguna,
        alasan="Menyiapkan pertemuan",
        sampai=timezone.now() + dt.timedelta(minutes=10),
    )


def larang(kasus, pengguna, oleh):
    """Put somebody on the deny-list of a case."""
    return LaranganAkses.objects.sistem("uji").create(
        kasus=kasus, pengguna=pengguna, alasan=KALIMAT, oleh=oleh
    )


def dalam_tim(kasus, pengguna, peran=PeranTim.PENDAMPING):
    """Put somebody into the team of a case."""
    return TimKasus.objects.sistem("uji").create(
        kasus=kasus, pengguna=pengguna, peran=peran, ditunjuk_oleh=pengguna
    )


def hentikan_tenggat(*kasus):
    """Stop the clocks of these cases."""
    Tenggat.objects.sistem("uji").filter(kasus__in=kasus).update(gugur_pada=timezone.now())


def tenggat_lewat(kasus, pada=None):
    """Let one clock of a case have run out three hours before *pada*; its others stop."""
    pada = pada or timezone.now()
    hentikan_tenggat(kasus)
    waktu = {
        "mulai": pada - dt.timedelta(hours=9),
        "batas": pada - dt.timedelta(hours=3),
        "dilanggar_pada": pada - dt.timedelta(hours=3),
        "dipenuhi_pada": None,
        "gugur_pada": None,
    }
    semua = Tenggat.objects.sistem("uji")
    semua.update_or_create(kasus=kasus, langkah="RESPONS", rujukan_objek=None, defaults=waktu)


def notifikasi(pengguna, jenis):
    """The codes of the notices of one kind that somebody has."""
    milik = NotifikasiKasus.objects.sistem("uji").filter(pengguna=pengguna, jenis=jenis)
    return sorted(milik.values_list("kode", flat=True))


def kueri(client, alamat) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as tangkapan:
        assert client.get(alamat).status_code == 200
    return len(tangkapan)


def polos(jawaban, *kode) -> str:
    """The page without what differs by itself: form tokens, and the codes that were typed."""
    isi = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", jawaban.content.decode())
    isi = re.sub(r'"X-CSRFToken": "\w+"|name="kunci" value="[\w-]+"', "", isi)
    for satu in kode:
        isi = isi.replace(satu, "…")
    return isi
