"""The structure of the Pokja: institutions, drafts, seats, holders, the SK."""

from typing import Any

from django import forms
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, KunciMixin, MasaMixin, TanggalField, nilai_baris
from p3aks.core.pindaian import PindaianField
from pokja.actions.pejabat import IsiPejabat
from pokja.actions.struktur import IsiKedudukan
from pokja.aturan import naskah_sk
from pokja.enums import Bidang, Kelamin, Posisi, SifatPejabat
from pokja.models import Kedudukan, Lembaga, Pejabat, Pengguna, Pokja

PILIH = ("", "Pilih")


class LembagaForm(FormulirMixin, forms.ModelForm):
    """An institution."""

    class Meta:
        model = Lembaga
        fields = ("nama", "singkatan", "jenis", "unsur", "aktif")
        labels = {"unsur": "Unsur keanggotaan (Perpres 18/2014 Pasal 24)", "aktif": "Masih dipakai"}
        help_texts = {"nama": "Nama resmi tanpa singkatan."}
        error_messages = {"nama": {"unique": "Lembaga dengan nama ini sudah ada."}}


class RancanganForm(FormulirMixin, MasaMixin, KunciMixin):
    """The period of a new Pokja."""

    TERBALIK = "Tahun selesai mendahului tahun mulai."

    mulai = forms.IntegerField(label="Tahun mulai", min_value=2014, max_value=2099)
    selesai = forms.IntegerField(label="Tahun selesai", min_value=2014, max_value=2099)
    salin = forms.BooleanField(
        label="Salin susunan Pokja yang berlaku kini", required=False, initial=True
    )

    def __init__(self, *args: Any, berlaku: Pokja | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = timezone.localdate().year
        self.fields["mulai"].initial, self.fields["selesai"].initial = tahun, tahun + 4
        if berlaku is None:
            del self.fields["salin"]


class NaskahForm(FormulirMixin, forms.Form):
    """Considerations and legal bases of the SK, one to a line."""

    menimbang = forms.CharField(
        label="Menimbang",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu pertimbangan per baris, diawali “bahwa”. Titik koma dan pertimbangan "
        "penutup ditulis sistem.",
    )
    mengingat = forms.CharField(
        label="Mengingat",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Satu peraturan per baris, menurut tingkat lalu tahun. Sistem menulis nomornya.",
    )

    def __init__(self, *args: Any, pokja: Pokja, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "menimbang": pokja.menimbang or "\n".join(naskah_sk.MENIMBANG),
            "mengingat": pokja.mengingat or "\n".join(naskah_sk.MENGINGAT),
        }
        super().__init__(*args, **kwargs)


class KedudukanForm(FormulirMixin, KunciMixin):
    """A seat of a draft."""

    RUAS = ("posisi", "bidang", "lembaga", "jabatan_dinas", "tupoksi", "urutan")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    posisi = forms.ChoiceField(label="Kedudukan dalam Pokja", choices=[PILIH, *Posisi.choices])
    bidang = forms.ChoiceField(
        label="Bidang",
        choices=[("", "Tanpa bidang"), *Bidang.choices],
        required=False,
        help_text="Wajib untuk Koordinator Bidang; Anggota sebaiknya juga berbidang.",
    )
    lembaga = forms.ModelChoiceField(
        label="Lembaga",
        queryset=Lembaga.objects.none(),
        empty_label="Pilih",
        help_text="Belum ada di daftar? Tambahkan dahulu di halaman Lembaga.",
    )
    jabatan_dinas = forms.CharField(
        label="Jabatan dalam dinas",
        max_length=200,
        help_text="Yang ditunjuk SK adalah jabatannya, misalnya Kepala Dinas Kesehatan.",
    )
    tupoksi = forms.CharField(
        label="Tugas dalam Pokja",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    urutan = forms.IntegerField(
        label="Urutan",
        min_value=1,
        max_value=999,
        initial=1,
        help_text="Di antara kedudukan yang sama dalam bidang yang sama.",
    )

    def __init__(self, *args: Any, kedudukan: Kedudukan | None = None, **kwargs: Any) -> None:
        if kedudukan is not None:
            kwargs["initial"] = nilai_baris(kedudukan, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)
        self.fields["lembaga"].queryset = Lembaga.objects.filter(aktif=True)

    def clean(self) -> dict[str, Any]:
        """A Koordinator has a field."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if isi.get("posisi") == Posisi.KOORDINATOR and not isi.get("bidang"):
            self.add_error("bidang", "Koordinator memerlukan bidang.")
        return isi

    def isi(self) -> IsiKedudukan:
        """Return the content for the action."""
        return IsiKedudukan(**{n: self.cleaned_data[n] for n in self.RUAS})


class OrangMixin(forms.Form):
    """Who sits in a seat."""

    nama = forms.CharField(
        label="Nama", max_length=150, help_text="Dengan gelar, seperti di daftar hadir."
    )
    nip = forms.RegexField(
        r"^\d{18}$",
        label="NIP",
        required=False,
        max_length=18,
        error_messages={"invalid": "NIP terdiri atas 18 angka."},
    )
    kelamin = forms.ChoiceField(
        label="Jenis kelamin", required=False, choices=[("", "Belum tercatat"), *Kelamin.choices]
    )
    pengguna = forms.ModelChoiceField(
        label="Akun dalam sistem",
        queryset=Pengguna.objects.none(),
        required=False,
        empty_label="Tidak punya akun",
        help_text="Peran yang diberikan karena kedudukan ini berakhir bersama masa jabatannya.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengguna"].queryset = Pengguna.objects.filter(is_active=True)


class PejabatForm(FormulirMixin, MasaMixin, OrangMixin, KunciMixin):
    """Somebody takes a seat."""

    RUAS = ("nama", "nip", "kelamin", "pengguna", "sifat", "mulai", "selesai")

    sifat = forms.ChoiceField(
        label="Sifat", choices=SifatPejabat.choices, initial=SifatPejabat.DEFINITIF
    )
    mulai = TanggalField(
        label="Mulai", help_text="Yang duduk sebelumnya tercatat berakhir sehari sebelum hari ini."
    )
    selesai = TanggalField(
        label="Sampai", required=False, help_text="Wajib untuk Plh. Selain itu boleh kosong."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mulai"].initial = timezone.localdate()

    def isi(self) -> IsiPejabat:
        """Return the content for the action."""
        return IsiPejabat(**{n: self.cleaned_data[n] for n in self.RUAS})


class PerbaikiPejabatForm(FormulirMixin, OrangMixin):
    """How a holder is written."""

    def __init__(self, *args: Any, pejabat: Pejabat, **kwargs: Any) -> None:
        kwargs["initial"] = nilai_baris(pejabat, ("nama", "nip", "kelamin", "pengguna"))
        super().__init__(*args, **kwargs)


class AkhiriForm(FormulirMixin, forms.Form):
    """The last day of a holder."""

    selesai = TanggalField(label="Hari terakhir", help_text="Misalnya 30 Juni 2027.")


class BerlakukanForm(FormulirMixin, forms.Form):
    """The SK that came back signed."""

    nomor_sk = forms.CharField(
        label="Nomor SK", max_length=80, help_text="Seperti tertulis pada SK yang ditandatangani."
    )
    tanggal_sk = TanggalField(label="Tanggal SK", help_text="Pokja berlaku sejak hari itu.")
    pindaian = PindaianField(label="Pindaian SK yang ditandatangani")


class PindaianForm(FormulirMixin, forms.Form):
    """The signed SK, later than its number or once more."""

    pindaian = PindaianField(
        label="Pindaian SK yang ditandatangani",
        required=True,
        help_text="PDF, paling besar 10 MB. Yang lama diganti.",
    )
