"""A breach, in the order that a notice tells it (UU 27/2022 Ps 46)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kasus.actions.dasar import tidak_di_depan
from kasus.forms.isian import FormulirKasus
from kasus.forms.larangan import PilihanOrang
from p3aks.core.forms import WaktuField
from pokja.models import Pengguna

CONTOH = "Misalnya 22 November 2026 14.30."


def _kotak(baris: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": baris, "autocomplete": "off"})


class InsidenForm(FormulirKasus):
    """A new breach (``kunci``: one-time key) or its next version (``versi``)."""

    kelompok = (
        ("Kapan diketahui", ("diketahui_pada",)),
        ("Tiga isi pemberitahuan", ("data_terungkap", "uraian", "upaya")),
        ("Untuk daftar subjek yang terdampak", ("akun", "mulai", "selesai")),
    )

    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    diketahui_pada = WaktuField(
        label="Diketahui pada",
        help_text=f"Batas pemberitahuan 72 jam dihitung dari waktu ini. {CONTOH}",
    )
    data_terungkap = forms.CharField(
        label="Data apa yang terungkap",
        max_length=2000,
        widget=_kotak(3),
        help_text="Jenis datanya, bukan isinya: misalnya nama dan alamat pada lima kasus.",
    )
    uraian = forms.CharField(
        label="Kapan dan bagaimana terungkap", max_length=4000, widget=_kotak()
    )
    upaya = forms.CharField(
        label="Upaya penanganan dan pemulihan",
        max_length=4000,
        required=False,
        widget=_kotak(),
        help_text="Boleh menyusul; wajib terisi sebelum pemberitahuan dikirim.",
    )
    akun = PilihanOrang(
        label="Akun yang terlibat",
        queryset=Pengguna.objects.none(),
        required=False,
        empty_label="Belum diketahui",
    )
    mulai = WaktuField(label="Diperkirakan mulai", required=False, help_text=CONTOH)
    selesai = WaktuField(label="Diperkirakan berakhir", required=False, help_text=CONTOH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Also accounts that are closed by now: their past is what is looked for.
        self.fields["akun"].queryset = Pengguna.objects.select_related("lembaga")

    def clean_diketahui_pada(self) -> Any:
        """Nobody knows of what is still to come."""
        waktu = self.cleaned_data["diketahui_pada"]
        tidak_di_depan(waktu, "Waktu diketahui")
        return waktu

    def clean(self) -> dict[str, Any]:
        """The period has an order."""
        isi = super().clean() or self.cleaned_data
        mulai, selesai = isi.get("mulai"), isi.get("selesai")
        if mulai and selesai and mulai > selesai:
            self.add_error("selesai", ValidationError("Berakhir sebelum mulai. Periksa waktunya."))
        return isi
