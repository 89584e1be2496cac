"""What counts how much in the vulnerability score; what the map shows."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin
from pokja.aturan.kerawanan import FAKTOR


class BobotForm(FormulirMixin, forms.Form):
    """A weight per factor, and why they change. ``versi`` is how many changes there were."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999_999)
    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        help_text="Misalnya kesepakatan rapat Pokja 22 November 2026. Tetap terbaca.",
    )

    def __init__(self, *args: Any, bobot: dict[str, int], versi: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"versi": versi}
        super().__init__(*args, **kwargs)
        for f in FAKTOR:
            self.fields[f.kode] = forms.IntegerField(
                label=f.nama, help_text=f.ukuran.capitalize(), min_value=0, max_value=100,
                initial=bobot[f.kode],
            )  # fmt: skip
        self.order_fields([*(f.kode for f in FAKTOR), "alasan", "versi"])

    def clean(self) -> dict[str, Any]:
        """Refuse weights that are all 0: nothing would count."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(isi[f.kode] for f in FAKTOR):
            self.add_error(None, "Paling sedikit satu bobot lebih dari 0.")
        return isi

    def bobot(self) -> dict[str, int]:
        """Return the weights."""
        return {f.kode: self.cleaned_data[f.kode] for f in FAKTOR}
