"""Small forms on the list and the page of a case."""

from typing import Any

from django import forms

from kasus.actions.verifikasi import PALING_PENDEK
from kasus.documents.tim import calon
from kasus.enums_akses import PeranTim
from kasus.enums_layanan import TahapKasus, TingkatRisiko
from kasus.forms.isian import FormulirKasus, NikField, TeksField, pilihan
from kasus.models import Kasus
from pokja.models import Pengguna


class SaringForm(FormulirKasus):
    """Filters of the list. The risk is content: only for those who handle cases."""

    tahap = pilihan("Tahap", TahapKasus, kosong="Semua", required=False)
    risiko = pilihan("Risiko", TingkatRisiko, kosong="Semua", required=False)
    kode = TeksField(label="Kode kasus", max_length=12, required=False)

    def __init__(self, *args: Any, isi: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not isi:
            del self.fields["risiko"]


class CariOrangForm(FormulirKasus):
    """A person by name or NIK, among the cases one handles."""

    nama = TeksField(label="Nama", max_length=150, required=False)
    nik = NikField(label="NIK", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is enough."""
        isi = super().clean() or self.cleaned_data
        if not self.errors and not (isi.get("nama") or isi.get("nik")):
            self.add_error("nama", "Isi nama atau NIK yang dicari.")
        return isi


class CatatanForm(FormulirKasus):
    """A note of the team."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)
    isi = TeksField(
        label="Catatan",
        max_length=8000,
        baris=3,
        help_text="Tanpa nama orang: tulis Korban A, Terlapor X. Catatan tidak dapat diubah; "
        "perbaikan ditulis sebagai catatan baru.",
        error_messages={"required": "Catatan belum ditulis."},
    )


class TimForm(FormulirKasus):
    """A colleague and what she or he becomes in the team."""

    pengguna = forms.ModelChoiceField(
        label="Petugas",
        queryset=Pengguna.objects.none(),
        empty_label="Pilih",
        error_messages={"invalid_choice": "Orang ini tidak dapat masuk ke dalam tim kasus ini."},
    )
    peran = pilihan("Sebagai", PeranTim, initial=PeranTim.PENDAMPING)

    def __init__(self, *args: Any, kasus: Kasus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengguna"].queryset = calon(kasus)


class KembalikanForm(FormulirKasus):
    """Why data go back to the case manager."""

    alasan = TeksField(
        label="Yang perlu diperbaiki",
        min_length=PALING_PENDEK,
        max_length=1000,
        baris=3,
        error_messages={
            "required": "Tuliskan apa yang perlu diperbaiki.",
            "min_length": "Tuliskan apa yang perlu diperbaiki, paling sedikit sepuluh huruf.",
        },
    )
