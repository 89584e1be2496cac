"""What is asked of a person: one list, to which each app adds its own part."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pokja.models import Pengguna
from pokja.sumber import Sumber

MAKS = 6  # tasks of one source on the first page


@dataclass(frozen=True)
class Tugas:
    """One thing that waits for the person.

    ``alamat`` is a URL name and ``pk`` its argument (None: no argument). ``batas`` is the day by
    which it is due, ``sejak`` since when it waits: a task has one of them or neither. ``lewat``
    says that it is overdue where the day alone does not tell; ``kueri`` narrows the page to it.
    """

    judul: str
    alamat: str
    pk: Any = None
    keterangan: str = ""
    status: str = ""
    label: str = ""
    batas: dt.date | None = None
    sejak: dt.datetime | None = None
    lewat: bool = False
    kueri: str = ""


@dataclass(frozen=True)
class Daftar:
    """The first tasks of a source, how many there are in all, and the page with the rest."""

    butir: list[Tugas]
    jumlah: int
    lanjut: str = ""


def dari(semua: QuerySet[Any], buat: Callable[[Any], Tugas]) -> Daftar:
    """Return the first rows of *semua* as tasks, and how many rows there are in all; they are
    counted only where there are more than are shown."""
    baris = list(semua[: MAKS + 1])
    jumlah = semua.count() if len(baris) > MAKS else len(baris)
    return Daftar([buat(satu) for satu in baris[:MAKS]], jumlah)


def gabung(*bagian: Daftar, lanjut: str) -> Daftar:
    """Return the parts of a source as one, in their order; *lanjut*: the page with the rest."""
    butir = [t for satu in bagian for t in satu.butir]
    return Daftar(butir[:MAKS], sum(satu.jumlah for satu in bagian), lanjut)


SUMBER: Sumber[Callable[[Pengguna], Daftar]] = Sumber()


def susun(user: Pengguna) -> list[Daftar]:
    """Return everything asked of *user* today, source by source."""
    return [sumber(user) for sumber in SUMBER]
