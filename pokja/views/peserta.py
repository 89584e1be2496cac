"""Guests of a meeting: invited, told, present."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import unduh_berkas
from pokja.actions import peserta as tindakan
from pokja.documents import hadirin
from pokja.enums_rapat import CaraHadir
from pokja.forms.peserta import PesertaForm, UndangPesertaForm, baca_kehadiran
from pokja.forms.rapat import DaftarHadirForm
from pokja.models import Jejaring, Kehadiran, Pejabat, Rapat, SesiRapat
from pokja.views.kiriman import basi, coba, kiriman
from pokja.views.rapat import BASI, ambil, atas_bagian, bagian, isian, kelola, muka


@izin("pokja.lihat_rapat")
@require_safe
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is invited, and what they answered."""
    rapat = ambil(request, pk)
    semua = hadirin.peserta(rapat)
    konteks = muka(
        request, rapat, "peserta", peserta=semua, hitung=hadirin.hitung(rapat, semua)
    )  # fmt: skip
    return render(request, "pokja/rapat_peserta.html", konteks)


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def undang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add guests, groups at once."""
    rapat = kelola(request, pk)
    form = UndangPesertaForm(*kiriman(request))

    def jalankan(isi: dict[str, Any]) -> int:
        return tindakan.undang_peserta(
            by=request.user,
            rapat=rapat,
            pejabat=_pejabat(rapat, isi),
            jejaring=_jejaring(request.user, isi),
            lembaga=isi["lembaga"],
            lain=isi["lain"],
        )

    # None where the form refuses; 0 where all of them are on the list already.
    if (jumlah := coba(form, jalankan)) is not None:
        messages.success(
            request, f"{jumlah} peserta ditambahkan." if jumlah else "Semua sudah ada dalam daftar."
        )
        return redirect("pokja:rapat_peserta", pk)
    return isian(request, form, rapat, "Tambah peserta", "Tambahkan", kembali="pokja:rapat_peserta")


def _pejabat(rapat: Rapat, isi: dict[str, Any]) -> Any:
    """Return the seat holders of today that the form asks for, in the order of the SK."""
    hari_ini = timezone.localdate()
    dipilih = Q() if isi["pokja"] else Q(bidang__in=isi["bidang"])
    if not isi["pokja"] and not isi["bidang"]:
        return []
    susunan = rapat.pokja.susunan(hari_ini).filter(dipilih)
    return [_duduk(k, p) for k in susunan for p in k.pemangku]


def _duduk(kedudukan: Any, pejabat: Pejabat) -> Pejabat:
    pejabat.kedudukan = kedudukan  # read already, with its institution
    return pejabat


def _jejaring(user: Any, isi: dict[str, Any]) -> Any:
    berlaku = Jejaring.objects.untuk(user).berlaku(timezone.localdate())
    return berlaku.filter(jenis__in=isi["jejaring"]).select_related("wilayah")


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a guest, or write down an answer."""
    tamu = bagian(request, Kehadiran, pk)
    form = PesertaForm(*kiriman(request), kehadiran=tamu)

    def jalankan(isi: dict[str, Any]) -> Kehadiran:
        return tindakan.ubah_peserta(
            by=request.user, kehadiran=tamu, isi=form.isi(), versi=isi["versi"]
        )

    try:
        if coba(form, jalankan):
            messages.success(request, "Peserta disimpan.")
            return redirect("pokja:rapat_peserta", tamu.rapat_id)
    except SudahBerubah:
        basi(form, bagian(request, Kehadiran, pk), BASI, ("nama", "jabatan", "jawaban", "wakil"))
    return isian(
        request, form, tamu.rapat, "Ubah peserta", "Simpan peserta", kembali="pokja:rapat_peserta"
    )


hapus = atas_bagian(
    Kehadiran,
    "kehadiran",
    "Peserta dihapus dari daftar.",
    tindakan.hapus_peserta,
    "pokja:rapat_peserta",
)


@izin("pokja.lihat_rapat")
@require_safe
def kehadiran(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who came, to which session; counts by sex, bidang and element."""
    return _kehadiran(request, ambil(request, pk), DaftarHadirForm())


def _kehadiran(request: HttpRequest, rapat: Rapat, form: DaftarHadirForm) -> HttpResponse:
    semua = hadirin.peserta(rapat)
    sesi = list(rapat.sesi.all())
    konteks = muka(
        request, rapat, "kehadiran",
        sesi=sesi,
        baris=[(k, [k.hadir_di.get(s.pk, "") for s in sesi]) for k in semua],
        hitung=hadirin.hitung(rapat, semua),
        form=form,
    )  # fmt: skip
    return render(
        request, "pokja/rapat_kehadiran.html", konteks, status=422 if form.errors else 200
    )


@izin("pokja.kelola_rapat")
@require_http_methods(["GET", "POST"])
def catat_sesi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down who attends one session."""
    sesi = bagian(request, SesiRapat, pk)
    rapat = sesi.rapat
    galat: list[str] = []
    if request.method == "POST":
        try:
            jumlah = tindakan.catat_kehadiran(
                by=request.user, sesi=sesi, perubahan=baca_kehadiran(request.POST)
            )
        except ValidationError as salah:
            galat = salah.messages
        else:
            messages.success(request, f"Kehadiran disimpan: {jumlah} perubahan.")
            return redirect("pokja:rapat_kehadiran", rapat.pk)
    konteks = muka(
        request, rapat, "kehadiran",
        sesi=sesi,
        baris=[(k, k.hadir_di.get(sesi.pk, "")) for k in hadirin.peserta(rapat)],
        pilihan=[("", "Tidak hadir"), *CaraHadir.choices],
        galat=galat,
    )  # fmt: skip
    return render(request, "pokja/rapat_catat_hadir.html", konteks, status=422 if galat else 200)


@izin("pokja.kelola_rapat")
@require_POST
def daftar_hadir_unggah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan of the signed list."""
    rapat = kelola(request, pk)
    form = DaftarHadirForm(*kiriman(request))
    if coba(
        form,
        lambda isi: tindakan.simpan_daftar_hadir(by=request.user, rapat=rapat, isi=isi["pindaian"]),
    ):
        messages.success(request, "Pindaian daftar hadir disimpan.")
        return redirect("pokja:rapat_kehadiran", pk)
    return _kehadiran(request, rapat, form)


@izin("pokja.lihat_rapat")
@require_safe
def daftar_hadir(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan of the signed list, for download."""
    rapat = get_object_or_404(Rapat.objects.untuk(request.user), pk=pk)
    return unduh_berkas(rapat.daftar_hadir, "daftar-hadir.pdf")
