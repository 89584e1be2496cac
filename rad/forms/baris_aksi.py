"""The rows of one action – of a spreadsheet, or of the grid – read into its content.

The first row tells about the action itself; each row may add an indicator and a source of funds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from p3aks.core.tables.bentuk import Nilai, Persen
from rad.actions.isi import IsiAksi, IsiAnggaran, IsiIndikator
from rad.documents.kolom_rad import AWALAN_PAGU, AWALAN_TARGET
from rad.forms.aksi import isi_aksi
from rad.forms.impor_baris import (
    BarisAksiForm,
    BarisAnggaranForm,
    BarisIndikatorForm,
    Kamus,
    SelDitolak,
    galat_form,
    kosong,
    kunci_kata,
    sel_angka,
    sel_teks,
    teks_sel,
)

# What describes the action as a whole.
KUNCI_AKSI = (
    "bidang", "sasaran", "nomenklatur", "uraian", "penanggung_jawab", "pendukung", "lokasi",
    "keterangan",
)  # fmt: skip
BERANGKA = ("baseline", AWALAN_TARGET, AWALAN_PAGU)  # columns that are read as numbers
BarisSel = Mapping[str, Nilai]


class Catatan(NamedTuple):
    """One finding: the row's place among the rows read, the column, and a sentence."""

    baris: int
    kunci: str
    pesan: str


@dataclass
class Terbaca:
    """What the rows of one action say. ``isi`` is None where the action itself is not valid."""

    isi: IsiAksi | None = None
    masalah: list[Catatan] = field(default_factory=list)
    peringatan: list[Catatan] = field(default_factory=list)


class PembacaAksi:
    """Reads the rows of one action after the other with forms that are made once."""

    def __init__(self, kamus: Kamus) -> None:
        self.aksi, self.indikator = BarisAksiForm(kamus=kamus), BarisIndikatorForm(kamus=kamus)
        self.anggaran = BarisAnggaranForm(kamus=kamus)
        tahun = kamus.rad.tahun
        self.kunci_anggaran = ["sumber", *(f"{AWALAN_PAGU}{t}" for t in tahun)]
        self.kunci_ukuran = ["nama", "satuan", "arah", "baseline"]
        self.kunci_ukuran += [f"{AWALAN_TARGET}{t}" for t in tahun]
        self.hasil = Terbaca()

    def baca(self, baris: Sequence[BarisSel], nomor: Sequence[int]) -> Terbaca:
        """Read the rows of one action; *nomor*: their numbers as the person counts them."""
        self.hasil = hasil = Terbaca()
        sah = self._isi_form(0, baris[0], self.aksi, KUNCI_AKSI)
        hasil.peringatan += [Catatan(0, ruas, pesan) for ruas, pesan in self.aksi.peringatan]
        indikator, anggaran = self._rincian(baris, nomor)
        if sah:
            hasil.isi = isi_aksi(self.aksi, indikator, anggaran)
            if not any(map(self.berukuran, baris)):
                pesan = "Indikator belum diisi; aksi belum dapat diajukan."
                hasil.peringatan.append(Catatan(0, "nama", pesan))
        return hasil

    def berukuran(self, sel: BarisSel) -> bool:
        """Tell whether a row holds anything of an indicator."""
        return _terisi(sel, self.kunci_ukuran)

    def _rincian(
        self, baris: Sequence[BarisSel], nomor: Sequence[int]
    ) -> tuple[list[IsiIndikator], list[IsiAnggaran]]:
        indikator, anggaran = [], []
        sumber: dict[str, int] = {}
        for n, sel in enumerate(baris):
            if n:
                self._periksa_lanjutan(n, sel, baris[0], nomor[0])
            if self.berukuran(sel):
                kunci = [*self.kunci_ukuran, "jenis", "kumulatif"]
                if self._isi_form(n, sel, self.indikator, kunci):
                    indikator.append(self.indikator.isi())
            if (
                _terisi(sel, self.kunci_anggaran)
                and self._isi_form(n, sel, self.anggaran, self.kunci_anggaran)
                and (uang := self.anggaran.isi())
            ):
                if uang.sumber in sumber:
                    pesan = f"Sumber dana ini sudah ada di baris {sumber[uang.sumber]}; gabungkan."
                    self._tolak(n, "sumber", pesan)
                sumber[uang.sumber] = nomor[n]
                anggaran.append(uang)
        return indikator, anggaran

    def _isi_form(
        self,
        n: int,
        sel: BarisSel,
        form: BarisAksiForm | BarisIndikatorForm | BarisAnggaranForm,
        kunci: Sequence[str],
    ) -> bool:
        """Fill *form* from a row, report what is wrong cell by cell, tell whether all is well."""
        data, cacat = {}, []
        for k in kunci:
            nilai = sel.get(k, "")
            try:
                data[k] = sel_angka(nilai) if k.startswith(BERANGKA) else sel_teks(nilai)
            except SelDitolak as galat:
                cacat.append(k)
                self._tolak(n, k, str(galat))
            if isinstance(nilai, Persen):
                pesan = f"Sel berformat persen: dibaca {teks_sel(nilai)[:-1]}."
                self.hasil.peringatan.append(Catatan(n, k, pesan))
        sah = form.isi_ulang(data)
        for k, pesan in galat_form(form, lewati=cacat):
            self._tolak(n, k, pesan)
        return sah and not cacat

    def _periksa_lanjutan(self, n: int, sel: BarisSel, pertama: BarisSel, nomor: int) -> None:
        """The rows of one action must not contradict each other."""
        for k in KUNCI_AKSI:
            teks = teks_sel(sel.get(k, ""))
            if teks and kunci_kata(teks) != kunci_kata(teks_sel(pertama.get(k, ""))):
                self._tolak(n, k, f"Berbeda dengan baris {nomor}, padahal satu aksi.")

    def _tolak(self, n: int, kunci: str, pesan: str) -> None:
        self.hasil.masalah.append(Catatan(n, kunci, pesan))


def _terisi(sel: BarisSel, kunci: Sequence[str]) -> bool:
    return any(not kosong(sel.get(k, "")) for k in kunci)
