"""Accounts and their roles."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.enums import Bidang, Peran, StatusPokja
from pokja.models import Lembaga, Pejabat, Pengguna, Wilayah


class AkunForm(FormulirMixin, forms.ModelForm):
    """A new account. The person sets the password by a link that comes by e-mail."""

    class Meta:
        model = Pengguna
        fields = ("nama", "username", "email", "lembaga", "nip", "telepon")
        help_texts = {
            "username": "Huruf kecil tanpa spasi, misalnya siti.aminah.",
            "email": "Tautan untuk membuat sandi dikirim ke alamat ini.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["lembaga"].queryset = Lembaga.objects.filter(aktif=True)

    def clean_email(self) -> str:
        """One account per address: the link must reach one person."""
        email = str(self.cleaned_data["email"])
        if Pengguna.objects.filter(email__iexact=email).exists():
            raise ValidationError("Alamat ini sudah dipakai akun lain.")
        return email


class DesaField(forms.ModelChoiceField):
    """A village, named with its kecamatan: many names occur more than once in a regency."""

    def label_from_instance(self, obj: Any) -> str:
        """Return ``Glodog, Kecamatan Palang``."""
        return f"{obj.nama}, Kecamatan {obj.induk.nama}"


class PeranForm(FormulirMixin, forms.Form):
    """A role for an account: what, for whom, on which basis, until when."""

    peran = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Peran.choices])
    lembaga = forms.ModelChoiceField(
        label="Lembaga",
        queryset=Lembaga.objects.none(),
        required=False,
        empty_label="Tanpa lembaga",
        help_text="Untuk perangkat daerah, unit layanan, dan mitra.",
    )
    wilayah = DesaField(
        label="Desa/kelurahan",
        queryset=Wilayah.objects.none(),
        required=False,
        empty_label="Tanpa desa",
        help_text="Untuk PATBM.",
    )
    bidang = forms.ChoiceField(
        label="Bidang",
        choices=[("", "Tanpa bidang"), *Bidang.choices],
        required=False,
        help_text="Untuk koordinator bidang.",
    )
    dasar = forms.CharField(
        label="Dasar penugasan", max_length=200, help_text="Misalnya SK Bupati Nomor …"
    )
    selesai = TanggalField(
        label="Berlaku sampai", required=False, help_text="Misalnya 31 Desember 2029."
    )
    pejabat = forms.ModelChoiceField(
        label="Karena kedudukan dalam Pokja",
        queryset=Pejabat.objects.none(),
        required=False,
        empty_label="Tidak terkait kedudukan",
        help_text="Peran ini lalu berakhir sendiri bila kedudukannya beralih kepada orang lain.",
    )

    def __init__(self, *args: Any, akun: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hari_ini = timezone.localdate()
        duduk = Pejabat.objects.berlaku(hari_ini).filter(
            pengguna=akun, kedudukan__pokja__status=StatusPokja.BERLAKU
        )
        self.fields["pejabat"].queryset = duduk.select_related("kedudukan")
        self.fields["pejabat"].label_from_instance = lambda p: str(p.kedudukan)
        if not duduk:
            del self.fields["pejabat"]
        self.fields["lembaga"].queryset = Lembaga.objects.filter(aktif=True)
        desa = Wilayah.objects.di_bawah(settings.WILAYAH).desa()
        self.fields["wilayah"].queryset = desa.select_related("induk")

    def clean(self) -> dict[str, Any]:
        """A role is for something: an office, a village or a field."""
        isi = super().clean() or self.cleaned_data
        perlu = {
            "lembaga": {
                Peran.OPD_OPERATOR,
                Peran.OPD_KEPALA,
                Peran.MANAJER_KASUS,
                Peran.PENDAMPING,
                Peran.SUPERVISOR,
                Peran.MITRA_APH,
                Peran.MITRA_LAYANAN,
            },
            "wilayah": {Peran.PATBM},
            "bidang": {Peran.KOORDINATOR_BIDANG},
        }
        for ruas, peran in perlu.items():
            if isi.get("peran") in peran and not isi.get(ruas):
                self.add_error(ruas, "Peran ini memerlukannya.")
        return isi
