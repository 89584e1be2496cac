"""Which earlier plan, and which part of it, to begin from."""

from collections.abc import Iterable
from typing import Any

from django import forms

from p3aks.core.forms import BantuanFormulir
from pokja.enums import Bidang
from rad.models import Rad


class SaringSalinForm(forms.Form):
    """The filter above the list of actions to copy."""

    dari = forms.ModelChoiceField(label="Dari RAD", queryset=Rad.objects.none(), empty_label=None)
    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Bidang.choices]
    )
    opd = forms.ChoiceField(label="Perangkat daerah", required=False)

    def __init__(self, *args: Any, asal: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["dari"].queryset = asal
        self.fields["dari"].error_messages["invalid_choice"] = "RAD ini tidak dapat disalin."
        self.helper = BantuanFormulir()

    def tawarkan(self, opd: Iterable[tuple[Any, str]]) -> None:
        """Offer these ``(id, name)`` as institutions."""
        pilihan = sorted({(str(pk), nama) for pk, nama in opd}, key=lambda p: p[1])
        self.fields["opd"].choices = [("", "Semua perangkat daerah"), *pilihan]
