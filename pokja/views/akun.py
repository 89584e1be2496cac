"""Accounts and roles: who holds which, given by two people where case data are opened."""

from typing import Any
from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin, wajib
from p3aks.core.audit import catat
from pokja.actions import peran as tindakan
from pokja.enums import Peran
from pokja.forms.akun import AkunForm, PeranForm
from pokja.models import Pengguna, Penugasan

TERLAMBAT = "Usulan ini sudah diputuskan orang lain."


@izin("pokja.lihat_akun")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles of today, and what waits for a decision first."""
    user: Any = request.user
    semua = Penugasan.objects.untuk(user).select_related("pengguna", "lembaga", "wilayah")
    kini = Penugasan.objects.untuk(user).berlaku().select_related("lembaga", "wilayah")
    return render(
        request,
        "pokja/akun_daftar.html",
        {
            "menunggu": [
                (p, user.has_perm("pokja.putuskan_peran", p))
                for p in semua.filter(menunggu=True).select_related("diusulkan_oleh")
            ],
            "segera": semua.filter(berlaku_pada__gt=timezone.now()).order_by("berlaku_pada"),
            "orang": Pengguna.objects.untuk(user)
            .select_related("lembaga")
            .prefetch_related(Prefetch("penugasan", kini, to_attr="kini")),
            "boleh_kelola": user.has_perm("pokja.kelola_akun"),
        },
    )


@izin("pokja.kelola_akun")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Make an account; the person sets the password by a link sent to the address."""
    form = AkunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save(commit=False)
            user.set_unusable_password()
            user.save()
            catat(by=request.user, peristiwa="pengguna.dibuat", objek=user)
        surat = ResetPasswordForm({"email": user.email})
        if surat.is_valid():
            surat.save(request)
        messages.success(request, "Akun dibuat. Tautan untuk membuat sandi sudah dikirim.")
        return redirect("pokja:akun", user.pk)
    status = 422 if form.is_bound else 200
    return render(request, "pokja/akun_baru.html", {"form": form}, status=status)


@izin("pokja.lihat_akun")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account with all its roles, past and coming."""
    return _detail(request, get_object_or_404(Pengguna.objects.untuk(request.user), pk=pk))


@izin("pokja.kelola_akun")
@require_POST
def usulkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a role, or propose it where two people are needed."""
    user = get_object_or_404(Pengguna.objects.untuk(request.user), pk=pk)
    form = PeranForm(request.POST, akun=user)
    if form.is_valid():
        try:
            baru = tindakan.usulkan_peran(by=request.user, user=user, **form.cleaned_data)
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(
                request,
                "Usulan dicatat dan menunggu keputusan Sekretaris atau Ketua."
                if baru.menunggu
                else "Peran diberikan dan berlaku sekarang.",
            )
            return redirect("pokja:akun", pk)
    return _detail(request, user, form, status=422)


@izin("pokja.kelola_akun")
@require_POST
def akhiri(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a role at once."""
    user = get_object_or_404(Pengguna.objects.untuk(request.user), pk=pk)
    peran = request.POST.get("peran", "")
    ada = peran in Peran.values
    if ada and tindakan.akhiri_peran(by=request.user, user=user, peran=peran):
        messages.success(request, f"Peran {Peran(peran).label} diakhiri.")
    else:
        messages.info(request, "Tidak ada peran yang diakhiri.")
    return redirect("pokja:akun", pk)


@izin("pokja.putuskan_peran")
@require_POST
def setujui(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide for a proposed role."""
    return _putuskan(
        request, pk, tindakan.setujui_peran, "Peran disetujui dan berlaku 24 jam lagi."
    )


@izin("pokja.putuskan_peran")
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Turn a proposed role down."""
    return _putuskan(request, pk, tindakan.tolak_peran, "Usulan peran ditolak.")


def _putuskan(request: HttpRequest, pk: UUID, jalankan: Any, berhasil: str) -> HttpResponse:
    terlihat = Penugasan.objects.untuk(request.user).select_related("pengguna")
    penugasan = get_object_or_404(terlihat, pk=pk)
    wajib(request.user, "pokja.putuskan_peran", penugasan)
    try:
        jalankan(by=request.user, penugasan=penugasan)
    except tindakan.SudahDiputuskan:
        messages.warning(request, TERLAMBAT)
    else:
        messages.success(request, berhasil)
    return redirect("pokja:akun_daftar")


def _detail(
    request: HttpRequest, akun: Pengguna, form: PeranForm | None = None, status: int = 200
) -> HttpResponse:
    semua = Penugasan.objects.untuk(request.user).filter(pengguna=akun)
    berlaku = set(semua.berlaku().values_list("pk", flat=True))
    daftar_peran = semua.select_related("lembaga", "wilayah", "diusulkan_oleh", "disetujui_oleh")
    return render(
        request,
        "pokja/akun.html",
        {
            "akun": akun,
            "penugasan": [(p, p.pk in berlaku) for p in daftar_peran],
            "form": form or PeranForm(akun=akun),
            "boleh_kelola": request.user.has_perm("pokja.kelola_akun"),
            "diri_sendiri": akun.pk == request.user.pk,
        },
        status=status,
    )
