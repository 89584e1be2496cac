"""Shelters and stays."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from kasus.actions.penampungan import ALASAN_MINIMUM
from kasus.documents.penampungan import terisi
from kasus.models import Fasilitas, Rujukan
from p3aks.core.forms import FormulirMixin, TanggalField, WaktuField
from pokja.enums import Peran
from pokja.models import Lembaga

WAKTU = "Misalnya 22 November 2026 14.30."


class FasilitasForm(FormulirMixin, forms.Form):
    """A shelter. The stored address is never shown here; a new one replaces it."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kode = forms.CharField(
        label="Nama sandi",
        max_length=40,
        help_text="Bukan nama gedung, jalan, atau desa. Misalnya Rumah Melati.",
    )
    unit = forms.ModelChoiceField(
        label="Pengelola", queryset=Lembaga.objects.none(), empty_label=None
    )
    kapasitas = forms.IntegerField(
        label="Kapasitas (orang)",
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    alamat = forms.CharField(
        label="Alamat",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    aktif = forms.BooleanField(label="Dipakai", required=False, initial=True)

    def __init__(self, *args: Any, user: Any, fasilitas: Fasilitas | None = None, **kw: Any):
        if fasilitas is not None:
            kw["initial"] = {
                n: getattr(fasilitas, n) for n in ("versi", "kode", "kapasitas", "aktif")
            } | {"unit": fasilitas.unit_id}
        super().__init__(*args, **kw)
        milik = user.lembaga_sebagai(Peran.MANAJER_KASUS, Peran.SUPERVISOR)
        self.fields["unit"].queryset = Lembaga.objects.filter(pk__in=milik)
        tersimpan = fasilitas is not None and bool(fasilitas.alamat)
        self.fields["alamat"].help_text = (
            "Sudah tersimpan terenkripsi dan tidak ditampilkan di sini. Isi hanya bila berubah."
            if tersimpan
            else "Disimpan terenkripsi; hanya tampil di kasus yang identitasnya sedang dibuka."
        )


class MasukForm(FormulirMixin, forms.Form):
    """Who moves in where, and when."""

    fasilitas = forms.ChoiceField(
        label="Fasilitas", error_messages={"required": "Pilih fasilitasnya."}
    )
    orang = forms.IntegerField(
        label="Jumlah orang",
        min_value=1,
        max_value=50,
        initial=1,
        help_text="Korban bersama anak atau keluarga yang ikut.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    pada = WaktuField(label="Waktu masuk", help_text=WAKTU)
    catatan = forms.CharField(
        label="Catatan",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Kebutuhan selama tinggal. Jangan tulis alamat penampungan.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hunian = terisi()
        self.fields["fasilitas"].choices = [
            (str(f.pk), f"{f.kode}, sisa {max(f.kapasitas - hunian.get(f.pk, 0), 0)} tempat")
            for f in Fasilitas.objects.untuk(user).filter(aktif=True)
        ]

    def clean_fasilitas(self) -> UUID:
        """Return the id."""
        return UUID(self.cleaned_data["fasilitas"])


class KeluarForm(FormulirMixin, forms.Form):
    """When they left."""

    pada = WaktuField(label="Waktu keluar", help_text=WAKTU)


class LanjutForm(FormulirMixin, forms.Form):
    """By which referral the stay goes on elsewhere."""

    rujukan = forms.ChoiceField(label="Rujukan lanjutan")

    def __init__(self, *args: Any, rujukan: Iterable[Rujukan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rujukan"].choices = [
            (str(r.pk), f"{r.kode}, {r.get_jenis_display()}") for r in rujukan
        ]

    def clean_rujukan(self) -> UUID:
        """Return the id."""
        return UUID(self.cleaned_data["rujukan"])


class PerpanjangForm(FormulirMixin, forms.Form):
    """Until when, and why."""

    sampai = TanggalField(label="Diperpanjang sampai", help_text="Misalnya 22 November 2026.")
    alasan = forms.CharField(
        label="Alasan",
        max_length=1000,
        min_length=ALASAN_MINIMUM,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Mengapa belum dapat dirujuk lanjut. Nama Anda tercatat sebagai penanda tangan.",
        error_messages={"min_length": f"Tulis alasan sedikitnya {ALASAN_MINIMUM} huruf."},
    )
