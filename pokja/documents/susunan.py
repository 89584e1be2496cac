"""The structure of a Pokja as pages, the SK and the organisation chart show it."""

import datetime as dt
from typing import Any, NamedTuple

from pokja.aturan.komposisi import Duduk, Komposisi, Orang, periksa
from pokja.enums import Bidang, Posisi
from pokja.models import Pokja

# Positions that belong to no field, from the top; those who write minutes stand beside the heads.
PIMPINAN = (
    Posisi.PENGARAH,
    Posisi.PENANGGUNG_JAWAB,
    Posisi.KETUA,
    Posisi.WAKIL_KETUA,
    Posisi.SEKRETARIS,
    Posisi.WAKIL_SEKRETARIS,
)


class Cabang(NamedTuple):
    """A node of the chart: who stands there, and what is below."""

    judul: str
    isi: list[Any]
    bawah: list["Cabang"]
    bidang: str = ""


def komposisi(pokja: Pokja, per: dt.date) -> Komposisi:
    """Return the composition report of *pokja* as on day *per*. Two queries."""
    return periksa([_duduk(k) for k in pokja.susunan(per)])


def _duduk(kedudukan: Any) -> Duduk:
    """Return a seat (with ``pemangku``) as the rules read it."""
    return Duduk(
        posisi=kedudukan.posisi,
        bidang=kedudukan.bidang,
        unsur=kedudukan.lembaga.unsur,
        jabatan=kedudukan.jabatan_dinas,
        pemangku=tuple(Orang(p.nama, p.nip, p.kelamin, p.sifat) for p in kedudukan.pemangku),
    )


def bagan(pokja: Pokja, per: dt.date) -> list[Cabang]:
    """Return the chart of *pokja* on day *per* as a tree: the heads one below the other, under the
    last of them the fields (Koordinator, then Anggota) and the Sekretariat. Two queries."""
    semua = list(pokja.susunan(per))
    cabang = _bawah(semua)
    for posisi in reversed(PIMPINAN):
        if di_sini := [k for k in semua if k.posisi == posisi]:
            cabang = [Cabang(str(posisi.label), di_sini, cabang)]
    return cabang


def _bawah(semua: list[Any]) -> list[Cabang]:
    hasil = []
    for bidang in Bidang:
        milik = [k for k in semua if k.bidang == bidang and k.posisi not in PIMPINAN]
        if milik:
            koordinator = [k for k in milik if k.posisi == Posisi.KOORDINATOR]
            anggota = [k for k in milik if k.posisi != Posisi.KOORDINATOR]
            bawah = [Cabang(str(Posisi.ANGGOTA.label), anggota, [])] if anggota else []
            hasil.append(Cabang(f"Bidang {bidang.label}", koordinator, bawah, bidang))
    for posisi in (Posisi.ANGGOTA, Posisi.SEKRETARIAT):
        lain = [k for k in semua if k.posisi == posisi and not k.bidang]
        if lain:
            hasil.append(Cabang(str(posisi.label), lain, []))
    return hasil
