"""What a head of service adds to the figures of a semester."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kasus.documents.evaluasi import IsiEvaluasi, Rapat
from kasus.documents.statistik_dasar import Masa
from kasus.forms.isian import TeksField
from p3aks.core.documents import ABJAD_KODE
from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.models import Lembaga

PARUH = [(1, "Semester I (Januari–Juni)"), (2, "Semester II (Juli–Desember)")]
PESERTA_MAKS = 9_999
RAPAT = ("tanggal", "tempat", "luring", "daring")
TANPA_ORANG = "Tulis tanpa kode kasus, NIK, dan nomor telepon: “{}”. Uang ditulis dengan titik."
_ORANG = re.compile(rf"\b[A-Z]-[{ABJAD_KODE}]{{8}}\b|\d{{9,}}", re.ASCII)


class TanpaOrangField(TeksField):
    """Text of a report that others read: what leads to one person or case is refused."""

    def clean(self, value: Any) -> str:
        """Return the text."""
        teks: str = super().clean(value)
        if ada := _ORANG.search(teks):
            raise ValidationError(TANPA_ORANG.format(ada[0][:30]))
        return teks


class EvaluasiForm(FormulirMixin, forms.Form):
    """The semester, the meeting, what stood in the way, and what is to be done."""

    kelompok: ClassVar = (
        ("Yang dievaluasi", ("tahun", "paruh", "unit")),
        ("Rapat evaluasi, bila sudah diadakan", RAPAT),
        ("Yang ditulis penyusun", ("hambatan", "tindak_lanjut")),
    )

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    paruh = forms.TypedChoiceField(label="Semester", coerce=int, choices=PARUH)
    unit = forms.ModelChoiceField(
        label="Unit pada kop",
        queryset=Lembaga.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Penugasan Anda tidak menyebut unit. Hubungi pengelola akun."
        },
    )  # fmt: skip
    tanggal = TanggalField(
        label="Tanggal rapat", required=False, help_text="Misalnya 25 November 2026."
    )
    tempat = TanpaOrangField(label="Tempat rapat", required=False, max_length=150)
    luring = forms.IntegerField(
        label="Peserta luring (hadir di tempat)",
        required=False, min_value=0, max_value=PESERTA_MAKS,
    )  # fmt: skip
    daring = forms.IntegerField(
        label="Peserta daring", required=False, min_value=0, max_value=PESERTA_MAKS
    )
    hambatan = TanpaOrangField(
        label="Hambatan",
        required=False, baris=6, max_length=3000,
        help_text="Satu hambatan satu baris, tanpa nama dan tanpa kisah satu kasus. Dikosongkan: "
        "tercetak garis untuk ditulis tangan.",
    )  # fmt: skip
    tindak_lanjut = TanpaOrangField(
        label="Rencana tindak lanjut",
        required=False, baris=6, max_length=3000,
        help_text="Satu rencana satu baris, dengan siapa dan kapan.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, tahun: list[int], unit: dict[Any, Lembaga], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        hari_ini = timezone.localdate()
        self.fields["tahun"].choices = [(t, t) for t in tahun]  # type: ignore[attr-defined]
        self.fields["tahun"].initial = hari_ini.year
        self.fields["paruh"].initial = 1 if hari_ini.month <= 6 else 2
        pilihan = self.fields["unit"]
        pilihan.queryset = Lembaga.objects.filter(pk__in=unit)  # type: ignore[attr-defined]
        if len(unit) == 1:
            pilihan.widget, pilihan.initial = forms.HiddenInput(), next(iter(unit))

    def clean(self) -> dict[str, Any]:
        """A meeting is told whole or not at all."""
        isi = super().clean() or self.cleaned_data
        if any(isi.get(n) not in (None, "") for n in RAPAT):
            for nama in RAPAT:
                if nama not in self.errors and isi.get(nama) in (None, ""):
                    self.add_error(nama, "Lengkapi, atau kosongkan semua isian rapat.")
            if isi.get("luring") == isi.get("daring") == 0:
                self.add_error("luring", "Rapat ini tanpa peserta.")
        return isi

    def kiriman(self) -> IsiEvaluasi:
        """Return what was sent, for ``kasus.actions.evaluasi.buat``."""
        isi = self.cleaned_data
        rapat = Rapat(*(isi[n] for n in RAPAT)) if isi["tanggal"] else None
        masa = Masa(isi["tahun"], isi["paruh"])
        return IsiEvaluasi(masa, isi["unit"], rapat, isi["hambatan"], isi["tindak_lanjut"])


def dari_laporan(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return what the form starts with to correct the report with this *snapshot*."""
    return {
        "tahun": snapshot["masa"]["tahun"],
        "paruh": snapshot["masa"]["paruh"],
        "hambatan": "\n".join(snapshot["hambatan"]),
        "tindak_lanjut": "\n".join(snapshot["tindak_lanjut"]),
        **_rapat(snapshot["rapat"]),
    }


def _rapat(rapat: dict[str, Any] | None) -> dict[str, Any]:
    if rapat is None:
        return {}
    tanggal = timezone.datetime.fromisoformat(rapat["tanggal"]).date()
    return {**{n: rapat[n] for n in RAPAT}, "tanggal": tanggal}
