"""The reasons that changing or dropping a fixed action needs."""

from django import forms

from p3aks.core.forms import FormulirMixin
from rad.actions.kunci_pengisian import HURUF_ALASAN, KURANG_ALASAN


class AlasanPerubahanForm(FormulirMixin, forms.Form):
    """Why something fixed is to change. The Sekretariat and every later reader see it."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan",
        min_length=HURUF_ALASAN,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: pagu 2027 mengikuti APBD perubahan. Tampil dalam matriks perubahan.",
        error_messages={"required": KURANG_ALASAN, "min_length": KURANG_ALASAN},
    )
