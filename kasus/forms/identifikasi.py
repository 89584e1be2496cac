"""The three criteria of identification, each with its own time (R11)."""

from typing import Any

from django import forms

from kasus.actions.isi import IsiIdentifikasi
from kasus.enums_layanan import Kewenangan, TingkatRisiko
from kasus.forms.isian import FormulirKasus, isian_versi, pilihan
from kasus.models import Kasus
from p3aks.core.forms import WaktuField

BANTUAN_WAKTU = "Tulis seperti 22 November 2026 14.30. Kosong berarti sekarang."


class IdentifikasiForm(FormulirKasus):
    """What is set once may be changed, not taken back."""

    versi = isian_versi()
    jenis = forms.BooleanField(
        label="Bentuk kekerasan di atas sudah benar untuk setiap korban", required=False
    )
    jenis_pada = WaktuField(label="Waktu jenis ditetapkan", required=False, help_text=BANTUAN_WAKTU)
    risiko = pilihan("Tingkat risiko", TingkatRisiko, required=False, widget=forms.RadioSelect)
    risiko_pada = WaktuField(
        label="Waktu risiko ditetapkan", required=False, help_text=BANTUAN_WAKTU
    )
    kewenangan = pilihan("Kewenangan", Kewenangan, kosong="Belum ditetapkan", required=False)
    kewenangan_pada = WaktuField(
        label="Waktu kewenangan ditetapkan", required=False, help_text=BANTUAN_WAKTU
    )

    def __init__(self, *args: Any, kasus: Kasus, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "versi": kasus.versi,
            "jenis": kasus.jenis_pada is not None,
            "risiko": kasus.risiko,
            "kewenangan": kasus.kewenangan,
        }
        super().__init__(*args, **kwargs)
        if kasus.jenis_pada:
            del self.fields["jenis"]
        for ruas in ("risiko", "kewenangan"):
            if getattr(kasus, ruas):
                self.fields[ruas].required = True
                self.fields[ruas].error_messages["required"] = "Ini sudah ditetapkan: pilih satu."

    def clean(self) -> dict[str, Any]:
        """A time needs what it is the time of."""
        isi = super().clean() or self.cleaned_data
        if isi.get("jenis_pada") and isi.get("jenis") is False:
            self.add_error("jenis", "Centang bila sudah benar, atau kosongkan waktunya.")
        return isi

    def isi(self) -> IsiIdentifikasi:
        """Return what was set."""
        return IsiIdentifikasi(**{n: v for n, v in self.cleaned_data.items() if n != "versi"})
