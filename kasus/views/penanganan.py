"""What is done for each victim of a case: where she stands, what is next."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kasus.aturan.tahap import berakhir
from kasus.documents.fakta import fakta_kasus
from kasus.documents.penanganan import (
    BagianKorban,
    asesmen_terbuka,
    bagian_korban,
    putaran_ini,
    rencana_disusun,
)
from kasus.forms.terminasi import BukaKembaliForm
from kasus.models import Asesmen, Kasus, Korban, Terminasi
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin

# The button of each next step, and what its address needs besides the case.
TOMBOL: dict[str, str] = {
    "kedaruratan": "Catat tindakan kedaruratan",
    "identifikasi": "Lengkapi identifikasi",
    "asesmen_baru": "Mulai asesmen",
    "asesmen_ubah": "Lanjutkan asesmen",
    "rencana_baru": "Susun rencana",
    "rencana_ubah": "Lanjutkan dan sepakati rencana",
    "layanan_baru": "Catat layanan",
    "pemantauan_baru": "Catat pemantauan",
    "terminasi": "Usulkan terminasi",
}
UNTUK_KORBAN = ("asesmen_baru", "rencana_baru", "layanan_baru", "pemantauan_baru")


@izin("kasus.tangani")
@require_safe
def penanganan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One page per case: per victim her steps, newest record first, and her next step."""
    return halaman(request, kasus_ditangani(request, pk, halaman="penanganan"))


def halaman(
    request: HttpRequest,
    kasus: Kasus,
    *,
    form_buka: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of *kasus*, with a form that was refused where there is one."""
    user: Any = request.user
    daftar = bagian_korban(kasus)
    terminasi = list(kasus.terminasi.all())
    usulan = next((t for t in terminasi if t.menunggu), None)
    konteks = {
        "kasus": kasus,
        "daftar": [(b, _tombol(user, kasus, b, usulan)) for b in daftar],
        "dilanjutkan": {a.pk for b in daftar for a in b.asesmen if _melanjutkan(user, a, b)},
        "berakhir": berakhir(fakta_kasus(kasus)),
        "terminasi": terminasi,
        "usulan": usulan,
        "kelola": user.has_perm("kasus.kelola", kasus),
        "pimpin": user.has_perm("kasus.pimpin", kasus),
        "form_buka": form_buka or BukaKembaliForm(),
    }
    return render(request, "kasus/penanganan.html", konteks, status=status)


def _melanjutkan(user: Any, asesmen: Asesmen, bagian: BagianKorban) -> bool:
    """Whether *user* may go on with this assessment now."""
    terbuka = asesmen.selesai is None and bagian.boleh["lanjut"]
    ini = terbuka and putaran_ini(bagian.fakta, asesmen.mulai)
    return ini and user.has_perm("kasus.lanjutkan_asesmen", asesmen)


def _tombol(
    user: Any, kasus: Kasus, bagian: BagianKorban, usulan: Terminasi | None
) -> dict[str, str] | None:
    """Return label and address of the next step; None where it is somebody else's."""
    kode, korban, args = bagian.langkah, bagian.korban, [kasus.pk]
    label = TOMBOL.get(kode, "")
    if kode == "terminasi" and not (usulan or user.has_perm("kasus.kelola", kasus)):
        return None
    if kode == "terminasi" and usulan:
        label = "Baca usulan terminasi" if user.has_perm("kasus.pimpin", kasus) else ""
    elif kode in UNTUK_KORBAN:
        args.append(korban.pk)
    elif kode == "asesmen_ubah" and (asesmen := asesmen_terbuka(korban, bagian.fakta)):
        args.append(asesmen.pk)
        label = label if user.has_perm("kasus.lanjutkan_asesmen", asesmen) else ""
    elif kode == "rencana_ubah" and (rencana := rencana_disusun(korban)):
        args.append(rencana.pk)
    return {"label": label, "url": reverse(f"kasus:{kode}", args=args)} if label else None


def korban_ditangani(kasus: Kasus, pk: UUID) -> Korban:
    """Return the victim *pk* of *kasus*; 404 for anybody else's."""
    korban: Korban = get_object_or_404(kasus.korban.all(), pk=pk)
    return korban


def coba(form: forms.Form, tulis: Callable[[], Any]) -> bool:
    """Run the write *tulis*; where a rule refuses it, put the sentences beside the fields."""
    try:
        tulis()
    except ValidationError as galat:
        pasang_galat(form, galat)
        return False
    return True


def pasang_galat(form: forms.Form, galat: ValidationError) -> None:
    """Add what a rule said to *form*, beside the field it is about."""
    per_ruas = galat.message_dict if hasattr(galat, "error_dict") else {"": galat.messages}
    for ruas, pesan in per_ruas.items():
        form.add_error(ruas if ruas in form.fields else None, pesan)
