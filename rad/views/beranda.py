"""The first page: what is asked of this person, and by when."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from p3aks.core.formatting import tanggal, terbilang
from pokja import kabar
from pokja.actions.kunjungan import catat_kunjungan
from pokja.enums import Peran
from pokja.kabar import Kabar
from pokja.models import Pengguna
from pokja.tugas import Tugas, susun
from rad.documents import tugas
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusAksi
from rad.models import Aksi, Dokumen, Rad, VersiRad
from rad.models.rad import STATUS_DISETUJUI

URUT_STATUS = (
    StatusAksi.DITETAPKAN,
    StatusAksi.DISETUJUI,
    StatusAksi.DIAJUKAN,
    StatusAksi.DIKEMBALIKAN,
    StatusAksi.DRAF,
)


@izin("masuk")
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """What waits for the person, then the state of the plan and what may be opened."""
    user, hari_ini = request.user, timezone.localdate()
    bagian = susun(user)
    sejak = catat_kunjungan(by=user)
    rad = Rad.objects.untuk(user).first() if user.has_perm("rad.lihat_rad") else None
    boleh_isi = rad and user.has_perm("rad.tambah_aksi") and pengisian(user, rad).terbuka
    konteks = {
        "judul": _judul(sum(d.jumlah for d in bagian)),
        "tugas": [_butir(t, hari_ini) for d in bagian for t in d.butir],
        "sisa": [
            (d.jumlah - len(d.butir), reverse(d.lanjut)) for d in bagian if d.jumlah > len(d.butir)
        ],
        "sejak": sejak,
        "kabar": _kabar(user, sejak),
        "rad": rad,
        "batas": _batas(rad.batas_pengisian, hari_ini) if rad else None,
        "ringkasan": _ringkasan(user, rad) if rad else None,
        "tanpa_anggaran": _tanpa_anggaran(user),
        "versi": _versi(user, rad),
        "dokumen": _dokumen(user),
        "boleh_tambah": boleh_isi,
        "boleh_impor": boleh_isi and user.has_perm("rad.impor"),
        "boleh_lapor": user.has_perm("kasus.lapor"),
        "boleh_telaah": user.has_perm("rad.telaah_aksi"),
        "peran": sorted(Peran(p).label for p in user.peran),
    }
    return render(request, "beranda.html", konteks)


def _judul(jumlah: int) -> str:
    if not jumlah:
        return "Tidak ada yang menunggu Anda"
    kata = terbilang(jumlah).capitalize() if jumlah <= 20 else str(jumlah)
    return f"{kata} hal menunggu Anda"


def _butir(t: Tugas, hari_ini: dt.date) -> dict[str, Any]:
    """Return the task with its address and, in words, how much time is left or has passed."""
    waktu, lewat = _batas(t.batas, hari_ini) or ("", False)
    if t.sejak:
        hari = (hari_ini - timezone.localdate(t.sejak)).days
        waktu = f"menunggu {hari} hari" if hari > 0 else "masuk hari ini"
    return {
        "t": t,
        "url": reverse(t.alamat, args=[t.pk] if t.pk else []) + t.kueri,
        "waktu": waktu,
        "lewat": lewat or t.lewat,
    }


def _batas(batas: dt.date | None, hari_ini: dt.date) -> tuple[str, bool] | None:
    """Return a due day in words and whether it has passed; None where there is none."""
    if batas is None:
        return None
    sisa = (batas - hari_ini).days
    if sisa < 0:
        return f"lewat {-sisa} hari", True
    if sisa == 0:
        return "hari ini", False
    return (f"{sisa} hari lagi" if sisa <= 14 else tanggal(batas)), False


def _kabar(user: Pengguna, sejak: dt.datetime | None) -> list[tuple[Kabar, str]]:
    """Return what others changed since the visit before this one, with addresses."""
    semua = kabar.susun(user, sejak) if sejak else []
    return [(k, reverse(k.alamat, args=[k.pk])) for k in semua]


def _ringkasan(user: Pengguna, rad: Rad) -> dict[str, Any]:
    """Return counts by state and the budget: an OPD's own, everybody else's as far as readable."""
    aksi = Aksi.objects.untuk(user).filter(rad=rad).berlaku()
    lembaga = user.lembaga_sebagai(*tugas.OPD)
    if lembaga:
        aksi = aksi.filter(penanggung_jawab__in=lembaga)
    jumlah = dict(
        aksi.order_by().values_list("status").annotate(n=Count("pk")).values_list("status", "n")
    )
    semua = sum(jumlah.values())
    setuju = sum(jumlah.get(s, 0) for s in STATUS_DISETUJUI)
    return {
        "judul": f"RAD {user.lembaga.singkatan}" if lembaga and user.lembaga else str(rad),
        "jumlah": semua,
        "disetujui": setuju,
        "status": [(s, jumlah.get(s, 0)) for s in URUT_STATUS],
        "pagu": aksi.aggregate(n=Sum("anggaran__pagu", default=Decimal(0)))["n"],
    }


def _tanpa_anggaran(user: Pengguna) -> list[Aksi]:
    if Peran.BAPPEDA not in user.peran:
        return []
    daftar = tugas.tanpa_anggaran(user).select_related("penanggung_jawab")
    return list(daftar.order_by("penanggung_jawab__nama", "urutan")[: tugas.MAKS])


def _versi(user: Pengguna, rad: Rad | None) -> list[VersiRad]:
    if rad is None:
        return []
    terbaru = VersiRad.objects.untuk(user).filter(rad=rad).defer("isi").order_by("-nomor")
    return list(terbaru[:3])


def _dokumen(user: Pengguna) -> list[Dokumen]:
    if not user.has_perm("rad.lihat_dokumen"):
        return []
    selesai = Dokumen.objects.untuk(user).selesai().defer("snapshot")
    return list(selesai.select_related("rad", "versi", "perbup").order_by("-selesai_pada")[:4])
