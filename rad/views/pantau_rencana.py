"""What an action is measured by: the targets of its periods and the evidence it owes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from p3aks.core.access import izin, wajib
from p3aks.core.parsing import baca_bilangan
from pokja.views.kiriman import coba, tekan
from rad.actions import pantau_rencana as tindakan
from rad.aturan.capaian import cara_hitung, gabungkan
from rad.enums_pantau import CaraHitung, Periode
from rad.forms.pantau import SyaratForm, TargetPeriodeForm
from rad.models import Aksi, AturanPantau, SyaratBukti
from rad.views.pantau_laporan import ambil_aksi, sebab_kunci


@izin("rad.lihat_pantau")
@require_http_methods(["GET", "POST"])
def rencana(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The targets per period of one year (``?tahun=``); on POST, store them."""
    aksi = ambil_aksi(request.user, pk)
    tahun = _tahun(request, aksi)
    isian = request.POST if request.method == "POST" else None
    if isian is not None:
        wajib(request.user, "rad.rencanakan_pantau", aksi)
    form = TargetPeriodeForm(isian, aksi=aksi, tahun=tahun, terkunci=_terkunci(aksi, tahun))
    orang: Any = request.user

    def jalankan(_: dict[str, Any]) -> None:
        tindakan.rencanakan(by=orang, aksi=aksi, tahun=tahun, target=form.target())

    if coba(form, jalankan):
        messages.success(request, "Target periode disimpan.")
        return redirect(_alamat(aksi, tahun))
    return _tampil(request, aksi, tahun, form)


@izin("rad.rencanakan_pantau")
@require_POST
def syarat_tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a kind of evidence to what the action owes."""
    aksi = ambil_aksi(request.user, pk)
    wajib(request.user, "rad.rencanakan_pantau", aksi)
    tahun = _tahun(request, aksi)
    form = SyaratForm(request.POST)
    orang: Any = request.user
    if coba(form, lambda isi: tindakan.daftarkan_syarat(by=orang, aksi=aksi, isi=isi)):
        messages.success(request, "Data dukung ditambahkan.")
        return redirect(_alamat(aksi, tahun))
    target = TargetPeriodeForm(aksi=aksi, tahun=tahun, terkunci=_terkunci(aksi, tahun))
    return _tampil(request, aksi, tahun, target, form_syarat=form)


@izin("rad.rencanakan_pantau")
@require_POST
def syarat_hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Strike a kind of evidence off the list."""
    terlihat = SyaratBukti.objects.untuk(request.user).select_related("aksi__penanggung_jawab")
    syarat = get_object_or_404(terlihat, pk=pk)
    wajib(request.user, "rad.rencanakan_pantau", syarat.aksi)
    tekan(request, "Data dukung dihapus dari daftar.", tindakan.hapus_syarat, syarat=syarat)
    return redirect("rad:pantau_rencana", syarat.aksi_id)


def _tampil(
    request: HttpRequest,
    aksi: Aksi,
    tahun: int,
    form: TargetPeriodeForm,
    form_syarat: SyaratForm | None = None,
) -> HttpResponse:
    boleh = request.user.has_perm("rad.rencanakan_pantau", aksi)
    isi: dict[str, Any] = {
        "rad": aksi.rad,
        "aksi": aksi,
        "tahun": tahun,
        "form": form,
        "boleh": boleh,
        "larik": [_larik(satu, tahun) for satu in form.larik()],
        "syarat": list(aksi.syarat_bukti.all()),
        "form_syarat": form_syarat or SyaratForm() if boleh else None,
    }
    ditolak = form.errors or (form_syarat and form_syarat.errors)
    return render(request, "rad/pantau_rencana.html", isi, status=422 if ditolak else 200)


def _larik(satu: dict[str, Any], tahun: int) -> dict[str, Any]:
    """Add the target of the year, and what the stored periods come to where that differs."""
    i = satu["indikator"]
    setahun = next((t.nilai for t in i.target.all() if t.tahun == tahun), None)
    cara = cara_hitung(i.satuan, i.kumulatif)
    per = {t.periode: t.nilai for t in i.target_periode.all() if t.tahun == tahun}
    jadi = gabungkan([per.get(p.value) for p in Periode], cara)
    beda = jadi is not None and setahun is not None and jadi != setahun
    return {
        **satu, "setahun": setahun, "jadi": jadi if beda else None,
        "dijumlahkan": cara == CaraHitung.JUMLAH,
    }  # fmt: skip


def _tahun(request: HttpRequest, aksi: Aksi) -> int:
    """Return the year asked for where the plan has it, else the one nearest to today."""
    diminta = baca_bilangan(request.GET.get("tahun", ""))
    if diminta in aksi.rad.tahun:
        return diminta
    return min(max(timezone.localdate().year, aksi.rad.mulai), aksi.rad.selesai)


def _alamat(aksi: Aksi, tahun: int) -> str:
    return f"{reverse('rad:pantau_rencana', args=[aksi.pk])}?tahun={tahun}"


def _terkunci(aksi: Aksi, tahun: int) -> set[str]:
    """Return the periods of *tahun* whose targets may not move any more."""
    hari, aturan = timezone.localdate(), AturanPantau.milik(aksi.rad)
    lewat = (p.value for p in Periode if aturan.jadwal(tahun, p).terkunci(hari))
    return {p for p in lewat if sebab_kunci(aksi, tahun, p)}
