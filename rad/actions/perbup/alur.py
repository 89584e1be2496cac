"""The way of a regulation from the ready-made draft to promulgation and revocation."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.actions.perbup.dasar import batalkan_paraf
from rad.documents.perbup import RANCANGAN, bekukan, susun
from rad.documents.periksa_perbup import menghalangi, periksa
from rad.models import Perbup, Rad, VersiRad
from rad.naskah import tentang_awal, tulis_naskah_awal


@transaction.atomic
def susun_rancangan(
    *, by: Pengguna, rad: Rad, versi_rad: VersiRad | None = None, id_baru: UUID | None = None
) -> Perbup:
    """Open a regulation for *rad* and write the complete ready-made draft into it.

    *versi_rad* becomes its Lampiran (it can also be chosen later). *id_baru* is the one-time key
    of the form: sent twice it makes one draft. Raises PermissionDenied, and ValidationError when
    the version belongs to another plan.
    """
    wajib(by, "rad.sunting_perbup", None)
    if sudah := Perbup.objects.filter(pk=id_baru, rad=rad).first():
        return sudah
    perbup = Perbup(rad=rad, versi_rad=versi_rad, tentang=tentang_awal(rad.mulai, rad.selesai))
    if id_baru:
        perbup.id = id_baru
    perbup.clean()
    perbup.save()
    tulis_naskah_awal(perbup)
    rincian = {"rad": rad.periode, "versi_rad": versi_rad.nomor if versi_rad else None}
    catat(by=by, peristiwa="perbup.disusun", objek=perbup, rincian=rincian)
    return perbup


@transaction.atomic
def harmonisasikan(*, by: Pengguna, perbup: Perbup) -> None:
    """Hand the draft over: it goes to harmonisation, and Bagian Hukum goes on with it."""
    wajib(by, "rad.ubah_status_perbup", perbup)
    _langkah(perbup, "harmonisasikan", by)


@transaction.atomic
def fasilitasikan(*, by: Pengguna, perbup: Perbup) -> None:
    """Send the harmonised draft to the governor."""
    wajib(by, "rad.ubah_status_perbup", perbup)
    _langkah(perbup, "fasilitasikan", by)


@transaction.atomic
def finalkan(*, by: Pengguna, perbup: Perbup) -> None:
    """Freeze text and Lampiran under one SHA-256.

    Raises ValidationError with every finding that stands against it.
    """
    wajib(by, "rad.ubah_status_perbup", perbup)
    if halangan := menghalangi(periksa(perbup)):
        raise ValidationError([f"{t.tempat}: {t.pesan}" for t in halangan])
    try:
        snapshot, sidik = bekukan(perbup)
    except ValueError as galat:
        raise ValidationError(str(galat)) from galat
    _langkah(perbup, "finalkan", by, snapshot=snapshot, sidik=sidik)


@transaction.atomic
def kembalikan(*, by: Pengguna, perbup: Perbup, alasan: str) -> None:
    """Open the text again, with a reason. The freeze is lifted and initials lapse."""
    wajib(by, "rad.ubah_status_perbup", perbup)
    _langkah(perbup, "kembalikan", by, alasan=_wajib_diisi(alasan, "Tuliskan alasannya"))
    batalkan_paraf(perbup)


@transaction.atomic
def undangkan(*, by: Pengguna, perbup: Perbup) -> None:
    """Record that the regulation was signed and published in the Berita Daerah.

    Raises ValidationError with the facts from outside that are not recorded yet.
    """
    wajib(by, "rad.ubah_status_perbup", perbup)
    if kurang := perbup.kekurangan_pengundangan:
        raise ValidationError(f"Belum tercatat: {', '.join(kurang)}.")
    _langkah(perbup, "undangkan", by)


@transaction.atomic
def cabut(*, by: Pengguna, perbup: Perbup, alasan: str) -> None:
    """Record that another regulation, cited in *alasan*, revoked this one."""
    wajib(by, "rad.ubah_status_perbup", perbup)
    _langkah(perbup, "cabut", by, alasan=_wajib_diisi(alasan, "Sebutkan peraturan yang mencabut"))


def _langkah(perbup: Perbup, nama: str, by: Pengguna, *, alasan: str = "", **isian: Any) -> None:
    """Run transition *nama*, store it only if state and version are still those read, log it
    with the hash of the text it was taken on."""
    sidik = susun(perbup, RANCANGAN)["sidik_naskah"]
    melangkah(
        perbup, nama, by, awalan="perbup", alasan=alasan,
        salinan=lambda: {"sidik_naskah": sidik}, rincian={"sidik": sidik}, **isian,
    )  # fmt: skip


def _wajib_diisi(teks: str, diminta: str) -> str:
    if len(teks := teks.strip()) < 5:
        raise ValidationError({"alasan": f"{diminta}, paling sedikit lima huruf."})
    return teks
