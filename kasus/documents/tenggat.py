"""The clocks of a case as its facts stand: when each started, when it was met (R12).

Reading only. ``kasus.actions.tenggat`` brings the stored clocks in step with what is said here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from kasus.aturan.kategori import HARI_VERIFIKASI_DUGAAN
from kasus.aturan.penampungan import HARI_MAKS
from kasus.aturan.sla import (
    BAWAAN,
    JAM_KERJA_MAKS,
    JAM_SEHARI,
    Langkah,
    Standar,
    batas_standar,
    cari_standar,
)
from kasus.enums import KeterkaitanKonflik, Ranah
from kasus.enums_akses import JenisAsesmen, StatusRujukan
from kasus.enums_layanan import (
    FungsiLayanan,
    JenisLayanan,
    SaluranMasuk,
    SektorPersetujuan,
    TahapKasus,
    TingkatRisiko,
)
from kasus.models import (
    Asesmen,
    AturanSla,
    Kasus,
    Layanan,
    Penampungan,
    Pengaduan,
    Rujukan,
    TautanKonflik,
    Tenggat,
    Terminasi,
)

ALASAN = "jam layanan kasus"
DUGAAN = "DUGAAN"
PERPANJANGAN = "PERPANJANGAN"
JAWABAN_RUJUKAN = "JAWABAN_RUJUKAN"
LABEL: dict[str, str] = {
    **{str(nilai): str(label) for nilai, label in Langkah.choices},
    DUGAAN: "Verifikasi dugaan terkait konflik",
    PERPANJANGAN: "Perpanjangan penampungan",
    JAWABAN_RUJUKAN: "Jawaban mitra atas rujukan",
}
# Times that a rule or a law has fixed (R13, R15, UU 23/2004 Ps 16): no unit may change them.
TETAP = frozenset({Langkah.PENAMPUNGAN, Langkah.RUJUKAN_PATBM, Langkah.PERLINDUNGAN})
# The rows of the table that a unit keeps. ASESMEN has no built-in standard: no row, no clock.
BARIS_SLA: tuple[tuple[str, str], ...] = (
    *((s.langkah, s.risiko) for s in BAWAAN if s.langkah not in TETAP),
    (Langkah.ASESMEN, ""),
)
# Reports that come without the victim: somebody has to go there.
PERLU_DIJANGKAU = frozenset({SaluranMasuk.PENJANGKAUAN, SaluranMasuk.MEDIA})
# Clocks that go on when the case is closed: people still live in the shelter.
TETAP_JALAN = frozenset({Langkah.PENAMPUNGAN, PERPANJANGAN})


@dataclass(frozen=True)
class Jam:
    """One clock: ``gugur`` says since when it does not hold any more; ``risiko`` is the risk its
    standard was chosen by, "" where that plays no part."""

    langkah: str
    mulai: dt.datetime
    batas: dt.datetime
    dipenuhi: dt.datetime | None = None
    gugur: dt.datetime | None = None
    objek: UUID | None = None
    risiko: str = ""


def standar_unit(unit_id: Any) -> list[Standar]:
    """Return the time standards that hold in a unit: its own rows, then those for all units, then
    the built-in ones; the fixed ones always as they are built in."""
    hasil = {(s.langkah, s.risiko): s for s in BAWAAN}
    for b in _aturan(unit_id):
        hasil[b.langkah, b.risiko] = Standar(b.langkah, b.risiko, b.jam, b.hari_kerja, b.dasar)
    return list(hasil.values())


def _aturan(unit_id: Any) -> list[AturanSla]:
    """Return the rows that stand above the built-in ones, those of the unit last."""
    baris = AturanSla.objects.filter(Q(unit=unit_id) | Q(unit=None)).exclude(langkah__in=TETAP)
    return sorted(baris, key=lambda b: b.unit_id is not None)


@dataclass(frozen=True)
class BarisSla:
    """One line of the table of time standards as a page shows it. ``jam`` None: no standard, no
    clock. ``tetap``: fixed by rule or law. ``versi`` is that of the unit's own row, 0 without."""

    langkah: str
    risiko: str
    jam: int | None
    hari_kerja: bool
    dasar: str
    tetap: bool
    versi: int

    @property
    def kunci(self) -> str:
        """The name of the line in an address."""
        return "-".join(filter(None, (str(self.langkah), str(self.risiko))))

    @property
    def label(self) -> str:
        """Step and risk in words."""
        risiko = TingkatRisiko(self.risiko).label.lower() if self.risiko else ""
        return ", ".join(filter(None, (LABEL[self.langkah], risiko)))

    @property
    def lama(self) -> str:
        """The length in words."""
        if self.jam is None:
            return "Belum ada standar"
        if self.hari_kerja:
            hari = self.jam > JAM_KERJA_MAKS
            return f"{self.jam // JAM_SEHARI} hari kerja" if hari else f"{self.jam} jam kerja"
        return f"{self.jam // JAM_SEHARI} hari" if self.jam > 72 else f"{self.jam} jam"


