"""Text drafted from the figures of a report. People edit it; nothing here is ever written over
what they typed without being asked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from p3aks.core.formatting import persen, rupiah, tanggal
from rad.documents.laporan_rad import (
    BELUM_DILAPORKAN,
    BELUM_DITERIMA,
    DITERIMA,
    P3AKS,
    tersebar,
)
from rad.models.laporan_rad import BAB

SARAN = "Saran: ……………………"


def rancang(angka: dict[str, Any]) -> dict[str, str]:
    """Return ``{chapter: text}`` for the figures of ``laporan_rad.angka_kini``."""
    isi = {
        "pendahuluan": _pendahuluan(angka),
        "pelaksanaan": _pelaksanaan(angka),
        "hasil": _hasil(angka),
        "kendala": _kendala(angka),
        "penutup": _penutup(angka),
    }
    return {nama: "\n".join(isi[nama]) for nama in BAB}


def _pendahuluan(a: dict[str, Any]) -> Iterator[str]:
    daerah = a["daerah"]
    yield (
        f"{a['sebutan']} memuat pelaksanaan Rencana Aksi Daerah {P3AKS} {daerah['jenis']} "
        f"{daerah['nama']} Tahun {a['periode_rad']} sampai dengan {a['data_sampai']}."
    )
    yield (
        "Dasar: Peraturan Presiden Nomor 18 Tahun 2014 Pasal 24 ayat (2) huruf b dan huruf c: "
        "kelompok kerja melaksanakan pemantauan, evaluasi, dan pelaporan, dan melaporkan hasilnya "
        f"kepada {daerah['sebutan_kepala'].lower()}."
    )
    if a["jenis"] == "SEM1":
        yield (
            "Perangkat daerah melaporkan per empat bulan; keadaan semester I ditunjukkan dengan "
            "laporan B04 (Januari–April)."
        )


def _pelaksanaan(a: dict[str, Any]) -> Iterator[str]:
    j, s = a["jumlah"], a["status"]
    yield (
        f"RAD menetapkan {j['aksi']} aksi. Untuk {a['periode']} {a['tahun']} Sekretariat menerima "
        f"laporan {s.get(DITERIMA, 0)} aksi; {s.get(BELUM_DITERIMA, 0)} laporan masih "
        f"diperiksa dan {s.get(BELUM_DILAPORKAN, 0)} aksi belum dilaporkan. Batas lapor "
        f"{tanggal(date.fromisoformat(a['batas']))}."
    )
    yield "Angka dalam laporan ini hanya dari laporan yang sudah diterima."
    if belum := [x for x in tersebar(a["kelompok"]) if x["status"] == BELUM_DILAPORKAN]:
        yield (
            f"{BELUM_DILAPORKAN}: " + "; ".join(f"{x['uraian']} ({x['opd']})" for x in belum) + "."
        )


def _hasil(a: dict[str, Any]) -> Iterator[str]:
    yield _kalimat("Seluruh aksi", a["jumlah"])
    for k in a["kelompok"]:
        yield _kalimat(f"Bidang {k['label']}", k["jumlah"])
    for t in a["tahunan"]:
        yield _kalimat(f"Tahun {t['tahun']}", t)
    warna = "; ".join(
        f"{n} {nama.split(' ')[0].lower()}" for nama, n in a["jumlah"]["warna"].items()
    )
    yield f"Penilaian Sekretariat: {warna}."


def _kalimat(nama: str, j: dict[str, Any]) -> str:
    capaian = (
        f"rata-rata capaian {persen(Decimal(j['capaian']))}"
        if j["capaian"] is not None
        else "belum ada capaian yang dapat dihitung"
    )
    uang = (
        f"anggaran terserap {rupiah(Decimal(j['serap_kumulatif']))} dari "
        f"{rupiah(Decimal(j['pagu']))} ({persen(Decimal(j['serapan']))})"
        if j["serapan"] is not None
        else "tanpa pagu"
    )
    return f"{nama}: {j['diterima']} dari {j['aksi']} aksi diterima, {capaian}, {uang}."


def _kendala(a: dict[str, Any]) -> Iterator[str]:
    ada = [x for x in tersebar(a["kelompok"]) if x["kendala"]]
    if not ada:
        yield "Tidak ada kendala yang dilaporkan."
    for x in ada:
        lanjut = f" Tindak lanjut: {x['rencana']}" if x["rencana"] else ""
        satu_baris = " ".join(f"{x['uraian']} ({x['opd']}): {x['kendala']}{lanjut}".split())
        yield satu_baris


def _penutup(a: dict[str, Any]) -> Iterator[str]:
    yield _kalimat("Kesimpulan. Seluruh aksi", a["jumlah"])
    for x in tersebar(a["kelompok"]):
        if x["merah"]:
            yield f"Perlu perhatian: {x['uraian']} ({x['opd']}). {x['alasan_nilai']}".strip()
    yield SARAN
