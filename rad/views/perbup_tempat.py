"""From a part of the text to the page where it is edited, and back to its place."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from rad.models import Ayat, Bab, DasarHukum, Konsiderans, Paraf, Pasal, Perbup, Rincian
from rad.models.naskah import Bagian

# Name of the part in addresses → model and how its rows hang on the regulation.
BAGIAN: dict[str, tuple[type[Any], str]] = {
    "konsiderans": (Konsiderans, "perbup"),
    "dasar-hukum": (DasarHukum, "perbup"),
    "bab": (Bab, "perbup"),
    "bagian": (Bagian, "bab__perbup"),
    "pasal": (Pasal, "bab__perbup"),
    "paraf": (Paraf, "perbup"),
}
# What a finding without a row is about → where it is put right.
_TEMPAT = {
    "Judul": ("rad:perbup_opsi", ""),
    "Lampiran": ("rad:perbup_opsi", ""),
    "Menimbang": ("rad:perbup_sunting", "#menimbang"),
    "Mengingat": ("rad:perbup_sunting", "#mengingat"),
    "Batang tubuh": ("rad:perbup_sunting", "#batang-tubuh"),
    "Bab terakhir": ("rad:perbup_sunting", "#batang-tubuh"),
}


def baris(perbup: Perbup, jenis: str) -> QuerySet[Any]:
    """Return the rows of part *jenis* (a key of ``BAGIAN``) of *perbup*."""
    model, lewat = BAGIAN[jenis]
    return model._default_manager.filter(**{lewat: perbup})


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
    ayat = Ayat._default_manager.filter(pasal__bab__perbup=perbup)
    rincian = Rincian._default_manager.filter(ayat__pasal__bab__perbup=perbup)
    pasal = {f"ayat:{pk}": induk for pk, induk in ayat.values_list("pk", "pasal_id")}
    for pk, induk in rincian.values_list("pk", "ayat__pasal_id"):
        pasal[f"rincian:{pk}"] = induk

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
