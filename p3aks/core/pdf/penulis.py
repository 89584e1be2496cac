"""Writes a PDF piece by piece, so that joining takes the memory of one part. Child only.

QPDF keeps every object of the file it writes: 188 MB for a matrix of 3,000 rows, against 20 MB
this way (measured, above what the libraries take). Here the objects reachable from given roots
are taken from an open file, renumbered, written and forgotten. Other files refer to them by
:func:`rujuk`.
ISO 32000-1 7.5.7 (object streams), 7.5.8 (cross-reference stream); same input, same bytes.
"""

import hashlib
import re
import zlib
from array import array
from collections.abc import Sequence
from typing import BinaryIO

import pikepdf
from pikepdf import Name

_PER_ALIRAN = 100
_RUJUK = "/P3Rujuk."
# In what QPDF prints, parentheses inside strings are always escaped: a string is one match and
# what looks like a reference in it stays text.
_POLA = re.compile(rb"\((?:[^\\()]+|\\.)*\)|(\d+) 0 R|/P3Rujuk\.(\d+)", re.DOTALL)


def rujuk(nomor: int) -> Name:
    """Return a stand-in for a reference to object *nomor* of the file that is being written."""
    return Name(f"{_RUJUK}{nomor}")


class Penulis:
    """One PDF file under way. Numbers are given by :meth:`pesan` or while writing."""

    def __init__(self, keluar: BinaryIO) -> None:
        self.keluar, self.sidik, self.letak = keluar, hashlib.sha256(), 0
        # Per object, as in the cross-reference stream: kind, place or object stream, index.
        self.jenis, self.tempat, self.indeks = bytearray(1), array("L", [0]), bytearray(1)
        self.tunggu: list[tuple[int, bytes]] = []
        self._isi(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")

    def pesan(self) -> int:
        """Reserve an object number."""
        self.jenis.append(0)
        self.tempat.append(0)
        self.indeks.append(0)
        return len(self.jenis) - 1

    def salin(
        self, pdf: pikepdf.Pdf, akar: Sequence[pikepdf.Object], tetap: Sequence[int] = ()
    ) -> dict[int, int]:
        """Write everything reachable from the indirect objects *akar* of *pdf*.

        The first of them take the reserved numbers *tetap*. Returns the new number of each
        object number of *pdf* that was written.
        """
        antre: list[int] = []
        peta: dict[int, int] = {}
        tulisan: dict[bytes, bytes] = {}  # the same as printed: most references come again

        def beri(lama: int, baru: int) -> bytes:
            antre.append(lama)
            peta[lama] = baru
            hasil = tulisan[b"%d" % lama] = b"%d 0 R" % baru
            return hasil

        def ganti(temu: re.Match[bytes]) -> bytes:
            if lama := temu[1]:
                return tulisan.get(lama) or beri(int(lama), self.pesan())
            return temu[2] + b" 0 R" if temu[2] else temu[0]

        for i, objek in enumerate(akar):
            lama = objek.objgen[0]
            if lama not in peta:
                beri(lama, tetap[i] if i < len(tetap) else self.pesan())
        for lama in antre:  # grows while it is read
            objek = pdf.get_object((lama, 0))
            teks = objek.unparse(resolved=True)
            if teks == b"%d 0 R" % lama:  # only a stream has no direct form
                data = _data(objek)
                kamus = _POLA.sub(ganti, objek.stream_dict.unparse(resolved=True))
                self._aliran(peta[lama], kamus, data)
            else:
                self._antrekan(peta[lama], _POLA.sub(ganti, teks))
        return peta

    def tutup(self, katalog: int, info: int) -> tuple[str, int]:
        """Write the cross-reference stream; return SHA-256 (hex) and size of the whole file."""
        self._kosongkan()
        nomor, awal = self.pesan(), self.letak
        self.jenis[nomor], self.tempat[nomor] = 1, awal
        ciri = self.sidik.hexdigest()[:32].encode()
        data = tanpa_cr(zlib.compress(self._tabel()))
        kamus = (
            b"<< /DecodeParms << /Columns 6 /Predictor 12 >> /Filter /FlateDecode"
            b" /ID [ <%s> <%s> ] /Info %d 0 R /Length %d /Root %d 0 R /Size %d /Type /XRef"
            b" /W [ 1 4 1 ] >>" % (ciri, ciri, info, len(data), katalog, nomor + 1)
        )
        self._isi(_objek(nomor, kamus, data))
        self._isi(b"startxref\n%d\n%%%%EOF\n" % awal)
        return self.sidik.hexdigest(), self.letak

    def _tabel(self) -> bytes:
        """The rows of the cross-reference, each as difference to the row above (PNG "up")."""
        empat = [bytes((t >> g) & 255 for t in self.tempat) for g in (24, 16, 8, 0)]
        kolom = [bytes(len(self.jenis)), bytes(self.jenis), *empat, bytes(self.indeks)]
        baris = bytearray(7 * len(self.jenis))
        for c, isi in enumerate(kolom):
            atas = b"\0" + isi[:-1]
            baris[c::7] = bytes((i - a) & 255 for i, a in zip(isi, atas, strict=True))
        baris[0::7] = b"\x02" * len(self.jenis)
        return bytes(baris)

    def _isi(self, isi: bytes) -> None:
        self.keluar.write(isi)
        self.sidik.update(isi)
        self.letak += len(isi)

    def _aliran(self, nomor: int, kamus: bytes, data: bytes) -> None:
        self.jenis[nomor], self.tempat[nomor] = 1, self.letak
        self._isi(_objek(nomor, kamus, data))

    def _antrekan(self, nomor: int, isi: bytes) -> None:
        self.tunggu.append((nomor, isi))
        if len(self.tunggu) == _PER_ALIRAN:
            self._kosongkan()

    def _kosongkan(self) -> None:
        """Write the waiting objects as one object stream."""
        if not self.tunggu:
            return
        wadah, kepala, letak = self.pesan(), [], 0
        for i, (nomor, isi) in enumerate(self.tunggu):
            self.jenis[nomor], self.tempat[nomor], self.indeks[nomor] = 2, wadah, i
            kepala.append(b"%d %d" % (nomor, letak))
            letak += len(isi) + 1
        awal = b" ".join(kepala) + b"\n"
        data = tanpa_cr(zlib.compress(awal + b"\n".join(isi for _, isi in self.tunggu)))
        kamus = b"<< /Filter /FlateDecode /First %d /Length %d /N %d /Type /ObjStm >>" % (
            len(awal), len(data), len(self.tunggu),
        )  # fmt: skip
        self.tunggu.clear()
        self._aliran(wadah, kamus, data)


def _data(aliran: pikepdf.Object) -> bytes:
    """The stored bytes of a stream, compressed at last; its dictionary is put right.

    Data must not end in a carriage return: with the line feed in front of ``endstream`` that
    seems one byte short to readers that look for the end of line (ISO 19005-3 6.1.7.1).
    """
    data = aliran.read_raw_bytes()
    kamus = aliran.stream_dict
    if Name.Filter not in kamus and kamus.get(Name.Type) != Name.Metadata:
        data = zlib.compress(data)
        kamus.Filter = Name.FlateDecode
    data = tanpa_cr(data)
    kamus.Length = len(data)
    return data


def tanpa_cr(data: bytes) -> bytes:
    """Return *data*, with a line feed behind it where it ends in a carriage return."""
    return data + b"\n" if data.endswith(b"\r") else data


def _objek(nomor: int, kamus: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (nomor, kamus, data)
