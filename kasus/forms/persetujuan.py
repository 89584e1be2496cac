"""Consent for one sector, asked in plain words."""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from kasus.actions.persetujuan import (
    ALASAN_MINIMUM,
    DASAR_LAIN,
    DASAR_PEMBERI,
    PESAN_ALASAN,
    IsiPersetujuan,
)
from kasus.documents.paket import MINIMUM, RUAS
from kasus.enums_akses import PemberiPersetujuan, TingkatData
from kasus.enums_layanan import DasarPemrosesan, SektorPersetujuan
from kasus.models import Instansi
from p3aks.core.forms import FormulirMixin

HUBUNGAN_WALI = (
    "Ibu",
    "Ayah",
    "Ibu tiri",
    "Ayah tiri",
    "Ibu angkat",
    "Ayah angkat",
    "Kakek atau nenek",
    "Paman atau bibi",
    "Kakak",
    "Kerabat lain",
    "Wali menurut penetapan pengadilan",
    "Pengampu",
    "Pekerja sosial",
    "Pengasuh lembaga",
)
KELOMPOK_RUAS = (
    (TingkatData.F1, "Gambaran umum, tanpa cerita dan tanpa nama"),
    (TingkatData.F2, "Cerita, kebutuhan, dan layanan"),
    (TingkatData.F3, "Identitas: hanya bila mitra benar-benar memerlukannya"),
)


class PilihanInstansi(forms.ModelChoiceField):
    """An institution of the directory, with the services it gives."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and kind."""
        return f"{obj.lembaga.nama} ({obj.get_tipe_display()})"


class PersetujuanForm(FormulirMixin, forms.Form):
    """For one victim and one sector: who agrees, to which data, for whom."""

    kelompok = (
        ("Untuk apa datanya dibagikan?", ("sektor", "instansi")),
        ("Data apa yang boleh dibagikan?", ("ruas",)),
        ("Siapa yang menyetujui?", ("pemberi",)),
        (
            "Bila wali yang menyetujui",
            ("wali_nama", "wali_hubungan", "wali_nik", "dipastikan"),
        ),
        ("Bila tanpa persetujuan, atau wali bagi orang dewasa", ("dasar_lain", "alasan")),
    )
    WALI: ClassVar[tuple[str, ...]] = tuple(
        p for p, d in DASAR_PEMBERI.items() if d == DasarPemrosesan.WALI
    )

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    sektor = forms.ChoiceField(
        label="Sektor",
        choices=[("", "Pilih sektor"), *SektorPersetujuan.choices],
        help_text="Tanyakan satu per satu. Setiap sektor dicatat sendiri.",
    )
    instansi = PilihanInstansi(
        label="Hanya untuk instansi",
        queryset=Instansi.objects.none(),
        required=False,
        empty_label="Semua mitra dalam sektor ini",
        help_text="Pilih bila penerima manfaat hanya setuju untuk satu instansi.",
    )
    ruas = forms.MultipleChoiceField(
        label="Data yang boleh dibagikan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (judul, [(r.kode, r.label) for r in RUAS.values() if r.tingkat == tingkat])
            for tingkat, judul in KELOMPOK_RUAS
        ],
        help_text=(
            "Centang hanya yang disetujui. Tanpa persetujuan, paling banyak: "
            + "; ".join(RUAS[k].label.lower() for k in MINIMUM)
            + "."
        ),
    )
    pemberi = forms.ChoiceField(
        label="Persetujuan diberikan oleh",
        choices=PemberiPersetujuan.choices,
        widget=forms.RadioSelect,
        help_text=(
            "Untuk anak: orang tua atau wali yang bukan terlapor; pendapat anak tetap didengar."
        ),
    )
    wali_nama = forms.CharField(label="Nama wali", max_length=150, required=False)
    wali_hubungan = forms.ChoiceField(
        label="Hubungan wali dengan korban",
        required=False,
        choices=[("", "Pilih hubungan"), *((h, h) for h in HUBUNGAN_WALI)],
    )
    wali_nik = forms.RegexField(
        r"^[\d\s.]*$",
        label="NIK wali",
        max_length=20,
        required=False,
        help_text="Hanya untuk dibandingkan dengan terlapor. Tidak disimpan.",
        error_messages={"invalid": "NIK hanya terdiri atas angka."},
    )
    dipastikan = forms.BooleanField(
        label="Saya sudah memastikan bahwa wali ini bukan terlapor", required=False
    )
    dasar_lain = forms.ChoiceField(
        label="Dasar hukum",
        required=False,
        choices=[("", "Tidak dipakai"), *((d.value, d.label) for d in DASAR_LAIN)],
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Paling sedikit {ALASAN_MINIMUM} huruf bila tanpa persetujuan.",
    )

    def __init__(self, *args: Any, instansi: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].queryset = instansi
        self.fields["kunci"].initial = uuid4()
        for nama in ("wali_nama", "wali_nik"):
            self.fields[nama].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen giver needs."""
        isi = super().clean() or self.cleaned_data
        pemberi = isi.get("pemberi")
        if pemberi in self.WALI:
            for nama, pesan in (
                ("wali_nama", "Tulis nama wali."),
                ("wali_hubungan", "Pilih hubungan wali dengan korban."),
            ):
                if not isi.get(nama):
                    self.add_error(nama, pesan)
        elif pemberi == PemberiPersetujuan.TANPA and not isi.get("alasan"):
            self.add_error("alasan", PESAN_ALASAN)
        return isi

    @property
    def isi(self) -> IsiPersetujuan:
        """The valid answers, for the action."""
        bersih = {k: v for k, v in self.cleaned_data.items() if k != "kunci"}
        return IsiPersetujuan(**{**bersih, "ruas": tuple(bersih["ruas"])})
