"""The filter above the list of a monitored period; what does not fit filters nothing."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pokja.enums import Bidang
from rad.documents.pantau import BarisPantau
from rad.enums_pantau import StatusLaporan, Warna

BELUM = "belum"
TERLAMBAT = "terlambat"
KEADAAN = (
    ("", "Semua keadaan"),
    (BELUM, "Belum dilaporkan"),
    *((s.value, str(s.label)) for s in StatusLaporan),
    (TERLAMBAT, "Terlambat"),
    *((w.value, str(w.label)) for w in Warna),
)


class SaringPantauForm(forms.Form):
    """bidang, opd, keadaan (state of the report, late, or colour of its score)."""

    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Bidang.choices]
    )
    opd = forms.ChoiceField(label="Perangkat daerah", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=KEADAAN)

    def __init__(self, data: Any, *, baris: Iterable[BarisPantau]) -> None:
        super().__init__(data)
        opd = sorted({(str(b.opd_id), b.opd) for b in baris}, key=lambda p: p[1])
        isian: Any = self.fields["opd"]
        isian.choices = [("", "Semua perangkat daerah"), *opd]
        if len(opd) < 2:
            del self.fields["opd"]

    def saring(self, baris: list[BarisPantau]) -> list[BarisPantau]:
        """Return those of *baris* that fit."""
        self.is_valid()
        isi = self.cleaned_data
        hasil = baris
        if bidang := isi.get("bidang"):
            hasil = [b for b in hasil if b.bidang == bidang]
        if opd := isi.get("opd"):
            hasil = [b for b in hasil if str(b.opd_id) == opd]
        if keadaan := isi.get("keadaan"):
            hasil = [b for b in hasil if _cocok(b, keadaan)]
        return hasil

    @property
    def aktif(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.values())


def _cocok(b: BarisPantau, keadaan: str) -> bool:
    if keadaan == BELUM:
        return not b.status
    if keadaan == TERLAMBAT:
        return b.terlambat
    return keadaan in (b.status, b.warna)
