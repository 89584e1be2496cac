"""The dated facts of a case, gathered from its tables for the rules in ``kasus.aturan``."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kasus.aturan.tahap import FaktaKasus, NamaFakta, susun
from kasus.enums_akses import JenisAsesmen
from kasus.models import (
    Asesmen,
    ButirRencana,
    Kasus,
    Layanan,
    Pemantauan,
    RencanaIntervensi,
    Terminasi,
)

ALASAN = "fakta kasus untuk menghitung tahap"


def fakta_kasus(kasus: Kasus) -> FaktaKasus:
    """Return the facts of *kasus* as they stand in the database, for :mod:`kasus.aturan.tahap`.

    One case may have many victims; a fact counts for the case when it is true of one of them,
    but services are over only when every agreed item of every plan is.
    """
    asesmen = list(
        Asesmen.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus)
        .exclude(jenis=JenisAsesmen.PSIKOLOG)
        .values_list("mulai", "selesai")
    )
    layanan = list(
        Layanan.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus)
        .values_list("pada", "kedaruratan")
    )
    terminasi = list(
        Terminasi.objects.sistem(ALASAN)
        .filter(kasus=kasus, disetujui_pada__isnull=False)
        .values_list("disetujui_pada", "dibuka_kembali_pada")
    )
    tanggal: dict[NamaFakta, Iterable[datetime]] = {
        "diterima": [kasus.tanggal_lapor],
        "jenis_ditetapkan": _ada([kasus.jenis_pada]),
        "risiko_ditetapkan": _ada([kasus.risiko_pada]),
        "kewenangan_ditetapkan": _ada([kasus.kewenangan_pada]),
        "kedaruratan": [p for p, darurat in layanan if darurat],
        "asesmen_mulai": [m for m, _ in asesmen],
        "asesmen_selesai": _ada(s for _, s in asesmen),
        "rencana_disepakati": _ada(
            RencanaIntervensi.objects.sistem(ALASAN)
            .filter(korban__kasus=kasus, digantikan_pada=None)
            .values_list("disepakati_pada", flat=True)
        ),
        "layanan_pertama": [p for p, darurat in layanan if not darurat],
        "layanan_semua_selesai": _semua_selesai(kasus),
        "pemantauan_pertama": list(
            Pemantauan.objects.sistem(ALASAN)
            .filter(korban__kasus=kasus, terhubung=True)
            .values_list("pada", flat=True)
        ),
        "terminasi": _ada(s for s, _ in terminasi),
        "dibuka_kembali": _ada(b for _, b in terminasi),
    }
    return susun(tanggal, kasus.risiko)


def _ada(waktu: Iterable[Any]) -> list[datetime]:
    return [w for w in waktu if w is not None]


def _semua_selesai(kasus: Kasus) -> list[datetime]:
    """Return the time the last open item was done, once none is open; nothing before that."""
    butir = list(
        ButirRencana.objects.sistem(ALASAN)
        .filter(
            rencana__korban__kasus=kasus,
            rencana__disepakati_pada__isnull=False,
            rencana__digantikan_pada=None,
            batal_pada=None,
        )
        .values_list("selesai_pada", flat=True)
    )
    selesai = _ada(butir)
    return [max(selesai)] if selesai and len(selesai) == len(butir) else []
