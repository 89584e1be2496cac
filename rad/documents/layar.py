"""The matrix as a page shows it: plain rows from the database, or a frozen snapshot.

No model objects: the page of 200 actions costs three queries and about half the time
(bench W4). Both sources become the same ``kelompok``, which ``templates/rad/_matriks.html`` draws.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, QuerySet, Sum, UUIDField, Value, When

from p3aks.core.formatting import KOSONG, angka, rupiah
from rad.documents.ringkas import Sel, label_bidang, label_sumber, ringkas, sel_isi
from rad.enums import Arah, StatusAksi
from rad.models import Anggaran, Indikator, Rad
from rad.models.aksi import STATUS_LEPAS
from rad.models.salinan import desimal

AKSI_PER_HALAMAN = 200
TANDA_ARAH = {Arah.NAIK.value: ("↑", "makin besar makin baik"),
              Arah.TURUN.value: ("↓", "makin kecil makin baik")}  # fmt: skip

Kelompok = list[dict[str, Any]]


class BarisAksi(NamedTuple):
    """One action as far as its own table and its names go. ``cocok``: the filter lets it pass."""

    pk: UUID
    bidang: str
    sasaran_id: UUID
    sasaran__uraian: str
    uraian: str
    nomenklatur: str
    lokasi: str
    keterangan: str
    status: str
    penanggung_jawab_id: UUID
    penanggung_jawab__nama: str
    cocok: bool
    menggantikan_id: UUID | None = None
    mencabut: bool = False

    @property
    def perubahan(self) -> str:
        """What this row is to a fixed action, which is another row: a change under way; or ""."""
        if self.menggantikan_id is None or self.status in (*STATUS_LEPAS, StatusAksi.DITETAPKAN):
            return ""
        return "Usul pencabutan" if self.mencabut else "Perubahan"


def baris_aksi(terbaca: QuerySet, tersaring: QuerySet) -> list[BarisAksi]:
    """Return all of *terbaca* (a queryset of Aksi) in matrix order, in one query; ``cocok`` says
    which are in *tersaring* too."""
    lolos = Case(
        When(Q(pk__in=tersaring.order_by().values("pk")), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    semua = terbaca.annotate(cocok=lolos).urut_matriks()  # type: ignore[attr-defined]
    return [BarisAksi._make(b) for b in semua.values_list(*BarisAksi._fields)]


def halaman_sasaran(
    baris: Sequence[BarisAksi], per: int = AKSI_PER_HALAMAN
) -> list[list[BarisAksi]]:
    """Split *baris* (matrix order) into pages of at most *per* actions, between two goals; only a
    goal with more than *per* actions is itself split. At least one page, possibly empty."""
    halaman: list[list[BarisAksi]] = [[]]
    for _, anggota in groupby(baris, key=lambda b: b.sasaran_id):
        sasaran = list(anggota)
        if halaman[-1] and len(halaman[-1]) + len(sasaran) > per:
            halaman.append([])
        while len(halaman[-1]) + len(sasaran) > per:
            halaman[-1].extend(sasaran[:per])
            sasaran = sasaran[per:]
            halaman.append([])
        halaman[-1].extend(sasaran)
    return halaman


def susun(
    rad: Rad, baris: Sequence[BarisAksi], mulai: int = 1, semua: QuerySet | None = None
) -> tuple[Kelompok, list[Sel]]:
    """Return the groups to draw for *baris*, numbered from *mulai*, and the amounts to add up:
    those of *baris*, or of *semua* (a queryset of Aksi) when *baris* is only a page of it.

    Two queries, whatever the number of actions.
    """
    tahun = list(rad.tahun)
    pk = [b.pk for b in baris]
    indikator = _indikator(pk, tahun)
    anggaran, sel = (_anggaran(pk), []) if semua is None else _anggaran_dan_sisa(pk, semua)
    kelompok = []
    for bidang, isi_bidang in groupby(baris, key=lambda b: b.bidang):
        label, sasaran = label_bidang(bidang), []
        for _, anggota in groupby(isi_bidang, key=lambda b: b.sasaran_id):
            daftar = []
            for b in anggota:
                uang = anggaran.get(b.pk, {})
                daftar.append(_aksi(b, mulai, indikator.get(b.pk, []), uang, tahun))
                mulai += 1
                opd = b.penanggung_jawab__nama
                sel += [Sel(label, opd, s, t, n) for s, p in uang.items() for t, n in p.items()]
            sasaran.append({"uraian": daftar[0]["sasaran"], "aksi": daftar})
        kelompok.append({"bidang": bidang, "label": label, "sasaran": sasaran})
    return kelompok, sel


def tampilan(isi: dict[str, Any]) -> dict[str, Any]:
    """Return what ``rad/_matriks.html`` and ``rad/_jumlah.html`` need of a matrix snapshot, and
    the release copied into it."""
    kelompok = susun_isi(isi)
    return {
        "kelompok": kelompok,
        "kolom_tahun": isi["tahun"],
        "tahun_dasar": isi["tahun_dasar"],
        "ringkasan": ringkas(sel_isi(isi), isi["tahun"]),
        "jumlah_aksi": sum(len(s["aksi"]) for k in kelompok for s in k["sasaran"]),
        "situasi": isi.get("situasi"),
    }


def susun_isi(isi: dict[str, Any]) -> Kelompok:
    """Return the groups to draw for a matrix snapshot (``rad.documents.matriks``)."""
    tahun = isi["tahun"]

    def aksi(a: dict[str, Any]) -> dict[str, Any]:
        baris = [
            (
                (i["indikator"], i["satuan"], i["arah"], desimal(i["baseline"])),
                [desimal(t) for t in i["target"]],
            )
            for i in a["baris"]
        ]
        uang = {
            g["sumber"]: {
                t: Decimal(p) for t, p in zip(tahun, g["pagu"], strict=True) if p is not None
            }
            for g in a["anggaran"]
        }
        return {
            "id": a["id"],
            "nomor": a["nomor"],
            "uraian": a["uraian"],
            "kode": a["kode"],
            "lokasi": a["lokasi"],
            "keterangan": a["keterangan"],
            "status": a["status"],
            "bentuk": a["status"].lower(),
            "perubahan": "",
            "opd": a["penanggung_jawab"],
            "lajur": _lajur(baris, uang, tahun),
        }

    return [
        {
            "bidang": k["bidang"],
            "label": k["label"],
            "sasaran": [
                {"uraian": s["uraian"], "aksi": [aksi(a) for a in s["aksi"]]} for s in k["sasaran"]
            ],
        }
        for k in isi["kelompok"]
    ]


def _indikator(pk: list[UUID], tahun: list[int]) -> dict[UUID, list[Any]]:
    """Return per action its indicators: ``(nama, satuan, arah, baseline), [target per year]``."""
    kolom = {t: k for k, t in enumerate(tahun)}
    hasil: dict[UUID, dict[UUID, Any]] = defaultdict(dict)
    baris = (
        Indikator.objects.filter(aksi__in=pk)
        .order_by("aksi", "urutan", "pk")
        .values_list(
            "aksi_id", "pk", "nama", "satuan", "arah", "baseline", "target__tahun", "target__nilai"
        )
    )
    for aksi, indikator, nama, satuan, arah, baseline, t, nilai in baris:
        if indikator not in hasil[aksi]:
            hasil[aksi][indikator] = ((nama, satuan, arah, baseline), [None] * len(tahun))
        if t in kolom:
            hasil[aksi][indikator][1][kolom[t]] = nilai
    return {aksi: list(isi.values()) for aksi, isi in hasil.items()}


def _anggaran(pk: list[UUID]) -> dict[UUID, dict[str, dict[int, Decimal]]]:
    """Return per action ``{source label: {year: rupiah}}``."""
    hasil: dict[UUID, dict[str, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    baris = (
        Anggaran.objects.filter(aksi__in=pk)
        .order_by("aksi", "sumber", "tahun")
        .values_list("aksi_id", "sumber", "tahun", "pagu")
    )
    for aksi, sumber, t, pagu in baris:
        hasil[aksi][label_sumber(sumber)][t] = pagu
    return hasil


def _anggaran_dan_sisa(
    pk: list[UUID], semua: QuerySet
) -> tuple[dict[UUID, dict[str, dict[int, Decimal]]], list[Sel]]:
    """Return what :func:`_anggaran` does, and the sums of all other actions in *semua*. One
    query: the database keeps the actions of the page apart and lumps the others together."""
    satuan = Case(When(pk__in=pk, then=F("pk")), output_field=UUIDField(null=True))
    hasil: dict[UUID, dict[str, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    sisa = []
    baris = (
        semua.annotate(satuan=satuan)
        .filter(anggaran__isnull=False)
        .order_by("anggaran__sumber", "anggaran__tahun")
        .values_list(
            "satuan", "bidang", "penanggung_jawab__nama", "anggaran__sumber", "anggaran__tahun"
        )
        .annotate(jumlah=Sum("anggaran__pagu"))
    )
    for aksi, bidang, opd, sumber, t, pagu in baris:
        if aksi is None:
            sisa.append(Sel(label_bidang(bidang), opd, label_sumber(sumber), t, pagu))
        else:
            hasil[aksi][label_sumber(sumber)][t] = pagu
    return hasil, sisa


def _aksi(
    b: BarisAksi,
    nomor: int,
    indikator: list[Any],
    uang: dict[str, dict[int, Decimal]],
    tahun: list[int],
) -> dict[str, Any]:
    return {
        "id": b.pk,
        "nomor": nomor,
        "uraian": b.uraian,
        "kode": b.nomenklatur,
        "lokasi": b.lokasi,
        "keterangan": b.keterangan,
        "status": str(StatusAksi(b.status).label),
        "bentuk": "dibatalkan" if b.status in STATUS_LEPAS else b.status,
        "perubahan": b.perubahan,
        "opd": b.penanggung_jawab__nama,
        "sasaran": b.sasaran__uraian,
        "lajur": _lajur(indikator, uang, tahun),
    }


def _lajur(
    indikator: Iterable[Any], uang: dict[str, dict[int, Decimal]], tahun: Sequence[int]
) -> list[dict[str, Any]]:
    """Return the lines of one action: an indicator each, then a source of funds each. Everything
    is text by now: formatting here costs half of what a template filter per cell does."""
    lajur = []
    for (nama, satuan, arah, baseline), target in indikator:
        tanda, arti = TANDA_ARAH[arah]
        lajur.append(
            {
                "jenis": "indikator",
                "teks": nama,
                "satuan": satuan,
                "tanda": tanda,
                "arti": arti,
                "awal": angka(baseline),
                "nilai": [(t, angka(n)) for t, n in zip(tahun, target, strict=True)],
                "jumlah": "",
            }
        )
    for sumber, pagu in uang.items():
        lajur.append(
            {
                "jenis": "pagu",
                "teks": sumber,
                "awal": "",
                "nilai": [(t, _uang(pagu.get(t))) for t in tahun],
                "jumlah": _uang(sum(pagu.values(), Decimal(0))),
            }
        )
    if not any(pagu for per_tahun in uang.values() for pagu in per_tahun.values()):
        lajur.append({"jenis": "tanpa"})
    return lajur


def _uang(nilai: Decimal | None) -> str:
    """Amounts stand under "Rp" in the head of the table: digits only, a dash for nothing."""
    return rupiah(nilai).removeprefix("Rp") if nilai else KOSONG
