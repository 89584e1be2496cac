"""A legal basis: the rule itself and its amendments as rows."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from p3aks.core.forms import FormulirMixin, TanggalField
from p3aks.core.parsing import baca_bilangan
from rad.enums_perbup import JenisPeraturan
from rad.forms.perbup import BerversiMixin, KalimatField
from rad.models import DasarHukum

RUAS_PERUBAHAN = ("jenis", "pembentuk", "nomor", "tahun", "tentang", "lembaran", "tambahan")


class _PeraturanForm(FormulirMixin, forms.Form):
    """What names a rule: kind, number, year, title, gazette."""

    jenis = forms.ChoiceField(label="Jenis peraturan", choices=JenisPeraturan.choices)
    pembentuk = forms.CharField(
        label="Ditetapkan oleh",
        max_length=150,
        required=False,
        help_text="Hanya untuk peraturan menteri/lembaga dan daerah, misalnya “Menteri Dalam "
        "Negeri”.",
    )
    nomor = forms.CharField(label="Nomor", max_length=20, required=False)
    tahun = forms.IntegerField(
        label="Tahun",
        required=False,
        min_value=1945,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    tentang = KalimatField(label="Tentang", max_length=500, required=False, rows=3)
    lembaran = forms.CharField(
        label="Nomor lembaran atau berita",
        max_length=200,
        required=False,
        help_text="Cukup nomornya, misalnya “116”. Bila tahunnya berbeda: “1965/19”.",
    )
    tambahan = forms.CharField(
        label="Nomor tambahan lembaran",
        max_length=200,
        required=False,
        help_text="Misalnya “5315”.",
    )

    def clean(self) -> dict[str, Any]:
        """Every rule but the constitution has a number and a year."""
        isi = super().clean() or self.cleaned_data
        if isi.get("jenis") and isi["jenis"] != JenisPeraturan.UUD:
            for ruas in ("nomor", "tahun"):
                if ruas in isi and not isi[ruas]:
                    self.add_error(ruas, f"{self.fields[ruas].label} peraturan wajib diisi.")
        return isi


class PerubahanForm(_PeraturanForm):
    """One amendment."""


PerubahanFormSet = forms.formset_factory(
    PerubahanForm, extra=0, can_delete=True, max_num=20, absolute_max=20
)


class DasarHukumForm(_PeraturanForm, BerversiMixin):
    """A rule cited under Mengingat; ``perubahan`` is the formset of its amendments."""

    kelompok = (
        (
            "Peraturan apa?",
            (
                *("jenis", "pembentuk", "nomor", "tahun", "tentang"),
                *("pasal", "lembaran", "tambahan"),
            ),
        ),
        (
            "Sudah dicocokkan?",
            ("terverifikasi", "catatan", "berlaku_mulai", "berlaku_sampai"),
        ),
    )
    pasal = forms.CharField(
        label="Pasal yang dirujuk",
        max_length=60,
        required=False,
        help_text="Hanya bila pasalnya dikutip, misalnya “Pasal 18 ayat (6)”.",
    )
    terverifikasi = forms.BooleanField(
        label="Sudah dicocokkan dengan naskah resmi",
        required=False,
        help_text="Centang setelah nomor, tahun, judul, dan lembarannya dicocokkan.",
    )
    catatan = forms.CharField(label="Catatan untuk Bagian Hukum", max_length=300, required=False)
    berlaku_mulai = TanggalField(label="Berlaku mulai", required=False)
    berlaku_sampai = TanggalField(label="Berlaku sampai", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awal = [
            {r: p.get(r) for r in RUAS_PERUBAHAN if p.get(r) is not None}
            for p in (self.initial.get("perubahan") or [])
        ]
        data = self.data if self.is_bound else None
        self.perubahan = PerubahanFormSet(data, initial=awal, prefix="perubahan")
        for f in self.perubahan.forms:
            f.fields["DELETE"].label = "Hapus perubahan ini saat disimpan"

    def clean(self) -> dict[str, Any]:
        """Check the dates' order and the amendments as well."""
        isi = super().clean()
        mulai, sampai = isi.get("berlaku_mulai"), isi.get("berlaku_sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("berlaku_sampai", "Tanggal berakhir mendahului tanggal mulai berlaku.")
        if not self.perubahan.is_valid():
            for n, f in enumerate(self.perubahan.forms, 1):
                for ruas, galat in f.errors.items():
                    label = f.fields[ruas].label if ruas in f.fields else ""
                    self.add_error(None, f"Perubahan {n}, {label}: {' '.join(galat)}")
        return isi

    def tahan(self) -> "DasarHukumForm":
        """Show what was typed without judging it: for round trips that save nothing."""
        for f in (self, *self.perubahan.forms):
            f._errors, f.cleaned_data = ErrorDict(), {}
        self.perubahan._errors, self.perubahan._non_form_errors = (
            [],
            self.perubahan.error_class(),
        )
        return self

    def isi(self) -> dict[str, Any]:
        """Return the fields to store. Only after ``is_valid``."""
        ruas = [f.name for f in DasarHukum._meta.fields if f.name in self.fields]
        hasil = {r: self.cleaned_data[r] for r in ruas}
        hasil["perubahan"] = [
            {r: f.cleaned_data[r] for r in RUAS_PERUBAHAN}
            for f in self.perubahan.forms
            if f.cleaned_data.get("jenis") and not f.cleaned_data.get("DELETE")
        ]
        return hasil

    def awal_sama(self, baris: DasarHukum) -> bool:
        """Whether nothing differs from *baris*; a missing key of an amendment equals an empty
        one."""
        isi = self.isi()
        lama = [{r: p.get(r) or "" for r in RUAS_PERUBAHAN} for p in baris.perubahan]
        baru = [{r: p[r] or "" for r in RUAS_PERUBAHAN} for p in isi.pop("perubahan")]
        return lama == baru and all(getattr(baris, k) == v for k, v in isi.items())


def tambah_baris(data: QueryDict) -> QueryDict | None:
    """Return *data* with one amendment row more when that button was pressed, else None."""
    if "tambah_perubahan" not in data:
        return None
    baru = data.copy()
    jumlah = data.get("perubahan-TOTAL_FORMS", "0")
    baru["perubahan-TOTAL_FORMS"] = str(baca_bilangan(jumlah) + 1)
    return baru
