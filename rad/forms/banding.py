"""Which two states of a plan to compare, and which part of them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from p3aks.core.forms import BantuanFormulir

KINI = "kini"


class BandingForm(forms.Form):
    """``dari`` and ``ke`` are numbers of versions; ``ke`` may be the state now."""

    dari = forms.ChoiceField(label="Semula")
    ke = forms.ChoiceField(label="Menjadi")
    bidang = forms.ChoiceField(label="Bidang", required=False)
    opd = forms.ChoiceField(label="Perangkat daerah", required=False)

    def __init__(self, *args: Any, nomor: Sequence[int], **kw: Any) -> None:
        super().__init__(*args, **kw)
        versi = [(str(n), f"Versi {n}") for n in nomor]
        pesan = {"invalid_choice": "Versi ini tidak ada.", "required": "Pilih versinya."}
        for nama, pilihan in (("dari", versi), ("ke", [*versi, (KINI, "Keadaan kini")])):
            self.fields[nama].choices = pilihan
            self.fields[nama].error_messages |= pesan
        self.helper = BantuanFormulir()

    def tawarkan(self, bidang: Sequence[tuple[str, str]], opd: Sequence[str]) -> None:
        """Offer what the two states can be filtered by."""
        self.fields["bidang"].choices = [("", "Semua bidang"), *bidang]
        self.fields["opd"].choices = [("", "Semua perangkat daerah"), *((o, o) for o in opd)]
