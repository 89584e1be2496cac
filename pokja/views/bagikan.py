"""How a meeting reaches those invited: text to paste, private links, QR codes, calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.qr import kode_qr
from pokja.actions import peserta as tindakan
from pokja.documents import kalender, teks_undangan
from pokja.models import Kehadiran, SesiRapat
from pokja.views.rapat import ambil, bagian, kelola, muka
from pokja.views.tautan import sebagai_berkas


@izin("pokja.kelola_rapat")
@require_safe
def bagikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What to paste and to print, and the link of each guest."""
    rapat = kelola(request, pk)
    sesi = list(rapat.sesi.all())
    teks = teks_undangan.teks(rapat, sesi, list(rapat.agenda.all()))
    terbuka = tindakan.menerima_jawaban(rapat)
    tamu = rapat.kehadiran.filter(diundang=True) if terbuka else ()
    konteks = muka(
        request, rapat, "bagikan",
        teks=teks,
        sesi=sesi,
        terbuka=terbuka,
        pesan=[(k, teks_undangan.pesan(teks, k, _alamat(request, "undangan", k))) for k in tamu],
    )  # fmt: skip
    return render(request, "pokja/rapat_bagikan.html", konteks)


def _alamat(request: HttpRequest, nama: str, baris: Kehadiran | SesiRapat) -> str:
    return request.build_absolute_uri(reverse(nama, args=[baris.token]))


@izin("pokja.kelola_rapat")
@require_POST
def tautan_ganti(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give one guest a new link; the old one opens nothing any more."""
    tamu = bagian(request, Kehadiran, pk)
    tindakan.ganti_tautan(by=request.user, kehadiran=tamu)
    messages.success(request, "Tautan diganti. Kirim tautan yang baru.")
    return redirect("pokja:rapat_bagikan", tamu.rapat_id)


@izin("pokja.kelola_rapat")
@require_safe
def sesi_qr(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The QR code of one sitting, as a sheet for the door."""
    sesi = bagian(request, SesiRapat, pk)
    qr = kode_qr(_alamat(request, "hadir", sesi))
    return render(request, "pokja/rapat_qr.html", {"sesi": sesi, "rapat": sesi.rapat, "qr": qr})


@izin("pokja.lihat_rapat")
@require_safe
def rapat_kalender(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The meeting as a calendar entry."""
    rapat = ambil(request, pk)
    alamat = request.build_absolute_uri(reverse("pokja:rapat", args=[pk]))
    return sebagai_berkas(kalender.ics([rapat], alamat))
