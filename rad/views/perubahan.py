"""Opening a change of a fixed action: a new text, or the proposal to drop it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from rad.actions import perubahan as tindakan
from rad.forms.perubahan import AlasanPerubahanForm
from rad.models import Aksi
from rad.views.aksi import halaman_aksi
from rad.views.aksi_form import dengan_isi

BERHASIL = {
    "perubahan": "Perubahan dibuka. Ubah isinya, lalu ajukan; aksi yang lama tetap berlaku sampai "
    "perubahannya ditetapkan.",
    "cabut": "Usul pencabutan dibuat. Ajukan agar Sekretariat memutuskannya; aksi tetap berlaku "
    "sampai itu ditetapkan.",
}


@izin("rad.perubahan_aksi")
@require_POST
def perubahan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the draft that may become the new text of a fixed action."""
    return _buka(request, pk, "perubahan", tindakan.buka)


@izin("rad.cabut_aksi")
@require_POST
def cabut(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose that a fixed action is left out of the next version."""
    return _buka(request, pk, "cabut", tindakan.usulkan_cabut)


def _buka(request: HttpRequest, pk: UUID, nama: str, jalankan: Callable[..., Aksi]) -> HttpResponse:
    """Open the change and show it; without a reason, show the page with what was typed. Who comes
    too late is told so."""
    aksi = get_object_or_404(dengan_isi(request.user), pk=pk)
    if not request.user.has_perm("rad.isi_untuk_lembaga", aksi.penanggung_jawab):
        raise PermissionDenied
    form = AlasanPerubahanForm(request.POST, auto_id=f"{nama}_%s")
    if aksi.dapat_berubah and not form.is_valid():
        isian: dict[str, Any] = {f"form_{nama}": form}
        return halaman_aksi(request, aksi, **isian)
    try:
        baru = jalankan(by=request.user, aksi=aksi, alasan=request.POST.get("alasan", ""))
    except (PermissionDenied, SudahBerubah):
        alasan = request.POST.get("alasan", "")
        messages.warning(
            request,
            "Aksi ini tidak dapat diubah lewat perubahan yang baru: perubahannya sudah dibuka, "
            f"atau aksi ini tidak lagi berstatus ditetapkan. Alasan yang Anda tulis: “{alasan}”",
        )
        return redirect("rad:aksi_detail", aksi.pk)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect("rad:aksi_detail", aksi.pk)
    messages.success(request, BERHASIL[nama])
    return redirect("rad:aksi_detail" if baru.mencabut else "rad:aksi_ubah", baru.pk)
