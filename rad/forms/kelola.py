"""Opening a plan."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, TanggalField
from rad.models import Rad


class RadForm(FormulirMixin, forms.ModelForm):
    """Period, Pokja and the day until which OPD may enter actions."""

    batas_pengisian = TanggalField(
        label="Batas pengisian",
        required=False,
        help_text="Misalnya 30 November 2026. Sesudah hari itu perangkat daerah tidak dapat "
        "mengisi lagi, kecuali Anda membukanya.",
    )

    class Meta:
        model = Rad
        fields = ("mulai", "selesai", "pokja", "batas_pengisian")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pokja"].empty_label = "Pilih Pokja"
        if self.instance.aksi.exists() if self.instance.pk else False:
            # Targets and budgets hang on the years.
            for nama in ("mulai", "selesai"):
                self.fields[nama].disabled = True
                self.fields[nama].help_text = "Periode tidak dapat diubah karena aksinya sudah ada."
