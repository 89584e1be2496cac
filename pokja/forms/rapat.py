"""Meetings: their facts, sessions, agenda and letter."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from p3aks.core.forms import FormulirMixin, JamField, KunciMixin, TanggalField, nilai_baris
from p3aks.core.pindaian import PindaianField
from pokja.enums import Bidang
from pokja.enums_rapat import CaraRapat, JenisRapat, SifatSurat
from pokja.models import AgendaRapat, Pejabat, Rapat, SesiRapat

PILIH = ("", "Pilih")
BESOK = "Misalnya 25 November 2026."


class WaktuMixin(forms.Form):
    """A day with the hours from–to; ``waktu`` of the cleaned data holds both as aware times."""

    def clean(self) -> dict[str, Any]:
        """Join day and hours; refuse hours that run backwards, beside the end."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        hari, mulai, selesai = (isi.get(n) for n in ("hari", "jam_mulai", "jam_selesai"))
        if hari and mulai is not None and selesai is not None:
            if selesai <= mulai:
                self.add_error("jam_selesai", "Jam selesai harus sesudah jam mulai.")
            isi["waktu"] = tuple(
                timezone.make_aware(datetime.combine(hari, jam)) for jam in (mulai, selesai)
            )
        return isi


def _ruas_waktu() -> dict[str, forms.Field]:
    return {
        "hari": TanggalField(label="Hari", help_text=BESOK),
        "jam_mulai": JamField(label="Mulai pukul", help_text="Misalnya 09.00."),
        "jam_selesai": JamField(label="Selesai pukul", help_text="Misalnya 12.00."),
    }


