"""Submitting or deciding on several actions at once, each with its own check and transaction.

What cannot be decided is skipped and named with the reason; it never stops the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError

from p3aks.core.formatting import tanggal_waktu
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.actions.aksi import ajukan, kembalikan, setujui
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.enums import StatusAksi
from rad.models import Aksi


@dataclass(frozen=True)
class Dilewati:
    """An action that was not decided on, and why, as the end of a sentence about it."""

    aksi: Aksi
    sebab: str

    def __str__(self) -> str:
        return f"“{self.aksi.uraian}” {self.sebab}"


@dataclass(frozen=True)
class Hasil:
    """What came of it. Every given action is in exactly one of the two lists."""

    berhasil: list[Aksi] = field(default_factory=list)
    dilewati: list[Dilewati] = field(default_factory=list)


def setujui_banyak(
    *, by: Pengguna, aksi: Iterable[Aksi], dibaca: Mapping[UUID, int] | None = None
) -> Hasil:
    """Approve each of *aksi* that *by* may approve.

    *dibaca* maps an action's id to the version that was read; one that changed since is skipped.
    Raises PermissionDenied where *by* may not approve anything at all.
    """
    versi = dibaca or {}
    return _satu_per_satu(by, aksi, lambda a: setujui(by=by, aksi=a, versi=versi.get(a.pk)))


def kembalikan_banyak(
    *,
    by: Pengguna,
    aksi: Iterable[Aksi],
    alasan: str,
    dibaca: Mapping[UUID, int] | None = None,
) -> Hasil:
    """Return each of *aksi* with the same *alasan*, as :func:`setujui_banyak` approves.

    Raises ValidationError, and decides nothing, when the reason is missing or too short.
    """
    versi = dibaca or {}
    return _satu_per_satu(
        by, aksi, lambda a: kembalikan(by=by, aksi=a, alasan=alasan, versi=versi.get(a.pk))
    )


def ajukan_banyak(*, by: Pengguna, aksi: Iterable[Aksi]) -> Hasil:
    """Submit each of *aksi* that is complete and that *by* may submit.

    Raises PermissionDenied where *by* may not submit anything at all.
    """
    if not by.has_perm("rad.ajukan_aksi"):
        raise PermissionDenied
    hasil = Hasil()
    for a in aksi:
        try:
            ajukan(by=by, aksi=a)
        except (SudahBerubah, PermissionDenied):
            hasil.dilewati.append(Dilewati(a, "berubah sesudah Anda membacanya"))
        except PengisianDitutup as galat:
            hasil.dilewati.append(Dilewati(a, f"belum diajukan. {galat.messages[0]}"))
        except ValidationError as galat:
            hasil.dilewati.append(Dilewati(a, f"belum lengkap: {' '.join(galat.messages)}"))
        else:
            hasil.berhasil.append(a)
    return hasil


def _satu_per_satu(by: Pengguna, aksi: Iterable[Aksi], putuskan: Callable[[Aksi], Any]) -> Hasil:
    if not by.has_perm("rad.setujui_aksi"):
        raise PermissionDenied
    hasil = Hasil()
    for a in aksi:
        sebab = _halangan(by, a)
        if not sebab:
            try:
                putuskan(a)
            except SudahBerubah:
                # Somebody was faster than this person's reading or our writing: say who.
                sebab = _halangan(by, _kini(a)) or "berubah sesudah Anda membacanya"
        if sebab:
            hasil.dilewati.append(Dilewati(a, sebab))
        else:
            hasil.berhasil.append(a)
    return hasil


def _kini(a: Aksi) -> Aksi:
    return Aksi.objects.select_related("diputuskan_oleh").get(pk=a.pk)


def _halangan(by: Pengguna, a: Aksi) -> str:
    """Return why *by* cannot decide on *a* as it is now; empty when nothing stands in the way."""
    if a.status == StatusAksi.DIAJUKAN:
        return "Anda sendiri yang mengajukan" if a.diajukan_oleh_id == by.pk else ""
    if a.diputuskan_oleh:
        kata = "dikembalikan" if a.status == StatusAksi.DIKEMBALIKAN else "disetujui"
        return f"sudah {kata} {a.diputuskan_oleh.nama}, {tanggal_waktu(a.diputuskan_pada)}"
    return "sudah ditarik perangkat daerah"
