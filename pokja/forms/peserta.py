"""Guests of a meeting: invited, answering, signing in."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.forms import FormulirMixin, nilai_baris
from pokja.enums import Bidang, JenisJejaring, Kelamin
from pokja.enums_rapat import CaraHadir, CaraRapat, JawabanUndangan
from pokja.models import Kehadiran, Lembaga

MAKS_BARIS = 300
KELAMIN = [("", "Pilih"), *Kelamin.choices]
PEMISAH = ";"


class DaftarNamaField(forms.CharField):
    """Guests one to a line, ``nama; jabatan; instansi; L/P``; cleans to a list of dicts.

    A line without a name but with an office is an invitation to the office.
    """

    widget = forms.Textarea

    def clean(self, value: Any) -> list[dict[str, str]]:
        """Return the guests. ValidationError names the line that cannot be read."""
        hasil = []
        for ke, baris in enumerate(super().clean(value).splitlines(), 1):
            if baris.strip():
                hasil.append(self._baca(ke, baris))
        if len(hasil) > MAKS_BARIS:
            raise ValidationError(f"Paling banyak {MAKS_BARIS} baris sekali kirim.")
        return hasil

    def _baca(self, ke: int, baris: str) -> dict[str, str]:
        bagian = [b.strip() for b in baris.split("\t" if "\t" in baris else PEMISAH)]
        nama, jabatan, instansi, kelamin = (*bagian, "", "", "", "")[:4]
        if len(bagian) > 4:
            raise ValidationError(f"Baris {ke}: ada lebih dari empat bagian.")
        kelamin = kelamin.upper()[:1] if kelamin else ""
        if kelamin and kelamin not in Kelamin.values:
            raise ValidationError(f"Baris {ke}: bagian keempat adalah L atau P.")
        if not nama and not jabatan:
            raise ValidationError(f"Baris {ke}: tulis nama atau jabatan.")
        for nilai, batas in ((nama, 150), (jabatan, 200), (instansi, 200)):
            if len(nilai) > batas:
                raise ValidationError(f"Baris {ke}: “{nilai[:20]}…” lebih dari {batas} huruf.")
        return {"nama": nama, "jabatan": jabatan, "instansi": instansi, "kelamin": kelamin}


class UndangPesertaForm(FormulirMixin, forms.Form):
    """Whom to invite: groups by one tick, others by name."""

    kelompok = (
        ("Dari Pokja", ("pokja", "bidang")),
        ("Jejaring dan lembaga", ("jejaring", "lembaga")),
        ("Lainnya", ("lain",)),
    )

    pokja = forms.BooleanField(label="Semua pejabat Pokja yang menjabat", required=False)
    bidang = forms.MultipleChoiceField(
        label="Pejabat bidang",
        required=False,
        choices=Bidang.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    jejaring = forms.MultipleChoiceField(
        label="Semua jejaring",
        required=False,
        choices=[(j.value, j.label) for j in JenisJejaring if j != JenisJejaring.LAIN],
        widget=forms.CheckboxSelectMultiple,
    )
    lembaga = forms.ModelMultipleChoiceField(
        label="Pimpinan lembaga",
        required=False,
        queryset=Lembaga.objects.filter(aktif=True),
        widget=forms.CheckboxSelectMultiple,
    )
    lain = DaftarNamaField(
        label="Nama lain",
        required=False,
        max_length=60_000,
        help_text="Satu orang per baris: nama; jabatan; instansi; L/P. "
        "Boleh ditempel dari Excel. Bagian yang belum diketahui dikosongkan.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form: nobody would be invited."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(isi.values()):
            raise ValidationError("Pilih siapa yang diundang, atau tulis namanya.")
        return isi


class PesertaForm(FormulirMixin, forms.Form):
    """One guest, and an answer that came by telephone or letter."""

    kelompok = (
        ("Yang diundang", ("nama", "jabatan", "instansi", "kelamin")),
        ("Jawaban", ("jawaban", "wakil", "jabatan_wakil", "kelamin_wakil")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nama = forms.CharField(label="Nama", max_length=150, required=False)
    jabatan = forms.CharField(label="Jabatan", max_length=200, required=False)
    instansi = forms.CharField(label="Instansi", max_length=200, required=False)
    kelamin = forms.ChoiceField(label="L/P", required=False, choices=KELAMIN)
    jawaban = forms.ChoiceField(label="Jawaban", choices=JawabanUndangan.choices)
    wakil = forms.CharField(label="Nama yang mewakili", max_length=150, required=False)
    jabatan_wakil = forms.CharField(label="Jabatan yang mewakili", max_length=200, required=False)
    kelamin_wakil = forms.ChoiceField(label="L/P yang mewakili", required=False, choices=KELAMIN)

    def __init__(self, *args: Any, kehadiran: Kehadiran, **kwargs: Any) -> None:
        kwargs["initial"] = nilai_baris(kehadiran, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class JawabForm(FormulirMixin, forms.Form):
    """What the invited person answers by the private link."""

    jawaban = forms.ChoiceField(
        label="Apakah Anda hadir?",
        widget=forms.RadioSelect,
        choices=[
            (JawabanUndangan.HADIR.value, "Ya, saya hadir"),
            (JawabanUndangan.MEWAKILKAN.value, "Saya mewakilkan"),
            (JawabanUndangan.BERHALANGAN.value, "Saya berhalangan"),
        ],
    )
    wakil = forms.CharField(
        label="Nama yang mewakili",
        max_length=150,
        required=False,
        help_text="Hanya bila mewakilkan.",
    )
    jabatan_wakil = forms.CharField(label="Jabatannya", max_length=200, required=False)
    kelamin_wakil = forms.ChoiceField(label="L/P", required=False, choices=KELAMIN)

    def __init__(self, *args: Any, kehadiran: Kehadiran, **kwargs: Any) -> None:
        awal = nilai_baris(kehadiran, ("wakil", "jabatan_wakil", "kelamin_wakil"))
        if kehadiran.jawaban != JawabanUndangan.BELUM:
            awal["jawaban"] = kehadiran.jawaban
        kwargs["initial"] = awal
        super().__init__(*args, **kwargs)


class CaraHadirForm(FormulirMixin, forms.Form):
    """The holder of the private link signs in."""

    cara = forms.ChoiceField(
        label="Saya hadir", choices=CaraHadir.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, cara: str, **kwargs: Any) -> None:
        """*cara*: how the meeting is held; only a hybrid one leaves a choice."""
        super().__init__(*args, **kwargs)
        if cara != CaraRapat.HIBRIDA:
            self.fields["cara"].required = False
            self.fields["cara"].widget = forms.HiddenInput()
        self.cara = cara

    def clean_cara(self) -> str:
        """Return how the guest attends; of a meeting held one way, that way."""
        return self.cleaned_data["cara"] if self.cara == CaraRapat.HIBRIDA else self.cara


class HadirForm(CaraHadirForm):
    """Signing in by the QR code of a session."""

    nama = forms.CharField(label="Nama", max_length=150, help_text="Seperti dalam undangan.")
    jabatan = forms.CharField(label="Jabatan", max_length=200, required=False)
    instansi = forms.CharField(label="Instansi", max_length=200)
    kelamin = forms.ChoiceField(label="L/P", choices=KELAMIN)

    field_order = ("nama", "jabatan", "instansi", "kelamin", "cara")


def baca_kehadiran(data: Any) -> dict[UUID, str]:
    """Return what the attendance table changed: guests' ids with how they attended ("": absent).

    Of each row the page sends what it showed (``awal-<id>``) and what is chosen now
    (``hadir-<id>``); rows that say the same are left out. Unreadable ones too.
    """
    hasil = {}
    for nama in data:
        awalan, _, kode = nama.partition("-")
        if awalan != "hadir":
            continue
        try:
            pk = UUID(kode)
        except ValueError:
            continue
        cara = data[nama]
        if cara != data.get(f"awal-{kode}", "") and cara in ("", *CaraHadir.values):
            hasil[pk] = cara
    return hasil
