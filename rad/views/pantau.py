"""Monitoring of a plan, period by period."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from p3aks.core.parsing import baca_bilangan
from pokja.enums import Peran
from rad.aturan.jadwal import Jadwal
from rad.documents import pantau as susun
from rad.documents.pantau_jumlah import jumlah
from rad.enums_pantau import Periode
from rad.forms.saring_pantau import SaringPantauForm
from rad.models import Aksi, AturanPantau, BukaKunci, LaporanAksi, Rad
from rad.models.pantau import PERAN_BACA_DILAPORKAN
from rad.models.pantau_aturan import PERAN_OPD

SEHALAMAN = 50


@izin("rad.lihat_pantau")
@require_safe
def kini(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go to a period: ``?tahun=&periode=`` where the plan has it, else the one being reported; the
    rest of the query goes along."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    jadwal = susun.jadwal_kini(AturanPantau.milik(rad))
    kueri = request.GET.copy()
    diminta = baca_bilangan(kueri.pop("tahun", [""])[-1]), kueri.pop("periode", [""])[-1]
    tahun, periode = jadwal.tahun, jadwal.periode.value
    if diminta[0] in rad.tahun and diminta[1] in Periode:
        tahun, periode = diminta
    alamat = reverse("rad:pantau", args=[rad.pk, tahun, periode])
    return redirect(f"{alamat}?{kueri.urlencode()}" if kueri else alamat)


@izin("rad.lihat_pantau")
@require_safe
def periode(request: HttpRequest, pk: UUID, tahun: int, periode: str) -> HttpResponse:
    """One period: who reported, what was achieved, and the actions one by one."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    jadwal = ambil_jadwal(rad, tahun, periode)
    aturan = AturanPantau.milik(rad)
    semua = susun.susun(
        terhitung(request.user).filter(rad=rad),
        aturan=aturan,
        tahun=tahun,
        periode=periode,
        laporan=LaporanAksi.objects.untuk(request.user),
    )
    saring = SaringPantauForm(request.GET, baris=semua)
    baris = saring.saring(semua)
    hari = timezone.localdate()
    isi: dict[str, Any] = {
        "rad": rad,
        "jadwal": jadwal,
        "aturan": aturan,
        "daftar_periode": [(t, list(Periode)) for t in rad.tahun],
        "saring": saring,
        "ada_aksi": bool(semua),
        "jumlah": jumlah(baris),
        "halaman": Paginator(baris, SEHALAMAN).get_page(request.GET.get("halaman")),
        "terkunci": jadwal.terkunci(hari),
        "dibuka": jadwal.dibuka(hari),
        "buka_kunci": BukaKunci.objects.untuk(request.user)
        .untuk_periode(rad, tahun, periode, hari)
        .select_related("lembaga", "oleh"),
    }
    return render(request, "rad/pantau.html", isi)


def ambil_jadwal(rad: Rad, tahun: int, periode: str) -> Jadwal:
    """Return the days of *periode* in *tahun*; Http404 where the plan has no such period."""
    if tahun not in rad.tahun or periode not in Periode:
        raise Http404
    return AturanPantau.milik(rad).jadwal(tahun, periode)


def dipantau(user: Any) -> Any:
    """Return the monitored actions whose progress *user* may see: an OPD its own."""
    aksi = Aksi.objects.untuk(user).dipantau()
    if user.has_perm("rad.lihat_semua_pantau"):
        return aksi
    return aksi.filter(penanggung_jawab__in=user.lembaga_sebagai(*PERAN_OPD))


def terhitung(user: Any) -> Any:
    """Return the monitored actions that count in sums for *user*: those whose reports *user* may
    read (``LaporanAksi.untuk``). What is out of sight does not count as missing."""
    aksi = dipantau(user)
    if user.has_perm("rad.verifikasi_laporan") or user.peran & PERAN_BACA_DILAPORKAN:
        return aksi
    return aksi.filter(
        Q(penanggung_jawab__in=user.lembaga_sebagai(*PERAN_OPD))
        | Q(bidang__in=user.bidang_sebagai(Peran.KOORDINATOR_BIDANG))
    )
