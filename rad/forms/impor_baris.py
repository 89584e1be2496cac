"""Spreadsheet rows through the same forms as the web page.

The forms here take words (names of institutions, "Naik", "DAU") where the page offers a list, and
are bound once and filled again for each row: making a Django form costs more than validating it.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.formatting import bersih_teks, normal_teks
from p3aks.core.tables.bentuk import DIGIT_TEPAT, Cacat, Nilai, Persen
from pokja.enums import Bidang
from pokja.models import Lembaga, Pengguna
from rad.enums import Arah, JenisIndikator, SumberDana
from rad.forms.aksi import AksiForm, AnggaranForm, IndikatorForm
from rad.models import Nomenklatur, Rad
from rad.permissions import isi_untuk_lembaga

TEKS_DIBACA = 2_000  # signs of a cell that are looked at; no column holds more than 500
_GALAT_RUMUS = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GALAT!)")
_BUKAN_HURUF = re.compile(r"[\W_]+")
_YA = {"ya": True, "y": True, "benar": True, "true": True, "tidak": False, "t": False, "": False,
       "salah": False, "false": False, "-": False}  # fmt: skip


class SelDitolak(ValueError):
    """A cell whose content cannot be taken; the text says what is expected."""


def kunci_kata(teks: str) -> str:
    """Return the key under which two spellings of a name are the same: letters and digits only."""
    if teks.isascii():
        return _BUKAN_HURUF.sub("", teks.lower().replace("&", "dan"))
    return _BUKAN_HURUF.sub("", normal_teks(teks).replace("&", "dan"))


def teks_sel(nilai: Nilai) -> str:
    """Return what a person sees in the cell."""
    return nilai.teks if isinstance(nilai, Cacat) else _tulis(nilai)


def _tulis(nilai: Nilai) -> str:
    if isinstance(nilai, bool):
        return "BENAR" if nilai else "SALAH"
    if isinstance(nilai, Persen):
        return f"{_tulis(kali_seratus(nilai))}%"
    if isinstance(nilai, int | float):
        if not math.isfinite(nilai) or abs(nilai) >= 10**DIGIT_TEPAT:
            return f"{nilai:G}"
        if float(nilai).is_integer():
            return str(int(nilai))
        return f"{nilai:.15g}".replace(".", ",")
    return bersih_teks(str(nilai)[:TEKS_DIBACA])


def kali_seratus(nilai: Persen) -> float:
    """Return the number that the cell shows before its percent sign."""
    return float(f"{nilai.nilai * 100:.13g}")


def sel_teks(nilai: Nilai) -> str:
    """Return the cell as text for a form field. Raises SelDitolak for a formula error."""
    _tolak_cacat(nilai)
    return _tulis(nilai)


def sel_angka(nilai: Nilai) -> Any:
    """Return the cell for a number field: number as it is, text as typed, None when empty.

    Raises SelDitolak for a formula error, and for a number with more digits than a spreadsheet
    keeps (it was rounded before we saw it).
    """
    _tolak_cacat(nilai)
    if isinstance(nilai, Persen):
        return kali_seratus(nilai)
    if isinstance(nilai, str):
        return bersih_teks(nilai[:TEKS_DIBACA]) or None
    if isinstance(nilai, bool):
        return _tulis(nilai)
    assert isinstance(nilai, int | float)  # noqa: S101 - the only kind left; for mypy
    if math.isfinite(nilai) and abs(nilai) >= 10**DIGIT_TEPAT:
        raise SelDitolak(
            f"Angka lebih dari {DIGIT_TEPAT} digit tidak disimpan utuh oleh Excel. "
            "Periksa angkanya; bila benar, tulis sebagai teks."
        )
    return nilai + 0.0  # no negative zero


def _tolak_cacat(nilai: Nilai) -> None:
    if isinstance(nilai, Cacat) and nilai.jenis == "rumus":
        raise SelDitolak(
            "Rumus ini tidak memiliki nilai tersimpan. Buka berkas di Excel lalu simpan, atau "
            "tulis nilainya."
        )
    if isinstance(nilai, Cacat) or (
        isinstance(nilai, str) and _GALAT_RUMUS.fullmatch(nilai.strip())
    ):
        raise SelDitolak("Galat rumus. Perbaiki rumusnya di Excel, atau tulis nilainya.")


def kosong(nilai: Nilai) -> bool:
    """Tell whether a cell holds nothing to read (a formula error is something)."""
    return isinstance(nilai, str) and not nilai.strip()


class Kamus:
    """What the words in a spreadsheet may mean, read once per import."""

    def __init__(self, rad: Rad, user: Pengguna) -> None:
        self.rad, self.user = rad, user
        self.bidang = _kamus_pilihan(Bidang)
        self.arah = _kamus_pilihan(Arah) | {"meningkat": "naik", "menurun": "turun"}
        self.sumber = _kamus_pilihan(SumberDana)
        self.jenis = _kamus_pilihan(JenisIndikator)
        self.lembaga: dict[str, Lembaga] = {}
        daftar = list(Lembaga.objects.filter(aktif=True))
        for satu in daftar:
            self.lembaga.setdefault(kunci_kata(satu.singkatan), satu)
        for satu in daftar:  # a full name wins over somebody else's abbreviation
            self.lembaga[kunci_kata(satu.nama)] = satu
        self.milik = {satu.pk for satu in daftar if isi_untuk_lembaga(user, satu)}
        self.kode = set(Nomenklatur.objects.values_list("kode", flat=True))

    def cari_lembaga(self, teks: str) -> Lembaga | None:
        """Return the institution of that name or abbreviation."""
        return self.lembaga.get(kunci_kata(teks))


def _kamus_pilihan(pilihan: Any) -> dict[str, str]:
    hasil = {}
    for nilai, label in pilihan.choices:
        hasil[kunci_kata(nilai)] = nilai
        hasil[kunci_kata(str(label))] = nilai
        hasil[kunci_kata(f"bidang {label}")] = nilai
    return hasil


class LembagaField(forms.Field):
    """The responsible institution by name or abbreviation."""

    def __init__(self, kamus: Kamus, **kw: Any) -> None:
        super().__init__(**kw)
        self.kamus = kamus

    def to_python(self, value: Any) -> Lembaga | None:
        """Return the institution; refuse unknown ones and other people's."""
        if not value:
            return None
        lembaga = self.kamus.cari_lembaga(value)
        if lembaga is None:
            raise ValidationError(
                "Perangkat daerah ini tidak dikenal. Tulis nama atau singkatannya seperti dalam "
                "daftar Pokja."
            )
        if lembaga.pk not in self.kamus.milik:
            raise ValidationError(
                "Ini bukan perangkat daerah Anda. Anda hanya dapat mengimpor aksi perangkat "
                "daerah sendiri."
            )
        return lembaga


