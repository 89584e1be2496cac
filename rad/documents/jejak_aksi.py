"""The way of one action as a reader wants it: who did what, when, why, and what changed."""

from collections.abc import Sequence
from typing import Any

from rad.models import TransisiAksi
from rad.models.salinan import Salinan, beda

JUDUL = {
    "ajukan": "Diajukan",
    "tarik": "Pengajuan ditarik",
    "setujui": "Disetujui",
    "kembalikan": "Dikembalikan",
    "batal_setuju": "Persetujuan batal",
    "tetapkan": "Ditetapkan",
    "batalkan": "Dibatalkan",
    "perubahan": "Perubahan dibuka",
    "usul_cabut": "Pencabutan diusulkan",
    "gantikan": "Digantikan perubahannya",
    "cabut": "Dicabut dari RAD",
    "pulihkan": "Isi sebelumnya dipulihkan",
    "salin_periode": "Disalin dari RAD sebelumnya",
}
# Steps whose copy is what the next submission is compared with.
PEMBANDING = ("perubahan", "ajukan")


def susun(transisi: Sequence[TransisiAksi]) -> list[dict[str, Any]]:
    """Return the steps, newest first, as ``{judul, pelaku, waktu, isi, beda, pk, salinan}``.

    *transisi* is in order of time, with ``oleh`` loaded. ``beda`` of a submission is what changed
    since the submission before it, as ``rad.models.salinan.beda`` gives it.
    """
    hasil: list[dict[str, Any]] = []
    lama: Salinan | None = None
    ke = 0
    for t in transisi:
        judul = JUDUL.get(t.nama, t.nama)
        perubahan: list[tuple[str, str, str]] = []
        if t.nama == "perubahan":
            lama = t.salinan
        elif t.nama == "ajukan":
            ke += 1
            judul = judul if ke == 1 else f"{judul} lagi (pengajuan ke-{ke})"
            perubahan = beda(lama, t.salinan) if lama is not None else []
            lama = t.salinan
        hasil.append(
            {
                "judul": judul,
                "pelaku": t.oleh.nama,
                "waktu": t.pada,
                "isi": t.alasan,
                "beda": perubahan,
                "pk": t.pk,
                "salinan": t.salinan,
            }
        )
    return hasil[::-1]


def sejak_pengajuan(
    transisi: Sequence[TransisiAksi], sekarang: Salinan, *, diajukan: bool
) -> list[tuple[str, str, str]]:
    """Return what differs now from the last submission; for an action that is submitted
    (*diajukan*), what differs between this submission and the one before. A change of a fixed
    action is compared with that until it has been submitted."""
    pengajuan = [t for t in transisi if t.nama in PEMBANDING]
    pembanding = pengajuan[-2:-1] if diajukan else pengajuan[-1:]
    return beda(pembanding[0].salinan, sekarang) if pembanding else []


def pengajuan_ke(transisi: Sequence[TransisiAksi]) -> int:
    """Return how often the action has been submitted."""
    return sum(t.nama == "ajukan" for t in transisi)
