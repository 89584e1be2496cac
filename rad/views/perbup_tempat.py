"""From a part of the text to the page where it is edited, and back to its place."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from rad.documents.layar_perbup import BAGIAN, pasal_dari
from rad.models import Perbup

# What a finding without a row is about → where it is put right.
_TEMPAT = {
    "Judul": ("rad:perbup_opsi", ""),
    "Lampiran": ("rad:perbup_opsi", ""),
    "Menimbang": ("rad:perbup_sunting", "#menimbang"),
    "Mengingat": ("rad:perbup_sunting", "#mengingat"),
    "Batang tubuh": ("rad:perbup_sunting", "#batang-tubuh"),
    "Bab terakhir": ("rad:perbup_sunting", "#batang-tubuh"),
}


def alamat_bagian(perbup: Perbup, jenis: str, pk: Any) -> str:
    """Return the address of the form of one part."""
    return reverse("rad:perbup_bagian", args=[perbup.pk, jenis, pk])


def alamat_kerangka(perbup: Perbup, jangkar: str = "") -> str:
    """Return the address of the overview, at *jangkar* ("pasal-uuid")."""
    return reverse("rad:perbup_sunting", args=[perbup.pk]) + (f"#{jangkar}" if jangkar else "")


def alamat_objek(perbup: Perbup) -> Callable[[str, str], str]:
    """Return a function (row, place) → address where it is edited, for the findings of *perbup*.

    The row is "model:uuid" or ""; without one the page that the place names is given, "" where
    nothing in the text can put it right. Two queries, however many findings.
    """
    pasal = pasal_dari(perbup)

    def alamat(objek: str, tempat: str) -> str:
        if objek in pasal:
            return alamat_bagian(perbup, "pasal", pasal[objek])
        jenis, _, pk = objek.partition(":")
        jenis = "dasar-hukum" if jenis == "dasarhukum" else jenis
        if jenis in BAGIAN:
            return alamat_bagian(perbup, jenis, pk)
        nama, jangkar = _TEMPAT.get(tempat, ("", ""))
        return reverse(nama, args=[perbup.pk]) + jangkar if nama else ""

    return alamat
