"""What a person decides about the own notices."""

from django import forms

from p3aks.core.forms import FormulirMixin
from pokja.enums_rapat import Ringkasan


class RingkasanForm(FormulirMixin, forms.Form):
    """How often to be told by e-mail that something waits."""

    ringkasan = forms.ChoiceField(
        label="Kirim ringkasan lewat surel",
        choices=Ringkasan.choices,
        widget=forms.RadioSelect,
        help_text="Hanya jumlah yang menunggu Anda, tanpa isinya. Tidak dikirim bila tidak ada.",
    )
