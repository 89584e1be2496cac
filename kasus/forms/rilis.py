"""Composing a release."""

from typing import Any

from django import forms
from django.utils import timezone

from kasus.documents.statistik_dasar import Masa
from p3aks.core.forms import FormulirMixin

TAHUN = 6  # how many years back


class RilisForm(FormulirMixin, forms.Form):
    """Which period, and whether its records are counted anew."""

    masa = forms.ChoiceField(
        label="Masa",
        help_text="Hanya masa yang sudah selesai. Terbitkan semester dahulu, baru setahun: "
        "sesudah angka setahun terbit, semester sering tidak dapat dilindungi lagi.",
    )
    muat_ulang = forms.BooleanField(
        label="Hitung ulang data yang sudah pernah terbit",
        required=False,
        help_text="Tanpa ini, semester yang sudah pernah terbit memakai data yang sama seperti "
        "waktu itu, sehingga angkanya cocok dengan terbitan lain.",
    )
    catatan = forms.CharField(
        label="Catatan perubahan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila masa ini sudah pernah terbit: apa yang berubah dan sebabnya. Dibaca "
        "umum, jadi jangan menyebut orang atau kasus.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kini = timezone.localdate().year
        semua = (Masa(t, p) for t in range(kini, kini - TAHUN, -1) for p in (0, 2, 1))
        pilihan = [(f"{m.tahun}-{m.paruh}", m.label) for m in semua if m.selesai]
        self.fields["masa"].choices = pilihan

    def kiriman(self) -> dict[str, Any]:
        """Return what the action needs. Call when valid."""
        tahun, paruh = self.cleaned_data["masa"].split("-")
        return {
            "masa": Masa(int(tahun), int(paruh)),
            "muat_ulang": self.cleaned_data["muat_ulang"],
            "catatan": self.cleaned_data["catatan"],
        }
