"""Where one action stands among its predecessors and successors, and who decided on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from p3aks.core.formatting import tanggal
from rad.enums import StatusAksi
from rad.models import Aksi, TransisiAksi

_LEWAT = (StatusAksi.DIGANTIKAN, StatusAksi.DICABUT)
KATA = {"ajukan": "diajukan", "setujui": "disetujui", "kembalikan": "dikembalikan"}


@dataclass(frozen=True)
class Silsilah:
    """``berjalan``: the change under way; ``pengganti``: the change that took this one's place."""

    berjalan: Aksi | None = None
    pengganti: Aksi | None = None


def susun(user: Any, aksi: Aksi) -> Silsilah:
    """Return the lineage of *aksi* as far as *user* may read it. At most one query."""
    if aksi.status == StatusAksi.DITETAPKAN:
        berjalan = Aksi.objects.untuk(user).perubahan().filter(menggantikan=aksi)
        return Silsilah(berjalan=berjalan.first())
    if aksi.status in _LEWAT:
        pengganti = Aksi.objects.untuk(user).filter(
            menggantikan=aksi, status__in=(StatusAksi.DITETAPKAN, *_LEWAT)
        )
        return Silsilah(pengganti=pengganti.first())
    return Silsilah()


def putusan(langkah: Sequence[TransisiAksi]) -> list[TransisiAksi]:
    """Return the decisions among the steps of one action, in order of time: every approval and
    every return, each with its person."""
    return [t for t in langkah if t.nama in ("setujui", "kembalikan")]


def pelaku(aksi: Iterable[UUID | str]) -> dict[str, list[str]]:
    """Return per action (text of its id) who submitted it last, who approved and who returned it,
    as ``disetujui Siti, 22 November 2026``, in order of time. One query."""
    hasil: dict[str, dict[Any, str]] = {}
    langkah = (
        TransisiAksi.objects.filter(aksi__in=list(aksi), nama__in=KATA)
        .order_by("pada", "pk")
        .values_list("aksi_id", "pk", "nama", "oleh__nama", "pada")
    )
    for pk, nomor, nama, oleh, pada in langkah:
        # Of submissions and approvals the last stands; every return is named.
        kunci = nomor if nama == "kembalikan" else nama
        satu = hasil.setdefault(str(pk), {})
        satu.pop(kunci, None)
        satu[kunci] = f"{KATA[nama]} {oleh}, {tanggal(pada)}"
    return {pk: list(kata.values()) for pk, kata in hasil.items()}


def keterangan(aksi: Iterable[UUID | str]) -> dict[str, list[str]]:
    """Return per action (text of its id) why it changed, and then who decided; for a dropped one
    what its proposal says. Three queries."""
    daftar = [str(pk) for pk in aksi]
    usul = {
        str(lama): str(pk)
        for lama, pk in Aksi.objects.filter(
            menggantikan__in=daftar, mencabut=True, status=StatusAksi.DICABUT
        ).values_list("menggantikan_id", "pk")
    }
    sumber = {pk: usul.get(pk, pk) for pk in daftar}
    beralasan = Aksi.objects.filter(pk__in=sumber.values()).exclude(alasan_perubahan="")
    alasan = {str(pk): teks for pk, teks in beralasan.values_list("pk", "alasan_perubahan")}
    kata = pelaku(sumber.values())
    return {
        pk: [
            *([alasan[s]] if s in alasan else []),
            *(k[:1].upper() + k[1:] for k in kata.get(s, [])),
        ]
        for pk, s in sumber.items()
    }
