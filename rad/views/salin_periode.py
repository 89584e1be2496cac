"""Beginning a plan from the actions of an earlier one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from pokja.enums import Peran
from rad.actions import salin_periode as tindakan
from rad.documents.kunci_pengisian import pengisian
from rad.forms.salin_periode import SaringSalinForm
from rad.models import Aksi, Rad
from rad.models.rad import STATUS_DISETUJUI

SEBUT = 5


@izin("rad.tambah_aksi")
@require_http_methods(["GET", "POST"])
def salin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the earlier actions the person may enter again; on POST, copy the chosen ones."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    isian = request.POST if request.method == "POST" else request.GET
    asal = Rad.objects.untuk(request.user).filter(mulai__lt=rad.mulai).order_by("-mulai")
    awal = asal.first()
    data = {"dari": str(awal.pk) if awal else "", **{k: v for k, v in isian.items() if v}}
    form = SaringSalinForm(data, asal=asal)
    semua = _calon(request.user, data["dari"], asal)
    form.tawarkan(semua.values_list("penanggung_jawab", "penanggung_jawab__nama"))
    daftar = _saring(semua, form) if form.is_valid() else semua.none()
    if request.method == "POST" and form.is_valid():
        return _jalankan(request, rad, daftar, form)
    konteks = {
        "rad": rad,
        "form": form,
        "asal": awal,
        "daftar": _baris(rad, daftar),
        "pengisian": pengisian(request.user, rad),
    }
    return render(request, "rad/salin_periode.html", konteks)


def _calon(user: Any, dari: str, asal: QuerySet[Rad]) -> QuerySet[Aksi]:
    """Return the approved actions of the plan *dari* for which *user* may enter."""
    try:
        milik = Aksi.objects.untuk(user).berlaku().filter(rad=UUID(dari), rad__in=asal)
    except ValueError:
        return Aksi.objects.untuk(user).none()
    if not user.has_perm("rad.kelola_rad"):
        lembaga = user.lembaga_sebagai(Peran.OPD_OPERATOR, Peran.OPD_KEPALA)
        milik = milik.filter(penanggung_jawab__in=lembaga)
    return milik.filter(status__in=STATUS_DISETUJUI)


def _saring(semua: QuerySet[Aksi], form: SaringSalinForm) -> QuerySet[Aksi]:
    isi = form.cleaned_data
    if isi["bidang"]:
        semua = semua.filter(bidang=isi["bidang"])
    if isi["opd"]:
        semua = semua.filter(penanggung_jawab=isi["opd"])
    return semua.urut_matriks()  # type: ignore[attr-defined]


def _baris(rad: Rad, daftar: QuerySet[Aksi]) -> list[dict[str, Any]]:
    """Return what the list shows, and which of it the plan has already. Two queries."""
    sudah = rad.aksi.silsilah_dimuat()
    kolom = ("pk", "asal_id", "uraian", "bidang", "sasaran__uraian", "penanggung_jawab__nama")
    return [
        {
            "pk": pk, "uraian": uraian, "bidang": bidang, "sasaran": sasaran, "opd": opd,
            "sudah": (asal or pk) in sudah,
        }
        for pk, asal, uraian, bidang, sasaran, opd in daftar.values_list(*kolom)
    ]  # fmt: skip


def _jalankan(
    request: HttpRequest, rad: Rad, daftar: QuerySet[Aksi], form: SaringSalinForm
) -> HttpResponse:
    kembali = redirect(f"{reverse('rad:salin_periode', args=[rad.pk])}?{_kueri(form)}")
    if "semua" not in request.POST:
        daftar = daftar.filter(Q(pk__in=_pilihan(request)))
    aksi = daftar.select_related("rad", "sasaran", "penanggung_jawab").prefetch_related(
        "pendukung", "indikator__target", "anggaran"
    )
    if not (terpilih := list(aksi)):
        messages.warning(request, "Centang dahulu aksi yang akan disalin.")
        return kembali
    try:
        hasil = tindakan.salin_periode(
            by=request.user, rad=rad, aksi=terpilih, dengan_pagu="pagu" in request.POST
        )
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return kembali
    if hasil.disalin:
        messages.success(
            request, f"{len(hasil.disalin)} aksi disalin sebagai draf. Isi targetnya, lalu ajukan."
        )
    if hasil.dilewati:
        sebut = [f"“{a.uraian}” {sebab}" for a, sebab in hasil.dilewati[:SEBUT]]
        if sisa := len(hasil.dilewati) - len(sebut):
            sebut.append(f"dan {sisa} lainnya")
        messages.info(request, f"{len(hasil.dilewati)} dilewati: {'; '.join(sebut)}.")
    return redirect("rad:matriks", rad.pk)


def _pilihan(request: HttpRequest) -> set[UUID]:
    hasil = set()
    for teks in request.POST.getlist("aksi"):
        try:
            hasil.add(UUID(teks))
        except ValueError:
            continue
    return hasil


def _kueri(form: SaringSalinForm) -> str:
    isi = form.cleaned_data
    opd = f"&opd={isi['opd']}" if isi["opd"] else ""
    bidang = f"&bidang={isi['bidang']}" if isi["bidang"] else ""
    return f"dari={isi['dari'].pk}{bidang}{opd}"
