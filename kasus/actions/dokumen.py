"""Documents of the case app: asked for, stopped, repeated, downloaded. Each step is recorded."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import get_random_string

from kasus.actions.dasar import kunci
from kasus.documents import lembar_pengaduan, surat_rujukan
from kasus.documents.cetak import JENIS
from kasus.documents.paket import tingkat_paket
from kasus.enums_akses import JenisDokumenKasus, StatusRujukan
from kasus.models import DokumenKasus, Kasus, Korban, Rujukan
from kasus.tasks import buat_dokumen
from p3aks.core import permintaan
from p3aks.core.audit import catat
from p3aks.core.crypto import indeks_buta
from p3aks.core.documents import ABJAD_KODE, kanonik, kunci_idempoten
from p3aks.core.permintaan import GalatDokumen, bisa_diulang

ALASAN = "dokumen kasus"

__all__ = [
    "GalatDokumen",
    "batalkan",
    "bisa_diulang",
    "boleh_kelola",
    "catat_unduhan",
    "lembar",
    "siapkan",
    "surat",
    "ulangi",
]


@transaction.atomic
def surat(*, by: Any, rujukan: Rujukan) -> DokumenKasus:
    """Have the letter of *rujukan* made; asked for again, the same letter is handed out.

    Raises PermissionDenied when *by* does not handle the case; :class:`GalatDokumen` for a
    referral that is closed.
    """
    korban = Korban.objects.sistem(ALASAN).get(pk=rujukan.korban_id)
    kasus = kunci(by, Kasus(pk=korban.kasus_id))
    baris = Rujukan.objects.sistem(ALASAN).get(pk=rujukan.pk)
    if baris.ditarik_pada or baris.status == StatusRujukan.DITOLAK:
        raise GalatDokumen("Rujukan ini sudah ditutup, jadi suratnya tidak dibuat lagi.")
    return siapkan(
        by=by,
        jenis=JenisDokumenKasus.SURAT_RUJUKAN,
        snapshot=surat_rujukan.susun(baris, kasus),
        tentang=(str(baris.pk),),
        kasus=kasus,
        rujukan=baris,
    )


@transaction.atomic
def lembar(*, by: Any) -> DokumenKasus:
    """Have a blank lembar pengaduan made for *by*. Raises PermissionDenied."""
    if not by.has_perm("kasus.buat_lembar"):
        raise PermissionDenied
    return siapkan(
        by=by,
        jenis=JenisDokumenKasus.LEMBAR_PENGADUAN,
        snapshot=lembar_pengaduan.susun(),
        tentang=(str(by.pk),),
    )


def siapkan(
    *,
    by: Any,
    jenis: str,
    snapshot: dict[str, Any],
    tentang: tuple[str, ...],
    kasus: Kasus | None = None,
    rujukan: Rujukan | None = None,
) -> DokumenKasus:
    """Store the row of a document and ring the bell; *snapshot* needs ``judul`` and ``penulis``,
    both neutral. The caller has checked the right and runs a transaction.

    *tentang* says whose document it is. The same kind with the same content about the same thing
    exists once: a finished one is handed out, a failed or cancelled one goes back into the queue.
    """
    uraian = JENIS[jenis]
    isi = json.loads(kanonik(snapshot))
    # A plain hash of a short secret could be guessed from a stolen database: the key is keyed, and
    # a random mark inside keeps the hash of the file from being rebuilt.
    sidik = kunci_idempoten(
        jenis=uraian.kode,
        versi_templat=uraian.versi_templat,
        snapshot={"tentang": list(tentang), "isi": isi},
        tanda_air=uraian.tanda_air,
    )
    kolom = {
        "jenis": uraian.kode,
        "judul": isi["judul"],
        "snapshot": {**isi, "tanda_salinan": get_random_string(10, ABJAD_KODE)},
        "versi_templat": uraian.versi_templat,
        "tanda_air": uraian.tanda_air,
        "kunci": indeks_buta(sidik, tujuan="dokumen"),
        "kasus": kasus,
        "rujukan": rujukan,
    }
    semua = DokumenKasus.objects.sistem(ALASAN)
    return permintaan.minta(by=by, semua=semua, kolom=kolom, tugas=buat_dokumen)


@transaction.atomic
def ulangi(*, by: Any, dokumen: DokumenKasus) -> None:
    """Put a failed or cancelled document, or one whose file is gone, back into the queue.

    Raises PermissionDenied; :class:`GalatDokumen` where there is nothing to repeat.
    """
    _wajib_kelola(by, dokumen)
    permintaan.ulangi(by=by, dokumen=dokumen, tugas=buat_dokumen)


@transaction.atomic
def batalkan(*, by: Any, dokumen: DokumenKasus) -> None:
    """Stop a document that waits or is being made. Raises as :func:`ulangi`."""
    _wajib_kelola(by, dokumen)
    permintaan.batalkan(by=by, dokumen=dokumen)


def boleh_kelola(by: Any, dokumen: DokumenKasus) -> bool:
    """Whether *by* may stop or repeat *dokumen*: who asked for it, and who handles its case.

    A partner reads the letter of a packet, no more.
    """
    if dokumen.kasus_id is None:
        return bool(dokumen.diminta_oleh_id == by.pk)
    return Kasus.objects.untuk(by).ditangani(by).filter(pk=dokumen.kasus_id).exists()


@transaction.atomic
def catat_unduhan(*, by: Any, dokumen: DokumenKasus, utuh: bool) -> None:
    """Record that *by* took the file, or (*utuh* False) found it missing or damaged; in the chain
    of the document, and of the case whose data it holds."""
    permintaan.catat_unduhan(by=by, dokumen=dokumen, utuh=utuh)
    if utuh and dokumen.kasus_id:
        rincian: dict[str, Any] = {"halaman": dokumen.jenis, "kanal": "PDF", "kode": dokumen.kode}
        if dokumen.rujukan_id:
            paket = Rujukan.objects.sistem(ALASAN).get(pk=dokumen.rujukan_id).paket
            rincian["tingkat"] = tingkat_paket(paket)
        catat(by=by, peristiwa="kasus.diunduh", objek=Kasus(pk=dokumen.kasus_id), rincian=rincian)


def _wajib_kelola(by: Any, dokumen: DokumenKasus) -> None:
    if not boleh_kelola(by, dokumen):
        raise PermissionDenied
