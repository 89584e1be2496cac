"""A table of items pasted from Excel or uploaded: checked row by row, taken whole or not at all."""

from typing import Any, NamedTuple

from django import forms

from p3aks.core.formatting import bersih_teks
from p3aks.core.forms import FormulirMixin
from p3aks.core.tables.baca import baca
from p3aks.core.tables.bentuk import Nilai
from p3aks.core.uploads import BerkasDitolak, periksa_ukuran
from rad.enums_selaras import JenisButir
from rad.forms.impor_baris import teks_sel
from rad.models import DokumenAcuan

KOLOM = ("kode", "uraian", "induk", "jenis", "indikator", "satuan", "target")
KODE = (("kode",), ("induk",))
PANJANG = {"kode": 30, "uraian": 500, "induk": 30, "indikator": 300, "satuan": 50, "target": 200}
BARIS_MAKS = 1000
HURUF_MAKS = 400_000
_JENIS = {str(label).casefold(): nilai for nilai, label in JenisButir.choices}


class Salah(NamedTuple):
    """What is wrong in one row, counted as the person counts."""

    baris: int
    pesan: str


class TabelAcuanForm(FormulirMixin, forms.Form):
    """Rows ``kode; uraian; induk`` and, where there are any, jenis, indikator, satuan, target.

    After :meth:`is_valid`, ``baris`` has the new rows and ``sama`` counts those that are there
    already, word for word. Otherwise ``salah`` names the rows to correct, and the rows of an
    uploaded file stand in the text box, to be corrected there.
    """

    tabel = forms.CharField(
        label="Tempel tabel dari Excel",
        required=False,
        max_length=HURUF_MAKS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "kode"}),
        help_text="Kolom: kode, uraian, induk (kode butir di atasnya), lalu bila ada jenis, "
        "indikator, satuan, target. Tanpa Excel, pisahkan kolom dengan titik koma.",
    )
    berkas = forms.FileField(
        label="Atau unggah berkas Excel",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="Format .xlsx, paling besar 2 MB; lembar pertama, kolom dalam urutan yang sama.",
    )

    def __init__(self, *args: Any, dokumen: DokumenAcuan, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.dokumen = dokumen
        self.baris: list[dict[str, Any]] = []
        self.salah: list[Salah] = []
        self.sama = 0

    def clean_berkas(self) -> list[list[str]] | None:
        """Return the rows of the first visible sheet; the refusal of a file stands beside it."""
        if not (berkas := self.cleaned_data["berkas"]):
            return None
        try:
            periksa_ukuran(berkas.size)
            lembar = baca(berkas.name, berkas.read())
        except BerkasDitolak as galat:
            raise forms.ValidationError(str(galat), code="ditolak") from galat
        tampak = next((satu for satu in lembar if not satu.tersembunyi), None)
        if tampak is None or tampak.melebihi:
            raise forms.ValidationError("Lembar pertama kosong atau terlalu besar.")
        return [[_sel(c, sel) for c, sel in enumerate(baris)] for baris in tampak.baris]

    def clean(self) -> dict[str, Any]:
        """Check every row."""
        isi = super().clean() or self.cleaned_data
        if self.errors:
            return isi
        mentah = isi["berkas"]
        if mentah is None:
            mentah = [_kolom(baris) for baris in isi["tabel"].splitlines()]
        if not any(map(any, mentah)):
            self.add_error("tabel", "Tempel tabelnya, atau pilih berkas Excel.")
        elif len(mentah) > BARIS_MAKS:
            self.add_error("tabel", f"Paling banyak {BARIS_MAKS} baris sekali tempel.")
        else:
            self._periksa(mentah)
        if self.salah:
            self.add_error(
                "tabel", f"{len(self.salah)} baris perlu diperbaiki. Belum ada yang disimpan."
            )
            if isi["berkas"] is not None:
                self.data = self.data.copy()
                self.data["tabel"] = "\n".join("\t".join(baris) for baris in mentah)
        return isi

    def _periksa(self, mentah: list[list[str]]) -> None:
        ada = {b.kode: b for b in self.dokumen.butir.select_related("induk")}
        baru: dict[str, int] = {}
        for nomor, sel in enumerate(mentah, 1):
            if not any(sel) or (nomor == 1 and sel[0].casefold() == "kode"):
                continue
            isi = dict.fromkeys(KOLOM, "") | dict(zip(KOLOM, map(bersih_teks, sel), strict=False))
            if pesan := self._pesan(isi, {*ada, *baru}):
                self.salah.append(Salah(nomor, pesan))
                continue
            isi["jenis"] = _JENIS.get(isi["jenis"].casefold(), JenisButir.LAIN)
            if lama := ada.get(isi["kode"]):
                self._kembar(nomor, isi, lama)
            elif isi["kode"] in baru:
                kalimat = f"Kode {isi['kode']} sudah ada di baris {baru[isi['kode']]}."
                self.salah.append(Salah(nomor, kalimat))
            else:
                baru[isi["kode"]] = nomor
                self.baris.append(isi)

    def _kembar(self, nomor: int, isi: dict[str, Any], lama: Any) -> None:
        if lama.uraian == isi["uraian"] and (lama.induk.kode if lama.induk else "") == isi["induk"]:
            self.sama += 1
        else:
            kalimat = f"Kode {lama.kode} sudah ada dengan isi lain. Ubah butir itu di halamannya."
            self.salah.append(Salah(nomor, kalimat))

    def _pesan(self, isi: dict[str, str], kode: set[str]) -> str:
        """Return what is wrong with one row; "" where nothing is."""
        for nama in ("kode", "uraian"):
            if not isi[nama]:
                return f"Kolom {nama} kosong."
        for nama, panjang in PANJANG.items():
            if len(isi[nama]) > panjang:
                return f"Kolom {nama} paling banyak {panjang} huruf."
        if isi["jenis"] and isi["jenis"].casefold() not in _JENIS:
            return f"Jenis “{isi['jenis'][:30]}” tidak dikenal: {', '.join(_JENIS)}."
        if isi["induk"] and isi["induk"] not in kode:
            return f"Induk {isi['induk']} belum ada. Tulis butir itu di baris sebelumnya."
        return ""


def _sel(kolom: int, nilai: Nilai) -> str:
    """Return what a cell says; in the columns of codes 5.1 is a code, not five and a tenth."""
    angka = isinstance(nilai, float) and not isinstance(nilai, bool)
    return f"{nilai:.15g}" if angka and KOLOM[kolom : kolom + 1] in KODE else teks_sel(nilai)


def _kolom(baris: str) -> list[str]:
    pemisah = "\t" if "\t" in baris else ";"
    return [sel.strip().strip('"').strip() for sel in baris.split(pemisah)]
