"""What a decision on a Status Keadaan Konflik says."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, TanggalField, nilai_baris
from p3aks.core.pindaian import PindaianField
from pokja.enums import SkalaKeadaan
from pokja.models import StatusKeadaanKonflik
from pokja.models.keadaan import MASA_KEADAAN, MASA_PERPANJANGAN


def _nomor(label: str, *, wajib: bool = False, contoh: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=80, required=wajib, help_text=contoh)


class KeadaanForm(FormulirMixin, KunciMixin):
    """A decision, with its extension and early end where there are such."""

    kelompok = (
        ("Keputusan", ("skala", "nomor", "tanggal", "penetap", "mulai", "berakhir")),
        (
            "Perpanjangan, bila ada",
            ("nomor_perpanjangan", "tanggal_perpanjangan", "diperpanjang_sampai"),
        ),
        (
            "Pengakhiran lebih awal, bila ada",
            ("nomor_pengakhiran", "tanggal_pengakhiran", "diakhiri"),
        ),
        ("Pindaian", ("pindaian",)),
    )
    RUAS = tuple(nama for _, ruas in kelompok[:3] for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    skala = forms.ChoiceField(label="Skala", choices=[("", "Pilih"), *SkalaKeadaan.choices])
    nomor = _nomor("Nomor keputusan", wajib=True, contoh="Misalnya 300/12/KPTS/414.012/2026.")
    tanggal = TanggalField(label="Tanggal keputusan", help_text="Misalnya 22 November 2026.")
    penetap = forms.CharField(
        label="Jabatan yang menetapkan",
        max_length=150,
        help_text="Bupati/Wali Kota, Gubernur, atau Presiden; jabatannya, bukan nama orang.",
    )
    mulai = TanggalField(label="Berlaku mulai")
    berakhir = TanggalField(
        label="Berlaku sampai", help_text=f"Paling lama {MASA_KEADAAN} hari sesudah mulai."
    )
    nomor_perpanjangan = _nomor("Nomor keputusan perpanjangan")
    tanggal_perpanjangan = TanggalField(label="Tanggal keputusan perpanjangan", required=False)
    diperpanjang_sampai = TanggalField(
        label="Diperpanjang sampai",
        required=False,
        help_text=f"Satu kali, paling lama {MASA_PERPANJANGAN} hari.",
    )
    nomor_pengakhiran = _nomor("Nomor keputusan pengakhiran")
    tanggal_pengakhiran = TanggalField(label="Tanggal keputusan pengakhiran", required=False)
    diakhiri = TanggalField(label="Hari terakhir berlaku", required=False)
    pindaian = PindaianField(
        label="Pindaian keputusan",
        help_text="Satu PDF paling besar 10 MB, beserta perpanjangan dan pengakhirannya. "
        "Boleh menyusul.",
    )

    def __init__(
        self, *args: Any, keadaan: StatusKeadaanKonflik | None = None, **kwargs: Any
    ) -> None:
        if keadaan is not None:
            kwargs["initial"] = nilai_baris(keadaan, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the content for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}
