"""An action's content as plain data, and the difference between two such copies.

The copy goes into each ``TransisiAksi``, so that the Sekretariat sees what changed since the last
submission, and the stale-save page compares with it. Numbers are canonical decimal strings.
"""

from decimal import Decimal
from typing import Any

from p3aks.core.formatting import angka, rupiah
from pokja.enums import Bidang
from rad.enums import Arah, JenisIndikator, SumberDana
from rad.models.aksi import Aksi

Salinan = dict[str, Any]


def kanonik(nilai: Decimal | None) -> str | None:
    """Return a decimal without trailing zeros and exponent: ``Decimal("4.5000")`` → ``"4.5"``."""
    if nilai is None:
        return None
    teks = f"{nilai:f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks) or "0"


def desimal(teks: str | None) -> Decimal | None:
    """Return the number that :func:`kanonik` wrote down."""
    return None if teks is None else Decimal(teks)


def salin(aksi: Aksi) -> Salinan:
    """Return the content of *aksi* as plain JSON-able data (prefetched relations are used)."""
    anggaran: dict[str, dict[str, str | None]] = {}
    for a in aksi.anggaran.all():
        anggaran.setdefault(a.sumber, {})[str(a.tahun)] = kanonik(a.pagu)
    return {
        "bidang": aksi.bidang,
        "sasaran": aksi.sasaran.uraian,
        "nomenklatur": aksi.nomenklatur,
        "uraian": aksi.uraian,
        "penanggung_jawab": aksi.penanggung_jawab.nama,
        "pendukung": sorted(p.nama for p in aksi.pendukung.all()),
        "lokasi": aksi.lokasi,
        "keterangan": aksi.keterangan,
        "indikator": [
            {
                "nama": i.nama,
                "satuan": i.satuan,
                "arah": i.arah,
                "baseline": kanonik(i.baseline),
                "jenis": i.jenis,
                "kumulatif": i.kumulatif,
                "target": {str(t.tahun): kanonik(t.nilai) for t in i.target.all()},
            }
            for i in aksi.indikator.all()
        ],
        "anggaran": [
            {"sumber": sumber, "pagu": dict(sorted(pagu.items()))}
            for sumber, pagu in sorted(anggaran.items())
        ],
    }


LABEL = {
    "bidang": "Bidang",
    "sasaran": "Sasaran",
    "nomenklatur": "Kode sub kegiatan",
    "uraian": "Uraian aksi",
    "penanggung_jawab": "Penanggung jawab",
    "pendukung": "Instansi pendukung",
    "lokasi": "Lokasi",
    "keterangan": "Keterangan",
}
LABEL_INDIKATOR = {
    "satuan": "satuan",
    "arah": "arah",
    "baseline": "baseline",
    "jenis": "jenis",
    "kumulatif": "target kumulatif",
}


def ruas(salinan: Salinan) -> dict[str, str]:
    """Return *salinan* as a flat, readable ``{label: text}``, in form order."""
    hasil = {LABEL[k]: _baca(k, salinan.get(k)) for k in LABEL}
    for n, i in enumerate(salinan.get("indikator", []), 1):
        awalan = f"Indikator {n}"
        hasil[awalan] = i["nama"]
        for k, label in LABEL_INDIKATOR.items():
            hasil[f"{awalan}: {label}"] = _baca(k, i.get(k))
        for tahun, nilai in sorted(i["target"].items()):
            hasil[f"{awalan}: target {tahun}"] = _angka(nilai)
    for a in salinan.get("anggaran", []):
        sumber = SumberDana(a["sumber"]).label
        for tahun, nilai in sorted(a["pagu"].items()):
            hasil[f"Pagu {tahun} ({sumber})"] = rupiah(Decimal(nilai))
    return hasil


def beda(lama: Salinan, baru: Salinan) -> list[tuple[str, str, str]]:
    """Return ``(label, old text, new text)`` of everything that differs; empty when equal."""
    kiri, kanan = ruas(lama) if lama else {}, ruas(baru) if baru else {}
    return [
        (label, kiri.get(label, ""), kanan.get(label, ""))
        for label in dict.fromkeys([*kiri, *kanan])
        if kiri.get(label, "") != kanan.get(label, "")
    ]


def _angka(nilai: str | None) -> str:
    return "" if nilai is None else angka(Decimal(nilai))


def _baca(kunci: str, nilai: Any) -> str:
    match kunci:
        case "bidang":
            return str(Bidang(nilai).label) if nilai else ""
        case "arah":
            return str(Arah(nilai).label) if nilai else ""
        case "jenis":
            return str(JenisIndikator(nilai).label) if nilai else ""
        case "baseline":
            return _angka(nilai)
        case "kumulatif":
            return "ya" if nilai else "tidak"
        case "pendukung":
            return "; ".join(nilai or [])
        case _:
            return nilai or ""
