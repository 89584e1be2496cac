"""Displaced people: places, counts, needs. Numbers, never names."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from p3aks.core.access import izin
from pokja.actions import pengungsi as tindakan
from pokja.documents.pengungsi import jumlah_hitungan, tabel_hitungan
from pokja.forms.pengungsi import HitunganForm, KebutuhanForm, PengungsianForm
from pokja.models import HitunganPengungsi, KebutuhanPengungsi, Pengungsian, PeristiwaKonflik
from pokja.views.kiriman import kiriman, simpan
from pokja.views.peristiwa import ambil

TEMPLAT = "pokja/konflik_form.html"


def _tempat(request: HttpRequest, pk: UUID) -> Pengungsian:
    semua = Pengungsian.objects.untuk(request.user).select_related("peristiwa", "wilayah__induk")
    return get_object_or_404(semua, pk=pk)


def _kebutuhan(request: HttpRequest, pk: UUID) -> KebutuhanPengungsi:
    semua = KebutuhanPengungsi.objects.untuk(request.user)
    return get_object_or_404(semua.select_related("pengungsian__peristiwa", "lembaga"), pk=pk)


@izin("pokja.lihat_peristiwa")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One place: the latest count, all earlier ones, what is needed."""
    tempat, user = _tempat(request, pk), request.user
    boleh = user.has_perm("pokja.kelola_peristiwa")
    semua = HitunganPengungsi.objects.untuk(user).filter(pengungsian=tempat).select_related("oleh")
    hitungan = [(h, jumlah_hitungan(h, terbuka=boleh)) for h in semua]
    kebutuhan = KebutuhanPengungsi.objects.untuk(user).filter(pengungsian=tempat)
    konteks = {
        "pengungsian": tempat,
        "hitungan": hitungan,
        "tabel": tabel_hitungan(hitungan[0][0], terbuka=boleh) if hitungan else None,
        "kebutuhan": kebutuhan.select_related("lembaga"),
        "boleh_kelola": boleh,
    }
    return render(request, "pokja/pengungsian.html", konteks)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a place to an event."""
    return _form_tempat(request, ambil(request, pk), None)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct or close a place."""
    tempat = _tempat(request, pk)
    return _form_tempat(request, tempat.peristiwa, tempat)


def _form_tempat(
    request: HttpRequest, peristiwa: PeristiwaKonflik, tempat: Pengungsian | None
) -> HttpResponse:
    form = PengungsianForm(*kiriman(request), baris=tempat)
    alamat = reverse("konflik:peristiwa", args=[peristiwa.pk])
    return simpan(
        request,
        TEMPLAT,
        form,
        lambda isi: tindakan.simpan_pengungsian(
            by=request.user, peristiwa=peristiwa, isi=form.isi(), pengungsian=tempat,
            versi=isi["versi"], id_baru=isi["id_baru"],
        ),
        kini=lambda: _tempat(request, tempat.pk),  # type: ignore[union-attr]
        kabar="Pengungsian disimpan.",
        lanjut=lambda jadi: reverse("konflik:pengungsian", args=[jadi.pk]),
        judul="Ubah pengungsian" if tempat else "Tambah pengungsian",
        pengantar="Satu tempat yang didatangi pengungsi. Orangnya dihitung, tidak dicatat namanya.",
        jejak=[(peristiwa.nama, alamat)],
        kembali=reverse("konflik:pengungsian", args=[tempat.pk]) if tempat else alamat,
    )  # fmt: skip


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def hitung(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Count the people in a place; what was counted wrongly is counted again."""
    tempat = _tempat(request, pk)
    form = HitunganForm(*kiriman(request))
    return simpan(
        request,
        TEMPLAT,
        form,
        lambda isi: tindakan.catat_hitungan(
            by=request.user, pengungsian=tempat, isi=form.isi(), id_baru=isi["id_baru"]
        ),
        kini=lambda: tempat,
        kabar="Hitungan dicatat.",
        judul="Catat hitungan pengungsi",
        pengantar="Isi yang ada saja; yang kosong dihitung 0. Jumlah dihitung sendiri. Hitungan "
        "yang keliru tidak diubah: catat hitungan baru.",
        **_milik(tempat),
    )


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def kebutuhan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a need to a place."""
    return _form_kebutuhan(request, _tempat(request, pk), None)


@izin("pokja.kelola_peristiwa")
@require_http_methods(["GET", "POST"])
def kebutuhan_ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what has been provided meanwhile."""
    kebutuhan = _kebutuhan(request, pk)
    return _form_kebutuhan(request, kebutuhan.pengungsian, kebutuhan)


def _form_kebutuhan(
    request: HttpRequest, tempat: Pengungsian, kebutuhan: KebutuhanPengungsi | None
) -> HttpResponse:
    form = KebutuhanForm(*kiriman(request), baris=kebutuhan)
    return simpan(
        request,
        TEMPLAT,
        form,
        lambda isi: tindakan.simpan_kebutuhan(
            by=request.user, pengungsian=tempat, isi=form.isi(), kebutuhan=kebutuhan,
            versi=isi["versi"], id_baru=isi["id_baru"],
        ),
        kini=lambda: _kebutuhan(request, kebutuhan.pk),  # type: ignore[union-attr]
        kabar="Kebutuhan disimpan.",
        judul="Ubah kebutuhan" if kebutuhan else "Tambah kebutuhan",
        pengantar="Kebutuhan dasar dan kebutuhan spesifik pengungsi (PP 2/2015 Pasal 9).",
        **_milik(tempat),
    )  # fmt: skip


def _milik(tempat: Pengungsian) -> dict[str, Any]:
    """Where the forms of a place stand, and lead back to."""
    alamat = reverse("konflik:pengungsian", args=[tempat.pk])
    peristiwa = tempat.peristiwa
    return {
        "lanjut": lambda _: alamat,
        "jejak": [
            (peristiwa.nama, reverse("konflik:peristiwa", args=[peristiwa.pk])),
            (tempat.nama, alamat),
        ],
        "kembali": alamat,
    }
