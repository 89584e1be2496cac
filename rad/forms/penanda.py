"""What is noted beside an action: tags and needed money."""

from decimal import Decimal
from typing import Any

from django import forms

from p3aks.core.formfields import RupiahField
from p3aks.core.forms import FormulirMixin
from rad.enums_selaras import KlusterKla, Penanda
from rad.forms.aksi import DIGIT_MAKS
from rad.models import Aksi


class PenandaForm(FormulirMixin, forms.Form):
    """The tags of one action, or of one that is being made. ``dibaca`` is the state that was
    read."""

    dibaca = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    penanda = forms.MultipleChoiceField(
        label="Aksi ini juga dihitung sebagai",
        choices=Penanda.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu. Kosongkan semua untuk menghapus penandanya.",
    )
    kluster = forms.ChoiceField(
        label="Kluster KLA",
        required=False,
        choices=[("", "Belum ditentukan"), *KlusterKla.choices],
        help_text="Hanya untuk penanda KLA.",
    )

    def __init__(self, *args: Any, aksi: Aksi | None = None, dibaca: str = "", **kw: Any) -> None:
        ada = {p.jenis: p.kluster for p in aksi.penanda.all()} if aksi else {}
        awal = {"dibaca": dibaca, "penanda": list(ada), "kluster": ada.get(Penanda.KLA, "")}
        super().__init__(*args, initial=awal, **kw)

    def clean(self) -> dict[str, Any]:
        """A cluster needs its tag."""
        isi = super().clean() or self.cleaned_data
        if isi.get("kluster") and Penanda.KLA not in isi.get("penanda", ()):
            self.add_error("kluster", "Centang KLA, atau kosongkan klusternya.")
        return isi

    def penanda_terpilih(self) -> dict[str, str]:
        """Return tag → cluster or ""."""
        kluster = self.cleaned_data["kluster"]
        return {p: kluster if p == Penanda.KLA else "" for p in self.cleaned_data["penanda"]}


class KebutuhanForm(FormulirMixin, forms.Form):
    """What an action needs per year: fields ``butuh_2025`` …, in rupiah."""

    dibaca = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, *args: Any, aksi: Aksi, dibaca: str, **kw: Any) -> None:
        ada = {k.tahun: k.jumlah for k in aksi.kebutuhan.all()}
        awal = {"dibaca": dibaca, **{f"butuh_{t}": n for t, n in ada.items()}}
        super().__init__(*args, initial=awal, **kw)
        self.tahun = aksi.rad.tahun
        pagu: dict[int, Decimal] = {}
        for a in aksi.anggaran.all():
            pagu[a.tahun] = pagu.get(a.tahun, Decimal(0)) + a.pagu
        for t in self.tahun:
            teks = RupiahField().prepare_value(pagu.get(t, Decimal(0)))
            self.fields[f"butuh_{t}"] = RupiahField(
                label=f"Kebutuhan {t}",
                required=False,
                max_digits=DIGIT_MAKS,
                help_text=f"Pagu {t}: Rp{teks}.",
            )

    def kebutuhan(self) -> dict[int, Decimal]:
        """Return the years that were filled in; zero is an answer too."""
        isi = {t: self.cleaned_data[f"butuh_{t}"] for t in self.tahun}
        return {t: n for t, n in isi.items() if n is not None}
