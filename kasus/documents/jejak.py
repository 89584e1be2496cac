"""Who looked at a case, read from its trail: who, when, which page, which tier. Never what it
says there (R22)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kasus.models import Kasus, LaranganAkses
from kasus.models.kasus import PERAN_TERLARANG, KasusQuerySet
from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan

PER_HALAMAN = 50
# How the names of events end that let somebody see or take away data.
MELIHAT = ("dibaca", "dibuka", "diunduh", "diekspor", "dicetak")
SISTEM = "Sistem"
AKUN_LAMA = "Akun yang sudah tidak ada"


@dataclass(frozen=True)
class Langkah:
    """One event, in words."""

    nomor: int
    pada: datetime
    oleh_id: str
    oleh: str
    lembaga: str
    peristiwa: str
    halaman: str
    tingkat: str
    kanal: str


def kasus_ppdp(user: Pengguna) -> KasusQuerySet:
    """Return the cases whose trail PPDP may read: of every level, also sealed ones, but none that
    is closed to them by a conflict of interest (T6). To anybody else: none."""
    semua: KasusQuerySet = Kasus.objects.sistem("jejak akses untuk PPDP")
    if Peran.PPDP not in user.peran or user.peran & PERAN_TERLARANG:
        return semua.none()
    tolak = LaranganAkses.objects.sistem("daftar tolak PPDP").aktif().filter(pengguna=user)
    return semua.exclude(pk__in=tolak.values("kasus"))


def langkah(
    kasus: Kasus, *, sebelum: int | None = None, hanya_melihat: bool = True
) -> tuple[list[Langkah], int | None]:
    """Return the latest events on *kasus* before number *sebelum*, and where the next page begins.

    *hanya_melihat*: only those by which somebody saw or took data. Two queries.
    """
    baris = JejakAudit.objects.filter(rantai=rantai_dari(kasus))
    if hanya_melihat:
        baris = baris.filter(_melihat())
    if sebelum is not None:
        baris = baris.filter(nomor__lt=sebelum)
    satu_lebih = list(baris.order_by("-nomor")[: PER_HALAMAN + 1])
    halaman = satu_lebih[:PER_HALAMAN]
    lanjut = halaman[-1].nomor if len(satu_lebih) > PER_HALAMAN else None
    return list(_dengan_nama(halaman)), lanjut


def semua_melihat(kasus: Kasus) -> Iterator[Langkah]:
    """Yield every event by which somebody saw data of *kasus*, oldest first."""
    baris = JejakAudit.objects.filter(_melihat(), rantai=rantai_dari(kasus))
    return _dengan_nama(list(baris.order_by("nomor")))


def _melihat() -> Q:
    q = Q()
    for akhir in MELIHAT:
        q |= Q(peristiwa__endswith=akhir)
    return q


def _dengan_nama(baris: list[JejakAudit]) -> Iterator[Langkah]:
    pk = {b.oleh_id for b in baris if b.oleh_id}
    orang = {str(p.pk): p for p in Pengguna.objects.filter(pk__in=pk).select_related("lembaga")}
    for b in baris:
        oleh = orang.get(b.oleh_id)
        yield Langkah(
            nomor=b.nomor,
            pada=b.pada,
            oleh_id=b.oleh_id,
            oleh=oleh.nama if oleh else (AKUN_LAMA if b.oleh_id else SISTEM),
            lembaga=str(oleh.lembaga) if oleh and oleh.lembaga else "",
            peristiwa=sebut(b.peristiwa.rpartition(".")[2]),
            halaman=sebut(str(b.rincian.get("halaman", ""))),
            tingkat=str(b.rincian.get("tingkat", "")),
            kanal=str(b.rincian.get("kanal", "")),
        )


@lru_cache(maxsize=500)
def sebut(kode: str) -> str:
    """Return a code of an event or a page as words: ``identitas_dibaca`` → Identitas dibaca."""
    return kode.replace("_", " ").capitalize()


class PeranSaatItu:
    """What people were on a given day, from their dated assignments. One query."""

    def __init__(self, oleh_id: Iterable[str]) -> None:
        self._per_orang: dict[str, list[Penugasan]] = {}
        pk = {UUID(satu) for satu in oleh_id if satu}
        for p in Penugasan.objects.filter(pengguna__in=pk).select_related("lembaga"):
            self._per_orang.setdefault(str(p.pengguna_id), []).append(p)

    def sebut(self, oleh_id: str, pada: datetime) -> str:
        """Return role and institution, e.g. “Manajer kasus, Dinas …”; never a name."""
        if not oleh_id:
            return SISTEM
        hari = timezone.localdate(pada)
        for p in self._per_orang.get(oleh_id, ()):
            if _berlaku(p, hari):
                lembaga = f", {p.lembaga}" if p.lembaga else ""
                return f"{p.get_peran_display()}{lembaga}"
        return "Petugas"


def _berlaku(p: Any, hari: date) -> bool:
    return bool(p.mulai <= hari and (p.selesai is None or p.selesai >= hari))
