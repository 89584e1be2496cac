"""What a follow-up is linked to outside this app.

Its page shows both sides although the Pokja knows no other app.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from pokja.models import Pengguna, TindakLanjut
from pokja.sumber import Sumber


@dataclass(frozen=True)
class Kaitan:
    """One thing a follow-up is linked to: its name, its address, and where to undo the link
    (empty for who may not)."""

    judul: str
    alamat: str
    lepas: str = ""


@dataclass(frozen=True)
class Bagian:
    """What one app knows about a follow-up, and where to add to it (empty for who may not)."""

    judul: str
    butir: list[Kaitan] = field(default_factory=list)
    tambah: str = ""


SUMBER: Sumber[Callable[[Pengguna, TindakLanjut], Bagian]] = Sumber()


def susun(user: Pengguna, tindak_lanjut: TindakLanjut) -> list[Bagian]:
    """Return what *user* may see of the links of *tindak_lanjut*, app by app; apps without any
    and without a way to add one are left out."""
    semua = [sumber(user, tindak_lanjut) for sumber in SUMBER]
    return [b for b in semua if b.butir or b.tambah]
