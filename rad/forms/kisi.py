"""What a person sends from the grid: actions as lines of cells, typed or pasted."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.http import QueryDict

from p3aks.core.parsing import baca_bilangan
from p3aks.core.tables.bentuk import KOLOM_MAKS, Lembar, Nilai
from p3aks.core.uploads import BerkasDitolak
from rad.documents.kisi import Baris, gabung, kolom_kisi, rapi
from rad.documents.kolom_rad import Kolom
from rad.forms.baris_aksi import KUNCI_AKSI, Catatan
from rad.forms.impor_baris import teks_sel
from rad.forms.impor_judul import cari_judul, lembar_bertabel
from rad.forms.impor_tabel import Baris as BarisTabel
from rad.forms.impor_tabel import Tabel, susun_tabel
from rad.models import Rad

BARIS_TEMPEL = 500  # rows of one paste
BARIS_AKSI = 20  # lines of one action, as many indicators as its form takes
AKSI_KIRIM = 600  # actions of one request
AWAL_BARU = ("penanggung_jawab",)  # what an empty row may hold without having begun
_LEBAR_TEKS = 24  # wider columns take several lines of text


class Keadaan(StrEnum):
    """How an action in the grid stands."""

    KOSONG = "kosong"
    TERSIMPAN = "tersimpan"
    BELUM = "belum"
    GALAT = "galat"
    BENTROK = "bentrok"


class Sel(NamedTuple):
    """One cell as it is drawn. ``tersimpan``: what is stored, where it differs and a person has to
    choose."""

    kolom: Kolom
    nilai: str
    galat: list[str]
    tersimpan: str | None

    @property
    def banyak(self) -> bool:
        """Whether the cell is a box of several lines."""
        return self.kolom.jenis == "teks" and self.kolom.lebar >= _LEBAR_TEKS


@dataclass
class AksiKisi:
    """One action in the grid. ``awal``: its lines when the person began, None where that is not
    known; ``versi``: the version they are of, None for a new action."""

    id: UUID
    baris: list[Baris]
    versi: int | None = None
    awal: list[Baris] | None = None
    keadaan: Keadaan = Keadaan.BELUM
    pesan: list[str] = field(default_factory=list)
    ingat: list[str] = field(default_factory=list)
    galat: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def kosong(self) -> bool:
        """Whether nothing was begun here."""
        return self.versi is None and not any(set(b) - set(AWAL_BARU) for b in self.baris)

    @property
    def teks_awal(self) -> str:
        """``awal`` as the page carries it."""
        return "" if self.awal is None else json.dumps(self.awal, ensure_ascii=False)

    @property
    def beda(self) -> dict[tuple[int, str], str]:
        """The cells of an action that waits for a choice, with what is stored in them."""
        if self.keadaan != Keadaan.BENTROK:
            return {}
        return gabung(None, self.awal or [{}], self.baris).beda

    def tolak(self, catatan: Sequence[Catatan]) -> None:
        """Put *catatan* beside their cells: the action is not stored."""
        self.keadaan = Keadaan.GALAT
        for n, kunci, pesan in catatan:
            self.galat[n, kunci].append(pesan)

    def sel(self, kolom: Sequence[Kolom]) -> list[list[Sel | None]]:
        """Return the cells line by line; None below the cells that stand for the whole action."""
        beda = self.beda
        jumlah = max(len(self.baris), *(n + 1 for n, _ in beda), 1)
        baris = [*self.baris, *([{}] * (jumlah - len(self.baris)))]
        return [
            [
                None
                if n and k.kunci in KUNCI_AKSI and not b.get(k.kunci)
                else Sel(k, b.get(k.kunci, ""), self.galat.get((n, k.kunci), []),
                         beda.get((n, k.kunci)))
                for k in kolom
            ]
            for n, b in enumerate(baris)
        ]  # fmt: skip


def baru(jumlah: int, awal: Baris) -> list[AksiKisi]:
    """Return *jumlah* empty actions, each filled in with *awal*."""
    return [AksiKisi(uuid4(), [dict(awal)], keadaan=Keadaan.KOSONG) for _ in range(jumlah)]


def baca_kisi(data: QueryDict, kolom: Sequence[Kolom]) -> list[AksiKisi]:
    """Return the actions in *data*, in the order of the page; what does not name one is left out.

    ``k``: the ids; of each ``<id>.versi``, ``<id>.awal``, ``<id>.bentrok`` and, once a line,
    ``<id>.<column>``.
    """
    hasil: dict[UUID, AksiKisi] = {}
    for teks in data.getlist("k")[:AKSI_KIRIM]:
        try:
            pk = UUID(teks)
        except ValueError:
            continue
        kolom_isi = [data.getlist(f"{teks}.{k.kunci}")[:BARIS_AKSI] for k in kolom]
        baris = [
            rapi(dict(zip((k.kunci for k in kolom), isi, strict=True)))
            for isi in zip_longest(*kolom_isi, fillvalue="")
        ] or [{}]
        hasil[pk] = AksiKisi(
            pk,
            baris,
            versi=baca_bilangan(data.get(f"{teks}.versi", "")) or None,
            awal=_baca_awal(data.get(f"{teks}.awal", "")),
            keadaan=Keadaan.BENTROK if data.get(f"{teks}.bentrok") else Keadaan.BELUM,
        )
    return list(hasil.values())


def _baca_awal(teks: str) -> list[Baris] | None:
    """Return the lines that the page carried along. They come from the browser: anything else than
    lines of texts counts as not known."""
    try:
        isi: Any = json.loads(teks)
        return [rapi({str(k): str(v) for k, v in b.items()}) for b in isi[:BARIS_AKSI]]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


class Tempelan(NamedTuple):
    """A pasted table: its actions, each as its lines, and what to tell about the rest."""

    aksi: list[list[Baris]]
    ingat: list[str]


def baca_tempelan(teks: str, rad: Rad, mulai: str = "") -> Tempelan:
    """Return the actions in a table copied from a spreadsheet.

    With a heading the columns are found by their names, else they are taken in the order of the
    grid from column *mulai* on. Raises BerkasDitolak, saying what is in the way.
    """
    sel = _sel_tempelan(teks)
    kunci = [k.kunci for k in kolom_kisi(rad)]
    lembar = Lembar("Tempelan", baris=sel)
    ingat = []
    if lembar_bertabel([lembar]):
        judul = cari_judul([lembar], rad)
        tabel = susun_tabel(judul)
        if judul.tak_dikenal:
            tak_dikenal = ", ".join(judul.label[c] for c in judul.tak_dikenal)
            ingat.append(f"Kolom ini tidak dikenal dan diabaikan: {tak_dikenal}.")
        if tabel.dilewati:
            ingat.append(f"{len(tabel.dilewati)} baris dilewati karena tidak memuat aksi.")
    else:
        letak = kunci[kunci.index(mulai) if mulai in kunci else 0 :]
        if max(map(len, sel)) > len(letak):
            raise BerkasDitolak(
                f"Tempelan ini {max(map(len, sel))} kolom, sedangkan dari kolom itu ke kanan hanya "
                f"ada {len(letak)}. Sertakan baris judulnya, atau mulai dari kolom yang sesuai."
            )
        isi = [dict(zip(letak, baris, strict=False)) for baris in sel]
        tabel = Tabel([BarisTabel(r, satu) for r, satu in enumerate(isi)])
    aksi = [
        [rapi({k: teks_sel(b.sel.get(k, "")) for k in kunci}) for b in kelompok]
        for kelompok in tabel.kelompok()
    ]
    if not aksi:
        raise BerkasDitolak("Tempelan ini memuat judul kolom, tetapi belum ada baris aksi.")
    if panjang := next((a for a in aksi if len(a) > BARIS_AKSI), None):
        raise BerkasDitolak(
            f"Aksi “{panjang[0].get('uraian', '')[:60]}” memuat {len(panjang)} baris; paling "
            f"banyak {BARIS_AKSI}."
        )
    return Tempelan(aksi, ingat)


def _sel_tempelan(teks: str) -> list[list[Nilai]]:
    """Return the filled rows of *teks* as a spreadsheet copies them. Raises BerkasDitolak."""
    try:
        sel = list(csv.reader(io.StringIO(teks, newline=""), csv.excel_tab))
    except csv.Error as galat:
        raise BerkasDitolak("Tempelan ini bukan tabel yang disalin dari Excel.") from galat
    terisi: list[list[Nilai]] = [[*baris] for baris in sel if any(s.strip() for s in baris)]
    if not terisi:
        raise BerkasDitolak("Tempel dahulu tabel yang disalin dari Excel.")
    if len(terisi) > BARIS_TEMPEL:
        raise BerkasDitolak(
            f"Paling banyak {BARIS_TEMPEL} baris sekali tempel; ini {len(terisi)} baris. Bagi "
            "menjadi beberapa tempelan, atau pakai Impor Excel."
        )
    if max(map(len, terisi)) > KOLOM_MAKS:
        raise BerkasDitolak(f"Paling banyak {KOLOM_MAKS} kolom. Salin tabelnya saja.")
    return terisi
