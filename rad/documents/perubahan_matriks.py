"""The *matriks perubahan*: what changed between two fixed versions, as plain rows for print.

Columns: No · Aksi · Uraian · Semula · Menjadi · Keterangan. Every action names who submitted,
approved and returned it; a change its reason.
"""

import re
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError

from p3aks.core.formatting import angka, rupiah, tanggal_waktu
from pokja.enums import Bidang
from rad.documents import silsilah
from rad.documents.perubahan import (
    Beda,
    Butir,
    Jumlah,
    Perubahan,
    bandingkan,
    jumlah,
    ringkas,
    situasi,
)
from rad.models import Banding, VersiRad

TAHUNAN = re.compile(r"(Target|Pagu) (\d{4})(.*)")  # labels of rad.documents.perubahan
JUDUL = "Matriks Perubahan {judul}"
LEGENDA = (
    "Semula: isi versi {dari}. Menjadi: isi versi {ke}. Tanda – berarti tidak ada.",
    "Aksi dan indikator dicocokkan menurut silsilahnya, bukan menurut nomor barisnya.",
)


def susun(banding: Banding) -> dict[str, Any]:
    """Return the snapshot of *banding*. Raises ValidationError where nothing changed."""
    lama, baru = banding.dari.isi, banding.ke.isi
    perubahan = bandingkan(lama, baru)
    if not perubahan:
        raise ValidationError("Kedua versi ini sama isinya; tidak ada yang dimuat dalam matriks.")
    return {
        "judul": JUDUL.format(judul=baru["judul"]),
        "daerah": baru["daerah"],
        "periode": baru["periode"],
        **({"situasi": list(beda)} if (beda := situasi(lama, baru)) else {}),
        "dari": _versi(banding.dari),
        "ke": _versi(banding.ke),
        "baris": _baris(perubahan, baru["tahun"]),
        "banyak": {
            "baru": len(perubahan.baru),
            "berubah": len(perubahan.diubah),
            "hilang": len(perubahan.hilang),
        },
        "jumlah": [_jumlah(j) for j in jumlah(lama, baru)],
        "legenda": [t.format(dari=banding.dari.nomor, ke=banding.ke.nomor) for t in LEGENDA],
    }


def _versi(versi: VersiRad) -> dict[str, Any]:
    return {
        "nomor": versi.nomor,
        "pada": tanggal_waktu(versi.pada),
        "oleh": versi.oleh.nama,
        "keterangan": versi.keterangan,
        "sidik": versi.sidik,
    }


def _jumlah(j: Jumlah) -> dict[str, str]:
    tulis = rupiah if j.uang else angka
    return {
        "label": j.label,
        "semula": tulis(j.semula),
        "menjadi": tulis(j.menjadi),
        "selisih": tulis(j.selisih),
    }


def _baris(perubahan: Perubahan, tahun: list[int]) -> list[dict[str, Any]]:
    """Return flat rows: a ``bidang`` row, then per action one row per changed field. ``no`` and
    ``aksi`` stand in the first row of an action only."""
    ruas = {id(a): beda for a, beda in perubahan.diubah}
    baru = {id(a) for a in perubahan.baru}
    urut = list(Bidang)
    semua = sorted(perubahan.semua, key=lambda a: (urut.index(Bidang(a["bidang"])), a["nomor"]))
    keterangan = silsilah.keterangan([a["id"] for a in semua])
    hasil: list[dict[str, Any]] = []
    nomor = 0
    for label, anggota in groupby(semua, key=lambda a: a["label_bidang"]):
        hasil.append({"jenis": "bidang", "teks": label})
        for a in anggota:
            nomor += 1
            beda = _per_tahun(ruas.get(id(a), [])) or _utuh(a, tahun, baru=id(a) in baru)
            for k, (uraian, semula, menjadi) in enumerate(beda):
                hasil.append(
                    {
                        "jenis": "aksi",
                        "no": nomor if not k else None,
                        "aksi": a["uraian"] if not k else "",
                        "opd": a["penanggung_jawab"] if not k else "",
                        "uraian": uraian,
                        "semula": semula.split("\n"),
                        "menjadi": menjadi.split("\n"),
                        "keterangan": keterangan.get(a["id"], []) if not k else [],
                    }
                )
    return hasil


def _per_tahun(beda: Beda) -> Beda:
    """Put the years of one measure or source of funds into one row, a line for each."""
    hasil: dict[str, tuple[list[str], list[str]]] = {}
    for label, semula, menjadi in beda:
        cocok = TAHUNAN.fullmatch(label)
        kunci = f"{cocok[1]}{cocok[3]}" if cocok else label
        awal = f"{cocok[2]}: " if cocok else ""
        kiri, kanan = hasil.setdefault(kunci, ([], []))
        kiri.append(f"{awal}{semula or '–'}" if cocok else semula)
        kanan.append(f"{awal}{menjadi or '–'}" if cocok else menjadi)
    return [(label, "\n".join(kiri), "\n".join(kanan)) for label, (kiri, kanan) in hasil.items()]


def _utuh(a: Butir, tahun: list[int], *, baru: bool) -> list[tuple[str, str, str]]:
    isi = "\n".join(ringkas(a, tahun))
    return [("Aksi baru", "", isi) if baru else ("Aksi dicabut", isi, "")]
