"""The inventory of conflict potentials."""

from typing import Any

from django import forms
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, KunciMixin, TanggalField, nilai_baris
from pokja.enums import AsalInformasi, PolaKonflik, SumberKonflik, TingkatPotensi
from pokja.forms.tempat import SaringKecamatanForm, TempatField
from pokja.models import PotensiKonflik

PILIH = ("", "Pilih")
TANPA_NAMA = "Kelompok saja. Jangan tulis nama orang."


class PotensiForm(FormulirMixin, KunciMixin):
    """A potential: what, where, between whom, how near, who is exposed."""

    kelompok = (
        ("Apa dan di mana", ("judul", "wilayah", "sumber", "pola")),
        ("Antara siapa dan mengapa", ("pihak", "pemicu")),
        ("Seberapa dekat dan siapa terpapar", ("tingkat", "perempuan", "anak", "asal")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    judul = forms.CharField(
        label="Pokok persoalan", max_length=200, help_text="Misalnya sengketa batas dusun."
    )
    wilayah = TempatField(label="Kecamatan atau desa")
    sumber = forms.ChoiceField(
        label="Sumber konflik",
        choices=[PILIH, *SumberKonflik.choices],
        help_text="UU 7/2012 Pasal 5, dan yang disebut daerah.",
    )
    pola = forms.ChoiceField(label="Pola", choices=[PILIH, *PolaKonflik.choices])
    pihak = forms.CharField(
        label="Kelompok yang berhadapan", max_length=500, required=False, help_text=TANPA_NAMA
    )
    pemicu = forms.CharField(
        label="Pemicu",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=TANPA_NAMA,
    )
    tingkat = forms.ChoiceField(label="Tingkat", choices=[PILIH, *TingkatPotensi.choices])
    perempuan = forms.IntegerField(
        label="Perempuan terpapar",
        required=False,
        min_value=0,
        max_value=9_999_999,
        help_text="Perkiraan; kosongkan bila belum diketahui.",
    )
    anak = forms.IntegerField(
        label="Anak terpapar", required=False, min_value=0, max_value=9_999_999
    )
    asal = forms.ChoiceField(
        label="Asal informasi",
        choices=[PILIH, *AsalInformasi.choices],
        help_text="Yang dari intelijen hanya terlihat oleh pengelola inventaris dan Ketua/Wakil.",
    )

    def __init__(self, *args: Any, potensi: PotensiKonflik | None = None, **kwargs: Any) -> None:
        if potensi is not None:
            kwargs["initial"] = nilai_baris(potensi, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the content for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class TinjauanForm(FormulirMixin, KunciMixin):
    """A review."""

    pada = TanggalField(label="Tanggal tinjauan", help_text="Misalnya 22 November 2026.")
    tingkat = forms.ChoiceField(label="Tingkat sekarang", choices=TingkatPotensi.choices)
    catatan = forms.CharField(
        label="Temuan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=TANPA_NAMA,
    )
    selesai = forms.BooleanField(label="Tidak lagi menjadi potensi konflik", required=False)

    def __init__(self, *args: Any, potensi: PotensiKonflik, **kwargs: Any) -> None:
        kwargs["initial"] = {"tingkat": potensi.tingkat}
        super().__init__(*args, **kwargs)
        self.fields["pada"].initial = timezone.localdate()


class SaringForm(SaringKecamatanForm):
    """What the list shows."""

    tingkat = forms.ChoiceField(
        label="Tingkat", required=False, choices=[("", "Semua"), *TingkatPotensi.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), ("tinjau", "Perlu ditinjau"), ("selesai", "Selesai")],
    )
