"""Shelter, conferences and mediation of one case on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kasus.actions.dasar import IDENTITAS_DIBACA, catat_baca
from kasus.documents.penampungan import calon_lanjutan
from kasus.documents.pendukung import pendukung as susun
from kasus.forms.mediasi import SelesaiForm
from kasus.forms.penampungan import KeluarForm, LanjutForm, PerpanjangForm
from kasus.models import Kasus
from kasus.views.dasar import kasus_ditangani
from p3aks.core.access import izin
from p3aks.core.audit import catat

FORM_HUNIAN = {"keluar": KeluarForm, "lanjut": LanjutForm, "perpanjang": PerpanjangForm}


@izin("kasus.tangani")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands beside the services of one case."""
    return halaman(request, kasus_ditangani(request, pk))


def halaman(
    request: HttpRequest, kasus: Kasus, *, salah: tuple[str, UUID, Any] | None = None
) -> HttpResponse:
    """Render the page; *salah* is a refused form: its name, the row it is about, the form."""
    user = request.user
    isi = susun(kasus, user)
    terbuka = isi["alamat_terbuka"] and any(not h.isi.keluar for h in isi["hunian"])
    catat_baca(user, kasus, "pendukung", tingkat="F3" if terbuka else "F2")
    if terbuka:
        rincian = {"halaman": "pendukung", "bagian": "alamat_penampungan"}
        catat(by=user, peristiwa=IDENTITAS_DIBACA, objek=kasus, rincian=rincian)
    rujukan = calon_lanjutan(kasus)
    konteks = {
        "kasus": kasus,
        **isi,
        "hunian": [_dengan_form(h, rujukan, salah) for h in isi["hunian"]],
        "boleh_supervisi": user.has_perm("kasus.supervisi", kasus),
        "boleh_kelola": user.has_perm("kasus.kelola", kasus),
        "boleh_pimpin": user.has_perm("kasus.pimpin", kasus),
        "form_selesai": SelesaiForm(),
        "selesai_salah": salah if salah and salah[0] == "selesai" else None,
    }
    return render(request, "kasus/pendukung.html", konteks, status=422 if salah else 200)


def _dengan_form(
    hunian: Any, rujukan: list[Any], salah: tuple[str, UUID, Any] | None
) -> dict[str, Any]:
    """Return a stay with its three forms; the refused one holds what was typed."""
    baris: dict[str, Any] = {"h": hunian}
    if hunian.isi.keluar:
        return baris
    for nama, kelas in FORM_HUNIAN.items():
        milik = [r for r in rujukan if r.korban_id == hunian.isi.korban_id]
        isian = {"rujukan": milik} if nama == "lanjut" else {}
        ini = salah is not None and salah[:2] == (nama, hunian.isi.pk)
        baris[nama] = salah[2] if ini else kelas(auto_id=f"{nama}_%s", **isian)
    return baris
