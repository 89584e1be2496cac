"""Regulations: the list, one regulation with its text and state, the findings, the scan."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.pindaian import unduh_berkas
from rad.actions import perbup as tindakan
from rad.documents.perbup import susun
from rad.documents.periksa_perbup import GALAT, periksa
from rad.enums import StatusPerbup
from rad.forms.perbup import CabutForm, KembalikanPerbupForm, SusunForm
from rad.forms.perbup_luar import FaktaForm
from rad.models import Dokumen, Perbup
from rad.views.perbup_tempat import alamat_objek

S = StatusPerbup
ALUR = (S.RANCANGAN, S.HARMONISASI, S.FASILITASI, S.FINAL, S.DIUNDANGKAN)
# What is asked in each state, of whom, and the step that answers it.
DIMINTA = {
    S.RANCANGAN: (
        "Lengkapi naskah, lalu kirim ke harmonisasi",
        "Sekretariat Pokja",
        "harmonisasikan",
        "Kirim ke harmonisasi",
    ),
    S.HARMONISASI: (
        "Selaraskan naskah dengan hasil harmonisasi Kanwil Kementerian Hukum",
        "Bagian Hukum",
        "fasilitasikan",
        "Kirim ke fasilitasi gubernur",
    ),
    S.FASILITASI: (
        "Sesuaikan naskah dengan hasil fasilitasi gubernur, lalu jadikan final",
        "Bagian Hukum",
        "finalkan",
        "Jadikan final",
    ),
    S.FINAL: (
        "Catat nomor, tanggal, dan Berita Daerah setelah ditandatangani",
        "Bagian Hukum",
        "undangkan",
        "Tandai diundangkan",
    ),
    S.DIUNDANGKAN: ("Peraturan ini berlaku", "", "", ""),
    S.DICABUT: ("Peraturan ini sudah dicabut", "", "", ""),
}
JUDUL_LANGKAH = {
    "harmonisasikan": "Dikirim ke harmonisasi",
    "fasilitasikan": "Dikirim ke fasilitasi",
    "finalkan": "Naskah dijadikan final",
    "kembalikan": "Dikembalikan menjadi rancangan",
    "undangkan": "Diundangkan",
    "cabut": "Dicabut",
}


@izin("rad.lihat_perbup")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The regulations the person may read, and the way to a new one."""
    return _daftar(request)


@izin("rad.sunting_perbup")
@require_POST
def susun_baru(request: HttpRequest) -> HttpResponse:
    """Open a regulation with the complete ready-made draft."""
    form = SusunForm(request.POST, user=request.user)
    if not form.is_valid():
        return _daftar(request, form)
    perbup = tindakan.susun_rancangan(
        by=request.user,
        rad=form.cleaned_data["rad"],
        versi_rad=form.cleaned_data["versi_rad"],
        id_baru=form.cleaned_data["kunci"],
    )
    messages.success(
        request, "Rancangan lengkap sudah disusun. Baca naskahnya, lalu sunting seperlunya."
    )
    return redirect("rad:perbup_detail", perbup.pk)


@izin("rad.lihat_perbup")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The regulation: its state, what is asked next, the text as it will be numbered."""
    return halaman(request, ambil(request, pk))


@izin("rad.lihat_perbup")
@require_safe
def periksa_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The findings, grave ones first, each with the way to its place."""
    perbup = ambil(request, pk)
    if not request.user.has_perm("rad.lihat_kerja_perbup"):
        raise PermissionDenied
    alamat = alamat_objek(perbup)
    temuan = [{"t": t, "url": alamat(t.objek, t.tempat)} for t in periksa(perbup)]
    konteks = {
        "perbup": perbup,
        "galat": [t for t in temuan if t["t"].tingkat == GALAT],
        "peringatan": [t for t in temuan if t["t"].tingkat != GALAT],
        "boleh_sunting": request.user.has_perm("rad.sunting_perbup", perbup),
    }
    return render(request, "rad/perbup_periksa.html", konteks)


@izin("rad.lihat_perbup")
@require_safe
def berkas(request: HttpRequest, pk: UUID) -> FileResponse:
    """The signed scan."""
    perbup = ambil(request, pk)
    nama = f"perbup-{perbup.nomor or 'pindaian'}-{perbup.tahun or ''}.pdf"
    return unduh_berkas(perbup.berkas_final, nama)


def ambil(request: HttpRequest, pk: UUID) -> Perbup:
    """Return the regulation *pk* with its plan and version, or raise 404."""
    daftar = Perbup.objects.untuk(request.user).select_related("rad", "versi_rad")
    daftar = daftar.defer("versi_rad__isi")  # large, and few pages need it
    return get_object_or_404(daftar, pk=pk)


