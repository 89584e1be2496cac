"""The directory of partners."""

from typing import Any

from django import forms

from kasus.actions.instansi import IsiInstansi, lembaga_bebas
from kasus.enums_layanan import InstansiTipe, JenisLayanan
from kasus.models import Instansi
from p3aks.core.forms import FormulirMixin
from pokja.models import Lembaga


class InstansiForm(FormulirMixin, forms.Form):
    """One entry. The institution itself is chosen once."""

    lembaga = forms.ModelChoiceField(
        label="Lembaga",
        queryset=Lembaga.objects.none(),
        empty_label="Pilih lembaga",
        help_text="Belum ada dalam daftar? Minta Sekretariat menambahkan lembaganya.",
    )
    tipe = forms.ChoiceField(
        label="Jenis instansi", choices=[("", "Pilih jenis"), *InstansiTipe.choices]
    )
    layanan = forms.MultipleChoiceField(
        label="Layanan yang diberikan",
        choices=JenisLayanan.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    kontak = forms.CharField(
        label="Kontak kantor",
        max_length=200,
        required=False,
        help_text="Telepon atau alamat kantor, bukan nomor pribadi.",
    )
    jam = forms.CharField(
        label="Jam layanan",
        max_length=100,
        required=False,
        help_text="Misalnya Senin–Jumat 07.30–15.30, IGD 24 jam.",
    )
    aktif = forms.BooleanField(label="Masih menerima rujukan", required=False, initial=True)

    def __init__(self, *args: Any, instansi: Instansi | None = None, **kwargs: Any) -> None:
        if instansi is not None:
            awal = {n: getattr(instansi, n) for n in ("tipe", "layanan", "kontak", "jam", "aktif")}
            kwargs["initial"] = {"lembaga": instansi.lembaga_id, **awal}
        super().__init__(*args, **kwargs)
        self.fields["lembaga"].queryset = lembaga_bebas(instansi)
        self.fields["lembaga"].disabled = instansi is not None

    @property
    def isi(self) -> IsiInstansi:
        """The valid entries, for the action."""
        return IsiInstansi(**self.cleaned_data)
