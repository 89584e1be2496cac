"""The action form: new and change. What was typed survives every answer of the server."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from rad.actions import aksi as tindakan
from rad.actions.penanda import simpan_penanda
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusAksi
from rad.forms.isian_aksi import (
    IsianAksi,
    cari_nomenklatur,
    nama_nomenklatur,
    ubah_data,
)
from rad.models import Aksi, Rad
from rad.models.salinan import beda, salin
from rad.views.rinci import diminta

TIDAK_DAPAT_DIUBAH = {
    StatusAksi.DIAJUKAN: "Aksi ini sedang diajukan. Tarik dahulu pengajuannya bila hendak diubah.",
    StatusAksi.DITETAPKAN: "Aksi ini sudah ditetapkan dalam versi RAD. Isinya hanya berubah lewat "
    "perubahan: pilih Ubah lewat perubahan di halaman aksi.",
    StatusAksi.DIGANTIKAN: "Aksi ini sudah digantikan perubahannya, isinya tidak berubah lagi.",
    StatusAksi.DICABUT: "Aksi ini sudah dicabut dari RAD, isinya tidak berubah lagi.",
    StatusAksi.DIBATALKAN: "Aksi ini sudah dibatalkan, isinya tidak berubah lagi.",
}

TANPA_ISI = "Usul pencabutan tidak memiliki isi untuk diubah. Ajukan, atau batalkan usulnya."


@izin("rad.tambah_aksi")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new action of plan *pk*. The form carries the new row's id: sent twice, it is one row."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    if request.method == "GET":
        if halangan := pengisian(request.user, rad).pesan:
            messages.warning(request, halangan)
            return redirect("rad:matriks", rad.pk)
        return _tampil(request, IsianAksi(rad=rad, user=request.user), kunci=uuid4())
    kunci = _uuid(request.POST.get("kunci", "")) or uuid4()
    if sudah := _tersimpan(request, rad, kunci):
        return _kiriman_ulang(request, sudah)
    return _simpan(request, rad, kunci=kunci)


@izin("rad.ubah_aksi")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change action *pk*; a stale save shows both texts and drops neither."""
    aksi = get_object_or_404(dengan_isi(request.user), pk=pk)
    if not request.user.has_perm("rad.isi_untuk_lembaga", aksi.penanggung_jawab):
        raise PermissionDenied
    if request.method == "POST":
        return _simpan(request, aksi.rad, aksi)
    halangan = (
        halangan_ubah(aksi) or pengisian(request.user, aksi.rad, [aksi.penanggung_jawab_id]).pesan
    )
    if halangan:
        messages.warning(request, halangan)
        return redirect("rad:aksi_detail", aksi.pk)
    return _tampil(request, IsianAksi(rad=aksi.rad, user=request.user, aksi=aksi), aksi)


@izin("rad.tambah_aksi")
@require_safe
def nomenklatur_cari(request: HttpRequest) -> HttpResponse:
    """Codes for the picker, as ``<option>`` elements: by code or by words, at most twenty."""
    kata = request.GET.get("q") or request.GET.get("nomenklatur", "")
    return render(request, "rad/_aksi_nomenklatur.html", {"daftar": cari_nomenklatur(kata)})


def dengan_isi(user: Any) -> Any:
    """Return the actions *user* may read with everything that a page about one shows."""
    return (
        Aksi.objects.untuk(user)
        .select_related("rad", "sasaran", "penanggung_jawab", "diajukan_oleh", "diputuskan_oleh")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
    )


def _simpan(
    request: HttpRequest, rad: Rad, aksi: Aksi | None = None, kunci: UUID | None = None
) -> HttpResponse:
    if (data := ubah_data(request.POST)) is not None:
        isian = IsianAksi(rad=rad, user=request.user, aksi=aksi, data=data).tahan()
        return _tampil(request, isian, aksi, kunci)
    isian = IsianAksi(rad=rad, user=request.user, aksi=aksi, data=request.POST)
    if not isian.sah():
        return _tampil(request, isian, aksi, kunci)
    if aksi and not aksi.boleh_disunting:
        return _bentrok(request, isian, aksi)
    try:
        hasil = tindakan.simpan(
            by=request.user,
            isi=isian.isi(),
            rad=rad,
            aksi=aksi,
            versi=isian.versi if aksi else None,
            id_baru=kunci,
        )
    except tindakan.SudahBerubah:
        if aksi is None:
            raise
        return _bentrok(request, isian, dengan_isi(request.user).get(pk=aksi.pk))
    except ValidationError as galat:
        if kunci and (sudah := _tersimpan(request, rad, kunci)):
            return _kiriman_ulang(request, sudah)
        isian.aksi.add_error(None, galat.messages)
        return _tampil(request, isian, aksi, kunci)
    if isian.penanda and (tanda := isian.penanda.penanda_terpilih()):
        simpan_penanda(by=request.user, aksi=hasil, penanda=tanda)
    return _selesai(request, hasil, isian, aksi)


