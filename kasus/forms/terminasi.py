"""The form that ends a case: a reason, five ticks of the manager, and what stands in for them."""

from collections.abc import Iterator
from typing import Any

from django import forms

from kasus.actions.terminasi import RUAS, TULIS_ALASAN, TULIS_CATATAN, IsiTerminasi
from kasus.enums_layanan import AlasanAkhir
from kasus.forms.layanan import TANPA_NAMA, InstansiField, pilihan_instansi
from p3aks.core.forms import FormulirMixin


class TerminasiForm(FormulirMixin, forms.Form):
    """What the manager fills in. The sixth tick is the supervisor's decision."""

    use_required_attribute = False

    alasan = forms.ChoiceField(
        label="Alasan mengakhiri", choices=[("", "Pilih alasan"), *AlasanAkhir.choices]
    )
    penerima = InstansiField(
        label="Dilimpahkan kepada", help_text="Wajib bila kasus dilimpahkan atau bukan kewenangan."
    )
    kasus_utama = forms.CharField(
        label="Kode kasus utama",
        required=False,
        max_length=12,
        help_text="Hanya untuk duplikat, misalnya K-7F3MQ2XW.",
    )
    ringkasan = forms.CharField(
        label="Uraian",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Wajib kecuali kebutuhan terpenuhi. {TANPA_NAMA}",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["penerima"].choices = pilihan_instansi()
        for butir, ruas in RUAS.items():
            self.fields[ruas] = forms.BooleanField(label=butir.label, required=False)
            self.fields[f"penjelasan_{ruas}"] = forms.CharField(
                label="Bila tidak dapat dicentang, mengapa?", required=False, max_length=1000
            )

    def centang(self) -> Iterator[tuple[Any, Any]]:
        """Yield each tick with the field for the explanation that may stand in for it."""
        for ruas in RUAS.values():
            yield self[ruas], self[f"penjelasan_{ruas}"]

    def isi(self) -> IsiTerminasi:
        """Return the proposal for the action."""
        d = self.cleaned_data
        return IsiTerminasi(
            alasan=d["alasan"],
            ringkasan=d["ringkasan"],
            penerima=d["penerima"],
            kasus_utama=d["kasus_utama"],
            penjelasan={str(b): d[f"penjelasan_{r}"] for b, r in RUAS.items()},
            **{ruas: d[ruas] for ruas in RUAS.values()},
        )


class KembalikanForm(FormulirMixin, forms.Form):
    """What the supervisor asks to be completed."""

    use_required_attribute = False

    catatan = forms.CharField(
        label="Yang harus dilengkapi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": TULIS_CATATAN},
    )


class BukaKembaliForm(FormulirMixin, forms.Form):
    """Why a case is opened again."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan dibuka kembali",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=TANPA_NAMA,
        error_messages={"required": TULIS_ALASAN},
    )
