"""Fixing a version: the note that goes with it, and the proof of what was shown."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin


class TetapkanForm(FormulirMixin, forms.Form):
    """``calon`` is the fingerprint of the approved actions that the page listed and of the release
    it named: what is fixed is what was read. Left out (a script, an older page), nothing is
    compared."""

    keterangan = forms.CharField(
        label="Keterangan versi",
        max_length=300,
        required=False,
        help_text="Misalnya: hasil rapat koordinasi 12 November 2026. Boleh kosong.",
    )
    calon = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sidik_kini: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.sidik_kini = sidik_kini
        self.fields["calon"].initial = sidik_kini

    def clean(self) -> dict[str, Any]:
        """Refuse when the approved actions are not those the person saw."""
        isi = super().clean() or self.cleaned_data
        if isi.get("calon") and isi["calon"] != self.sidik_kini:
            # The page is drawn again with what is true now, and with its fingerprint.
            self.data = {**{k: self.data[k] for k in self.data}, "calon": self.sidik_kini}
            raise forms.ValidationError(
                "Daftar aksi atau statistiknya berubah sejak halaman ini dibuka, jadi belum ada "
                "yang ditetapkan. Periksa isinya, lalu tetapkan lagi."
            )
        return isi
