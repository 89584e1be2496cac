"""A release of statistics: the records it freezes, what it publishes, and what it hides and why.

As a document it is made by the pipeline: its file holds the published counts and, for the hidden
ones, why and between which numbers a reader can place them; no hidden count.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F, Prefetch
from django.utils import timezone

from kasus.aturan.rilis import (
    BENTUK,
    HUBUNGAN,
    KATEGORI,
    KECAMATAN,
    KELAMIN,
    LAYANAN,
    SATUAN,
    TANPA_TEMPAT,
    TEMPAT,
    USIA,
    Catatan,
    Korban,
    Sel,
    Tabel,
    dari_data,
    hitung,
    ke_data,
    tabel_rilis,
)
from kasus.documents.statistik_dasar import Masa
from kasus.enums_layanan import AlasanAkhir, StatusVerifikasi
from kasus.models import BentukKorban, Hubungan, Kasus, Layanan, Rilis
from kasus.models import Korban as BarisKorban
from p3aks.core.documents import kanonik
from p3aks.core.jobs import Batal, Kemajuan
from p3aks.core.pdf import GalatPdf
from pokja.documents.rekap import Kunci, hitungan
from pokja.models import Wilayah

ALASAN = "rilis statistik"
FORMAT = 1


class TakTerlindung(GalatPdf):
    """Nothing may be published."""

    pesan = (
        "Rilis ini tidak dapat diterbitkan: dengan yang sudah terbit sebelumnya, ada angka kecil "
        "yang dapat dihitung orang. Tunggu sampai lebih banyak data berubah, atau pilih masa yang "
        "lebih panjang. Semester diterbitkan sebelum tahunnya, bukan sesudahnya."
    )


class Selesai(NamedTuple):
    """The finished file has no pages."""

    halaman: int = 0


def catatan_kini(masa: Masa) -> Catatan:
    """Return the verified records of the half-year *masa* as they are now, sealed cases too: they
    count, and small counts are hidden (R20). A person who was reported more than once is one
    victim, described by the first report (R19). Four queries."""
    kasus = (
        Kasus.objects.sistem(ALASAN)
        .filter(bulan__range=masa.bulan, verifikasi=StatusVerifikasi.TERVERIFIKASI)
        .exclude(alasan_akhir=AlasanAkhir.DUPLIKAT)
        .order_by()
    )
    semua = (
        BarisKorban.objects.sistem(ALASAN)
        .filter(kasus__in=kasus.values("pk"))
        .order_by("kasus__tanggal_lapor", "pk")
        .annotate(kecamatan_kejadian=F("kasus__kecamatan"))
        .prefetch_related(
            Prefetch("bentuk", BentukKorban.objects.sistem(ALASAN).order_by()),
            Prefetch("layanan", Layanan.objects.sistem(ALASAN).only("korban", "jenis").order_by()),
            Prefetch("hubungan", Hubungan.objects.sistem(ALASAN).order_by()),
        )
    )
    orang: dict[Any, list[Any]] = {}
    pasangan, bernama = [], set()
    for baris in semua:
        orang.setdefault(baris.orang, []).append(baris)
        bernama.add(str(baris.kasus_id))
        pasangan += [(str(h.pk), HUBUNGAN[h.hubungan]) for h in baris.hubungan.all()]
    korban = (_korban(baris) for baris in orang.values())
    return Catatan(tuple(sorted(korban)), tuple(sorted(pasangan)), tuple(sorted(bernama)))


def _korban(baris: list[Any]) -> Korban:
    satu = baris[0]
    return Korban(
        kunci=str(satu.orang),
        usia=USIA[satu.kelompok_usia],
        kelamin=KELAMIN[satu.kelamin],
        kategori=KATEGORI[satu.kategori],
        tempat=TEMPAT[satu.tempat],
        kecamatan=satu.kecamatan_kejadian or TANPA_TEMPAT,
        bentuk=tuple(sorted({BENTUK[b.bentuk] for x in baris for b in x.bentuk.all()})),
        layanan=tuple(sorted({LAYANAN[x.jenis] for b in baris for x in b.layanan.all()})),
    )


def keadaan_baru(paruh: int, catatan: Catatan) -> tuple[str, dict[str, Any]]:
    """Return the name of a state (``<half>:<mark>``, the same for the same records) and what a
    release stores of it."""
    data = ke_data(catatan)
    isi = {"per": timezone.localdate().isoformat(), "data": data}
    return f"{paruh}:{sidik(data)[:12]}", isi


def keadaan_lama(lama: Iterable[Rilis]) -> dict[str, dict[str, Any]]:
    """Return the states that signed releases counted, in the order they were first released."""
    hasil: dict[str, dict[str, Any]] = {}
    for rilis in lama:
        for nama in rilis.bekuan["blok"]:
            hasil.setdefault(nama, rilis.bekuan["keadaan"][nama])
    return hasil


def susun(
    masa: Masa, blok: Sequence[str], keadaan: Mapping[str, Any], lama: Iterable[Rilis]
) -> dict[str, Any]:
    """Return the snapshot: what is counted (``blok`` out of *keadaan*), and what was released
    before and hides what."""
    tempat = Wilayah.objects.kecamatan(settings.WILAYAH).values_list("kode", "nama")
    kecamatan = dict(tempat)
    terbit = []
    for rilis in lama:
        isi = rilis.rekap.isi
        kecamatan |= _kecamatan(isi) - kecamatan.keys()
        terbit.append(
            {
                "rilis": str(rilis.pk),
                "blok": rilis.bekuan["blok"],
                "k": rilis.k,
                "k_kecamatan": rilis.k_kecamatan,
                "tersembunyi": sorted(tersembunyi(isi), key=str),
            }
        )
    return {
        "judul": f"Statistik {masa.label}",
        "masa": {"tahun": masa.tahun, "paruh": masa.paruh, "label": masa.label},
        "blok": list(blok),
        "keadaan": dict(keadaan),
        "lama": terbit,
        "kecamatan": sorted(kecamatan.items()),
    }


def _kecamatan(isi: Mapping[str, Any]) -> Any:
    return {
        b["kode"]: b["label"]
        for t in isi["tabel"] if t["kunci"] == KECAMATAN
        for b in t["baris"] if b["kode"] != TANPA_TEMPAT
    }  # fmt: skip


# --- the document ---------------------------------------------------------------------------------


def ekstensi(_rilis: Rilis) -> str:
    """Return the ending of the file."""
    return "json"


def cetak(rilis: Rilis, tujuan: Path, kemajuan: Kemajuan, _batal: Batal) -> Selesai:
    """Decide what *rilis* hides, and write that. Raises TakTerlindung."""
    # Here, not above: the solver is heavy, and pages import this module.
    from kasus.documents.rilis_susun import Terbitan, TidakTerlindungi, putuskan  # noqa: PLC0415

    snapshot = rilis.bekuan
    tabel = tabel_rilis([(k, n) for k, n in snapshot["kecamatan"]])
    keadaan = {n: dari_data(k["data"]) for n, k in snapshot["keadaan"].items()}
    lama = [
        Terbitan(tuple(x["blok"]), x["k"], x["k_kecamatan"],
                 frozenset(Sel(*s) for s in x["tersembunyi"]))
        for x in snapshot["lama"]
    ]  # fmt: skip
    baru = Terbitan(tuple(snapshot["blok"]), rilis.k, rilis.k_kecamatan)
    kemajuan(10, "Mencari angka yang perlu disembunyikan")
    try:
        putusan = putuskan(keadaan, lama, baru, tabel)
    except TidakTerlindungi as galat:
        raise TakTerlindung from galat
    kemajuan(90, "Menulis tabel")
    catatan = Catatan()
    for nama in snapshot["blok"]:
        catatan = catatan.dengan(keadaan[nama])
    hasil = {
        "isi": _isi(rilis, hitung(catatan, tabel), tabel, set(putusan.selang)),
        "kecil": sorted(putusan.kecil, key=str),
        "pelindung": sorted(putusan.pelindung, key=str),
        "selang": [
            [*sel, int(s.bawah), int(s.atas) if s.atas != float("inf") else None]
            for sel, s in sorted(putusan.selang.items(), key=str)
        ],
    }
    tujuan.write_text(json.dumps(hasil, ensure_ascii=False), encoding="utf-8")
    return Selesai()


def _isi(
    rilis: Rilis, nilai: Mapping[Sel, int], tabel: Sequence[Tabel], tutup: Collection[Sel]
) -> dict[str, Any]:
    """Return what is published: every count of the tables, null where it is hidden."""

    def satu(sel: Sel) -> int | None:
        return None if sel in tutup else nilai[sel]

    snapshot = rilis.bekuan
    return {
        "format": FORMAT,
        "masa": snapshot["masa"],
        "per": max(snapshot["keadaan"][n]["per"] for n in snapshot["blok"]),
        "ambang": {"umum": rilis.k, "kecamatan": rilis.k_kecamatan},
        "satuan": [
            {"kunci": kunci, "label": label, "jumlah": satu(Sel(kunci))}
            for kunci, label in SATUAN.items()
        ],
        "tabel": [
            {
                "kunci": t.kunci,
                "judul": t.judul,
                "satuan": t.satuan,
                "jenis": t.jenis,
                "catatan": t.catatan,
                "kolom": [{"kode": k, "label": label} for k, label in t.kolom],
                "baris": [
                    {
                        "kode": b,
                        "label": label,
                        "sel": [satu(t.sel(b, k)) for k, _ in t.kolom],
                        "jumlah": satu(t.sel(b, None)),
                    }
                    for b, label in t.baris
                ],
                "total": [satu(t.sel(None, k)) for k, _ in t.kolom],
                "jumlah": satu(t.sel(None, None)),
            }
            for t in tabel
        ],
    }


def tersembunyi(isi: Mapping[str, Any]) -> set[Sel]:
    """Return which counts a published *isi* hides."""
    return {Sel(*kunci) for kunci, n in hitungan(isi) if n is None}


def hasil(rilis: Rilis) -> dict[str, Any] | None:
    """Return what the pipeline decided; None where the file is lost or damaged."""
    isi = rilis.isi_utuh()
    return json.loads(isi) if isi is not None else None


def sidik(isi: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of *isi* as canonical JSON."""
    return hashlib.sha256(kanonik(isi).encode()).hexdigest()


