"""What a person is told outside the pages: the digest by e-mail, the calendar to subscribe to."""

import datetime as dt
import logging
from uuid import uuid4

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from p3aks.core.alamat import alamat_luar
from p3aks.core.audit import catat
from pokja.enums_rapat import Ringkasan
from pokja.models import Pengguna
from pokja.tugas import Tugas, susun

SUBJEK = "Ada yang menunggu Anda di Sistem P3AKS"
BATAS_KIRIM = 20  # seconds for a mail server that does not answer
catatan = logging.getLogger(__name__)


@transaction.atomic
def atur_ringkasan(*, by: Pengguna, ringkasan: str) -> None:
    """Store how often *by* wants the digest. Raises ValueError for an unknown word."""
    by.ringkasan = Ringkasan(ringkasan)
    by.save(update_fields=["ringkasan"])


@transaction.atomic
def atur_kalender(*, by: Pengguna, menyala: bool) -> None:
    """Give *by* a new secret address of the own calendar, or none; the one before it opens
    nothing any more."""
    by.kalender = uuid4() if menyala else None
    by.save(update_fields=["kalender"])
    catat(by=by, peristiwa="akun.kalender", objek=by, rincian={"menyala": int(menyala)})


def kirim_ringkasan(hari: dt.date | None = None) -> int:
    """Send the digest to whoever is due on *hari* (default: today) and has something waiting;
    return how many were sent.

    It says how many things wait and how many are overdue, never what they are about. Run twice on
    one day it sends once; what a mail server refused is tried again at the next run.
    """
    hari = hari or timezone.localdate()
    terkirim = 0
    sambungan = get_connection(timeout=BATAS_KIRIM)
    for pengguna in Pengguna.objects.menunggu_ringkasan(hari):
        if not (isi := _isi(pengguna, hari)):
            continue
        sebelumnya = pengguna.ringkasan_pada
        baris = Pengguna.objects.filter(pk=pengguna.pk)
        if not baris.filter(ringkasan_pada=sebelumnya).update(ringkasan_pada=hari):
            continue  # another run was faster
        surat = EmailMessage(SUBJEK, isi, to=[pengguna.email], connection=sambungan)
        try:
            terkirim += surat.send()
        except OSError as galat:  # also what the mail server refuses
            catatan.warning("ringkasan tidak terkirim: %s", type(galat).__name__)
            baris.update(ringkasan_pada=sebelumnya)
    return terkirim


def _isi(pengguna: Pengguna, hari: dt.date) -> str:
    """Return the text for *pengguna*; empty where nothing waits."""
    bagian = susun(pengguna)
    if not (jumlah := sum(d.jumlah for d in bagian)):
        return ""
    lewat = sum(_lewat(t, hari) for d in bagian for t in d.butir)
    telat = f" Sedikitnya {lewat} di antaranya lewat batas waktu." if lewat else ""
    return (
        f"{jumlah} hal menunggu Anda di Sistem P3AKS.{telat}\n\n"
        f"Masuk untuk membacanya: {alamat_luar('/')}\n\n"
        f"Seberapa sering surat ini datang, Anda atur di {alamat_luar(reverse('pemberitahuan'))}\n"
    )


def _lewat(tugas: Tugas, hari: dt.date) -> bool:
    return tugas.lewat or bool(tugas.batas and tugas.batas < hari)