def baris_sla(unit_id: Any) -> list[BarisSla]:
    """Return the table of time standards of a unit: what it may change, then what is fixed."""
    berlaku = {(s.langkah, s.risiko): s for s in standar_unit(unit_id)}
    versi = {(b.langkah, b.risiko): b.versi for b in _aturan(unit_id) if b.unit_id}
    tetap = [(s.langkah, s.risiko) for s in BAWAAN if s.langkah in TETAP]
    return [
        BarisSla(
            *kunci,
            s.jam if s else None,
            bool(s and s.hari_kerja),
            s.dasar if s else "",
            kunci[0] in TETAP,
            versi.get(kunci, 0),
        )
        for kunci in (*BARIS_SLA, *tetap)
        for s in (berlaku.get(kunci),)
    ]


def jam_kasus(kasus: Kasus) -> list[Jam]:
    """Return every clock that *kasus* has by its facts."""
    jam = [*_berstandar(kasus), *_pengaduan(kasus), *_penampungan(kasus), *_rujukan(kasus)]
    jam += _dugaan(kasus)
    if kasus.tahap != TahapKasus.TERMINASI:
        return jam
    akhir = _terminasi(kasus)
    return [
        j if j.dipenuhi or j.gugur or j.langkah in TETAP_JALAN else _gugurkan(j, akhir) for j in jam
    ]


def _gugurkan(jam: Jam, pada: dt.datetime) -> Jam:
    return Jam(jam.langkah, jam.mulai, jam.batas, None, pada, jam.objek, jam.risiko)


def _terminasi(kasus: Kasus) -> dt.datetime:
    selesai = Terminasi.objects.sistem(ALASAN).filter(kasus=kasus, disetujui_pada__isnull=False)
    terakhir = selesai.order_by("-disetujui_pada").values_list("disetujui_pada", flat=True)
    return terakhir.first() or timezone.now()


def _berstandar(kasus: Kasus) -> Iterable[Jam]:
    """Clocks whose length stands in the table of the unit; none without a row."""
    standar = standar_unit(kasus.unit_id)
    layanan = list(
        Layanan.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus)
        .values_list("pada", "kedaruratan", "fungsi")
    )
    asesmen = list(
        Asesmen.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus)
        .exclude(jenis=JenisAsesmen.PSIKOLOG)
        .values_list("mulai", "selesai")
    )
    identifikasi = [kasus.jenis_pada, kasus.risiko_pada, kasus.kewenangan_pada]
    teridentifikasi = None if None in identifikasi else max(w for w in identifikasi if w)
    lapor = kasus.tanggal_lapor
    L = Langkah
    calon: list[tuple[str, dt.datetime | None, dt.datetime | None]] = [
        (L.RESPONS, lapor, _awal([p for p, *_ in layanan] + [m for m, _ in asesmen])),
        (L.TINDAK_LANJUT, lapor, teridentifikasi),
        (L.ASESMEN, teridentifikasi, _awal(s for _, s in asesmen)),
    ]
    if kasus.saluran in PERLU_DIJANGKAU:
        jangkau = _awal(p for p, _, f in layanan if f == FungsiLayanan.PENJANGKAUAN)
        calon.append((L.PENJANGKAUAN, lapor, jangkau))
    if kasus.risiko == TingkatRisiko.TINGGI:
        calon.append(
            (L.KRISIS, kasus.risiko_pada, _awal(p for p, darurat, _ in layanan if darurat))
        )
    for langkah, mulai, dipenuhi in calon:
        aturan = cari_standar(standar, langkah, kasus.risiko)
        if aturan is not None and mulai is not None:
            yield Jam(langkah, mulai, batas_standar(mulai, aturan), dipenuhi, risiko=kasus.risiko)


