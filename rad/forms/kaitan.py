"""Which action of the plan carries a follow-up out."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from p3aks.core.forms import FormulirMixin
from rad.models import Aksi


class KaitanForm(FormulirMixin, forms.Form):
    """One action."""

    aksi = forms.ModelChoiceField(
        label="Aksi RAD",
        queryset=Aksi.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Aksi yang ditangani atau didukung lembaga penanggung jawab.",
    )

    def __init__(self, *args: Any, calon: QuerySet[Aksi], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aksi"].queryset = calon  # type: ignore[attr-defined]
