"""Every period of a plan at once, as small rows: what a dashboard adds up.

The figures are those of ``rad.documents.pantau.susun``, to the last digit (a test holds both
together), without the texts. Eight queries and one walk over the rows, whatever the number of
actions: 1,000 actions over 15 periods in well under a second, so nothing is stored beside the
reports that could contradict them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from rad.aturan import capaian as hitungan
from rad.documents.pantau import NOL, Nilai, Uang
from rad.documents.ringkas import label_bidang
from rad.enums_pantau import Periode, Warna
from rad.models import (
    Aksi,
    Anggaran,
    AturanPantau,
    Indikator,
    LaporanAksi,
    Realisasi,
    RealisasiAnggaran,
    Target,
    TargetPeriode,
)

Titik = tuple[int, Periode]
# As plain text: an enum's own hash would be a Python call for each of a million look-ups.
_SAMPAI = {p: tuple(q.value for q in p.sampai) for p in Periode}


@dataclass(frozen=True, slots=True)
class Butir:
    """One action in one period: the figures of :class:`rad.documents.pantau.BarisPantau`."""

    bidang: str
    label_bidang: str
    opd_id: Any
    opd: str
    singkatan: str
    status: str
    terlambat: bool
    warna: Warna | None
    capaian: Nilai
    pagu: Decimal
    serap_periode: Decimal
    serap_kumulatif: Decimal
    uang: Sequence[Uang]


class _Laporan(NamedTuple):
    kunci: Any
    status: str
    skor: Nilai
    lewat: bool | None  # None: never sent


class _Indikator(NamedTuple):
    kunci: Any
    akar: Any
    cara: str
    arah: str


def semua_titik(aturan: AturanPantau) -> list[Titik]:
    """Return all periods of the plan, in order."""
    return [(tahun, p) for tahun in aturan.rad.tahun for p in Periode]


def deret(
    aksi: QuerySet[Aksi], *, aturan: AturanPantau, laporan: QuerySet[LaporanAksi]
) -> dict[Titik, list[Butir]]:
    """Return *aksi* (of the plan of *aturan*) as they stand in each of its periods, in matrix
    order; only what is in *laporan* counts."""
    d = _Data(aksi, aturan, laporan)
    return {titik: [d.butir(baris, *titik) for baris in d.dasar] for titik in semua_titik(aturan)}


def _mentah(jalur: str) -> ExpressionWrapper:
    """Return a key as the database has it: text on SQLite, which saves making thousands of UUIDs
    that are only compared."""
    return ExpressionWrapper(F(jalur), output_field=TextField())


def _akar(jalur: str, diri: str) -> Coalesce:
    return Coalesce(_mentah(jalur), _mentah(diri))


class _Data:
    """What is read, by the keys under which it is looked up."""

    def __init__(
        self, aksi: QuerySet[Aksi], aturan: AturanPantau, laporan: QuerySet[LaporanAksi]
    ) -> None:
        rad = aturan.rad
        self.aturan, self.rumus, self.hari = aturan, aturan.rumus, timezone.localdate()
        self.jadwal = {titik: aturan.jadwal(*titik) for titik in semua_titik(aturan)}
        self.dasar = list(
            aksi.urut_matriks()  # type: ignore[attr-defined]
            .annotate(kunci=_mentah("pk"), akar=_akar("asal", "pk"))
            .values_list(
                "kunci", "akar", "bidang", "penanggung_jawab_id", "penanggung_jawab__nama",
                "penanggung_jawab__singkatan",
            )
        )  # fmt: skip
        self.label = {b[2]: label_bidang(b[2]) for b in self.dasar}
        sini = laporan.filter(tahun__range=(rad.mulai, rad.selesai))
        milik = aksi.order_by().values("pk")
        self.laporan = self._laporan(sini)
        self.indikator = self._indikator(milik)
        self.target, self.rencana = _target(milik)
        self.realisasi = _realisasi(sini)
        self.pagu, self.serap = _uang(milik, sini)

    def _laporan(self, laporan: QuerySet[LaporanAksi]) -> dict[Any, _Laporan]:
        """Return ``{(action, year, period): report}``; a predecessor's where there is no own."""
        akar = {b[1]: b[0] for b in self.dasar}
        lewat = Case(
            When(pertama_dilaporkan_pada=None, then=Value(None)),
            *(
                When(tahun=t, periode=p, then=Q(pertama_dilaporkan_pada__gte=_sesudah(j.batas)))
                for (t, p), j in self.jadwal.items()
            ),
            output_field=BooleanField(),
        )
        hasil: dict[Any, _Laporan] = {}
        for induk, milik, tahun, periode, *isi in (
            laporan.order_by("dibuat_pada", "pk")
            .annotate(akar=_akar("aksi__asal", "aksi"), milik=_mentah("aksi"), kunci=_mentah("pk"))
            .values_list("akar", "milik", "tahun", "periode", "kunci", "status", "skor", lewat)
        ):
            tempat = (akar.get(induk), tahun, periode)
            if tempat not in hasil or milik == tempat[0]:
                hasil[tempat] = _Laporan(*isi)
        return hasil

    def _indikator(self, aksi: QuerySet) -> dict[Any, list[_Indikator]]:
        hasil = defaultdict(list)
        for milik, kunci, akar, satuan, kumulatif, arah in (
            Indikator.objects.filter(aksi__in=aksi)
            .order_by("urutan", "pk")
            .annotate(milik=_mentah("aksi"), kunci=_mentah("pk"), akar=_akar("asal", "pk"))
            .values_list("milik", "kunci", "akar", "satuan", "kumulatif", "arah")
        ):
            cara = hitungan.cara_hitung(satuan, kumulatif)
            hasil[milik].append(_Indikator(kunci, akar, cara, arah))
        return hasil

    def butir(self, baris: Sequence[Any], tahun: int, periode: Periode) -> Butir:
        """Return one action in one period."""
        kunci, _, bidang, opd_id, opd, singkatan = baris
        sampai = _SAMPAI[periode]
        laporan = [self.laporan.get((kunci, tahun, p)) for p in sampai]
        kini = laporan[-1]
        uang = self._uang(kunci, tahun, laporan)
        return Butir(
            bidang=bidang, label_bidang=self.label[bidang], opd_id=opd_id, opd=opd,
            singkatan=singkatan,
            status=kini.status if kini else "",
            terlambat=self._terlambat(kini, tahun, periode),
            warna=self.aturan.warna(kini.skor) if kini else None,
            capaian=self._capaian(kunci, tahun, sampai, laporan) if kini else None,
            pagu=sum((u.pagu for u in uang), NOL),
            serap_periode=sum((u.periode for u in uang), NOL),
            serap_kumulatif=sum((u.kumulatif for u in uang), NOL),
            uang=uang,
        )  # fmt: skip

    def _terlambat(self, kini: _Laporan | None, tahun: int, periode: Periode) -> bool:
        if kini is None or kini.lewat is None:
            return self.hari > self.jadwal[tahun, periode].batas
        return kini.lewat

    def _capaian(
        self, kunci: Any, tahun: int, sampai: Sequence[str], laporan: Sequence[Any]
    ) -> Nilai:
        """Return the mean achievement of a reported action."""
        return hitungan.rata(
            hitungan.hitung(
                target=self._target(i, tahun, sampai, laporan[-1]),
                realisasi=hitungan.gabungkan(
                    [self.realisasi.get((x.kunci, i.akar)) if x else None for x in laporan], i.cara
                ),
                arah=i.arah,
                rumus=self.rumus,
            )
            for i in self.indikator.get(kunci, ())
        )

    def _target(self, i: _Indikator, tahun: int, sampai: Sequence[str], kini: _Laporan) -> Nilai:
        """Return the target so far where it is set, which counts once the period itself was
        reported; else the year's."""
        rencana = [self.rencana.get((i.kunci, tahun, p)) for p in sampai]
        if None in rencana:
            return self.target.get((i.kunci, tahun))
        return (
            hitungan.gabungkan(rencana, i.cara) if (kini.kunci, i.akar) in self.realisasi else None
        )

    def _uang(self, kunci: Any, tahun: int, laporan: Sequence[Any]) -> list[Uang]:
        pagu = self.pagu.get((kunci, tahun), {})
        serap = [self.serap.get(x.kunci, {}) if x else {} for x in laporan]
        return [
            Uang(
                s, pagu.get(s, NOL), serap[-1].get(s, NOL), sum((x.get(s, NOL) for x in serap), NOL)
            )
            for s in sorted({*pagu, *(s for x in serap for s in x)})
        ]


