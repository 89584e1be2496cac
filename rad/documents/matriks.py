"""The RAD matrix as plain data: the content of a version, a print, an export.

Rows follow the matrix order. Every total is computed here from the rows, never typed
(domain/hukum.md rule 10); amounts are canonical decimal strings in rupiah.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone

from pokja.enums import Bidang
from pokja.models import Daerah
from rad.documents import situasi
from rad.enums import StatusAksi, SumberDana
from rad.models import Aksi, Nomenklatur, Rad, VersiRad
from rad.models.salinan import kanonik

JUDUL = (
    "Rencana Aksi Daerah Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial "
    "{jenis} {nama} Tahun {periode}"
)
LEGENDA = (
    "Arah naik: makin besar makin baik; arah turun: makin kecil makin baik.",
    "Pagu indikatif dalam rupiah. Jumlah dihitung oleh sistem dari baris-barisnya.",
)


def susun(sumber: Rad | VersiRad) -> dict[str, Any]:
    """Return the matrix of *sumber* as plain JSON-able data.

    A VersiRad gives exactly what was frozen. A Rad gives what a version fixed now would hold,
    marked as Rancangan.
    """
    if isinstance(sumber, VersiRad):
        versi = {"nomor": sumber.nomor, "label": f"Versi {sumber.nomor}", "sidik": sumber.sidik}
        return {**sumber.isi, "versi": versi}
    return susun_aksi(sumber, sumber.aksi.calon_versi())


def susun_aksi(rad: Rad, aksi: Iterable[Aksi]) -> dict[str, Any]:
    """Return the matrix of the given actions of *rad* (a queryset of Aksi)."""
    daerah = Daerah.ini().salinan()
    tahun = list(rad.tahun)
    baris = list(
        aksi.urut_matriks()  # type: ignore[attr-defined]
        .select_related("sasaran", "penanggung_jawab")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
    )
    nama_kode = dict(
        Nomenklatur.objects.filter(kode__in={a.nomenklatur for a in baris if a.nomenklatur})
        .order_by("tahun_mulai")
        .values_list("kode", "nama")
    )
    jumlah = _Jumlah(tahun)
    kelompok = []
    nomor = 0
    for bidang, isi_bidang in groupby(baris, key=lambda a: a.bidang):
        sasaran = []
        for uraian, isi_sasaran in groupby(isi_bidang, key=lambda a: a.sasaran.uraian):
            daftar = []
            for a in isi_sasaran:
                nomor += 1
                daftar.append(_baris(a, nomor, tahun, nama_kode))
                jumlah.tambah(a)
            sasaran.append({"uraian": uraian, "aksi": daftar})
        kelompok.append(
            {
                "bidang": bidang,
                "label": str(Bidang(bidang).label),
                "sasaran": sasaran,
                "total": [_rp(jumlah.bidang[bidang][t]) for t in tahun],
                "jumlah": _rp(sum(jumlah.bidang[bidang].values())),
            }
        )
    return {
        "judul": JUDUL.format(**daerah, periode=rad.periode),
        "daerah": daerah,
        "periode": rad.periode,
        "tahun": tahun,
        "tahun_dasar": rad.tahun_dasar,
        "versi": {"nomor": None, "label": "Rancangan", "sidik": None},
        "per": timezone.localdate().isoformat(),
        "kelompok": kelompok,
        "total": {
            "tahun": [_rp(jumlah.tahun[t]) for t in tahun],
            "jumlah": _rp(sum(jumlah.tahun.values())),
            "sumber": [
                [str(SumberDana(k).label), _rp(v)] for k, v in sorted(jumlah.sumber.items())
            ],
            "opd": [[k, _rp(v)] for k, v in sorted(jumlah.opd.items())],
        },
        "legenda": list(LEGENDA),
        # A plan without a release has the content, and the hash, that it always had.
        **({"situasi": situasi.salin(rad.rekap)} if rad.rekap else {}),
    }


def sidik(isi: dict[str, Any]) -> str:
    """Return the SHA-256 of *isi* in canonical JSON (sorted keys, no blanks)."""
    teks = json.dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(teks.encode()).hexdigest()


class _Jumlah:
    """Adds budgets up in every cut at once, so that all cuts agree."""

    def __init__(self, tahun: list[int]) -> None:
        self.tahun: dict[int, Decimal] = dict.fromkeys(tahun, Decimal(0))
        self.bidang: dict[str, dict[int, Decimal]] = defaultdict(
            lambda: dict.fromkeys(tahun, Decimal(0))
        )
        self.sumber: dict[str, Decimal] = defaultdict(Decimal)
        self.opd: dict[str, Decimal] = defaultdict(Decimal)

    def tambah(self, aksi: Aksi) -> None:
        for a in aksi.anggaran.all():
            self.tahun[a.tahun] += a.pagu
            self.bidang[aksi.bidang][a.tahun] += a.pagu
            self.sumber[a.sumber] += a.pagu
            self.opd[aksi.penanggung_jawab.nama] += a.pagu


def _baris(a: Aksi, nomor: int, tahun: list[int], nama_kode: dict[str, str]) -> dict[str, Any]:
    pagu: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for g in a.anggaran.all():
        pagu[g.sumber][g.tahun] = g.pagu
    return {
        "id": str(a.pk),
        "silsilah": str(a.silsilah),
        "nomor": nomor,
        "uraian": a.uraian,
        "kode": a.nomenklatur,
        "nomenklatur": nama_kode.get(a.nomenklatur, ""),
        "status": str(StatusAksi(a.status).label),
        "baris": [
            {
                "silsilah": str(i.silsilah),
                "indikator": i.nama,
                "satuan": i.satuan,
                "arah": i.arah,
                "jenis": i.jenis,
                "kumulatif": i.kumulatif,
                "baseline": kanonik(i.baseline),
                "target": _per_tahun({t.tahun: t.nilai for t in i.target.all()}, tahun),
            }
            for i in a.indikator.all()
        ],
        "anggaran": [
            {
                "sumber": str(SumberDana(s).label),
                "pagu": [_rp(p[t]) if t in p else None for t in tahun],
            }
            for s, p in pagu.items()
        ],
        "penanggung_jawab": a.penanggung_jawab.nama,
        "pendukung": sorted(p.nama for p in a.pendukung.all()),
        "lokasi": a.lokasi,
        "keterangan": a.keterangan,
    }


def _per_tahun(nilai: dict[int, Decimal], tahun: list[int]) -> list[str | None]:
    return [kanonik(nilai[t]) if t in nilai else None for t in tahun]


def _rp(nilai: Decimal | int) -> str:
    return f"{Decimal(nilai):.2f}"
