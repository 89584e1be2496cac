"""Opening a plan."""

from typing import Any

from django import forms
from django.db.models import F

from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.models import RekapTerbit
from rad.models import Rad


class PilihRekap(forms.ModelChoiceField):
    """A release by period and version; old versions are there too, and say so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(RekapTerbit.objects.none(), empty_label="Belum dipilih", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return ``Tahun 2025, versi 2``."""
        diganti = f" (sudah diganti versi {obj.oleh_nomor})" if obj.oleh_nomor else ""
        return f"{obj}, versi {obj.nomor}{diganti}"


class RadForm(FormulirMixin, forms.ModelForm):
    """Period, Pokja, the day until which OPD may enter actions, and the release of statistics that
    the chapter on the situation is drawn from."""

    batas_pengisian = TanggalField(
        label="Batas pengisian",
        required=False,
        help_text="Misalnya 30 November 2026. Sesudah hari itu perangkat daerah tidak dapat "
        "mengisi lagi, kecuali Anda membukanya.",
    )
    rekap = PilihRekap(
        label="Statistik untuk gambaran umum",
        required=False,
        help_text="Angkanya dicetak sebelum matriks dan dalam Lampiran Perbup, dan disalin saat "
        "versi RAD ditetapkan. Revisi statistik sesudahnya tidak mengubah versi itu.",
    )

    class Meta:
        model = Rad
        fields = ("mulai", "selesai", "pokja", "batas_pengisian", "rekap")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pokja"].empty_label = "Pilih Pokja"
        terbit = RekapTerbit.objects.publik().annotate(oleh_nomor=F("pengganti__nomor"))
        self.fields["rekap"].queryset = terbit
        if self.instance.aksi.exists() if self.instance.pk else False:
            # Targets and budgets hang on the years.
            for nama in ("mulai", "selesai"):
                self.fields[nama].disabled = True
                self.fields[nama].help_text = "Periode tidak dapat diubah karena aksinya sudah ada."