def _daftar(request: HttpRequest, form: SusunForm | None = None) -> HttpResponse:
    boleh = request.user.has_perm("rad.sunting_perbup")
    if form is None and boleh:
        form = SusunForm(user=request.user, initial={"kunci": uuid4()})
        versi = form.fields["versi_rad"].queryset.first()
        form.initial.update(versi_rad=versi, rad=versi and versi.rad)
    semua = Perbup.objects.untuk(request.user).select_related("rad").defer("snapshot_final")
    butir = [{"p": p, "diminta": _diminta(p)} for p in semua]
    return render(
        request, "rad/perbup_daftar.html", {"daftar": butir, "form": form, "boleh": boleh}
    )


def halaman(request: HttpRequest, perbup: Perbup, **form: Any) -> HttpResponse:
    """Draw the page of *perbup*; *form*: a refused form to show again with its errors."""
    user = request.user
    kerja = user.has_perm("rad.lihat_kerja_perbup")
    langkah = user.has_perm("rad.ubah_status_perbup", perbup)
    temuan = periksa(perbup) if kerja and perbup.boleh_disunting else []
    galat = sum(t.tingkat == GALAT for t in temuan)
    konteks = {
        "perbup": perbup,
        "naskah": susun(perbup),
        "alur": _alur(perbup),
        "diminta": _diminta(perbup),
        "boleh": {
            "kerja": kerja,
            "sunting": user.has_perm("rad.sunting_perbup", perbup),
            "langkah": langkah and perbup.status in ALUR[:4],
            "kembalikan": langkah and perbup.status in ALUR[1:4],
            "cabut": langkah and perbup.status == S.DIUNDANGKAN,
            "fakta": user.has_perm("rad.catat_perbup", perbup),
            "paraf": user.has_perm("rad.paraf_perbup", perbup),
            "dokumen": user.has_perm("rad.buat_dokumen", perbup),
        },
        "jumlah_galat": galat,
        "jumlah_peringatan": len(temuan) - galat,
        "dokumen": _dokumen(user, perbup),
        "paraf": _paraf(user, perbup) if kerja else [],
        "riwayat": _riwayat(perbup) if kerja else [],
        "form_kembali": form.get("kembalikan") or KembalikanPerbupForm(auto_id="kembali_%s"),
        "form_cabut": form.get("cabut") or CabutForm(auto_id="cabut_%s"),
        "form_fakta": form.get("fakta") or FaktaForm(initial=_fakta(perbup), auto_id="fakta_%s"),
        "fakta_ditolak": "fakta" in form,
    }
    return render(request, "rad/perbup_detail.html", konteks, status=form.get("status", 200))


def _diminta(perbup: Perbup) -> tuple[str, str, str, str]:
    """Return what is asked now, of whom, and the step with its button."""
    kalimat, siapa, langkah, tombol = DIMINTA[S(perbup.status)]
    if perbup.status == S.FINAL and perbup.lengkap_untuk_diundangkan:
        kalimat = "Cocokkan catatan dengan naskah yang ditandatangani, lalu tandai diundangkan"
    return kalimat, siapa, langkah, tombol


def _alur(perbup: Perbup) -> list[dict[str, Any]]:
    """Return the five stages with how far the regulation is."""
    di = ALUR.index(perbup.status) if perbup.status in ALUR else len(ALUR) - 1
    return [
        {"label": s.label, "lewat": n < di, "kini": n == di and perbup.status in ALUR}
        for n, s in enumerate(ALUR)
    ]


def _fakta(perbup: Perbup) -> dict[str, Any]:
    ruas = ("nomor", "tahun", "tanggal_ditetapkan", "tanggal_diundangkan", "nomor_berita_daerah")
    return {r: getattr(perbup, r) for r in (*ruas, "tte", "versi")}


def _dokumen(user: Any, perbup: Perbup) -> list[Dokumen]:
    if not user.has_perm("rad.lihat_dokumen"):
        return []
    daftar = Dokumen.objects.untuk(user).filter(perbup=perbup).defer("snapshot")
    return list(daftar.select_related("diminta_oleh").order_by("-dibuat_pada")[:6])


def _paraf(user: Any, perbup: Perbup) -> list[dict[str, Any]]:
    """Return the two tables of initials, each row with what the person may do with it."""
    semua = list(perbup.paraf.select_related("oleh").order_by("-jenis", "urutan"))
    sudah = any(p.oleh_id == user.pk for p in semua)
    return [
        {
            "p": p,
            "boleh_bubuhkan": not p.oleh_id and not sudah,
            "boleh_tarik": p.oleh_id == user.pk,
        }
        for p in semua
    ]


def _riwayat(perbup: Perbup) -> list[dict[str, Any]]:
    langkah = perbup.transisi.select_related("oleh").order_by("-pada", "-pk")
    return [
        {
            "judul": JUDUL_LANGKAH.get(t.nama, t.nama),
            "pelaku": t.oleh.nama,
            "waktu": t.pada,
            "isi": t.alasan,
        }
        for t in langkah
    ]