class Ringkasan(NamedTuple):
    """How much of a release is hidden: counts above zero, and the hidden ones among them."""

    berisi: int
    kecil: int
    pelindung: int

    @property
    def sebagian_besar(self) -> bool:
        """Whether more than half is hidden: a longer period says more (domain/kasus.md 6.4)."""
        return 2 * (self.kecil + self.pelindung) > self.berisi


def ringkas(hasil: Mapping[str, Any]) -> Ringkasan:
    """Return how much a decided release hides; a count that stands in several tables is one."""
    kecil, pelindung = len(hasil["kecil"]), len(hasil["pelindung"])
    terbit = dict(hitungan(hasil["isi"])).values()
    return Ringkasan(sum(1 for n in terbit if n) + kecil + pelindung, kecil, pelindung)


def alasan(hasil: Mapping[str, Any]) -> dict[Kunci, str]:
    """Return why each hidden count is hidden, and where a reader can place it."""
    kata = {tuple(s): "kecil" for s in hasil["kecil"]}
    kata |= {tuple(s): "melindungi yang kecil" for s in hasil["pelindung"]}
    letak = {(t, b, k): (bawah, atas) for t, b, k, bawah, atas in hasil["selang"]}
    return {
        sel: f"{sebab}; pembaca hanya tahu {_rentang(*letak[sel])}" for sel, sebab in kata.items()
    }


def _rentang(bawah: int, atas: int | None) -> str:
    return f"paling sedikit {bawah}" if atas is None else f"{bawah}–{atas}"
