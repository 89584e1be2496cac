"""Stage of a case, computed from dated facts and never typed in (R10, R11).

One table, `SYARAT`, says what each stage waits for. The stage is the one whose condition is the
first not met; the guards ask for everything above their own line. So the stage shown and the
fact that may be recorded next cannot contradict each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from kasus.enums_layanan import AlasanAkhir, TahapKasus, TingkatRisiko

NamaFakta = Literal[
    "diterima",
    "jenis_ditetapkan",
    "risiko_ditetapkan",
    "kewenangan_ditetapkan",
    "kedaruratan",
    "asesmen_mulai",
    "asesmen_selesai",
    "rencana_disepakati",
    "layanan_pertama",
    "layanan_semua_selesai",
    "pemantauan_pertama",
    "terminasi",
    "dibuka_kembali",
]
NAMA_FAKTA: tuple[NamaFakta, ...] = get_args(NamaFakta)
IDENTIFIKASI: tuple[NamaFakta, ...] = NAMA_FAKTA[1:4]
# Facts that are done anew after a reopening; what was identified stays known.
FAKTA_PUTARAN: tuple[NamaFakta, ...] = NAMA_FAKTA[4:11]

URUTAN: tuple[TahapKasus, ...] = (
    TahapKasus.BARU,
    TahapKasus.IDENTIFIKASI,
    TahapKasus.KEDARURATAN,
    TahapKasus.ASESMEN,
    TahapKasus.RENCANA,
    TahapKasus.INTERVENSI,
    TahapKasus.PEMANTAUAN,
    TahapKasus.TERMINASI,
)

_T = TahapKasus
_LANJUT = frozenset({_T.ASESMEN, _T.RENCANA, _T.INTERVENSI, _T.PEMANTAUAN})
# Moves that recording one fact may cause. Back to KEDARURATAN: the risk was raised to high and
# no emergency action is on record; once there is one, the case stands where it stood.
PERPINDAHAN: dict[TahapKasus, frozenset[TahapKasus]] = {
    _T.BARU: frozenset({_T.IDENTIFIKASI, _T.TERMINASI}),
    _T.IDENTIFIKASI: frozenset({_T.KEDARURATAN, _T.ASESMEN, _T.TERMINASI}),
    _T.KEDARURATAN: _LANJUT | {_T.TERMINASI},
    _T.ASESMEN: frozenset({_T.KEDARURATAN, _T.RENCANA, _T.TERMINASI}),
    _T.RENCANA: frozenset({_T.KEDARURATAN, _T.INTERVENSI, _T.TERMINASI}),
    _T.INTERVENSI: frozenset({_T.KEDARURATAN, _T.PEMANTAUAN, _T.TERMINASI}),
    _T.PEMANTAUAN: frozenset({_T.KEDARURATAN, _T.TERMINASI}),
    _T.TERMINASI: frozenset({_T.DIBUKA_KEMBALI}),
    _T.DIBUKA_KEMBALI: frozenset({_T.ASESMEN, _T.TERMINASI}),
}

SUDAH_BERAKHIR = "Kasus sudah berakhir. Buka kembali kasus ini lebih dulu."
BELUM_BERAKHIR = "Hanya kasus yang sudah berakhir dapat dibuka kembali."
BELUM_DITERIMA = "Catat pengaduan lebih dulu."
MULAI_ASESMEN = "Mulai asesmen biopsikososial."
DARURAT_DULU = "Risiko tinggi: catat tindakan kedaruratan lebih dulu."


@dataclass(frozen=True)
class FaktaKasus:
    """The dated facts of one case; `susun` makes it from all dates on record.

    After a reopening the facts of `FAKTA_PUTARAN` count only when dated from `dibuka_kembali` on.
    """

    diterima: datetime | None = None
    jenis_ditetapkan: datetime | None = None
    risiko: str = ""
    risiko_ditetapkan: datetime | None = None
    kewenangan_ditetapkan: datetime | None = None
    kedaruratan: datetime | None = None
    asesmen_mulai: datetime | None = None
    asesmen_selesai: datetime | None = None
    rencana_disepakati: datetime | None = None
    layanan_pertama: datetime | None = None
    layanan_semua_selesai: datetime | None = None
    pemantauan_pertama: datetime | None = None
    terminasi: datetime | None = None
    dibuka_kembali: datetime | None = None


def saat(fakta: FaktaKasus, nama: NamaFakta) -> datetime | None:
    """Return the date of one fact by name."""
    nilai: datetime | None = getattr(fakta, nama)
    return nilai


def susun(tanggal: Mapping[NamaFakta, Iterable[datetime]], risiko: str = "") -> FaktaKasus:
    """Choose from all dates of each fact the one that counts.

    The last termination and reopening; the last time all services were done; of everything else
    the first date, and after a reopening the first date in the new round (if any).
    """
    daftar = {nama: sorted(tanggal.get(nama, ())) for nama in NAMA_FAKTA}
    akhir, buka = daftar["terminasi"], daftar["dibuka_kembali"]
    batas = buka[-1] if akhir and buka and buka[-1] >= akhir[-1] else None
    pilihan: dict[str, datetime | None] = {}
    for nama, saat_saat in daftar.items():
        if nama in ("terminasi", "dibuka_kembali", "layanan_semua_selesai"):
            saat_saat = saat_saat[::-1]
        elif batas is not None and nama in FAKTA_PUTARAN:
            saat_saat = [s for s in saat_saat if s >= batas]
        pilihan[nama] = saat_saat[0] if saat_saat else None
    return replace(FaktaKasus(risiko=risiko), **pilihan)  # type: ignore[arg-type]


def berakhir(fakta: FaktaKasus) -> bool:
    """Whether the case is closed: terminated and not reopened since."""
    if fakta.terminasi is None:
        return False
    return fakta.dibuka_kembali is None or fakta.dibuka_kembali < fakta.terminasi


def terbuka_lagi(fakta: FaktaKasus) -> bool:
    """Whether the case is open after an earlier termination."""
    return fakta.terminasi is not None and not berakhir(fakta)


def putaran(fakta: FaktaKasus) -> FaktaKasus:
    """Return the facts of the present round: older work does not count after a reopening."""
    batas = fakta.dibuka_kembali
    if batas is None or not terbuka_lagi(fakta):
        return fakta
    lama = {n: None for n in FAKTA_PUTARAN if (s := saat(fakta, n)) is not None and s < batas}
    return replace(fakta, **lama)  # type: ignore[arg-type]


def perlu_kedaruratan(fakta: FaktaKasus) -> bool:
    """Whether the case is of high risk without an emergency action in this round (R11).

    True from the moment the risk is known, also before identification is complete.
    """
    return fakta.risiko == TingkatRisiko.TINGGI and putaran(fakta).kedaruratan is None


class Syarat(NamedTuple):
    """What a stage waits for before it is left."""

    tahap: TahapKasus
    terpenuhi: Callable[[FaktaKasus], bool]
    kalimat: str


def _ada(nama: NamaFakta) -> Callable[[FaktaKasus], bool]:
    return lambda fakta: saat(fakta, nama) is not None


def _berlanjut(fakta: FaktaKasus) -> bool:
    """Services are over, or their results are being watched while some still run."""
    return fakta.layanan_semua_selesai is not None or fakta.pemantauan_pertama is not None


SYARAT: tuple[Syarat, ...] = (
    Syarat(_T.BARU, _ada("diterima"), BELUM_DITERIMA),
    Syarat(_T.IDENTIFIKASI, _ada("jenis_ditetapkan"), "Tetapkan jenis kasus."),
    Syarat(
        _T.IDENTIFIKASI,
        lambda f: bool(f.risiko) and f.risiko_ditetapkan is not None,
        "Tetapkan tingkat risiko.",
    ),
    Syarat(_T.IDENTIFIKASI, _ada("kewenangan_ditetapkan"), "Tetapkan kewenangan."),
    Syarat(_T.KEDARURATAN, lambda f: not perlu_kedaruratan(f), DARURAT_DULU),
    Syarat(_T.ASESMEN, _ada("asesmen_mulai"), MULAI_ASESMEN),
    Syarat(_T.ASESMEN, _ada("asesmen_selesai"), "Selesaikan asesmen biopsikososial."),
    Syarat(
        _T.RENCANA,
        _ada("rencana_disepakati"),
        "Sepakati rencana intervensi bersama penerima manfaat.",
    ),
    Syarat(_T.INTERVENSI, _ada("layanan_pertama"), "Catat layanan pertama dari rencana."),
    Syarat(
        _T.INTERVENSI,
        _berlanjut,
        "Catat pemantauan pertama, atau selesaikan semua layanan.",
    ),
    Syarat(
        _T.PEMANTAUAN,
        _ada("layanan_semua_selesai"),
        "Selesaikan semua layanan dalam rencana.",
    ),
    Syarat(_T.PEMANTAUAN, _ada("pemantauan_pertama"), "Catat hasil pemantauan sedikitnya sekali."),
)
# How many lines of SYARAT must be met before a fact may be recorded.
_BARIS: dict[NamaFakta, int] = {
    "diterima": 0,
    "jenis_ditetapkan": 1,
    "risiko_ditetapkan": 1,
    "kewenangan_ditetapkan": 1,
    "kedaruratan": 1,  # help comes before paper
    "asesmen_mulai": 5,
    "asesmen_selesai": 6,
    "rencana_disepakati": 7,
    "layanan_pertama": 8,
    "layanan_semua_selesai": 9,
    "pemantauan_pertama": 9,
}
_SEBELUM: dict[NamaFakta, NamaFakta] = {
    "asesmen_mulai": "diterima",
    "asesmen_selesai": "asesmen_mulai",
    "rencana_disepakati": "asesmen_selesai",
    "layanan_pertama": "rencana_disepakati",
    "layanan_semua_selesai": "layanan_pertama",
    "pemantauan_pertama": "layanan_pertama",
    "terminasi": "diterima",
    "dibuka_kembali": "terminasi",
}
_SEBUTAN: dict[NamaFakta, str] = {
    "diterima": "pengaduan diterima",
    "kedaruratan": "tindakan kedaruratan",
    "asesmen_mulai": "asesmen dimulai",
    "asesmen_selesai": "asesmen selesai",
    "rencana_disepakati": "rencana disepakati",
    "layanan_pertama": "layanan pertama",
    "terminasi": "terminasi",
    "dibuka_kembali": "kasus dibuka kembali",
}


def hitung_tahap(fakta: FaktaKasus) -> TahapKasus:
    """Return the stage of the case; a pure function of its facts (R10, R11).

    A fact whose forerunner is missing does not count, so no combination of facts leads to a
    stage that skips one. A reopened case stays DIBUKA_KEMBALI until a new assessment or plan.
    """
    if berakhir(fakta):
        return TahapKasus.TERMINASI
    kini = putaran(fakta)
    if terbuka_lagi(fakta) and not (
        kini.asesmen_mulai or kini.asesmen_selesai or kini.rencana_disepakati
    ):
        return TahapKasus.DIBUKA_KEMBALI
    belum = [s for s in SYARAT if not s.terpenuhi(kini)]
    tahap = belum[0].tahap if belum else TahapKasus.PEMANTAUAN
    if tahap == TahapKasus.IDENTIFIKASI and not _teridentifikasi_sebagian(kini):
        return TahapKasus.BARU
    if tahap == TahapKasus.ASESMEN and kini.kedaruratan and not kini.asesmen_mulai:
        return TahapKasus.KEDARURATAN
    return tahap


def _teridentifikasi_sebagian(fakta: FaktaKasus) -> bool:
    return any(saat(fakta, nama) is not None for nama in IDENTIFIKASI)


def posisi(tahap: TahapKasus) -> int:
    """Return the place of a stage in `URUTAN`; a reopened case waits for a new assessment."""
    return URUTAN.index(TahapKasus.ASESMEN if tahap == TahapKasus.DIBUKA_KEMBALI else tahap)


def kurang_keluar(fakta: FaktaKasus) -> list[str]:
    """Return what is missing before the case leaves its present stage."""
    tahap = hitung_tahap(fakta)
    if tahap == TahapKasus.TERMINASI:
        return []
    batas = posisi(tahap)
    if tahap == TahapKasus.BARU:  # leaving BARU begins with any of the three criteria
        batas = posisi(TahapKasus.IDENTIFIKASI)
    elif tahap == TahapKasus.KEDARURATAN and not perlu_kedaruratan(fakta):
        return [MULAI_ASESMEN]
    kini = putaran(fakta)
    kurang = [s.kalimat for s in SYARAT if posisi(s.tahap) <= batas and not s.terpenuhi(kini)]
    if tahap == TahapKasus.DIBUKA_KEMBALI:  # left when a new assessment starts
        kurang = kurang[: kurang.index(MULAI_ASESMEN) + 1]
    if perlu_kedaruratan(fakta) and DARURAT_DULU not in kurang:
        kurang.insert(0, DARURAT_DULU)  # it waits for no paper
    return kurang


def kurang_untuk(fakta: FaktaKasus, tahap: TahapKasus) -> list[str]:
    """Return what is missing before the case can stand at `tahap`; [] when nothing is.

    TERMINASI means the regular end, needs met; other reasons: `kurang_terminasi`.
    """
    if tahap == TahapKasus.TERMINASI:
        return kurang_terminasi(fakta)
    if tahap == TahapKasus.DIBUKA_KEMBALI:
        return kurang_mencatat(fakta, "dibuka_kembali")
    if berakhir(fakta):
        return [SUDAH_BERAKHIR]
    kini = putaran(fakta)
    if tahap == TahapKasus.BARU:
        return [] if fakta.diterima else [BELUM_DITERIMA]
    sebelum = posisi(tahap)
    return [s.kalimat for s in SYARAT if posisi(s.tahap) < sebelum and not s.terpenuhi(kini)]


def kurang_mencatat(fakta: FaktaKasus, nama: NamaFakta, pada: datetime | None = None) -> list[str]:
    """Return what is missing before the fact `nama` may be recorded (R10, R11); [] when it may.

    With `pada` its date is checked as well: not before the fact it builds on, and in this round.
    """
    if nama == "terminasi":
        kurang = kurang_terminasi(fakta)
    elif nama == "dibuka_kembali":
        kurang = (
            [] if berakhir(fakta) else ["Hanya kasus yang sudah berakhir dapat dibuka kembali."]
        )
    elif berakhir(fakta):
        kurang = [SUDAH_BERAKHIR]
    else:
        kini = putaran(fakta)
        kurang = [s.kalimat for s in SYARAT[: _BARIS[nama]] if not s.terpenuhi(kini)]
    return kurang or _salah_tanggal(fakta, nama, pada)


def _salah_tanggal(fakta: FaktaKasus, nama: NamaFakta, pada: datetime | None) -> list[str]:
    """Return the sentence about a date earlier than what it builds on."""
    if pada is None:
        return []
    kini = putaran(fakta)
    dasar: list[NamaFakta] = [_SEBELUM[nama]] if nama in _SEBELUM else []
    if nama == "asesmen_mulai" and fakta.risiko == TingkatRisiko.TINGGI:
        dasar.append("kedaruratan")
    if terbuka_lagi(fakta) and (nama in FAKTA_PUTARAN or nama == "terminasi"):
        dasar.append("dibuka_kembali")
    return [
        f"Tanggal tidak boleh mendahului tanggal {_SEBUTAN[d]}."
        for d in dasar
        if (s := saat(kini, d)) is not None and pada < s
    ]


def kurang_terminasi(fakta: FaktaKasus, alasan: AlasanAkhir = AlasanAkhir.TUNTAS) -> list[str]:
    """Return what the facts still lack before the case may end for `alasan` (R10, R11).

    TUNTAS needs the whole way. The other reasons end a case at any stage, but one of high risk
    never before an emergency action, unless the person died or the record is a duplicate. The six
    ticks and the receiving unit are asked in `kasus.aturan.terminasi`.
    """
    if berakhir(fakta):
        return [SUDAH_BERAKHIR]
    if alasan == AlasanAkhir.TUNTAS:
        kini = putaran(fakta)
        return [s.kalimat for s in SYARAT if not s.terpenuhi(kini)]
    kurang = [] if fakta.diterima else [BELUM_DITERIMA]
    bebas = alasan in (AlasanAkhir.MENINGGAL, AlasanAkhir.DUPLIKAT)
    if perlu_kedaruratan(fakta) and not bebas:
        kurang.append(DARURAT_DULU)
    if alasan == AlasanAkhir.BUKAN_KEWENANGAN and fakta.kewenangan_ditetapkan is None:
        kurang.append("Tetapkan kewenangan.")
    return kurang


def boleh_mulai_asesmen(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether an assessment may start: identified, and after the emergency action if high risk."""
    return not kurang_mencatat(fakta, "asesmen_mulai", pada)


def boleh_selesaikan_asesmen(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether the assessment may be finished: it was started."""
    return not kurang_mencatat(fakta, "asesmen_selesai", pada)


def boleh_sepakati_rencana(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether a plan may be agreed: the assessment of this round is finished."""
    return not kurang_mencatat(fakta, "rencana_disepakati", pada)


def boleh_catat_layanan(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether a planned service may be recorded; emergency help is `kedaruratan`, never barred."""
    return not kurang_mencatat(fakta, "layanan_pertama", pada)


def boleh_pantau(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether a monitoring visit may be recorded: there is a service to watch."""
    return not kurang_mencatat(fakta, "pemantauan_pertama", pada)


def boleh_terminasi(fakta: FaktaKasus, alasan: AlasanAkhir = AlasanAkhir.TUNTAS) -> bool:
    """Whether the facts let the case end for `alasan`."""
    return not kurang_terminasi(fakta, alasan)


def boleh_buka_kembali(fakta: FaktaKasus, pada: datetime | None = None) -> bool:
    """Whether the case may be reopened: it has ended."""
    return not kurang_mencatat(fakta, "dibuka_kembali", pada)