def _pengaduan(kasus: Kasus) -> Iterable[Jam]:
    """A volunteer's report is taken over by the time its triage set (R15)."""
    laporan = Pengaduan.objects.sistem(ALASAN).filter(kasus=kasus, batas__isnull=False)
    for satu in laporan.only("lapor_pada", "batas", "diterima_pada"):
        assert satu.batas is not None  # noqa: S101  (narrowing)
        yield Jam(
            Langkah.RUJUKAN_PATBM, min(satu.lapor_pada, satu.batas), satu.batas,
            satu.diterima_pada, objek=satu.pk,
        )  # fmt: skip


def _penampungan(kasus: Kasus) -> Iterable[Jam]:
    """Day 14 asks for a further referral or a signed extension, which has an end (R13).

    Each extension has a clock of its own: the one before it holds no more, its breach stays.
    """
    huni = Penampungan.objects.sistem(ALASAN).filter(korban__kasus=kasus)
    for satu in huni.prefetch_related("rujukan_lanjutan"):
        lanjut = satu.rujukan_lanjutan.dikirim_pada if satu.rujukan_lanjutan else None
        hari_14 = timezone.localdate(satu.masuk) + dt.timedelta(days=HARI_MAKS - 1)
        tanda, sampai = satu.perpanjangan_pada, satu.diperpanjang_sampai
        yield Jam(
            Langkah.PENAMPUNGAN, satu.masuk, _akhir_hari(hari_14),
            _awal((satu.keluar, lanjut, tanda)), objek=satu.pk,
        )  # fmt: skip
        if tanda and sampai:
            akhir = _akhir_hari(sampai)
            yield Jam(
                PERPANJANGAN, min(tanda, akhir), akhir, _awal((satu.keluar, lanjut)),
                objek=_objek_perpanjangan(satu.pk, sampai),
            )  # fmt: skip


def _objek_perpanjangan(penampungan: UUID, sampai: dt.date) -> UUID:
    return uuid5(penampungan, sampai.isoformat())


def _rujukan(kasus: Kasus) -> Iterable[Jam]:
    """A partner answers in time; police protect within a day in KDRT (UU 23/2004 Ps 16)."""
    lindung = cari_standar(BAWAAN, Langkah.PERLINDUNGAN, "")
    semua = Rujukan.objects.sistem(ALASAN).filter(korban__kasus=kasus)
    for pk, kirim, batas, jawab, tarik, status, jenis, sektor, ranah in semua.values_list(
        "pk", "dikirim_pada", "batas_jawab", "dijawab_pada", "ditarik_pada", "status", "jenis",
        "sektor", "korban__ranah",
    ):  # fmt: skip
        yield Jam(JAWABAN_RUJUKAN, kirim, max(kirim, batas), jawab, None if jawab else tarik, pk)
        polisi = jenis == JenisLayanan.PENEGAKAN_HUKUM or sektor == SektorPersetujuan.KEAMANAN
        if lindung and polisi and ranah == Ranah.KDRT:
            batal = status == StatusRujukan.DITOLAK
            yield Jam(
                Langkah.PERLINDUNGAN, kirim, batas_standar(kirim, lindung),
                None if batal else jawab, jawab if batal else (None if jawab else tarik), pk,
            )  # fmt: skip


