"""Plain shapes that go in and out of ``buat_pdf``."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Potongan:
    """One separately rendered part of a document.

    ``html``: a complete HTML document whose CSS is inlined (only ``data:`` addresses load).
    ``kunci``: salt of the cache key, e.g. the template version; ``None`` = never cached, which
    is the right value for anything with personal data.
    ``nomor``: ``lanjut`` continues the page numbers of the part before; ``ulang`` starts at 1,
    and that first page carries no number.
    ``kata_sambung``: whether the pages of this part take part in catchwords.
    """

    html: str
    kunci: str | None = None
    nomor: Literal["lanjut", "ulang"] = "lanjut"
    kata_sambung: bool = True


@dataclass(frozen=True)
class Batas:
    """Limits of one document.

    ``detik``: wall clock for the whole document, seconds. ``cpu``: CPU seconds for one part.
    ``memori``: address space of one child, bytes. ``html``: size of one part, characters.
    ``halaman``: pages of the whole document. ``anak``: child processes side by side.
    """

    detik: float = 900
    cpu: int = 180
    memori: int = 2 * 1024**3
    html: int = 16 * 1024**2
    halaman: int = 3000
    anak: int = 2


@dataclass(frozen=True)
class Hasil:
    """The finished file: SHA-256 (hex), number of pages, bytes, and parts taken from the cache."""

    sha256: str
    halaman: int
    ukuran: int
    dari_tembolok: int = 0
