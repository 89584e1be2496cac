"""Forms of the Pokja app."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError

from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.enums import Bidang, Peran, SumberKonflik, TingkatWilayah
from pokja.models import Daerah, Lembaga, Pengguna, PeristiwaKonflik, Wilayah

UKURAN_LAMBANG = 1024 * 1024


class DaerahForm(FormulirMixin, forms.ModelForm):
    """Names and emblem that head and sign documents."""

    kelompok = (
        ("Tempat dan kepala daerah", ("ibu_kota", "kepala", "sekda")),
        ("Bagian Hukum", ("kabag_hukum", "pangkat_kabag_hukum", "nip_kabag_hukum")),
        ("Kop", ("lambang",)),
    )

    class Meta:
        model = Daerah
        fields = (
            "ibu_kota",
            "kepala",
            "sekda",
            "kabag_hukum",
            "pangkat_kabag_hukum",
            "nip_kabag_hukum",
            "lambang",
        )
        help_texts = {"kepala": "Tanpa gelar, pangkat, dan NIP, seperti dicetak pada Peraturan."}

    def clean_lambang(self) -> Any:
        """Accept a real PNG up to 1 MiB only."""
        berkas = self.cleaned_data.get("lambang")
        if not berkas or not hasattr(berkas, "content_type"):
            return berkas
        if berkas.size > UKURAN_LAMBANG:
            raise forms.ValidationError("Berkas lambang melebihi 1 MB. Perkecil dahulu.")
        try:
            with Image.open(berkas) as gambar:
                gambar.verify()
                png = gambar.format == "PNG"
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as galat:
            raise forms.ValidationError("Berkas ini bukan gambar PNG yang utuh.") from galat
        if not png:
            raise forms.ValidationError("Lambang harus berupa PNG.")
        berkas.seek(0)
        return berkas


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lembaga"].queryset = Lembaga.objects.filter(aktif=True)
        self.fields["wilayah"].queryset = Wilayah.objects.filter(
            tingkat__in=(TingkatWilayah.DESA, TingkatWilayah.KELURAHAN),
            kode__startswith=f"{settings.WILAYAH}.",
        ).select_related("induk")

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


class PeristiwaForm(FormulirMixin, forms.Form):
    """A conflict between groups. ``versi`` is the version the person started from; ``id_baru`` the
    one-time key of a new one."""

    RUAS = ("nama", "mulai", "selesai", "wilayah", "sumber", "keterangan")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    id_baru = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    nama = forms.CharField(
        label="Nama peristiwa",
        max_length=200,
        help_text="Sebut tempat dan persoalannya. Jangan tulis nama orang.",
    )
    mulai = TanggalField(label="Tanggal mulai", help_text="Misalnya 22 November 2026.")
    selesai = TanggalField(
        label="Tanggal berakhir", required=False, help_text="Kosongkan bila masih berlangsung."
    )
    wilayah = forms.ChoiceField(
        label="Kecamatan atau desa", error_messages={"required": "Pilih tempatnya."}
    )
    sumber = forms.ChoiceField(
        label="Sumber konflik",
        choices=[("", "Pilih"), *SumberKonflik.choices],
        error_messages={"required": "Pilih sumber konfliknya."},
    )
    keterangan = forms.CharField(
        label="Keterangan singkat",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pihak yang berkonflik adalah kelompok, bukan orang. Jangan tulis nama orang.",
    )

    def __init__(self, *args: Any, peristiwa: PeristiwaKonflik | None = None, **kw: Any) -> None:
        if peristiwa is not None:
            kw["initial"] = {n: getattr(peristiwa, n) for n in ("versi", *self.RUAS)}
            kw["initial"]["wilayah"] = peristiwa.wilayah_id
        super().__init__(*args, **kw)
        self.fields["wilayah"].choices = _tempat()

    def clean_wilayah(self) -> Wilayah:
        """Return the place."""
        return Wilayah.objects.get(pk=self.cleaned_data["wilayah"])

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        mulai, selesai = isi.get("mulai"), isi.get("selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tanggal berakhir mendahului tanggal mulai.")
        return isi


def _tempat() -> list[Any]:
    """Return the places of this regency: each kecamatan as a group with its villages."""
    semua = Wilayah.objects.filter(kode__startswith=f"{settings.WILAYAH}.").order_by("kode")
    kelompok: dict[str, tuple[str, list[tuple[Any, str]]]] = {}
    for satu in semua:
        if satu.tingkat == TingkatWilayah.KECAMATAN:
            judul = f"Kecamatan {satu.nama}"
            kelompok[satu.kode] = (judul, [(satu.pk, f"{judul} (seluruhnya)")])
        elif satu.induk_id in kelompok:
            kelompok[satu.induk_id][1].append((satu.pk, satu.nama))
    return [("", "Pilih"), *kelompok.values()]
