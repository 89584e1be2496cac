"""The reason that several steps of supervision ask for, in one shape."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin

TANPA_CERITA = "Tanpa nama dan tanpa cerita korban."
MINIMUM = 10


def alasan_field(label: str = "Alasan", *, min_length: int = MINIMUM, **lain: Any) -> Any:
    """Return a required box for a reason of at least *min_length* letters."""
    bawaan = {
        "label": label,
        "min_length": min_length,
        "max_length": 500,
        "help_text": f"Paling sedikit {min_length} huruf. {TANPA_CERITA}",
        "widget": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        "error_messages": {
            "required": "Alasan belum ditulis.",
            "min_length": f"Alasan ini terlalu singkat: paling sedikit {min_length} huruf.",
        },
    }
    return forms.CharField(**{**bawaan, **lain})


class AlasanForm(FormulirMixin, forms.Form):
    """A reason and nothing else."""

    use_required_attribute = False  # our sentence, not the browser's, says what is missing

    alasan = alasan_field()
