"""A citizen's comment, and the verdict on it."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import cached_property

from p3aks.core.forms import BantuanFormulir, FormulirMixin, JebakanMixin, KunciMixin
from pokja.enums import TingkatWilayah
from pokja.models import Wilayah
from rad.enums_pantau import PokokTanggapan

# Sixteen digits, spaced or dotted as people write them.
_NIK = re.compile(r"(?<!\d)(?:\d[\s.-]?){15}\d(?!\d)")
_TELEPON = re.compile(r"(?<!\d)(?:\+?62[\s.-]?|0)8(?:[\s.-]?\d){7,12}")
_SUREL = re.compile(r"\S+@\S+\.\S+")
PRIBADI = "Hapus NIK, nomor telepon, dan alamat surel. Tanggapan ini dibaca banyak orang."


def tanpa_data_pribadi(teks: str) -> str:
    """Return *teks*; ValidationError where it holds a NIK, a telephone number or an address."""
    if any(pola.search(teks) for pola in (_NIK, _TELEPON, _SUREL)):
        raise forms.ValidationError(PRIBADI)
    return teks


class TanggapanForm(FormulirMixin, JebakanMixin, KunciMixin):
    """What somebody says about an action. Who it is, is not asked."""

    MESIN = "Kotak terakhir harus kosong. Kirim sekali lagi."
    pokok = forms.ChoiceField(label="Tentang apa", choices=PokokTanggapan.choices)
    isi = forms.CharField(
        label="Tanggapan Anda", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Tulis tentang kegiatannya. Jangan menulis nama korban atau nama orang lain.",
    )  # fmt: skip
    tempat = forms.ModelChoiceField(
        label="Kecamatan", queryset=Wilayah.objects.none(), required=False,
        empty_label="Tidak disebut",
    )  # fmt: skip

    def __init__(self, *args: Any, wilayah: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        isian: Any = self.fields["tempat"]
        isian.queryset = Wilayah.objects.filter(induk=wilayah, tingkat=TingkatWilayah.KECAMATAN)

    @cached_property
    def helper(self) -> BantuanFormulir:
        """Draw the fields; the box for machines stands where only they look."""
        return BantuanFormulir([("Tanggapan", ["pokok", "isi", "tempat", self.jebakan()])])

    def clean_isi(self) -> str:
        """Refuse what identifies a person."""
        return tanpa_data_pribadi(self.cleaned_data["isi"])

    def kunci_baru(self) -> None:
        """Give the bound form another one-time key: sent again it is a comment of its own."""
        self.data = self.data.copy()
        self.data["id_baru"] = str(uuid4())


class ModerasiForm(FormulirMixin, forms.Form):
    """What is published, the answer, or why nothing is."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    isi_tayang = forms.CharField(
        label="Yang ditayangkan", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hapus nama dan hal yang mengenali orang. Yang asli tetap tersimpan.",
    )  # fmt: skip
    jawaban = forms.CharField(
        label="Jawaban", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    alasan = forms.CharField(
        label="Alasan tidak ditayangkan", required=False, max_length=300,
        help_text="Hanya bila tidak ditayangkan.",
    )  # fmt: skip

    def clean_isi_tayang(self) -> str:
        """Refuse what identifies a person: it came in before the check knew it, or was typed."""
        if self.data.get("putusan") == "tolak":
            return str(self.cleaned_data["isi_tayang"])
        return tanpa_data_pribadi(self.cleaned_data["isi_tayang"])