class BarisAksiForm(AksiForm):
    """The action part of a row. A second action of the same wording is the import's own matter
    (it may be an update), so the check against stored actions is not made here."""

    def __init__(self, *, kamus: Kamus) -> None:
        super().__init__(data={}, rad=kamus.rad, user=kamus.user)
        self.kamus = kamus
        asli = self.fields["penanggung_jawab"]
        self.fields["penanggung_jawab"] = LembagaField(
            kamus, label=asli.label, error_messages={"required": asli.error_messages["required"]}
        )
        self.fields["pendukung"] = forms.CharField(required=False)
        self.tak_terdaftar: dict[str, tuple[str, list[tuple[str, str]]]] = {}

    def isi_ulang(self, data: Mapping[str, Any]) -> bool:
        """Validate another row; tell whether it is valid."""
        self.peringatan = []
        return _isi_ulang(self, {**data, "bidang": _kode(self.kamus.bidang, data.get("bidang"))})

    def clean_nomenklatur(self) -> str:
        """As on the page, against the list of codes read once."""
        kode = self.cleaned_data["nomenklatur"].split(" ", 1)[0]
        if kode in self.kamus.kode:
            return kode
        if kode in self.tak_terdaftar:
            hasil, peringatan = self.tak_terdaftar[kode]
            self.peringatan += peringatan
            return hasil
        sebelum = len(self.peringatan)
        hasil = super().clean_nomenklatur()
        self.tak_terdaftar[kode] = hasil, self.peringatan[sebelum:]
        return hasil

    def clean_pendukung(self) -> list[Lembaga]:
        """Return the known supporting institutions; an unknown one is a warning only."""
        hasil: dict[Any, Lembaga] = {}
        for nama in re.split(r"[;\n]", self.cleaned_data["pendukung"]):
            if not nama.strip():
                continue
            if lembaga := self.kamus.cari_lembaga(nama):
                hasil[lembaga.pk] = lembaga
            else:
                self.peringatan.append(
                    (
                        "pendukung",
                        f"Instansi pendukung “{nama.strip()[:80]}” tidak dikenal dan tidak ikut "
                        "disimpan. Antarinstansi pisahkan dengan titik koma.",
                    )
                )
        return list(hasil.values())

    def clean(self) -> dict[str, Any]:
        """Skip the check for a stored action of the same wording."""
        return self.cleaned_data


