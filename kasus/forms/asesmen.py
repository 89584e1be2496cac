"""The form of an assessment: saved in pieces, finished when it is complete."""

from typing import Any, ClassVar

from django import forms

from kasus.enums_akses import JenisAsesmen
from kasus.forms.layanan import TANPA_NAMA, BarisForm, waktu_field
from kasus.models import Asesmen
from p3aks.core.forms import Kelompok

BANTUAN = {
    "psikolog": "Hanya untuk pemeriksaan psikolog: nama psikolog dan lembaganya.",
    "bio": "Kesehatan, luka, kehamilan, disabilitas, obat.",
    "psiko": "Perasaan, tidur, ketakutan, pikiran menyakiti diri.",
    "sosial": "Keluarga, anak, tempat tinggal, penghasilan, siapa yang mendukung.",
    "spiritual": "Keyakinan dan pegangan yang menguatkan.",
    "kebutuhan": "Yang ia perlukan sekarang dan nanti, menurut dirinya sendiri.",
    "harapan": "Apa yang ia inginkan terjadi.",
    "rencana_aman": "Bila bahaya datang: ke mana, siapa yang dihubungi, apa tandanya.",
}


class AsesmenForm(BarisForm):
    """A new assessment, or the next piece of one that was begun.

    ``versi`` is the version the person started from; ``selesai`` counts only with the button that
    finishes.
    """

    kelompok: ClassVar[Kelompok] = [
        ("Asesmen", ["jenis", "mulai", "psikolog"]),
        ("Keadaan penerima manfaat", ["bio", "psiko", "sosial", "spiritual"]),
        ("Kebutuhan dan keamanan", ["kebutuhan", "harapan", "rencana_aman"]),
        ("Bila asesmen selesai", ["selesai"]),
    ]

    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label="Jenis asesmen", choices=JenisAsesmen.choices)
    mulai = waktu_field("Mulai")
    selesai = waktu_field("Waktu selesai", required=False)

    def __init__(
        self, *args: Any, asesmen: Asesmen | None = None, psikolog: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kode, label in Asesmen.BAGIAN.items():
            self.fields[kode] = forms.CharField(
                label=label,
                required=False,
                max_length=200 if kode == "psikolog" else 8000,
                help_text=BANTUAN[kode],
                widget=forms.TextInput() if kode == "psikolog" else _kotak(),
            )
        if asesmen is not None:
            del self.fields["jenis"], self.fields["mulai"]
            psikolog = asesmen.jenis == JenisAsesmen.PSIKOLOG
        elif not psikolog:
            ruas = self.fields["jenis"]
            ruas.choices = [p for p in JenisAsesmen.choices if p[0] != JenisAsesmen.PSIKOLOG]
        if not psikolog:
            del self.fields["psikolog"]
        judul = [(j, [n for n in isi if n in self.fields]) for j, isi in type(self).kelompok]
        self.kelompok = [(j, isi) for j, isi in judul if isi]
        self.fields["bio"].help_text += f" {TANPA_NAMA}"

    def isi(self) -> dict[str, str]:
        """Return the text of each part."""
        return {kode: self.cleaned_data.get(kode, "") for kode in Asesmen.BAGIAN}


def _kotak() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})
