"""Reporting a sign of conflict, with or without an account, and asking how far it is."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from p3aks.core.jatah import ambil_jatah, penanda_alamat
from pokja.actions import laporan_dini as tindakan
from pokja.enums_dini import KABAR_PELAPOR
from pokja.forms.laporan_dini import KodeLaporanForm, LaporDiniForm
from pokja.models import LaporanDini, Pengguna
from pokja.views.kiriman import coba, kiriman

# A village office, or all telephones of one operator, may share one address.
KIRIM_MAKS, CARI_MAKS, MASA = 20, 20, dt.timedelta(hours=1)
SERING = "jatah"
TERLALU_SERING = (
    "Terlalu banyak kiriman dari jaringan ini. Isian Anda masih ada; coba lagi satu jam lagi. "
    "Bila ada bahaya sekarang, telepon 110 atau 112."
)
TAK_DIKENAL = "Kode ini tidak ditemukan. Periksa huruf dan angkanya."
SUDAH_TERKIRIM = (
    "Formulir ini sudah terkirim sebagai {kode}, dan laporan itu tidak ditimpa. Yang Anda tulis "
    "sekarang berbeda; kirim sekali lagi bila ini laporan baru."
)


@izin("publik")
@never_cache
@require_http_methods(["GET", "POST"])
def lapor(request: HttpRequest) -> HttpResponse:
    """The form; after it, the code. The code stands on the answer itself: in no address, no
    cookie."""
    pelapor = _pelapor(request)
    form = LaporDiniForm(*kiriman(request), pelapor=pelapor)

    def jalankan(isi: dict[str, Any]) -> LaporanDini:
        _pakai_jatah(request, "lapor-dini", KIRIM_MAKS)
        return tindakan.lapor(by=pelapor, isi=form.isi(), id_baru=isi["id_baru"])

    if laporan := coba(form, jalankan):
        if _sama(laporan, form.isi()):
            return render(request, "pokja/lapor_dini_terkirim.html", {"laporan": laporan})
        form.kunci_baru(uuid4())
        form.add_error(None, SUDAH_TERKIRIM.format(kode=laporan.kode))
    return _tampil(request, "pokja/lapor_dini.html", form, pelapor=pelapor)


@izin("publik")
@never_cache
@require_http_methods(["GET", "POST"])
def keadaan(request: HttpRequest) -> HttpResponse:
    """How far a report is, in one sentence, for whoever has its code."""
    form = KodeLaporanForm(*kiriman(request))

    def jalankan(isi: dict[str, Any]) -> str:
        _pakai_jatah(request, "keadaan-dini", CARI_MAKS)
        status = LaporanDini.objects.publik(isi["kode"])
        if status is None:
            raise ValidationError({"kode": TAK_DIKENAL})
        return KABAR_PELAPOR[status]

    kabar = coba(form, jalankan)
    return _tampil(request, "pokja/lapor_dini_keadaan.html", form, kabar=kabar)


def _pelapor(request: HttpRequest) -> Pengguna | None:
    """Who reports under the own account: somebody with a role."""
    user: Any = request.user
    return user if user.is_authenticated and user.has_perm("pokja.lapor_dini") else None


def _pakai_jatah(request: HttpRequest, apa: str, kali: int) -> None:
    if not ambil_jatah(f"{apa}:{penanda_alamat(request)}", kali=kali, masa=MASA):
        raise ValidationError(TERLALU_SERING, code=SERING)


def _sama(laporan: LaporanDini, isi: dict[str, Any]) -> bool:
    """Whether *laporan* says what was sent now; the contact is not compared, it may be gone."""
    return all(getattr(laporan, n) == nilai for n, nilai in isi.items() if n != "kontak")


def _tampil(request: HttpRequest, templat: str, form: Any, **konteks: Any) -> HttpResponse:
    sering = form.is_bound and form.has_error(NON_FIELD_ERRORS, SERING)
    status = 429 if sering else 422 if form.errors else 200
    return render(request, templat, {"form": form, **konteks}, status=status)