class BarisIndikatorForm(IndikatorForm):
    """The indicator part of a row."""

    def __init__(self, *, kamus: Kamus) -> None:
        super().__init__(data={}, rad=kamus.rad)
        self.kamus = kamus

    def isi_ulang(self, data: Mapping[str, Any]) -> bool:
        """Validate another row; tell whether it is valid."""
        kumulatif = _YA.get(normal_teks(str(data.get("kumulatif") or "")))
        ubah = {
            "arah": _kode(self.kamus.arah, data.get("arah")),
            "jenis": _kode(self.kamus.jenis, data.get("jenis")),
            "kumulatif": bool(kumulatif),
        }
        _isi_ulang(self, {**data, **ubah})
        if kumulatif is None:
            self.add_error("kumulatif", "Isi ya atau tidak.")
        return not self.errors


class BarisAnggaranForm(AnggaranForm):
    """The budget part of a row."""

    def __init__(self, *, kamus: Kamus) -> None:
        super().__init__(data={}, rad=kamus.rad)
        self.kamus = kamus
        pilihan = ", ".join(str(label) for _, label in SumberDana.choices)
        self.fields["sumber"].error_messages["invalid_choice"] = (
            f"Sumber dana tidak dikenal. Satu baris satu sumber; pilihan: {pilihan}."
        )
        for tahun in kamus.rad.tahun:
            self.fields[f"pagu_{tahun}"].error_messages["min_value"] = (
                "Anggaran tidak boleh negatif. Tulis 0 bila tidak ada."
            )

    def isi_ulang(self, data: Mapping[str, Any]) -> bool:
        """Validate another row; tell whether it is valid."""
        return _isi_ulang(self, {**data, "sumber": _kode(self.kamus.sumber, data.get("sumber"))})


def _kode(kamus: Mapping[str, str], teks: Any) -> str:
    """Return the stored code for a word, or the word itself for the form to refuse."""
    teks = str(teks or "").strip()
    return kamus.get(kunci_kata(teks), teks)


def _isi_ulang(form: forms.Form, data: Mapping[str, Any]) -> bool:
    form.data = dict(data)  # type: ignore[assignment]
    form.full_clean()
    return not form.errors


def galat_form(form: forms.Form, lewati: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return ``(field, message)`` of a validated form, without the fields in *lewati*."""
    return [
        (nama, str(pesan))
        for nama, daftar in form.errors.items()
        if nama not in lewati
        for pesan in daftar
    ]
