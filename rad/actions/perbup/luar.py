"""What comes from outside and is recorded, never invented: number, dates, the signed scan, and
the initials of the officials in the chain."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from p3aks.core.pindaian import ganti_berkas
from pokja.models import Pengguna
from rad.actions.perbup.dasar import isi_baris
from rad.enums import StatusPerbup
from rad.models import Paraf, Perbup

RUAS_FAKTA = (
    "nomor",
    "tahun",
    "tanggal_ditetapkan",
    "tanggal_diundangkan",
    "nomor_berita_daerah",
    "tte",
)


@transaction.atomic
def catat_fakta(
    *,
    by: Pengguna,
    perbup: Perbup,
    versi: int,
    isi: Mapping[str, Any],
    pindaian: bytes | None = None,
) -> bool:
    """Record the facts in *isi* (keys of ``RUAS_FAKTA``) and, if given, the signed scan.

    *pindaian* is a PDF that the form has looked at. Returns False when nothing differs. Raises
    PermissionDenied, SudahBerubah, and ValidationError where number or dates contradict what is
    stored or a promulgated regulation would lose one of them.
    """
    wajib(by, "rad.catat_perbup", perbup)
    isi = {r: isi[r] for r in RUAS_FAKTA if r in isi}
    berubah = [r for r, nilai in isi.items() if getattr(perbup, r) != nilai]
    if not berubah and pindaian is None:
        return False
    Perbup.objects.naikkan(perbup, versi)
    for ruas, nilai in isi.items():
        setattr(perbup, ruas, nilai)
    if perbup.status == StatusPerbup.DIUNDANGKAN and (kurang := perbup.kekurangan_pengundangan):
        raise ValidationError(f"Peraturan ini sudah diundangkan; isi {', '.join(kurang)}.")
    perbup.full_clean(validate_unique=False, exclude=["status", "snapshot_final", "berkas_final"])
    rincian: dict[str, str | int | None] = {"ruas": ", ".join(berubah)}
    if pindaian is not None:
        rincian["sha256_pindaian"] = ganti_berkas(perbup.berkas_final, pindaian)
    perbup.save()
    catat(by=by, peristiwa="perbup.fakta", objek=perbup, rincian=rincian)
    return True


@transaction.atomic
def bubuhkan_paraf(*, by: Pengguna, perbup: Perbup, paraf: Paraf, versi: int) -> None:
    """Put the initial of *by* on the row of the own office.

    *versi* is the version that was read: nobody initials a text that came after it. One person
    initials one row of a regulation. Raises PermissionDenied, SudahBerubah when text or row
    changed meanwhile, ValidationError for a second row.
    """
    wajib(by, "rad.paraf_perbup", perbup)
    if not Perbup.objects.select_for_update().filter(pk=perbup.pk, versi=versi).exists():
        raise SudahBerubah
    if perbup.paraf.filter(oleh=by).exists():
        raise ValidationError("Anda sudah membubuhkan paraf pada peraturan ini.")
    _ubah_paraf(by, perbup, paraf, dari=None, ke=by)


@transaction.atomic
def tarik_paraf(*, by: Pengguna, perbup: Perbup, paraf: Paraf) -> None:
    """Take the own initial back. Raises PermissionDenied for somebody else's."""
    wajib(by, "rad.paraf_perbup", perbup)
    _ubah_paraf(by, perbup, paraf, dari=by, ke=None)


def _ubah_paraf(
    by: Pengguna, perbup: Perbup, paraf: Paraf, *, dari: Pengguna | None, ke: Pengguna | None
) -> None:
    kini = perbup.paraf.select_for_update().filter(pk=paraf.pk, oleh=dari).first()
    if kini is None:
        raise SudahBerubah
    isi_baris(kini, oleh=ke, pada=timezone.now() if ke else None)
    peristiwa = "perbup.paraf" if ke else "perbup.paraf_ditarik"
    catat(by=by, peristiwa=peristiwa, objek=perbup, rincian={"jabatan": kini.jabatan})
