"""What is asked of a person: one list, to which each app adds its own part.

An app registers its source when it starts (``AppConfig.ready``); so the first page shows work of
all apps although none of them knows another.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pokja.models import Pengguna


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


Sumber = Callable[[Pengguna], Daftar]
_sumber: list[Sumber] = []


def daftarkan(sumber: Sumber) -> None:
    """Add a source; called once per app at its start."""
    if sumber not in _sumber:
        _sumber.append(sumber)


def susun(user: Pengguna) -> list[Daftar]:
    """Return everything asked of *user* today, source by source."""
    return [sumber(user) for sumber in _sumber]
