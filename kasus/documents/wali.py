"""The guardian and the alleged perpetrators of one victim, as the rule of R17 compares them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kasus.aturan.fonetik import kunci_semua, token_nama
from kasus.aturan.waktu import usia_saat
from kasus.aturan.wali import DataTerlapor, DataWali
from kasus.models import Hubungan, Identitas, Kasus, Korban
from p3aks.core.crypto import indeks_buta

ALASAN = "membandingkan wali dengan terlapor"


@dataclass(frozen=True)
class Perbandingan:
    """What the rule needs. ``mirip``: the name is part of an alleged perpetrator's, or the other
    way round, without being the same."""

    wali: DataWali
    terlapor: list[DataTerlapor]
    mirip: bool


def bandingkan(
    korban: Korban,
    kasus: Kasus,
    *,
    nama: str,
    hubungan: str,
    nik: str = "",
    dipastikan: bool = False,
) -> Perbandingan:
    """Compare the guardian *nama* with every alleged perpetrator of the case.

    By blind index of the phonetic name (also of what stands after "alias") and of the NIK.
    """
    menurut: dict[Any, str] = dict(
        Hubungan.objects.sistem(ALASAN).filter(korban=korban).values_list("terlapor", "hubungan")
    )
    terlapor, mirip = [], False
    kata = set(token_nama(nama))
    identitas: dict[Any, Identitas] = {
        i.terlapor_id: i
        for i in Identitas.objects.sistem(ALASAN).filter(kasus=kasus, terlapor__isnull=False)
    }
    for pk in {*menurut, *identitas}:
        indeks: frozenset[str] = frozenset()
        if orang := identitas.get(pk):
            indeks = _indeks((orang.nama, orang.alias), orang.nik)
            for lain in (set(token_nama(n)) for n in (orang.nama, orang.alias)):
                mirip |= bool(kata and lain) and (kata <= lain or lain <= kata)
        terlapor.append(DataTerlapor(hubungan=menurut.get(pk, ""), indeks=indeks))
    wali = DataWali(
        bernama=bool(nama.strip()),
        hubungan=hubungan,
        indeks=_indeks((nama,), nik),
        dipastikan_bukan_terlapor=dipastikan,
    )
    return Perbandingan(wali, terlapor, mirip)


def usia_kini(korban: Korban, kasus: Kasus) -> int | None:
    """Return the lowest age the victim can have today; None: not known.

    By the date of birth; else the age at the incident and the full years since.
    """
    hari_ini = timezone.localdate()
    identitas = Identitas.objects.sistem("usia saat persetujuan").filter(korban=korban).first()
    if identitas and (lahir := _tanggal(identitas.tanggal_lahir)):
        return usia_saat(hari_ini, lahir=lahir)
    if korban.usia is None:
        return None
    lewat = usia_saat(hari_ini, lahir=kasus.tanggal_kejadian) if kasus.tanggal_kejadian else 0
    return korban.usia + (lewat or 0)


def _indeks(nama: tuple[str, ...], nik: str) -> frozenset[str]:
    semua = {f"nama:{indeks_buta(k, tujuan='nama')}" for n in nama for k in kunci_semua(n)}
    if angka := re.sub(r"\D", "", nik):
        semua.add(f"nik:{indeks_buta(angka, tujuan='nik')}")
    return frozenset(semua)


def _tanggal(teks: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(teks)
    except ValueError:  # unknown, or the year alone
        return None
