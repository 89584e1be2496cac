"""An old table, pasted as it was printed or uploaded as a file."""

import csv
import io
import json
import re
from dataclasses import replace
from itertools import islice
from typing import Any

from django import forms

from kasus.aturan.historis import periksa_semua
from kasus.aturan.historis_baca import baca_tabel, kenali_total, tahun_tersurat
from kasus.aturan.historis_indikator import baca_indikator
from kasus.aturan.historis_tabel import Hasil, Indikator, Larik, TabelCetak
from kasus.documents.historis import data_isi, tabel_dari
from p3aks.core.forms import FormulirMixin
from p3aks.core.tables.baca import baca
from p3aks.core.tables.bentuk import BARIS_MAKS, Lembar, Nilai
from p3aks.core.uploads import BerkasDitolak, nama_tampil, periksa_ukuran

HURUF_MAKS = 50_000
LARIK_MAKS = 200
ANGKA_MAKS = 9_999_999


class HistorisForm(FormulirMixin, forms.Form):
    """The table and where it comes from. Valid when a table was found; ``tabel`` then pairs each
    with what is wrong in it."""

    use_required_attribute = False

    sumber = forms.CharField(
        label="Sumber",
        max_length=300,
        help_text="Siapa yang menerbitkan, di mana, dan kapan. Tanpa nama korban.",
        error_messages={"required": "Tuliskan dari mana tabel ini."},
    )
    teks = forms.CharField(
        label="Tabel sebagaimana tercetak",
        required=False,
        max_length=HURUF_MAKS,
        widget=forms.Textarea(attrs={"rows": 10, "class": "kode"}),
        help_text="Salin kalimatnya, misalnya: tahun 2022 fisik ( P 8 – A 35 = 43), … total "
        "( P 19 A 73 ) jumlah 92 kasus.",
    )
    berkas = forms.FileField(
        label="Atau berkas Excel atau CSV",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Satu lembar satu tahun: baris judul (jenis, P, A, jumlah), lalu barisnya, "
        "terakhir total. Paling besar 2 MB.",
    )
    # What an uploaded file said, so that it need not be chosen again for storing.
    tercetak = forms.CharField(required=False, max_length=HURUF_MAKS, widget=forms.HiddenInput)
    tahun = forms.IntegerField(
        label="Tahun tabel dalam berkas",
        required=False,
        min_value=1990,
        max_value=2200,
        help_text="Hanya untuk berkas yang tidak menyebut tahunnya.",
    )
    indikator = forms.CharField(
        label="Angka lain yang tercetak di sampingnya",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "kode"}),
        help_text="Boleh kosong. Satu baris satu angka, dipisah titik koma atau disalin dari "
        "Excel. Persentase: nama; persen; dari berapa, misalnya Temuan kasus per keluarga; "
        "0,048 %; 163.260. Capaian: nama; target; realisasi; capaian; naik (atau turun bila makin "
        "kecil makin baik), misalnya PPKS ditangani; 66; 62,32; 91,63; naik. Milik tahun yang "
        "disebut namanya; tanpa tahun, tabel terbaru.",
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.tabel: list[tuple[TabelCetak, Hasil]] = []
        self.asli = ""

    def clean(self) -> dict[str, Any]:
        """Find the tables and check them."""
        isi = super().clean() or self.cleaned_data
        if "teks" in self.errors or "berkas" in self.errors:
            return isi
        try:
            tabel = self._cari(isi)
        except BerkasDitolak as galat:
            self.add_error("teks" if isi.get("teks", "").strip() else "berkas", str(galat))
            return isi
        if not tabel:
            self.add_error("teks", "Tidak ada tabel bertahun di dalamnya. Periksa contohnya.")
        elif any(len(t.larik) > LARIK_MAKS or _terlalu_besar(t) for t in tabel):
            self.add_error("teks", "Tabel ini terlalu panjang, atau angkanya terlalu besar.")
        else:
            urut = self._dengan_indikator(sorted(tabel, key=lambda t: t.tahun), isi)
            self.tabel = list(zip(urut, periksa_semua(urut), strict=True))
        return isi

    def _cari(self, isi: dict[str, Any]) -> list[TabelCetak]:
        """Return the tables of the text, else of the file, else of the file sent before."""
        if teks := isi.get("teks", "").strip():
            if re.search(r"\d{10}", teks):
                raise BerkasDitolak("Di dalamnya ada angka yang terlalu panjang untuk suatu cacah.")
            self.asli = teks
            return baca_tabel(teks)
        if berkas := isi.get("berkas"):
            tabel = self._dari_berkas(berkas, isi.get("tahun"))
            self.asli = f"Berkas {nama_tampil(berkas.name)}"
            self.data = self.data.copy()
            self.data["tercetak"] = json.dumps([self.asli, [_data(t) for t in tabel]])
            return tabel
        self.asli, tabel = _dari_data(isi.get("tercetak", ""))
        return tabel

    def _dengan_indikator(self, tabel: list[TabelCetak], isi: dict[str, Any]) -> list[TabelCetak]:
        """Return *tabel* with the figures beside them: those that name a year beside its table, the
        others beside the newest."""
        try:
            semua = baca_indikator(isi.get("indikator", ""))
        except ValueError as galat:
            self.add_error("indikator", str(galat))
            return tabel
        milik: dict[int, list[Indikator]] = {t.tahun: [] for t in tabel}
        for satu in semua:
            tahun = tahun_tersurat(satu.nama)
            milik[tahun if tahun in milik else tabel[-1].tahun].append(satu)
        return [replace(t, indikator=milik[t.tahun]) for t in tabel]

    def kiriman(self) -> dict[str, Any]:
        """Return what was sent and found, for ``kasus.actions.historis.simpan``."""
        return {"tabel": self.tabel, "sumber": self.cleaned_data["sumber"], "asli": self.asli}

    def _dari_berkas(self, berkas: Any, tahun: int | None) -> list[TabelCetak]:
        periksa_ukuran(berkas.size)
        lembar = [x for x in _lembar(berkas.name, berkas.read()) if not x.tersembunyi]
        hasil = [_dari_lembar(x, tahun) for x in lembar]
        return [t for t in hasil if t]


