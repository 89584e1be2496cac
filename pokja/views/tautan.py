"""What the holder of a private link or a QR code meets: no account, and this meeting alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from pokja.actions import peserta as tindakan
from pokja.documents import kalender
from pokja.forms.peserta import CaraHadirForm, HadirForm, JawabForm
from pokja.models import Kehadiran, Pengguna, Rapat, SesiRapat
from pokja.views.kiriman import coba, kiriman, tampil


def _tamu(token: str) -> Kehadiran | None:
    return Kehadiran.objects.publik(token).select_related("rapat").first()


def _mati(request: HttpRequest) -> HttpResponse:
    """Say that a link opens nothing (any more), and whom to ask."""
    return render(request, "pokja/tautan_mati.html", status=404)


@izin("publik")
@never_cache
@require_http_methods(["GET", "POST"])
def undangan(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation: what, when, where; POST answers it."""
    if (tamu := _tamu(token)) is None:
        return _mati(request)
    form = JawabForm(*kiriman(request), kehadiran=tamu)
    if coba(form, lambda isi: tindakan.jawab(kehadiran=tamu, **isi)):
        messages.success(request, "Jawaban Anda tersimpan. Selama masih dibuka, boleh diubah.")
        return redirect("undangan", token)
    rapat = tamu.rapat
    sudah = set(tamu.hadir.values_list("sesi_id", flat=True))
    sesi = list(rapat.sesi.all())
    return tampil(
        request, "pokja/tautan_undangan.html", form,
        token=token, tamu=tamu, rapat=rapat, sesi=sesi,
        agenda=rapat.agenda.all(),
        menerima=tindakan.menerima_jawaban(rapat),
        terbuka=[_boleh_masuk(rapat, s) for s in sesi if s.pk not in sudah and _buka(rapat, s)],
        sudah=[s for s in sesi if s.pk in sudah],
    )  # fmt: skip


def _buka(rapat: Rapat, sesi: SesiRapat) -> bool:
    sesi.rapat = rapat  # read already
    return tindakan.sesi_terbuka(sesi)


def _boleh_masuk(rapat: Rapat, sesi: SesiRapat) -> dict[str, Any]:
    return {"sesi": sesi, "form": CaraHadirForm(cara=rapat.cara, prefix=f"s-{sesi.pk.hex}")}


@izin("publik")
@require_POST
def undangan_hadir(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """Sign in to one sitting."""
    if (tamu := _tamu(token)) is None:
        return _mati(request)
    sesi = get_object_or_404(tamu.rapat.sesi.select_related("rapat"), pk=pk)
    form = CaraHadirForm(request.POST, cara=tamu.rapat.cara, prefix=f"s-{sesi.pk.hex}")
    if coba(form, lambda isi: tindakan.hadir_sendiri(kehadiran=tamu, sesi=sesi, **isi)):
        messages.success(request, "Kehadiran Anda tercatat.")
    else:
        messages.error(request, " ".join(ValidationError(form.errors.as_data()).messages))
    return redirect("undangan", token)


@izin("publik")
@never_cache
@require_safe
def undangan_kalender(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting for the guest's own calendar."""
    if (tamu := _tamu(token)) is None:
        return _mati(request)
    alamat = request.build_absolute_uri(reverse("undangan", args=[token]))
    return sebagai_berkas(kalender.ics([tamu.rapat], alamat))


@izin("publik")
@never_cache
@require_http_methods(["GET", "POST"])
def hadir(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in to a sitting by the QR code in the room."""
    sesi = SesiRapat.objects.publik(token).select_related("rapat").first()
    if sesi is None:
        return _mati(request)
    form = HadirForm(*kiriman(request), cara=sesi.rapat.cara)

    def jalankan(isi: dict[str, Any]) -> Kehadiran:
        cara = isi.pop("cara")
        return tindakan.hadir_lewat_qr(sesi=sesi, cara=cara, isi=isi)

    if coba(form, jalankan):
        messages.success(request, "Terima kasih. Kehadiran Anda tercatat.")
        return redirect("hadir", token)
    return tampil(
        request, "pokja/tautan_hadir.html", form,
        sesi=sesi, rapat=sesi.rapat, terbuka=tindakan.sesi_terbuka(sesi),
    )  # fmt: skip


@izin("publik")
@never_cache
@require_safe
def kalender_saya(request: HttpRequest, kunci: UUID) -> HttpResponse:
    """The meetings of one person, for the calendar that subscribes to this address."""
    pengguna = get_object_or_404(Pengguna.objects.publik(kunci))
    return sebagai_berkas(kalender.ics(Rapat.objects.untuk(pengguna).berkalender()))


def sebagai_berkas(isi: bytes) -> HttpResponse:
    """Return the calendar file *isi* for download."""
    return HttpResponse(
        isi,
        content_type=kalender.MIME,
        headers={"Content-Disposition": 'attachment; filename="rapat.ics"'},
    )
