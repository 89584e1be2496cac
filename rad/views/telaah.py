"""The inbox of submissions: see what changed and what is missing, decide on one or on many."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.keyset import baca_batas, tulis_batas
from p3aks.core.parsing import baca_bilangan
from rad.actions import massal
from rad.documents import telaah as kotak_masuk
from rad.forms.aksi import AlasanForm
from rad.models import Aksi

SEHALAMAN = 50
SEBUT_PALING_BANYAK = 10


@izin("rad.telaah_aksi")
@require_safe
def telaah(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    return _kotak(request, AlasanForm())


@izin("rad.setujui_aksi")
@require_POST
def setujui_pilihan(request: HttpRequest) -> HttpResponse:
    """Approve the ticked actions."""
    if not (aksi := _terpilih(request)):
        return _belum_memilih(request)
    orang: Any = request.user
    hasil = massal.setujui_banyak(by=orang, aksi=aksi, dibaca=_pilihan(request))
    return _laporkan(request, hasil, "disetujui")


@izin("rad.kembalikan_aksi")
@require_POST
def kembalikan_pilihan(request: HttpRequest) -> HttpResponse:
    """Return the ticked actions with one reason."""
    if not (aksi := _terpilih(request)):
        return _belum_memilih(request)
    form = AlasanForm(request.POST)
    if not form.is_valid():
        return _kotak(request, form, status=422)
    orang: Any = request.user
    hasil = massal.kembalikan_banyak(
        by=orang, aksi=aksi, alasan=form.cleaned_data["alasan"], dibaca=_pilihan(request)
    )
    return _laporkan(request, hasil, "dikembalikan")


def _kotak(request: HttpRequest, form: AlasanForm, status: int = 200) -> HttpResponse:
    isian = request.POST if request.method == "POST" else request.GET
    opd, batas = _uuid(isian.get("opd", "")), isian.get("sesudah", "")
    orang: Any = request.user
    semua = kotak_masuk.antrean(orang)
    per_opd = list(
        semua.order_by("penanggung_jawab__nama")
        .values_list("penanggung_jawab", "penanggung_jawab__nama")
        .annotate(n=Count("pk"))
    )
    if opd:
        semua = semua.filter(penanggung_jawab=opd)
    urut = kotak_masuk.dengan_kelengkapan(semua).order_by("diajukan_pada", "pk")
    aksi = list(_sesudah(urut, batas)[: SEHALAMAN + 1])
    lanjut = ""
    if len(aksi) > SEHALAMAN:
        aksi.pop()
        lanjut = tulis_batas(aksi[-1].diajukan_pada, aksi[-1].pk)
    isi = {
        "antrean": kotak_masuk.susun(orang, aksi),
        "jumlah": sum(n for _, _, n in per_opd),
        "per_opd": per_opd,
        "opd": opd,
        "sesudah": batas,
        "url_sesudah": _alamat(opd, lanjut) if lanjut else "",
        "url_awal": _alamat(opd) if batas else "",
        "memutuskan": request.user.has_perm("rad.setujui_aksi"),
        "terpilih": {a.pk for a in _terpilih(request)} if form.is_bound else set(),
        "form": form,
    }
    return render(request, "rad/telaah.html", isi, status=status)


def _sesudah(urut: QuerySet[Aksi], batas: str) -> QuerySet[Aksi]:
    """Continue after *batas*, ``time_uuid`` of the last row shown; anything else starts anew."""
    if not (baris := baca_batas(batas)):
        return urut
    saat, kunci = baris
    return urut.filter(Q(diajukan_pada__gt=saat) | Q(diajukan_pada=saat, pk__gt=kunci))


def _terpilih(request: HttpRequest) -> list[Aksi]:
    """Return the ticked actions that the person may read, whatever became of them meanwhile."""
    return list(
        Aksi.objects.untuk(request.user)
        .filter(pk__in=_uuid_pilihan(request))
        .order_by("diajukan_pada", "pk")
        .select_related("rad", "sasaran", "penanggung_jawab", "diputuskan_oleh")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
    )


def _pilihan(request: HttpRequest) -> dict[uuid.UUID, int]:
    """Return the ticked ids with the version that was read; ``id`` alone asserts no version."""
    dibaca = {}
    for teks in request.POST.getlist("aksi"):
        kunci, _, versi = teks.partition(":")
        if (pk := _uuid(kunci)) and versi:
            dibaca[pk] = baca_bilangan(versi)
    return dibaca


def _uuid_pilihan(request: HttpRequest) -> set[uuid.UUID]:
    semua = (_uuid(teks.partition(":")[0]) for teks in request.POST.getlist("aksi"))
    return {pk for pk in semua if pk}


def _uuid(teks: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(teks)
    except ValueError:
        return None


def _alamat(opd: Any, sesudah: str = "") -> str:
    kueri = {k: v for k, v in (("opd", opd), ("sesudah", sesudah)) if v}
    return reverse("rad:telaah") + (f"?{urlencode(kueri)}" if kueri else "")


def _belum_memilih(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "Centang dahulu aksi yang akan diputuskan.")
    return redirect(_alamat(_uuid(request.POST.get("opd", ""))))


def _laporkan(request: HttpRequest, hasil: massal.Hasil, kata: str) -> HttpResponse:
    if hasil.berhasil:
        messages.success(request, f"{len(hasil.berhasil)} aksi {kata}.")
    if hasil.dilewati:
        sebut = [str(d) for d in hasil.dilewati[:SEBUT_PALING_BANYAK]]
        if sisa := len(hasil.dilewati) - len(sebut):
            sebut.append(f"dan {sisa} lainnya")
        messages.warning(request, f"{len(hasil.dilewati)} dilewati: {'; '.join(sebut)}.")
    return redirect(_alamat(_uuid(request.POST.get("opd", ""))))