class RapatForm(FormulirMixin, WaktuMixin, KunciMixin):
    """A meeting. A new one asks for its first session as well."""

    kelompok = (
        ("Rapat apa", ("acara", "jenis", "bidang")),
        ("Kapan dan di mana", ("hari", "jam_mulai", "jam_selesai", "cara", "tempat", "tautan")),
        ("Untuk laporan", ("maksud", "dasar")),
    )
    RUAS = ("acara", "jenis", "bidang", "cara", "tempat", "tautan", "maksud", "dasar")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    acara = forms.CharField(
        label="Acara",
        max_length=200,
        help_text="Seperti tertulis dalam undangan, misalnya Rapat Koordinasi Triwulan III.",
    )
    jenis = forms.ChoiceField(label="Jenis", choices=[PILIH, *JenisRapat.choices])
    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Bidang.choices]
    )
    cara = forms.ChoiceField(label="Cara", choices=[PILIH, *CaraRapat.choices])
    tempat = forms.CharField(
        label="Tempat", max_length=200, required=False, help_text="Kosongkan bila hanya daring."
    )
    tautan = forms.URLField(
        label="Tautan rapat daring",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Hanya terlihat oleh yang diundang.",
    )
    maksud = forms.CharField(
        label="Maksud dan tujuan",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    dasar = forms.CharField(
        label="Dasar",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu dasar per baris. Kosongkan untuk memakai SK Pokja.",
    )

    def __init__(
        self, *args: Any, rapat: Rapat | None = None, bidang: frozenset[str] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """*bidang*: the only fields that may be chosen; None for all."""
        if rapat is not None:
            kwargs["initial"] = nilai_baris(rapat, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)
        if rapat is None:
            self.fields.update(_ruas_waktu())
        if bidang is not None:
            pilihan = [(nilai, label) for nilai, label in Bidang.choices if nilai in bidang]
            self.fields["bidang"].choices = pilihan

    def clean(self) -> dict[str, Any]:
        """A meeting in a room needs the room."""
        isi = super().clean()
        if isi.get("cara") in (CaraRapat.LURING, CaraRapat.HIBRIDA) and not isi.get("tempat"):
            self.add_error("tempat", "Rapat luring memerlukan tempat.")
        return isi

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class SesiForm(FormulirMixin, WaktuMixin, KunciMixin):
    """A session."""

    kelompok = (("", ("judul", "hari", "jam_mulai", "jam_selesai", "tempat")),)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    judul = forms.CharField(
        label="Nama sesi", max_length=150, required=False, help_text="Misalnya Pemaparan awal."
    )
    tempat = forms.CharField(
        label="Tempat",
        max_length=200,
        required=False,
        help_text="Kosongkan bila sama dengan tempat rapat.",
    )

    def __init__(self, *args: Any, sesi: SesiRapat | None = None, **kwargs: Any) -> None:
        if sesi is not None:
            mulai, selesai = (timezone.localtime(t) for t in (sesi.mulai, sesi.selesai))
            kwargs["initial"] = {
                **nilai_baris(sesi, ("versi", "judul", "tempat")),
                "hari": mulai.date(),
                "jam_mulai": mulai.time(),
                "jam_selesai": selesai.time(),
            }
        super().__init__(*args, **kwargs)
        self.fields.update(_ruas_waktu())

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        mulai, selesai = self.cleaned_data["waktu"]
        teks = {n: self.cleaned_data[n] for n in ("judul", "tempat")}
        return {**teks, "mulai": mulai, "selesai": selesai}


class AgendaForm(FormulirMixin, KunciMixin):
    """An item of the agenda."""

    RUAS = ("judul", "penyaji", "sesi")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    judul = forms.CharField(label="Pokok bahasan", max_length=300)
    penyaji = forms.CharField(
        label="Penyaji", max_length=200, required=False, help_text="Nama atau jabatan."
    )
    sesi = forms.ModelChoiceField(
        label="Sesi",
        queryset=SesiRapat.objects.none(),
        required=False,
        empty_label="Tidak tertentu",
    )
    materi = PindaianField(label="Materi")

    def __init__(
        self, *args: Any, rapat: Rapat, agenda: AgendaRapat | None = None, **kwargs: Any
    ) -> None:
        if agenda is not None:
            kwargs["initial"] = nilai_baris(agenda, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)
        self.fields["sesi"].queryset = rapat.sesi.all()
        self.fields["sesi"].label_from_instance = sebut_sesi
        if rapat.sesi.count() < 2:
            del self.fields["sesi"]

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS if n in self.cleaned_data}


def sebut_sesi(sesi: SesiRapat) -> str:
    """Return a session as a choice: its name and hours."""
    mulai = timezone.localtime(sesi.mulai)
    return f"{sesi} ({mulai:%d/%m/%Y %H.%M})"


class UndanganForm(FormulirMixin, forms.Form):
    """The letter of invitation."""

    RUAS = (
        "nomor_undangan", "tanggal_undangan", "sifat", "penandatangan", "catatan", "tembusan",
    )  # fmt: skip

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nomor_undangan = forms.CharField(
        label="Nomor",
        max_length=80,
        required=False,
        help_text="Dari buku agenda surat. Boleh menyusul; sampai itu tercetak titik-titik.",
    )
    tanggal_undangan = TanggalField(label="Tanggal surat", required=False, help_text=BESOK)
    sifat = forms.ChoiceField(label="Sifat", choices=SifatSurat.choices)
    penandatangan = forms.ModelChoiceField(
        label="Penanda tangan", queryset=Pejabat.objects.none(), empty_label="Pilih"
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: Mohon membawa data capaian semester I.",
    )
    tembusan = forms.CharField(
        label="Tembusan",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu penerima per baris.",
    )

    def __init__(self, *args: Any, rapat: Rapat, pejabat: Any, **kwargs: Any) -> None:
        kwargs["initial"] = nilai_baris(rapat, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)
        self.fields["penandatangan"].queryset = pejabat
        self.fields["penandatangan"].label_from_instance = lambda p: f"{p.nama}, {p.kedudukan}"

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class BatalForm(FormulirMixin, forms.Form):
    """Why a meeting does not take place."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Terbaca oleh yang diundang.",
    )


class SaringRapatForm(forms.Form):
    """What the list of meetings shows."""

    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), *JenisRapat.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), ("depan", "Akan datang"), ("notula", "Notula belum final")],
    )


class DaftarHadirForm(FormulirMixin, forms.Form):
    """The scan of the signed attendance list."""

    pindaian = PindaianField(label="Pindaian daftar hadir", required=True)
