"""The progress of a plan for everybody, as a page and as a file."""

import csv
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import kemajuan as susun
from rad.models import AturanPantau, Rad
from rad.views.dasbor import pilih_jadwal

PER_HALAMAN = 50  # actions; the line is slow


@izin("publik")
@require_safe
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One period whose deadline is over: what was meant, what was reached."""
    rad, isi = _isi(request, pk)
    return render(
        request, "rad/publik_kemajuan.html", {"rad": rad, **isi, **_halaman(request, isi)}
    )


@izin("publik")
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same figures as CSV."""
    rad, isi = _isi(request, pk)
    jawaban = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    if jadwal := isi["jadwal"]:
        nama = f"kemajuan-rad-{rad.periode}-{jadwal.tahun}-{jadwal.periode.value}.csv"
        jawaban.headers["Content-Disposition"] = f'attachment; filename="{nama}"'
        tulis = csv.writer(jawaban, delimiter=";")
        for baris in susun.baris_csv(isi):
            tulis.writerow([f"'{s}" if s[:1] in ("=", "+", "-", "@") else s for s in baris])
    return jawaban


def _halaman(request: HttpRequest, isi: dict[str, Any]) -> dict[str, Any]:
    """Return one page of the actions, still under their fields, whose figures are of all pages."""
    semua = [(k, a) for k in isi.get("kelompok", []) for a in k["aksi"]]
    halaman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    per_bidang = groupby(halaman, key=lambda p: p[0]["label"])
    kelompok = [
        {**isi_bidang[0][0], "aksi": [a for _, a in isi_bidang]}
        for _, bagian in per_bidang
        if (isi_bidang := list(bagian))
    ]
    return {"kelompok": kelompok, "halaman": halaman}


def _isi(request: HttpRequest, pk: UUID) -> tuple[Rad, dict[str, Any]]:
    rad = get_object_or_404(Rad.objects.publik(), pk=pk)
    aturan = AturanPantau.milik(rad)
    terbuka = susun.jadwal_terbuka(rad, aturan)
    if not terbuka:
        return rad, {"jadwal": None, "terbuka": [], "aturan": aturan}
    jadwal = pilih_jadwal(request, rad, aturan, terbuka[0])
    if jadwal not in terbuka:
        jadwal = terbuka[0]
    isi = susun.susun(rad, aturan, jadwal)
    return rad, {
        **isi, "jadwal": jadwal, "terbuka": terbuka, "aturan": aturan,
    }  # fmt: skip