def _sesudah(batas: dt.date) -> dt.datetime:
    """Return the first moment after the day *batas*."""
    return timezone.make_aware(dt.datetime.combine(batas + dt.timedelta(days=1), dt.time()))


def _target(aksi: QuerySet) -> tuple[dict[Any, Decimal], dict[Any, Nilai]]:
    """Return ``{(indicator, year): target}`` and the same by period."""
    tempat = {"indikator__aksi__in": aksi}
    tahun = (
        Target.objects.filter(**tempat).order_by().annotate(kunci=_mentah("indikator"))
        .values_list("kunci", "tahun", "nilai")
    )  # fmt: skip
    periode = (
        TargetPeriode.objects.filter(**tempat).order_by().annotate(kunci=_mentah("indikator"))
        .values_list("kunci", "tahun", "periode", "nilai")
    )  # fmt: skip
    return {(k, t): n for k, t, n in tahun}, {(k, t, p): n for k, t, p, n in periode}


def _realisasi(laporan: QuerySet[LaporanAksi]) -> dict[Any, Nilai]:
    """Return ``{(report, lineage of the indicator): value}``."""
    baris = (
        Realisasi.objects.filter(laporan__in=laporan.order_by().values("pk"))
        .order_by()
        .annotate(induk=_mentah("laporan"), akar=_akar("indikator__asal", "indikator"))
        .values_list("induk", "akar", "nilai")
    )
    return {(x, i): n for x, i, n in baris}


def _uang(
    aksi: QuerySet, laporan: QuerySet[LaporanAksi]
) -> tuple[dict[Any, dict[str, Decimal]], dict[Any, dict[str, Decimal]]]:
    """Return ``{(action, year): {source: pagu}}`` and ``{report: {source: spent}}``."""
    pagu: dict[Any, dict[str, Decimal]] = defaultdict(dict)
    for a, t, s, n in (
        Anggaran.objects.filter(aksi__in=aksi).order_by().annotate(kunci=_mentah("aksi"))
        .values_list("kunci", "tahun", "sumber", "pagu")
    ):  # fmt: skip
        pagu[a, t][s] = n
    serap: dict[Any, dict[str, Decimal]] = defaultdict(dict)
    for x, s, n in (
        RealisasiAnggaran.objects.filter(laporan__in=laporan.order_by().values("pk"))
        .order_by()
        .annotate(induk=_mentah("laporan"))
        .values_list("induk", "sumber", "nilai")
    ):
        serap[x][s] = n
    return pagu, serap
