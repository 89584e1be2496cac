"""Merging victim rows that are one person, and undoing it (R19).

Both registers stay as they are. Who is who follows from the judgements in force alone: after each
one the keys of the people concerned are worked out anew, so that undoing a merge in the middle of
others leaves exactly what the others say.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kasus.actions.dasar import IDENTITAS_DIBACA, kunci
from kasus.documents.duplikat import Beda, banding_identitas
from kasus.models import GabungOrang, Korban
from p3aks.core.audit import catat

ALASAN = "penggabungan orang"
SUDAH = "Pasangan ini sudah dinilai. Batalkan penilaian yang lama dahulu bila keliru."


@transaction.atomic
def gabung(*, by: Any, satu: Korban, dua: Korban, alasan: str) -> GabungOrang:
    """Record that two rows are one person; the one registered first gives the key.

    Raises PermissionDenied unless *by* leads both cases, ValidationError where the pair was judged.
    """
    nilai = _nilai(by, satu, dua, alasan, sama=True)
    _susun_ulang({nilai.tetap_id, nilai.digabung_id})
    return nilai


@transaction.atomic
def bukan_sama(*, by: Any, satu: Korban, dua: Korban, alasan: str) -> GabungOrang:
    """Record that two rows are two people; the pair is not proposed again. Errors as `gabung`."""
    return _nilai(by, satu, dua, alasan, sama=False)


def _nilai(by: Any, satu: Korban, dua: Korban, alasan: str, *, sama: bool) -> GabungOrang:
    kasus = {k.pk: kunci(by, k, "kasus.pimpin") for k in _berurut(satu, dua)}
    tetap, digabung = sorted(
        (satu, dua), key=lambda k: (kasus[k.kasus_id].tanggal_lapor, k.kasus_id, k.kode)
    )
    semua = GabungOrang.objects.sistem(ALASAN)
    pasangan = [tetap.pk, digabung.pk]
    if semua.filter(tetap__in=pasangan, digabung__in=pasangan, dibatalkan_pada=None).exists():
        raise ValidationError(SUDAH)
    nilai: GabungOrang = semua.create(
        sama=sama,
        tetap=tetap,
        digabung=digabung,
        orang_lama=_orang_asal({tetap.pk, digabung.pk}),
        alasan=alasan,
        oleh=by,
    )
    _catat(by, kasus, "kasus.orang_digabung" if sama else "kasus.orang_bukan_sama", nilai)
    return nilai


@transaction.atomic
def batalkan(*, by: Any, nilai: GabungOrang) -> bool:
    """Undo a judgement, whichever it was; False where somebody did so before.

    Raises PermissionDenied unless *by* leads both cases.
    """
    kasus = {k.pk: kunci(by, k, "kasus.pimpin") for k in _berurut(nilai.tetap, nilai.digabung)}
    batal = (
        GabungOrang.objects.sistem(ALASAN)
        .filter(pk=nilai.pk, dibatalkan_pada=None)
        .update(dibatalkan_oleh=by, dibatalkan_pada=timezone.now())
    )
    if batal:
        if nilai.sama:
            _susun_ulang({nilai.tetap_id, nilai.digabung_id})
        _catat(by, kasus, "kasus.penilaian_orang_dibatalkan", nilai)
    return bool(batal)


def _berurut(satu: Korban, dua: Korban) -> list[Any]:
    """Return the two cases in one order for everybody, so that two merges never lock crosswise."""
    if satu.pk == dua.pk:
        raise PermissionDenied
    return sorted({k.kasus_id: k.kasus for k in (satu, dua)}.values(), key=lambda k: str(k.pk))


def _catat(by: Any, kasus: dict[Any, Any], peristiwa: str, nilai: GabungOrang) -> None:
    for satu in kasus.values():
        catat(by=by, peristiwa=peristiwa, objek=satu, rincian={"penilaian": str(nilai.pk)})


def _seorang(pk: set[Any]) -> dict[str, str]:
    """Return id and key of the rows *pk* and of all that count as the same people now."""
    korban = Korban.objects.sistem(ALASAN)
    orang = korban.filter(pk__in=pk).values("orang")
    baris = korban.filter(orang__in=orang).values_list("pk", "orang")
    return {str(satu): str(kunci_orang) for satu, kunci_orang in baris}


def _jaringan(pk: Iterable[str]) -> list[GabungOrang]:
    """Return the merges, also undone ones, that the rows *pk* hang together by, in their order."""
    lihat = set(pk)
    while True:
        korban = [UUID(satu) for satu in lihat]
        semua = GabungOrang.objects.sistem(ALASAN).filter(sama=True)
        ada = [
            g
            for g in semua.filter(Q(tetap__in=korban) | Q(digabung__in=korban))
            if g.orang_lama  # emptied when the case was made anonymous
        ]
        tetangga = lihat.union(*(g.orang_lama for g in ada))
        if tetangga == lihat:
            return sorted(ada, key=lambda g: (g.dibuat_pada, g.pk))
        lihat = tetangga


def _asal(jaringan: list[GabungOrang]) -> dict[str, str]:
    """Return the key that each row had before its first merge."""
    asal: dict[str, str] = {}
    for g in jaringan:
        for satu, orang in g.orang_lama.items():
            asal.setdefault(satu, orang)
    return asal


def _orang_asal(pk: set[Any]) -> dict[str, str]:
    kini = _seorang(pk)
    asal = _asal(_jaringan(kini))
    return {satu: asal.get(satu, orang) for satu, orang in kini.items()}


def _susun_ulang(pk: set[Any]) -> None:
    """Give each row that hangs together with one of *pk* the key that the merges in force say."""
    jaringan = _jaringan(_seorang(pk))
    hasil = _asal(jaringan)
    for g in jaringan:
        if g.dibatalkan_pada is None:
            dari, ke = hasil[str(g.digabung_id)], hasil[str(g.tetap_id)]
            hasil = {satu: ke if orang == dari else orang for satu, orang in hasil.items()}
    for satu, orang in hasil.items():
        Korban.objects.sistem(ALASAN).filter(pk=satu).exclude(orang=orang).update(orang=orang)


@transaction.atomic
def baca_banding(*, by: Any, satu: Korban, dua: Korban) -> list[Beda]:
    """Return both identities side by side where *by* has opened them, and record the reading."""
    beda = banding_identitas(by, satu, dua)
    if beda:
        for kasus in _berurut(satu, dua):
            catat(
                by=by,
                peristiwa=IDENTITAS_DIBACA,
                objek=kasus,
                rincian={"halaman": "duplikat", "tingkat": "F3", "kanal": "HTML"},
            )
    return beda
