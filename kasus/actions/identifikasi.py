"""Identification: kind of case, risk and authority, each with its own time (R11)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions import verifikasi
from kasus.actions.dasar import kunci
from kasus.actions.isi import IsiIdentifikasi
from kasus.actions.segar import segarkan
from kasus.aturan.tahap import SUDAH_BERAKHIR, berakhir
from kasus.documents.fakta import fakta_kasus
from kasus.models import BentukKorban, Kasus, Korban
from p3aks.core.audit import catat

ALASAN = "identifikasi kasus"


@transaction.atomic
def tetapkan(*, by: Any, kasus: Kasus, isi: IsiIdentifikasi, versi: int) -> list[str]:
    """Store what *isi* sets of the three criteria; return which.

    A criterion that is new, changed or given another time gets its time: the one typed, else now.
    Raises :class:`SudahBerubah` for an old *versi*, PermissionDenied unless *by* manages the
    case, ValidationError by field: a kind needs a form of violence for each victim, a time lies
    between report and now, an ended case is opened first.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    if berakhir(fakta_kasus(kasus)):
        raise ValidationError(SUDAH_BERAKHIR)
    Kasus.objects.sistem(ALASAN).naikkan(kasus, versi)
    ditetapkan = []
    if isi.jenis_pada or (isi.jenis and kasus.jenis_pada is None):
        _periksa_bentuk(kasus)
        kasus.jenis_pada = _waktu(kasus, "jenis_pada", isi.jenis_pada)
        ditetapkan.append("jenis")
    for ruas in ("risiko", "kewenangan"):
        pilihan, pada = getattr(isi, ruas), getattr(isi, f"{ruas}_pada")
        if not pilihan:
            if pada:
                raise ValidationError({ruas: "Pilih dahulu, baru tulis waktunya."})
            continue
        if pada or pilihan != getattr(kasus, ruas):
            setattr(kasus, ruas, pilihan)
            setattr(kasus, f"{ruas}_pada", _waktu(kasus, f"{ruas}_pada", pada))
            ditetapkan.append(ruas)
    if ditetapkan:
        kasus.save()
        verifikasi.gugurkan(kasus)
        segarkan(kasus, by=by)
        rincian = {"kriteria": ",".join(ditetapkan)}
        catat(by=by, peristiwa="kasus.identifikasi", objek=kasus, rincian=rincian)
    return ditetapkan


def _periksa_bentuk(kasus: Kasus) -> None:
    """The kind of case is what each victim suffered; nobody confirms what is not written down."""
    bentuk = BentukKorban.objects.sistem(ALASAN).filter(korban__kasus=kasus)
    tanpa = (
        Korban.objects.sistem(ALASAN).filter(kasus=kasus).exclude(pk__in=bentuk.values("korban"))
    )
    if kode := list(tanpa.values_list("kode", flat=True)):
        daftar = ", ".join(kode)
        raise ValidationError({"jenis": f"Isi dahulu bentuk kekerasan bagi korban {daftar}."})


def _waktu(kasus: Kasus, ruas: str, pada: datetime | None) -> datetime:
    """Return the time of a criterion: *pada*, or now; ValidationError outside report and now."""
    kini = timezone.now()
    if pada is None:
        return kini
    if pada > kini:
        raise ValidationError({ruas: "Waktu ini tidak boleh di masa depan."})
    if pada < kasus.tanggal_lapor:
        raise ValidationError({ruas: "Waktu ini tidak boleh mendahului waktu lapor."})
    return pada