def _dugaan(kasus: Kasus) -> Iterable[Jam]:
    """A suspected tie to a conflict is settled within 14 days (R06).

    The clock runs from the proposal and is met by a later tie that is no suspicion; another
    suspicion in its place does not start it anew. A proposal that is rejected ends it.
    """
    tautan = list(
        TautanKonflik.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus)
        .order_by("dibuat_pada")
        .values_list("pk", "korban", "keterkaitan", "dibuat_pada", "disahkan", "dibaca_pada")
    )
    for pk, korban, keterkaitan, dibuat, disahkan, dibaca in tautan:
        if keterkaitan != KeterkaitanKonflik.DUGAAN:
            continue
        sesudah = _awal(
            baca
            for _, milik, jenis, sejak, sah, baca in tautan
            if milik == korban and sah and sejak > dibuat and jenis != KeterkaitanKonflik.DUGAAN
        )
        yield Jam(
            DUGAAN, dibuat, dibuat + dt.timedelta(days=HARI_VERIFIKASI_DUGAAN), sesudah,
            dibaca if disahkan is False else None, pk,
        )  # fmt: skip


def _awal(waktu: Iterable[Any]) -> dt.datetime | None:
    return min((w for w in waktu if w is not None), default=None)


def _akhir_hari(hari: dt.date) -> dt.datetime:
    """Return the moment *hari* ends, WIB."""
    return timezone.make_aware(dt.datetime.combine(hari + dt.timedelta(days=1), dt.time()))


# --- for pages ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisJam:
    """A stored clock with words for a page. ``keadaan`` is one of ``KEADAAN``."""

    isi: Tenggat
    label: str
    tentang: str
    keadaan: str

    @property
    def kalimat(self) -> str:
        """How it stands, in words."""
        return KEADAAN[self.keadaan]


KEADAAN = {
    "lewat": "Lewat batas",
    "berjalan": "Berjalan",
    "terlambat": "Terpenuhi, terlambat",
    "tepat": "Terpenuhi",
    "gugur": "Tidak berlaku lagi",
}


def keadaan(tenggat: Tenggat, kini: dt.datetime) -> str:
    """Return how a stored clock stands at *kini*, a key of ``KEADAAN``.

    Met in time by a fact that was entered after the breach had been found: still "terlambat",
    for when it was due nobody could know.
    """
    if tenggat.gugur_pada:
        return "gugur"
    if tenggat.dipenuhi_pada:
        lambat = tenggat.dilanggar_pada or tenggat.dipenuhi_pada > tenggat.batas
        return "terlambat" if lambat else "tepat"
    return "lewat" if kini > tenggat.batas else "berjalan"


def baris_jam(kasus: Kasus) -> list[BarisJam]:
    """Return the stored clocks of *kasus* in the scope it was read in, overdue ones first."""
    kini = timezone.now()
    tentang = _tentang(kasus)
    baris = [
        BarisJam(
            t, LABEL.get(t.langkah, t.langkah), tentang.get(t.rujukan_objek, ""), keadaan(t, kini)
        )
        for t in kasus.tenggat.all()
    ]
    urutan = list(KEADAAN)
    return sorted(baris, key=lambda b: (urutan.index(b.keadaan), b.isi.batas))


def _tentang(kasus: Kasus) -> dict[Any, str]:
    """Return the code of what a clock is about, by its id."""
    hasil: dict[Any, str] = {}
    tautan = TautanKonflik.objects.seperti(kasus).filter(korban__kasus=kasus)
    for pk, kode in tautan.values_list("pk", "korban__kode"):
        hasil[pk] = f"korban {kode}"
    huni = Penampungan.objects.seperti(kasus).filter(korban__kasus=kasus)
    for pk, kode, sampai in huni.values_list("pk", "korban__kode", "diperpanjang_sampai"):
        hasil[pk] = f"korban {kode}"
        if sampai:
            hasil[_objek_perpanjangan(pk, sampai)] = f"korban {kode}"
    rujukan = Rujukan.objects.seperti(kasus).filter(korban__kasus=kasus)
    return hasil | dict(rujukan.values_list("pk", "kode"))