def _selesai(
    request: HttpRequest, hasil: Aksi, isian: IsianAksi, semula: Aksi | None
) -> HttpResponse:
    """Say what happened and show the action; submit it first where that was the button."""
    for _, pesan in isian.aksi.peringatan:
        messages.warning(request, pesan)
    if request.POST.get("simpan") == "ajukan":
        try:
            tindakan.ajukan(by=request.user, aksi=hasil)
            messages.success(request, "Aksi disimpan dan diajukan kepada Sekretariat.")
        except ValidationError as galat:
            kurang = " ".join(galat.messages)
            messages.warning(request, f"Isian disimpan, tetapi belum dapat diajukan. {kurang}")
        except (PermissionDenied, tindakan.SudahBerubah):
            messages.warning(request, "Isian disimpan; statusnya sudah diubah orang lain.")
    elif semula is None or hasil.status == StatusAksi.DRAF:
        messages.success(request, "Aksi disimpan sebagai draf.")
    else:
        messages.success(request, "Perubahan disimpan. Ajukan lagi setelah semuanya benar.")
    return redirect("rad:aksi_detail", hasil.pk)


def _tersimpan(request: HttpRequest, rad: Rad, kunci: UUID) -> Aksi | None:
    """Return the action that the form with this key has made already, if the person may edit."""
    sudah = dengan_isi(request.user).filter(pk=kunci, rad=rad).first()
    boleh = sudah and request.user.has_perm("rad.isi_untuk_lembaga", sudah.penanggung_jawab)
    return sudah if boleh else None


def _kiriman_ulang(request: HttpRequest, aksi: Aksi) -> HttpResponse:
    """The same form came twice: show the one action, or both texts where they differ."""
    if (data := ubah_data(request.POST)) is not None:
        isian = IsianAksi(rad=aksi.rad, user=request.user, aksi=aksi, data=data).tahan()
        return _tampil(request, isian, aksi)
    isian = IsianAksi(rad=aksi.rad, user=request.user, aksi=aksi, data=request.POST)
    if not isian.sah():
        return _tampil(request, isian, aksi)
    if beda(salin(aksi), isian.isi().salinan()):
        return _bentrok(request, isian, aksi)
    messages.info(request, "Aksi ini sudah tersimpan; kiriman kedua tidak membuat aksi baru.")
    return redirect("rad:aksi_detail", aksi.pk)


def _bentrok(request: HttpRequest, isian: IsianAksi, aksi: Aksi) -> HttpResponse:
    """409: what is stored and what was typed, side by side, with everything typed still there."""
    beda_isi = beda(salin(aksi), isian.isi().salinan())
    data = request.POST.copy()
    data["versi"] = str(aksi.versi)
    tetap = IsianAksi(rad=aksi.rad, user=request.user, aksi=aksi, data=data).tahan()
    terakhir = aksi.riwayat.select_related("history_user").first()
    konteks = {
        "beda": beda_isi,
        "terakhir": terakhir,
        "halangan": halangan_ubah(aksi),
    }
    return _tampil(request, tetap, aksi, status=409, bentrok=konteks)


def _tampil(
    request: HttpRequest,
    isian: IsianAksi,
    aksi: Aksi | None = None,
    kunci: UUID | None = None,
    *,
    status: int = 200,
    bentrok: dict[str, Any] | None = None,
) -> HttpResponse:
    kata = isian.aksi["nomenklatur"].value() or ""
    mencari = "cari_nomenklatur" in request.POST or "nomenklatur" in isian.aksi.errors
    isian.aksi.fields["nomenklatur"].widget.attrs.update(
        {
            "hx-get": reverse("rad:nomenklatur_cari"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#daftar-nomenklatur",
        }
    )
    konteks = {
        "isian": isian,
        "rad": isian.rad,
        "aksi": aksi,
        "kunci": kunci or "",
        "galat": isian.galat(),
        "mencari": mencari,
        "hasil_cari": cari_nomenklatur(kata) if mencari else [],
        "kata_cari": kata,
        "nama_kode": nama_nomenklatur(kata),
        "bentrok": bentrok,
        "diminta": diminta(aksi),
        "alamat": reverse("rad:aksi_ubah", args=[aksi.pk])
        if aksi
        else reverse("rad:aksi_baru", args=[isian.rad.pk]),
    }
    return render(request, "rad/aksi_form.html", konteks, status=status)


def halangan_ubah(aksi: Aksi) -> str:
    """Return why the content of *aksi* cannot change in its state; "" when it can."""
    if aksi.boleh_disunting:
        return ""
    return TIDAK_DAPAT_DIUBAH.get(StatusAksi(aksi.status), TANPA_ISI)


def _uuid(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None
