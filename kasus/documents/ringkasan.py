"""One case on one page: where it stands, what is missing, who is in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kasus.aturan import pasal15
from kasus.aturan.tahap import (
    DARURAT_DULU,
    NAMA_FAKTA,
    URUTAN,
    FaktaKasus,
    NamaFakta,
    hitung_tahap,
    kurang_keluar,
    perlu_kedaruratan,
    posisi,
    saat,
)
from kasus.documents.fakta import fakta_kasus
from kasus.enums import SubSeksual, SubTPPO
from kasus.enums_akses import TingkatKasus
from kasus.enums_layanan import TahapKasus
from kasus.models import Kasus, Korban, Terlapor
from pokja.enums import Peran

SUB = dict([*SubSeksual.choices, *SubTPPO.choices])
CATATAN_TERBARU = 20
_T = TahapKasus
_PENANGANAN = "kasus:penanganan"
# Stage -> (address of the page where the next step is taken, what its button says).
BERIKUT: dict[str, tuple[str, str]] = {
    _T.BARU: ("kasus:identifikasi", "Mulai identifikasi"),
    _T.IDENTIFIKASI: ("kasus:identifikasi", "Lengkapi identifikasi"),
    _T.KEDARURATAN: (_PENANGANAN, "Catat tindakan kedaruratan"),
    _T.ASESMEN: (_PENANGANAN, "Isi asesmen"),
    _T.RENCANA: (_PENANGANAN, "Susun rencana intervensi"),
    _T.INTERVENSI: (_PENANGANAN, "Catat layanan"),
    _T.PEMANTAUAN: (_PENANGANAN, "Catat pemantauan"),
    _T.TERMINASI: (_PENANGANAN, "Lihat penanganan"),
    _T.DIBUKA_KEMBALI: (_PENANGANAN, "Mulai asesmen lanjutan"),
}
SEBUTAN: dict[NamaFakta, str] = {
    "diterima": "Pengaduan diterima",
    "jenis_ditetapkan": "Jenis kasus ditetapkan",
    "risiko_ditetapkan": "Risiko ditetapkan",
    "kewenangan_ditetapkan": "Kewenangan ditetapkan",
    "kedaruratan": "Layanan kedaruratan",
    "asesmen_mulai": "Asesmen dimulai",
    "asesmen_selesai": "Asesmen selesai",
    "rencana_disepakati": "Rencana disepakati",
    "layanan_pertama": "Layanan pertama",
    "layanan_semua_selesai": "Semua layanan selesai",
    "pemantauan_pertama": "Pemantauan pertama",
    "terminasi": "Terminasi",
    "dibuka_kembali": "Dibuka kembali",
}


@dataclass(frozen=True)
class Langkah:
    """One stage of the progress line. ``letak``: ``lewat``, ``kini`` or ``nanti``."""

    label: str
    letak: str


@dataclass(frozen=True)
class Kemajuan:
    """Where a case stands, what is missing before it goes on, and where that is done."""

    langkah: list[Langkah]
    tahap: str
    kurang: list[str]
    alamat: str
    tombol: str


def kemajuan(kasus: Kasus) -> Kemajuan:
    """Return the progress of *kasus*, computed from its dated facts (R10, R11)."""
    fakta = fakta_kasus(kasus)
    tahap = hitung_tahap(fakta)
    kurang = kurang_keluar(fakta)
    alamat, tombol = BERIKUT[_T.KEDARURATAN if DARURAT_DULU in kurang else tahap]
    if tahap == _T.KEDARURATAN and not perlu_kedaruratan(fakta):
        alamat, tombol = BERIKUT[_T.ASESMEN]
    return Kemajuan(_langkah(fakta, tahap), tahap.label, kurang, alamat, tombol)


def prosedur(user: Any, kasus: Kasus) -> list[tuple[str, datetime]]:
    """Return the times of the steps of *kasus* for the auditor (K1 only); nothing for others."""
    if Peran.AUDITOR not in user.peran or kasus.tingkat != TingkatKasus.K1:
        return []
    fakta = fakta_kasus(kasus)
    semua = ((SEBUTAN[n], saat(fakta, n)) for n in NAMA_FAKTA)
    return sorted(((s, w) for s, w in semua if w is not None), key=lambda butir: butir[1])


def korban(kasus: Kasus) -> list[Korban]:
    """Return the victims of *kasus* with what a page shows: ``daftar_bentuk``, ``daftar_hubungan``
    and ``keadaan`` (letters of Ps 15(1) that hold). Constant queries."""
    semua: list[Any] = list(
        kasus.korban.select_related("kecamatan").prefetch_related("bentuk", "hubungan__terlapor")
    )
    for satu in semua:
        satu.daftar_bentuk = [(b.get_bentuk_display(), _rincian(b.sub)) for b in satu.bentuk.all()]
        satu.daftar_hubungan = sorted(satu.hubungan.all(), key=lambda h: h.terlapor.kode)
        berlaku = pasal15.berlaku([b.bentuk for b in satu.bentuk.all()])
        satu.keadaan = [
            f"{h}. {pasal15.KEADAAN[h]}" for h in (satu.pasal15_berlaku if berlaku else [])
        ]
    return semua


def terlapor(kasus: Kasus) -> list[Terlapor]:
    """Return the alleged perpetrators of *kasus*."""
    return list(kasus.terlapor.all())


def _rincian(sub: list[str]) -> str:
    return ", ".join(SUB.get(s, s) for s in sub)


def _langkah(fakta: FaktaKasus, tahap: TahapKasus) -> list[Langkah]:
    """Emergency help is a stage of high risk only; the line leaves it out otherwise."""
    kini = posisi(tahap)
    darurat = perlu_kedaruratan(fakta) or fakta.kedaruratan is not None
    semua = [t for t in URUTAN if darurat or t != _T.KEDARURATAN]
    return [Langkah(t.label, _letak(URUTAN.index(t), kini)) for t in semua]


def _letak(letak: int, kini: int) -> str:
    if letak == kini:
        return "kini"
    return "lewat" if letak < kini else "nanti"
