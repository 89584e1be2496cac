"""What others changed since a person was last here, newest first."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from pokja.models import Pengguna
from pokja.sumber import Sumber

MAKS = 8


@dataclass(frozen=True)
class Kabar:
    """One thing that changed; ``alamat`` is a URL name and ``pk`` its argument."""

    judul: str
    alamat: str
    pk: object
    pada: dt.datetime
    keterangan: str = ""


SUMBER: Sumber[Callable[[Pengguna, dt.datetime], Iterable[Kabar]]] = Sumber()


def susun(user: Pengguna, sejak: dt.datetime) -> list[Kabar]:
    """Return the newest things that others changed since *sejak*, at most eight of them."""
    semua = chain.from_iterable(sumber(user, sejak) for sumber in SUMBER)
    return sorted(semua, key=lambda k: k.pada, reverse=True)[:MAKS]