class VersiForm(HistorisForm):
    """A correction: the table once more, and why."""

    alasan = forms.CharField(
        label="Alasan versi baru",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tuliskan mengapa tabel ini diganti."},
    )

    def kiriman(self) -> dict[str, Any]:
        """Return it with the reason."""
        return {**super().kiriman(), "alasan": self.cleaned_data["alasan"]}


def _lembar(nama: str, isi: bytes) -> list[Lembar]:
    """Return the sheets of a file: of a file of commas the one it is."""
    if not nama.lower().endswith(".csv"):
        return baca(nama, isi)
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")
    pemisah = max(";,\t", key=teks.count)
    try:
        isi_berkas = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)
        baris = list(islice(isi_berkas, BARIS_MAKS))
    except csv.Error as galat:
        raise BerkasDitolak("Berkas CSV ini tidak dapat dibaca sebagai tabel.") from galat
    return [Lembar(nama_tampil(nama), baris=[[*b] for b in baris])]


def _data(tabel: TabelCetak) -> dict[str, Any]:
    return {"tahun": tabel.tahun, "satuan": tabel.satuan, **data_isi(tabel)}


def _dari_data(teks: str) -> tuple[str, list[TabelCetak]]:
    """Return what :func:`_data` wrote into the page; nothing for anything else."""
    try:
        asli, isi = json.loads(teks)
        tabel = [tabel_dari(int(x["tahun"]), str(x["satuan"])[:20], x) for x in isi]
        if all(_wajar(t) for t in tabel):
            return str(asli)[:200], tabel
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return "", []


def _wajar(tabel: TabelCetak) -> bool:
    semua = tabel.semua_larik
    angka = [n for x in semua for n in (*x.sel.values(), x.jumlah) if n is not None]
    teks = [t for x in semua for t in (x.label, *x.sel)]
    return (
        1900 <= tabel.tahun <= 2200
        and all(type(n) is int and n >= 0 for n in angka)
        and all(isinstance(t, str) and len(t) <= 200 and "\x00" not in t for t in teks)
    )


def _terlalu_besar(tabel: TabelCetak) -> bool:
    return any(n > ANGKA_MAKS for x in tabel.semua_larik for n in (*x.sel.values(), x.jumlah or 0))


def _dari_lembar(lembar: Lembar, tahun: int | None) -> TabelCetak | None:
    """Return the table of one sheet: below a heading, one line a row, totals last."""
    baris = [[_teks(v) for v in b] for b in lembar.baris]
    judul = next((n for n, b in enumerate(baris) if len([s for s in b if s]) > 1), None)
    if judul is None:
        return None
    di_atas = " ".join([lembar.nama, *(s for b in baris[: judul + 1] for s in b)])
    if not (tahun := tahun or tahun_tersurat(di_atas)):
        raise BerkasDitolak(f"Lembar “{lembar.nama}” tidak menyebut tahunnya. Isi tahun di bawah.")
    kolom = baris[judul]
    larik: list[Larik] = []
    for nomor, b in enumerate(baris[judul + 1 :], judul + 2):
        if not any(b):
            continue
        satu = _larik(b, kolom, lembar.nama, nomor)
        if kenali_total(satu.label):
            return TabelCetak(tahun, larik, satu)
        larik.append(satu)
    return TabelCetak(tahun, larik) if larik else None


def _larik(baris: list[str], kolom: list[str], lembar: str, nomor: int) -> Larik:
    sel: dict[str, int] = {}
    jumlah = None
    for nama, teks in zip(kolom[1:], baris[1:], strict=False):
        if not nama or not teks:
            continue
        if not teks.isascii() or not teks.isdigit() or len(teks) > 9:
            letak = f"Lembar “{lembar}”, baris {nomor}, kolom {nama}"
            raise BerkasDitolak(f"{letak}: “{teks[:40]}” bukan bilangan cacah.")
        if kenali_total(nama):
            jumlah = int(teks)
        else:
            sel[nama] = int(teks)
    return Larik(baris[0], sel, jumlah)


def _teks(nilai: Nilai) -> str:
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return nilai.strip() if isinstance(nilai, str) else str(nilai)
