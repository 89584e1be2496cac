"""What changed between two matrix snapshots: the basis of a "matriks perubahan"."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from p3aks.core.formatting import angka, rupiah

Beda = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Perubahan:
    """Actions added, gone and changed; ``diubah`` pairs an action with ``(label, old, new)``."""

    baru: list[dict[str, Any]]
    hilang: list[dict[str, Any]]
    diubah: list[tuple[dict[str, Any], Beda]]

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.baru or self.hilang or self.diubah)


def bandingkan(lama: dict[str, Any], baru: dict[str, Any]) -> Perubahan:
    """Compare two snapshots of ``rad.documents.matriks``; actions are the same by their id."""
    kiri, kanan = _aksi(lama), _aksi(baru)
    diubah = [
        (a, beda)
        for kunci, (a, ruas) in kanan.items()
        if kunci in kiri and (beda := _beda(kiri[kunci][1], ruas))
    ]
    return Perubahan(
        baru=[a for kunci, (a, _) in kanan.items() if kunci not in kiri],
        hilang=[a for kunci, (a, _) in kiri.items() if kunci not in kanan],
        diubah=diubah,
    )


def _beda(kiri: dict[str, str], kanan: dict[str, str]) -> Beda:
    return [
        (label, kiri.get(label, ""), kanan.get(label, ""))
        for label in dict.fromkeys([*kiri, *kanan])
        if kiri.get(label, "") != kanan.get(label, "")
    ]


def _aksi(isi: dict[str, Any]) -> dict[str, tuple[dict[str, Any], dict[str, str]]]:
    return {
        a["id"]: (a, _ruas(a, k["label"], s["uraian"], isi["tahun"]))
        for k in isi["kelompok"]
        for s in k["sasaran"]
        for a in s["aksi"]
    }


def _ruas(a: dict[str, Any], bidang: str, sasaran: str, tahun: list[int]) -> dict[str, str]:
    """Return one action as readable ``{label: text}``."""
    hasil = {
        "Bidang": bidang,
        "Sasaran": sasaran,
        "Uraian aksi": a["uraian"],
        "Kode sub kegiatan": a["kode"],
        "Penanggung jawab": a["penanggung_jawab"],
        "Instansi pendukung": "; ".join(a["pendukung"]),
        "Lokasi": a["lokasi"],
        "Keterangan": a["keterangan"],
    }
    for n, i in enumerate(a["baris"], 1):
        awalan = f"Indikator {n}"
        hasil[awalan] = i["indikator"]
        hasil[f"{awalan}: satuan"] = i["satuan"]
        hasil[f"{awalan}: arah"] = i["arah"]
        hasil[f"{awalan}: baseline"] = _angka(i["baseline"])
        for t, nilai in zip(tahun, i["target"], strict=True):
            hasil[f"{awalan}: target {t}"] = _angka(nilai)
    for g in a["anggaran"]:
        for t, pagu in zip(tahun, g["pagu"], strict=True):
            hasil[f"Pagu {t} ({g['sumber']})"] = "" if pagu is None else rupiah(Decimal(pagu))
    return hasil


def _angka(nilai: str | None) -> str:
    return "" if nilai is None else angka(Decimal(nilai))
