"""Finding a person in the cases one handles, by blind index: exact NIK, phonetic name (R19).

Only the case comes out. What lies outside the cases somebody handles (another unit, sealed,
denied) is left out in the same statement, so that neither the answer nor its time tells of it.
"""

from typing import Any

from django.db.models import Q

from kasus.aturan.fonetik import kunci_semua
from kasus.models import Identitas, Kasus
from p3aks.core.crypto import indeks_buta
from pokja.models import Wilayah

ALASAN = "mencari orang dengan indeks buta"
PALING_BANYAK = 20


def cari_orang(user: Any, *, nama: str = "", nik: str = "") -> list[Kasus]:
    """Return the handled cases in which somebody has this NIK or a name that sounds like this."""
    cocok = Q(pk=None)
    if nik:
        cocok |= Q(nik_indeks=indeks_buta(nik, tujuan="nik"))
    if nama_indeks := _indeks_nama(nama):
        cocok |= Q(nama_indeks__in=nama_indeks)
    return _kasus(user, cocok)


def mungkin_sama(
    user: Any, *, nama: str = "", nik: str = "", lahir: str = "", kecamatan: Wilayah | None = None
) -> list[Kasus]:
    """Return the handled cases with a victim who may be this person (R19).

    The same NIK; or a name of the same sound, born in the same year and living in the same
    kecamatan. What is not known on either side does not make a difference.
    """
    korban = Q(korban__isnull=False)
    cocok = Q(pk=None)
    if nik:
        cocok |= korban & Q(nik_indeks=indeks_buta(nik, tujuan="nik"))
    if nama_indeks := _indeks_nama(nama):
        sama = korban & Q(nama_indeks__in=nama_indeks)
        if lahir:
            sama &= Q(lahir_indeks__in=["", indeks_buta(lahir[:4], tujuan="lahir")])
        if kecamatan:
            sama &= Q(korban__kecamatan=None) | Q(korban__kecamatan=kecamatan)
        cocok |= sama
    return _kasus(user, cocok)


def _indeks_nama(nama: str) -> list[str]:
    return [indeks_buta(k, tujuan="nama") for k in sorted(kunci_semua(nama))]


def _kasus(user: Any, cocok: Q) -> list[Kasus]:
    identitas = Identitas.objects.sistem(ALASAN).filter(cocok)
    ditangani = Kasus.objects.untuk(user).ditangani(user)
    return list(ditangani.filter(pk__in=identitas.values("kasus"))[:PALING_BANYAK])
