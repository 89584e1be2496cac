"""The register of SOPs."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, TanggalField, nilai_baris
from p3aks.core.pindaian import PindaianField
from pokja.enums import Bidang
from pokja.models import Lembaga, Pengguna
from rad.enums_selaras import JenisSop
from rad.forms.aksi import TeksField
from rad.forms.pilih import CariForm
from rad.models import Sop, VersiSop
from rad.permissions import isi_untuk_lembaga


class SopForm(FormulirMixin, KunciMixin):
    """What an SOP is and whose."""

    RUAS = ("nomor", "judul", "lembaga", "bidang", "jenis")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nomor = TeksField(label="Nomor SOP", max_length=80, help_text="Misalnya 067/12/414.106/2026.")
    judul = TeksField(label="Judul", max_length=200)
    lembaga = forms.ModelChoiceField(
        label="Lembaga pemilik", queryset=Lembaga.objects.none(), empty_label="Pilih lembaga"
    )
    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Bidang.choices]
    )
    jenis = forms.ChoiceField(
        label="Jenis", choices=JenisSop, initial=JenisSop.TEKNIS,
        help_text="Teknis: dikerjakan petugas layanan. Administratif: alur surat dan koordinasi.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Pengguna, sop: Sop | None = None, **kw: Any) -> None:
        if sop is not None:
            kw["initial"] = nilai_baris(sop, ("versi", *self.RUAS))
        super().__init__(*args, **kw)
        aktif = Lembaga.objects.filter(aktif=True)
        milik = [p.pk for p in aktif if isi_untuk_lembaga(user, p)]
        self.fields["lembaga"].queryset = aktif.filter(pk__in=milik)
        if len(milik) == 1:
            self.fields["lembaga"].initial = milik[0]

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class VersiSopForm(FormulirMixin, KunciMixin):
    """A draft of the next version."""

    RUAS = ("berlaku", "ringkasan")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    berlaku = TanggalField(
        label="Berlaku sejak", required=False, help_text="Tanggal pada naskah yang ditandatangani."
    )
    ringkasan = TeksField(
        label="Ringkasan perubahan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang berbeda dari versi sebelumnya.",
    )
    pindaian = PindaianField(label="Naskah SOP")

    def __init__(self, *args: Any, versi_sop: VersiSop | None = None, **kw: Any) -> None:
        if versi_sop is not None:
            kw["initial"] = nilai_baris(versi_sop, ("versi", *self.RUAS))
        super().__init__(*args, **kw)
        if versi_sop is not None and versi_sop.sidik:
            kalimat = "PDF, paling besar 10 MB. Yang sudah diunggah diganti."
            self.fields["pindaian"].help_text = kalimat

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class CabutForm(FormulirMixin, forms.Form):
    """Why a version is revoked."""

    use_required_attribute = False  # our sentence, not the browser's, says what is missing

    alasan = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Tuliskan mengapa SOP ini tidak berlaku lagi.",
            "min_length": "Tuliskan alasannya, paling sedikit lima huruf.",
        },
    )


class SaringSopForm(CariForm):
    """Which part of the register is shown."""

    lembaga = forms.ModelChoiceField(
        label="Lembaga", queryset=None, required=False, empty_label="Semua lembaga"
    )
    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua"), *Bidang.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Semua"),
            ("berlaku", "Ada versi yang berlaku"),
            ("tanpa_versi", "Belum ada versi yang berlaku"),
            ("tanpa_aksi", "Belum dipakai aksi mana pun"),
        ],
    )

    def __init__(self, *args: Any, lembaga: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["lembaga"].queryset = lembaga
