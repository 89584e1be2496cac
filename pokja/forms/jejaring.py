"""The network below the Pokja."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField, nilai_baris
from pokja.enums import JenisJejaring
from pokja.forms.tempat import TempatField
from pokja.models import Jejaring, Wilayah


class JejaringForm(FormulirMixin, MasaMixin, KunciMixin):
    """A body: what, where, on which basis, until when, whom to call."""

    kelompok = (
        ("Apa dan di mana", ("jenis", "wilayah", "nama")),
        ("Dasar dan masa", ("dasar", "mulai", "selesai")),
        ("Anggota", ("perempuan", "laki_laki")),
        ("Siapa yang dihubungi", ("kontak", "jabatan_kontak", "telepon")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jenis = forms.ChoiceField(label="Jenis", choices=[("", "Pilih"), *JenisJejaring.choices])
    wilayah = TempatField(label="Wilayah", seluruh=True)
    nama = forms.CharField(
        label="Nama",
        max_length=150,
        required=False,
        help_text="Boleh kosong, kecuali untuk forum lain.",
    )
    dasar = forms.CharField(
        label="Dasar pembentukan",
        max_length=200,
        required=False,
        help_text="Misalnya SK Kepala Desa Nomor 188/4/2026.",
    )
    mulai = TanggalField(label="Mulai", help_text="Misalnya 2 Januari 2026.")
    selesai = TanggalField(
        label="Berlaku sampai", required=False, help_text="Kosongkan bila tidak berbatas."
    )
    perempuan = forms.IntegerField(
        label="Anggota perempuan", required=False, min_value=0, max_value=999
    )
    laki_laki = forms.IntegerField(
        label="Anggota laki-laki", required=False, min_value=0, max_value=999
    )
    kontak = forms.CharField(label="Nama kontak", max_length=150, required=False)
    jabatan_kontak = forms.CharField(label="Jabatan kontak", max_length=150, required=False)
    telepon = forms.RegexField(
        r"^[0-9+()\s.-]{5,30}$",
        label="Telepon kontak",
        required=False,
        error_messages={"invalid": "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890."},
        help_text="Hanya terlihat oleh yang mengoordinasikan atau mendampingi korban.",
    )

    def __init__(self, *args: Any, jejaring: Jejaring | None = None, **kwargs: Any) -> None:
        if jejaring is not None:
            kwargs["initial"] = nilai_baris(jejaring, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the content for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class PatbmForm(FormulirMixin, MasaMixin, forms.Form):
    """Villages of one kecamatan that have a PATBM on the same basis."""

    desa = forms.ModelMultipleChoiceField(
        label="Desa/kelurahan yang punya PATBM",
        queryset=Wilayah.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang paling sedikit satu desa."},
    )
    dasar = forms.CharField(
        label="Dasar pembentukan", max_length=200, help_text="Misalnya SK Camat Nomor 188/4/2026."
    )
    mulai = TanggalField(label="Mulai", help_text="Misalnya 2 Januari 2026.")
    selesai = TanggalField(label="Berlaku sampai", required=False)

    def __init__(self, *args: Any, desa: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desa"].queryset = desa
