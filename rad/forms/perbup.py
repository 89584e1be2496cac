"""Forms of a regulation: the new draft, its simple parts, reasons."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.forms import FormulirMixin
from p3aks.core.parsing import bersih_teks
from rad.models import Bab, Konsiderans, Paraf, Perbup, Rad, VersiRad
from rad.models.naskah import Bagian
from rad.models.perbup import MARGIN


class KalimatField(forms.CharField):
    """A text that is printed as one paragraph, typed in an area of several lines."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text on one line, without control characters."""
        return " ".join(bersih_teks(super().to_python(value)).split())


class BerversiMixin(forms.Form):
    """Carries the version that the person started from."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def dari_versi(self) -> int:
        """The version started from; 0, which no row has, when it is missing."""
        return self.cleaned_data.get("versi") or 0


class SusunForm(FormulirMixin, forms.Form):
    """Which plan the regulation is about, and which fixed version becomes its Lampiran."""

    rad = forms.ModelChoiceField(Rad.objects.none(), label="RAD", empty_label=None)
    versi_rad = forms.ModelChoiceField(
        VersiRad.objects.none(),
        label="Versi RAD untuk Lampiran",
        required=False,
        empty_label="Belum ada, dipilih kemudian",
        help_text="Hanya versi yang sudah ditetapkan. Masih dapat diganti sampai naskah final.",
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versi = VersiRad.objects.untuk(user).defer("isi").select_related("rad")
        self.fields["rad"].queryset = Rad.objects.untuk(user)
        self.fields["versi_rad"].queryset = versi.order_by("-rad__mulai", "-nomor")

    def clean(self) -> dict[str, Any]:
        """Refuse a version of another plan."""
        isi = super().clean() or self.cleaned_data
        rad, versi = isi.get("rad"), isi.get("versi_rad")
        if rad and versi and versi.rad_id != rad.pk:
            raise ValidationError({"versi_rad": "Versi ini berasal dari RAD lain."})
        return isi


class OpsiForm(FormulirMixin, BerversiMixin, forms.ModelForm):
    """Title, Lampiran and how the regulation is printed."""

    kelompok = (
        ("Apa yang diatur?", ("tentang", "versi_rad")),
        ("Bagaimana dicetak?", ("kata_sambung", "lampiran_nomor_ulang", "seri")),
        ("Tepi halaman", ("margin_atas", "margin_bawah", "margin_kiri", "margin_kanan")),
    )
    tentang = KalimatField(
        label="Judul sesudah kata TENTANG",
        max_length=300,
        rows=3,
        help_text="Huruf biasa, tanpa singkatan dan tanpa titik di akhir; huruf kapital dibuat "
        "saat dicetak.",
    )

    class Meta:
        model = Perbup
        fields = (
            "tentang",
            "versi_rad",
            "kata_sambung",
            "lampiran_nomor_ulang",
            "seri",
            "margin_atas",
            "margin_bawah",
            "margin_kiri",
            "margin_kanan",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versi = self.fields["versi_rad"]
        versi.queryset = self.instance.rad.versi_tetap.defer("isi").select_related("rad")
        versi.empty_label = "Belum dipilih"
        # The model's own check is skipped below, so the limits are asked for here.
        for nama in ("margin_atas", "margin_bawah", "margin_kiri", "margin_kanan"):
            self.fields[nama].validators.extend(MARGIN)

    def isi(self) -> dict[str, Any]:
        """Return the fields to store. Only after ``is_valid``."""
        return {k: self.cleaned_data[k] for k in self._meta.fields}

    def _post_clean(self) -> None:
        """Leave the instance as it is stored: the action compares with it and checks it."""


class KonsideransForm(FormulirMixin, BerversiMixin, forms.Form):
    """One sentence of Menimbang."""

    jenis = forms.ChoiceField(
        label="Unsur",
        choices=Konsiderans._meta.get_field("jenis").choices,
        help_text="Urutan yang lazim: filosofis, sosiologis, lalu yuridis.",
    )
    isi = KalimatField(
        label="Pertimbangan",
        rows=6,
        help_text="Satu kalimat yang dimulai dengan “bahwa”, tanpa titik koma di akhir. Kalimat "
        "penutup “perlu menetapkan …” disusun sendiri oleh sistem.",
    )


class BabForm(FormulirMixin, BerversiMixin, forms.Form):
    """A chapter's title."""

    judul = forms.CharField(
        label="Judul bab",
        max_length=Bab._meta.get_field("judul").max_length,
        help_text="Huruf biasa, misalnya “Ketentuan Umum”. Nomor bab dihitung sendiri.",
    )


class BagianForm(FormulirMixin, BerversiMixin, forms.Form):
    """A section's title."""

    judul = forms.CharField(
        label="Judul bagian",
        max_length=Bagian._meta.get_field("judul").max_length,
        help_text="Tanpa “Bagian Kesatu”; urutannya dihitung sendiri.",
    )


class ParafForm(FormulirMixin, BerversiMixin, forms.Form):
    """An office that must put its initial."""

    jenis = forms.ChoiceField(label="Jenis paraf", choices=Paraf._meta.get_field("jenis").choices)
    jabatan = forms.CharField(
        label="Jabatan",
        max_length=Paraf._meta.get_field("jabatan").max_length,
        help_text="Jabatannya, bukan nama orangnya. Misalnya “Kepala Bagian Hukum”.",
    )


class KembalikanPerbupForm(FormulirMixin, forms.Form):
    """Why the text is opened again."""

    alasan = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca penyusun rancangan dan tersimpan dalam riwayat.",
    )


class CabutForm(FormulirMixin, forms.Form):
    """Which regulation revoked this one."""

    alasan = forms.CharField(
        label="Peraturan yang mencabut",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis lengkap, misalnya “Peraturan Bupati Tuban Nomor 12 Tahun 2030 tentang …”.",
    )
