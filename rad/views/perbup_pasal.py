"""One article: its form, its numbered preview, and both texts after a stale save."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin, wajib
from rad.actions import perbup as tindakan
from rad.actions.perbup.pasal import isi_pasal
from rad.documents import layar_perbup
from rad.documents.layar_perbup import baris
from rad.forms.perbup_pasal import BANTUAN_RINCIAN, IsianPasal, kode_letak, ubah_data
from rad.models import Pasal, Perbup
from rad.naskah import muat
from rad.naskah.bentuk import PasalTeks
from rad.views.perbup import ambil
from rad.views.perbup_sunting import halangan
from rad.views.perbup_tempat import alamat_kerangka


@izin("rad.sunting_perbup")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new article: behind another one (``?sesudah=uuid``) or last in ``?letak=bab:uuid``."""
    perbup = ambil(request, pk)
    sesudah = _pasal(perbup, request.GET.get("sesudah", ""))
    letak = kode_letak(sesudah) if sesudah else request.GET.get("letak", "")
    return _Halaman(request, perbup, None, sesudah, letak).jawab()


@izin("rad.sunting_perbup")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID, bagian: UUID) -> HttpResponse:
    """Change an article. One that somebody removed meanwhile can be saved as a new one."""
    perbup = ambil(request, pk)
    pasal = _pasal(perbup, str(bagian))
    if pasal is None and request.method == "GET":
        raise Http404
    halaman = _Halaman(request, perbup, pasal, None, "")
    return halaman.jawab() if pasal else halaman.bentrok(hilang=True)


def _pasal(perbup: Perbup, kunci: str) -> Pasal | None:
    try:
        return baris(perbup, "pasal").filter(pk=UUID(kunci)).first()
    except ValueError:
        return None


class _Halaman:
    """The page of one article. *pasal* None: a new one."""

    def __init__(
        self,
        request: HttpRequest,
        perbup: Perbup,
        pasal: Pasal | None,
        sesudah: Pasal | None,
        letak: str,
    ) -> None:
        self.request, self.perbup, self.pasal = request, perbup, pasal
        self.sesudah, self.letak = sesudah, letak
        self.naskah = muat(perbup)
        if request.method == "GET":
            wajib(request.user, "rad.sunting_perbup", perbup)

    def jawab(self) -> HttpResponse:
        """Answer the request."""
        if self.request.method == "GET":
            return self.tampil(self.isian(None))
        if not self.request.user.has_perm("rad.sunting_perbup", self.perbup):
            return self.bentrok()
        if (data := ubah_data(self.request.POST)) is not None:
            return self.lihat(data)
        isian = self.isian(self.request.POST)
        if not isian.sah():
            return self.tampil(isian, status=422)
        return self.simpan(isian)

    def isian(self, data: Any) -> IsianPasal:
        """Return the form: bound to *data*, or filled from the stored article."""
        return IsianPasal(
            perbup=self.perbup,
            naskah=self.naskah,
            pasal=self.pasal,
            teks=isi_pasal(self.pasal) if self.pasal and data is None else None,
            letak=self.letak,
            data=data,
        )

    def lihat(self, data: Any) -> HttpResponse:
        """Draw what was typed again without saving; errors show with the preview only."""
        isian = self.isian(data)
        if "pratinjau" not in data:
            return self.tampil(isian.tahan())
        return self.tampil(isian, cetak=self.bernomor(isian) if isian.sah() else None)

    def simpan(self, isian: IsianPasal) -> HttpResponse:
        """Store the article and go back to its place in the overview."""
        try:
            hasil = tindakan.simpan_pasal(
                by=self.request.user,
                perbup=self.perbup,
                versi=isian.pasal.dari_versi,
                pasal=self.pasal,
                isi=isian.teks(),
                sesudah=self.sesudah,
                **isian.letak(),
            )
        except tindakan.SudahBerubah:
            return self.bentrok()
        except ValidationError as galat:
            isian.pasal.add_error(None, galat.messages)
            return self.tampil(isian, status=422)
        if hasil is None:
            messages.info(self.request, "Tidak ada yang berubah.")
        else:
            messages.success(self.request, "Pasal disimpan.")
        pk = (hasil or self.pasal).pk  # type: ignore[union-attr]
        return redirect(alamat_kerangka(self.perbup, f"pasal-{pk}"))

    def bernomor(self, isian: IsianPasal) -> dict[str, Any] | None:
        """Return the typed article, numbered where it would stand."""
        sesudah = f"pasal:{self.sesudah.pk}" if self.sesudah else ""
        letak = isian.pasal.cleaned_data["letak"]
        return layar_perbup.pratinjau(self.naskah, isian.teks(), letak=letak, sesudah=sesudah)

    def bentrok(self, *, hilang: bool = False) -> HttpResponse:
        """Show the stored article beside the typed one, which stays in the form: 409, or 403
        where the text is closed."""
        boleh = self.request.user.has_perm("rad.sunting_perbup", self.perbup)
        self.perbup = ambil(self.request, self.perbup.pk)
        self.naskah = muat(self.perbup)
        if self.pasal:
            self.pasal = _pasal(self.perbup, str(self.pasal.pk))
            hilang = self.pasal is None
        data = self.request.POST.copy()
        data["versi"] = str(self.perbup.versi)
        if hilang:
            for kunci in [k for k in data if k.startswith("ayat-") and k.endswith("-objek")]:
                data[kunci] = ""
        isian = self.isian(data)
        diketik = self.bernomor(isian) if isian.sah() else None
        konteks = {
            "tersimpan": self.tersimpan(),
            "diketik": diketik,
            "hilang": hilang,
            "terakhir": layar_perbup.perubahan_terakhir(self.perbup),
            "halangan": "" if boleh else halangan(self.perbup),
        }
        return self.tampil(isian, status=409 if boleh else 403, bentrok=konteks)

    def tersimpan(self) -> dict[str, Any] | None:
        """Return the stored article, numbered; None for a new one."""
        if self.pasal is None:
            return None
        teks: PasalTeks = isi_pasal(self.pasal)
        return layar_perbup.pratinjau(self.naskah, teks, letak=kode_letak(self.pasal))

    def tampil(
        self,
        isian: IsianPasal,
        *,
        status: int = 200,
        cetak: dict[str, Any] | None = None,
        bentrok: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Draw the page."""
        pk = self.perbup.pk
        tersimpan = self.tersimpan()
        if self.pasal:
            alamat = reverse("rad:perbup_pasal", args=[pk, self.pasal.pk])
        else:
            alamat = reverse("rad:perbup_pasal_baru", args=[pk])
            if self.sesudah:
                alamat += f"?sesudah={self.sesudah.pk}"
        konteks = {
            "perbup": self.perbup,
            "pasal": self.pasal,
            "judul": tersimpan["label"] if tersimpan else "Pasal baru",
            "isian": isian,
            "galat": isian.galat(),
            "alamat": alamat,
            "jangkar": f"pasal-{(self.pasal or self.sesudah).pk}"  # type: ignore[union-attr]
            if self.pasal or self.sesudah
            else "batang-tubuh",
            "cetak": cetak or tersimpan,
            "dari_ketikan": cetak is not None,
            "penanda": layar_perbup.penanda(self.naskah),
            "bantuan_rincian": BANTUAN_RINCIAN,
            "bentrok": bentrok,
        }
        return render(self.request, "rad/perbup_pasal.html", konteks, status=status)
