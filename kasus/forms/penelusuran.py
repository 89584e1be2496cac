"""Why a further case is opened; and what PPDP found."""

from django import forms

from kasus.forms.alasan import alasan_field
from p3aks.core.forms import FormulirMixin


class AlasanBukaForm(FormulirMixin, forms.Form):
    """Why this case, now."""

    use_required_attribute = False

    alasan = alasan_field("Untuk apa kasus ini dibuka")


class TelaahPenelusuranForm(FormulirMixin, forms.Form):
    """What PPDP found."""

    use_required_attribute = False

    catatan = alasan_field("Hasil pemeriksaan", max_length=1000)
