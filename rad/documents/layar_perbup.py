"""A regulation as its pages show it: numbered text joined with the rows behind it, the preview of
one article, and the markers that cross references may use."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.models import Daerah, Pengguna
from rad.documents.perbup import susun_naskah
from rad.documents.perbup_batang import batang_tubuh
from rad.models import Ayat, Bab, DasarHukum, Konsiderans, Paraf, Pasal, Perbup, Rincian
from rad.models.naskah import Bagian
from rad.naskah import muat
from rad.naskah.bentuk import BabTeks, BagianTeks, NaskahTeks, PasalTeks

BARU = "pasal:baru"
PANJANG_AWAL = 70
# Name of a part in addresses → model and how its rows hang on the regulation.
BAGIAN: dict[str, tuple[type[Any], str]] = {
    "konsiderans": (Konsiderans, "perbup"),
    "dasar-hukum": (DasarHukum, "perbup"),
    "bab": (Bab, "perbup"),
    "bagian": (Bagian, "bab__perbup"),
    "pasal": (Pasal, "bab__perbup"),
    "paraf": (Paraf, "perbup"),
}


def baris(perbup: Perbup, jenis: str) -> QuerySet[Any]:
    """Return the rows of part *jenis* (a key of ``BAGIAN``) of *perbup*."""
    model, lewat = BAGIAN[jenis]
    return model.objects.filter(**{lewat: perbup})


def pasal_dari(perbup: Perbup) -> dict[str, Any]:
    """Return ``"ayat:uuid"`` and ``"rincian:uuid"`` of *perbup* → id of the article they are in."""
    ayat = Ayat.objects.filter(pasal__bab__perbup=perbup).values_list("pk", "pasal_id")
    rincian = Rincian.objects.filter(ayat__pasal__bab__perbup=perbup)
    return {f"ayat:{pk}": pasal for pk, pasal in ayat} | {
        f"rincian:{pk}": pasal for pk, pasal in rincian.values_list("pk", "ayat__pasal_id")
    }


def kerangka(perbup: Perbup) -> dict[str, Any]:
    """Return the whole text, numbered, each part with ``pk`` of its row ("" where computed).

    Keys: ``menimbang`` and ``mengingat`` (label, isi, pk), ``menetapkan``, ``bab`` → ``bagian``
    → ``pasal`` as in ``batang_tubuh``, and ``kosong`` for a chapter without articles. The number
    of queries does not grow with the text.
    """
    teks = muat(perbup)
    naskah = susun_naskah(teks, Daerah.ini().salinan())
    menimbang = zip_longest(naskah["menimbang"], (_pk(k.objek) for k in teks.konsiderans))
    mengingat = zip(naskah["mengingat"], teks.dasar_hukum, strict=True)
    return {
        "menimbang": [{**butir, "pk": pk or ""} for butir, pk in menimbang if butir],
        "mengingat": [{**butir, "pk": _pk(d["objek"])} for butir, d in mengingat],
        "menetapkan": naskah["menetapkan"],
        "bab": [
            _bab(bab, asal) for bab, asal in zip(naskah["batang_tubuh"], teks.bab, strict=True)
        ],
    }


def _bab(bab: dict[str, Any], asal: BabTeks) -> dict[str, Any]:
    bagian = [
        {
            **b,
            "pk": _pk(b_asal.objek),
            "pasal": [
                {**p, "pk": _pk(p_asal.objek)}
                for p, p_asal in zip(b["pasal"], b_asal.pasal, strict=True)
            ],
        }
        for b, b_asal in zip(bab["bagian"], asal.bagian, strict=True)
    ]
    return {
        **bab,
        "pk": _pk(asal.objek),
        "bagian": bagian,
        "terbagi": any(b["pk"] for b in bagian),
        "kosong": not any(b["pasal"] for b in bagian),
    }


def _pk(objek: str) -> str:
    return objek.partition(":")[2]


def perubahan_terakhir(perbup: Perbup) -> dict[str, Any] | None:
    """Return who changed *perbup* last, and when, as ``oleh`` (a person or None) and ``pada``."""
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(perbup)).order_by("-nomor").first()
    if jejak is None:
        return None
    oleh = Pengguna.objects.filter(pk=jejak.oleh_id).first() if jejak.oleh_id else None
    return {"oleh": oleh, "pada": jejak.pada}


# --- One article ----------------------------------------------------------------------------


def pratinjau(
    naskah: NaskahTeks, pasal: PasalTeks, *, letak: str, sesudah: str = ""
) -> dict[str, Any] | None:
    """Return article *pasal* numbered as it would stand in *naskah*; None where *letak*
    ("bab:uuid" or "bagian:uuid") does not exist.

    A new article (without ``objek``) stands behind *sesudah* ("pasal:uuid"), else last.
    """
    pasal = replace(pasal, objek=pasal.objek or BARU)
    bab = tuple(_letakkan(b, pasal, letak, sesudah) for b in naskah.bab)
    susunan = replace(naskah, bab=bab)
    bernomor = (p for b in batang_tubuh(susunan) for bag in b["bagian"] for p in bag["pasal"])
    for satu, cetak in zip(susunan.semua_pasal(), bernomor, strict=True):
        if satu.objek == pasal.objek:
            return cetak
    return None


def _letakkan(bab: BabTeks, pasal: PasalTeks, letak: str, sesudah: str) -> BabTeks:
    bagian = list(bab.bagian)
    if bab.objek == letak and not any(not b.objek for b in bagian):
        bagian.insert(0, BagianTeks(()))
    return replace(
        bab,
        bagian=tuple(
            replace(b, pasal=tuple(_sisipkan(b, pasal, sesudah, (b.objek or bab.objek) == letak)))
            for b in bagian
        ),
    )


def _sisipkan(
    bagian: BagianTeks, pasal: PasalTeks, sesudah: str, di_sini: bool
) -> Iterator[PasalTeks]:
    objek = [p.objek for p in bagian.pasal]
    for p in bagian.pasal:
        if p.objek != pasal.objek:
            yield p
        elif di_sini:
            yield pasal
        if di_sini and p.objek == sesudah and pasal.objek not in objek:
            yield pasal
    if di_sini and pasal.objek not in objek and sesudah not in objek:
        yield pasal


# --- Cross references -----------------------------------------------------------------------


def penanda(naskah: NaskahTeks) -> list[dict[str, Any]]:
    """Return what may be referred to: each article with its first words, its marker ("" without
    key) and the markers of its paragraphs as (marker, "ayat (2)")."""
    hasil = []
    for no, pasal in enumerate(naskah.semua_pasal(), start=1):
        awal = " ".join(pasal.ayat[0].isi.split()) if pasal.ayat else ""
        ayat = [
            (f"{{ayat:{a.kunci}}}", f"ayat ({urut})")
            for urut, a in enumerate(pasal.ayat, start=1)
            if a.kunci and len(pasal.ayat) > 1
        ]
        hasil.append(
            {
                "label": f"Pasal {no}",
                "awal": awal if len(awal) <= PANJANG_AWAL else f"{awal[:PANJANG_AWAL]}…",
                "penanda": f"{{pasal:{pasal.kunci}}}" if pasal.kunci else "",
                "ayat": ayat,
            }
        )
    return hasil
