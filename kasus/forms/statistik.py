"""The choice of the pivot, and the name it is kept under."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kasus.documents.statistik_silang import KELOMPOK, PARUH, SATUAN, VERIFIKASI, Pilihan
from kasus.forms.isian import FormulirKasus, TeksField

_DIMENSI = [
    (judul, [(kunci, d.label.capitalize()) for kunci, d in isi.items()])
    for judul, isi in KELOMPOK.items()
]


class SilangForm(FormulirKasus):
    """What stands in the pivot. It shows the choice that was counted, and beside each field what
    was refused; it decides nothing itself (``statistik_silang.baca``)."""

    hitung = forms.ChoiceField(
        label="Yang dihitung",
        required=False,
        choices=[(k, s.capitalize()) for k, s in SATUAN.items()],
    )
    baris = forms.ChoiceField(label="Baris", required=False, choices=_DIMENSI)
    kolom = forms.ChoiceField(
        label="Kolom", required=False, choices=[("", "Tanpa kolom"), *_DIMENSI]
    )
    tahun = forms.ChoiceField(label="Tahun", required=False)
    paruh = forms.ChoiceField(label="Masa", required=False, choices=list(PARUH.items()))
    verifikasi = forms.ChoiceField(
        label="Verifikasi", required=False, choices=list(VERIFIKASI.items())
    )

    def __init__(self, pilihan: Pilihan, *, tahun: Sequence[int], galat: Mapping[str, str]) -> None:
        super().__init__(pilihan.data)
        self.fields["tahun"].choices = [  # type: ignore[attr-defined]
            ("", "Tahun ini"), *((str(t), str(t)) for t in tahun)
        ]  # fmt: skip
        for ruas, pesan in galat.items():
            self.add_error(ruas, pesan)


class SudutForm(FormulirKasus):
    """The name of a view to keep."""

    nama = TeksField(
        label="Nama sudut pandang",
        max_length=60,
        help_text="Misalnya: Anak per kecamatan. Jangan menulis nama orang.",
        error_messages={"required": "Tuliskan nama untuk menemukannya lagi."},
    )

    def clean_nama(self) -> Any:
        """Return the name on one line."""
        return " ".join(self.cleaned_data["nama"].split())
