"""The workbook of a period as it comes back, checked row by row: what is new, what would change,
what is wrong. Nothing is stored here; a *masalah* keeps its action out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.formatting import angka, bersih_teks, rupiah
from p3aks.core.formfields import AngkaField, RupiahField
from p3aks.core.tables.baca import baca
from p3aks.core.tables.bentuk import Lembar, Nilai, huruf_kolom
from p3aks.core.uploads import BerkasDitolak
from pokja.models import Pengguna
from rad.documents import realisasi
from rad.documents.realisasi import BarisDana, BarisUkur, IsiAksi
from rad.documents.realisasi_xlsx import (
    AWALAN_KODE,
    BARIS_JUDUL,
    BARIS_KODE,
    CATATAN,
    DANA,
    DIISI,
    KOLOM,
    UKUR,
    sidik_sel,
)
from rad.enums_pantau import StatusLaporan
from rad.forms.impor import PANJANG_NILAI, Temuan
from rad.forms.impor_baris import SelDitolak, kosong, sel_angka, sel_teks, teks_sel
from rad.forms.ukuran import DIGIT_MAKS, UkuranField
from rad.forms.unggah import UnggahForm
from rad.models import Rad, Terkunci, pastikan_terbuka
from rad.models.salinan import kanonik

PAKAI_UNDUHAN = (
    "Ini bukan buku kerja dari sistem, atau judulnya diubah. Unduh buku kerjanya, lalu isi di sana."
)
TERTUTUP = {
    StatusLaporan.DILAPORKAN: "Laporan ini sudah dikirim, jadi belum diganti. Tarik dahulu di "
    "halaman laporannya, lalu unggah kembali.",
    StatusLaporan.DITERIMA: "Laporan ini sudah diterima Sekretariat, jadi tidak diganti. Hanya "
    "Sekretariat yang dapat mengembalikannya.",
}
# As on the page (LaporanForm).
NILAI = UkuranField()
RUPIAH = RupiahField(required=False, max_digits=DIGIT_MAKS)
ALASAN = forms.CharField(required=False, max_length=500)
PANJANG = forms.CharField(required=False, max_length=2000)
_KODE = re.compile(re.escape(AWALAN_KODE) + r"(\d{4})-(B\d\d)-([0-9a-f-]{36})")


@dataclass
class Calon:
    """An action whose report may be stored. ``isi`` is plain data for ``ImporRealisasi.hasil``."""

    aksi: IsiAksi
    isi: dict[str, Any]
    beda: list[list[str]] = field(default_factory=list)

    @property
    def jenis(self) -> str:
        """``baru``, ``berubah`` or ``sama``."""
        if not self.beda:
            return "sama"
        return "berubah" if self.aksi.versi else "baru"

    def data(self) -> dict[str, Any]:
        """Return plain data."""
        a = self.aksi
        return {
            "id": str(a.pk), "nomor": a.nomor, "uraian": a.uraian, "opd": a.opd, "versi": a.versi,
            "jenis": self.jenis, "isi": self.isi, "beda": self.beda,
        }  # fmt: skip


@dataclass
class HasilRealisasi:
    """What the check of one workbook found."""

    calon: list[Calon] = field(default_factory=list)
    masalah: list[Temuan] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """Return plain data for ``ImporRealisasi.hasil``."""
        return {
            "aksi": [c.data() for c in self.calon],
            "masalah": [t.data() for t in self.masalah],
        }


def periksa(
    nama: str, isi: bytes, *, user: Pengguna, rad: Rad, tahun: int, periode: str
) -> HasilRealisasi:
    """Read the workbook *isi* (named *nama*) and check every row for *user*.

    Raises BerkasDitolak when the file as a whole cannot be used, or is of another period.
    """
    for lembar in baca(nama, isi):
        if kode := _KODE.fullmatch(teks_sel(lembar.sel(BARIS_KODE, 0))):
            if kode[3] != str(rad.pk):
                raise BerkasDitolak(f"Buku kerja ini untuk RAD lain, bukan {rad}.")
            if (kode[1], kode[2]) != (str(tahun), periode):
                raise BerkasDitolak(
                    f"Buku kerja ini untuk {kode[2]} {kode[1]}, bukan {periode} {tahun}. Unggah "
                    "di halaman periodenya."
                )
            return _Pemeriksa(lembar, user, rad, tahun, periode).jalankan()
    raise BerkasDitolak(PAKAI_UNDUHAN)


class _Pemeriksa:
    """Goes through the rows of one workbook."""

    def __init__(self, lembar: Lembar, user: Pengguna, rad: Rad, tahun: int, periode: str) -> None:
        self.lembar, self.rad, self.tahun, self.periode = lembar, rad, tahun, periode
        self.letak = _letak(lembar)
        self.hasil = HasilRealisasi()
        boleh = realisasi.aksi_dapat_diisi(user, rad)
        daftar = realisasi.susun(boleh, tahun=tahun, periode=periode)
        self.aksi = {str(a.pk): a for a in daftar}
        self.kunci: dict[UUID, str] = {}

    def jalankan(self) -> HasilRealisasi:
        """Check every action."""
        kelompok: dict[str, list[int]] = {}
        for r in range(BARIS_JUDUL + 1, len(self.lembar.baris)):
            pk = teks_sel(self._sel(r, "aksi")).lower()
            if pk in self.aksi:
                kelompok.setdefault(pk, []).append(r)
            elif pk:
                self._tolak(r, "uraian", "Aksi ini bukan milik perangkat daerah Anda, atau sudah "
                            "diganti dalam versi RAD yang baru.")  # fmt: skip
            elif any(not kosong(self._sel(r, k)) for k in DIISI):
                self._tolak(r, "uraian", "Baris ini bukan dari buku kerja (kolom ID Aksi kosong).")
        if not kelompok and not self.hasil.masalah:
            raise BerkasDitolak("Buku kerja ini tidak memuat baris aksi.")
        for pk, baris in kelompok.items():
            sebelum = len(self.hasil.masalah)
            calon = self._satu(self.aksi[pk], baris)
            if len(self.hasil.masalah) == sebelum:
                self.hasil.calon.append(calon)
        self.hasil.masalah.sort(key=lambda t: t.baris)
        return self.hasil

    def _satu(self, aksi: IsiAksi, baris: list[int]) -> Calon:
        calon = Calon(aksi, {"realisasi": {}, "anggaran": {}})
        ukur, dana = {str(u.pk): u for u in aksi.ukur}, {d.sumber: d for d in aksi.dana}
        sudah: set[str] = set()
        for r in baris:
            jenis, kunci = teks_sel(self._sel(r, "jenis")), teks_sel(self._sel(r, "baris"))
            if kunci in sudah:
                self._tolak(r, "nama", "Baris ini muncul dua kali.")
            elif jenis == UKUR and kunci in ukur:
                self._ukur(r, ukur[kunci], calon)
            elif jenis == DANA and kunci in dana:
                self._dana(r, dana[kunci], calon)
            elif jenis != CATATAN and self._disentuh(r):
                self._tolak(r, "nama", "Indikator atau sumber dana ini tidak dikenal lagi. Unduh "
                            "buku kerja yang baru.")  # fmt: skip
            sudah.add(kunci)
        # A row that was taken out says nothing: what is stored for its source of funds stays.
        for d in dana.values():
            if d.sumber not in sudah and d.nilai is not None:
                calon.isi["anggaran"][d.sumber] = kanonik(d.nilai)
        for ruas, label in (("kendala", "Kendala"), ("rencana", "Rencana tindak lanjut")):
            self._catatan(baris, calon, ruas, label)
        if calon.beda:
            self._boleh(aksi, baris[0])
        return calon

    def _ukur(self, r: int, u: BarisUkur, calon: Calon) -> None:
        nilai = self._angka(r, NILAI, u.nilai, angka)
        alasan = self._banding(r, "alasan", self._teks(r, "alasan", ALASAN, u.alasan), u.alasan)
        if nilai != u.nilai:
            calon.beda.append([u.nama, _tulis(u.nilai, angka), _tulis(nilai, angka)])
        if alasan != u.alasan:
            calon.beda.append([f"{u.nama}: alasan", u.alasan, alasan])
        if u.ada or nilai is not None or alasan:
            calon.isi["realisasi"][str(u.pk)] = [kanonik(nilai), alasan]

    def _dana(self, r: int, d: BarisDana, calon: Calon) -> None:
        nilai = self._angka(r, RUPIAH, d.nilai, rupiah)
        if nilai != d.nilai:
            label = f"Realisasi anggaran {d.label}"
            calon.beda.append([label, _tulis(d.nilai, rupiah), _tulis(nilai, rupiah)])
        if nilai is not None:
            calon.isi["anggaran"][d.sumber] = kanonik(nilai)
        if not kosong(self._sel(r, "alasan")):
            self._tolak(r, "alasan", "Alasan ditulis di baris indikator. Di sini kosongkan.")

    def _catatan(self, baris: list[int], calon: Calon, ruas: str, label: str) -> None:
        """Take the one text that the rows of an action hold. Where none does because the row that
        carried it was taken out, what is stored stays."""
        lama = getattr(calon.aksi, ruas)
        terisi = [r for r in baris if not kosong(self._sel(r, ruas))]
        teks = dict.fromkeys(self._teks(r, ruas, PANJANG, lama) for r in terisi)
        if len(teks) > 1:
            self._tolak(terisi[1], ruas, f"{label} ditulis sekali per aksi; baris "
                        f"{terisi[0] + 1} sudah berisi teks lain.")  # fmt: skip
        baru = next(iter(teks), "")
        pembawa = [r for r in baris if teks_sel(self._sel(r, "baris")) == calon.aksi.pembawa]
        baru = self._banding(pembawa[0], ruas, baru, lama) if pembawa else baru or lama
        calon.isi[ruas] = baru
        if baru != lama:
            calon.beda.append([label, lama, baru])

    def _boleh(self, aksi: IsiAksi, r: int) -> None:
        """Refuse what may not be written now; only what would change is asked."""
        if aksi.lembaga not in self.kunci:
            try:
                pastikan_terbuka(self.rad, self.tahun, self.periode, aksi.lembaga)
                self.kunci[aksi.lembaga] = ""
            except Terkunci as galat:
                self.kunci[aksi.lembaga] = " ".join(galat.messages)
        if pesan := self.kunci[aksi.lembaga]:
            self._tolak(r, "uraian", pesan)
        elif not aksi.boleh_disunting:
            self._tolak(r, "keadaan", TERTUTUP[aksi.status])

    def _banding(
        self, r: int, kunci: str, baru: Any, lama: Any, tulis: Callable[[Any], str] = str
    ) -> Any:
        """Return what a cell is to become: *baru*; *lama*, what is stored, where nobody touched the
        cell. Refuse it where it was touched and somebody else stored something meanwhile."""
        if baru == lama:
            return lama
        awal = teks_sel(self._sel(r, "awal")).split()
        if len(awal) != len(DIISI):
            self._tolak(r, kunci, "Kolom tersembunyi di baris ini rusak. Unduh buku kerja yang "
                        "baru, lalu pindahkan isiannya.")  # fmt: skip
            return lama
        semula = awal[DIISI.index(kunci)]
        if sidik_sel(baru) == semula:
            return lama
        if sidik_sel(lama) != semula:
            self._tolak(r, kunci, "Sel ini tersimpan lain sesudah buku kerja diunduh, jadi belum "
                        f"diganti: tersimpan {_kutip(_tulis(lama, tulis))}, pada berkas "
                        f"{_kutip(_tulis(baru, tulis))}. Ubah di halaman laporannya, atau unduh "
                        "buku kerja yang baru.")  # fmt: skip
        return baru

    def _disentuh(self, r: int) -> bool:
        """Tell whether a cell of the row is no longer as it went out."""
        sel = [self._sel(r, k) for k in DIISI]
        try:
            isi = [NILAI.to_python(sel_angka(sel[0])), *map(teks_sel, sel[1:])]
        except (SelDitolak, ValidationError):
            return True
        return [sidik_sel(x) for x in isi] != teks_sel(self._sel(r, "awal")).split()

    def _angka(
        self, r: int, ruas: AngkaField | RupiahField, lama: Decimal | None,
        tulis: Callable[[Any], str],
    ) -> Any:  # fmt: skip
        """Return the number of a row; what is stored already is never refused."""
        try:
            nilai = ruas.to_python(sel_angka(self._sel(r, "nilai")))
            nilai = self._banding(r, "nilai", nilai, lama, tulis)
            return lama if nilai == lama else ruas.clean(nilai)
        except (SelDitolak, ValidationError) as galat:
            self._tolak(r, "nilai", _pesan(galat))
            return lama

    def _teks(self, r: int, kunci: str, ruas: forms.Field, lama: str) -> str:
        """Return a text whole: what is too long is refused, not cut. The stored one where the cell
        says the same: a spreadsheet changes blanks."""
        nilai = self._sel(r, kunci)
        if isinstance(nilai, str) and bersih_teks(nilai) == bersih_teks(lama):
            return lama
        try:
            teks = sel_teks(nilai)
            return str(ruas.clean(bersih_teks(nilai) if isinstance(nilai, str) else teks))
        except (SelDitolak, ValidationError) as galat:
            self._tolak(r, kunci, _pesan(galat))
            return lama

    def _sel(self, r: int, kunci: str) -> Nilai:
        return self.lembar.sel(r, self.letak[kunci])

    def _tolak(self, r: int, kunci: str, pesan: str) -> None:
        c = self.letak[kunci]
        nilai = teks_sel(self._sel(r, kunci))[:PANJANG_NILAI]
        kolom = f"{KOLOM[kunci][0]} ({huruf_kolom(c)})"
        self.hasil.masalah.append(Temuan(self.lembar.nama, r + 1, kolom, nilai, pesan, kunci))


def _letak(lembar: Lembar) -> dict[str, int]:
    """Return the column of each key, by its heading."""
    judul = {
        teks_sel(lembar.sel(BARIS_JUDUL, c)): c
        for c in range(len(lembar.baris[BARIS_JUDUL]) if len(lembar.baris) > BARIS_JUDUL else 0)
    }
    if hilang := [label for label, _ in KOLOM.values() if label not in judul]:
        raise BerkasDitolak(f"Kolom yang hilang: {', '.join(hilang)}. {PAKAI_UNDUHAN}")
    return {kunci: judul[label] for kunci, (label, _) in KOLOM.items()}


def _pesan(galat: SelDitolak | ValidationError) -> str:
    return " ".join(galat.messages) if isinstance(galat, ValidationError) else str(galat)


def _tulis(nilai: Any, tulis: Callable[[Any], str]) -> str:
    """Return a number as people read it; nothing where there is none."""
    return "" if nilai is None else tulis(nilai)


def _kutip(teks: str) -> str:
    return f"“{teks}”" if teks else "kosong"


class UnggahRealisasiForm(UnggahForm):
    """The upload of a workbook."""

    periksa = staticmethod(periksa)
