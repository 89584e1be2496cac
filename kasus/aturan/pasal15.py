"""The fifteen circumstances of UU 12/2022 Ps 15(1), each of which adds a third (R09).

Letters that follow from facts are set by the facts and stay set unless a reason is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kasus.aturan.waktu import adalah_anak
from kasus.enums import (
    BentukKekerasan,
    HubunganPelaku,
    KeterkaitanKonflik,
    Ranah,
    SubSeksual,
    TahapPengungsian,
    TempatKejadian,
)
from kasus.enums_orang import Disabilitas, JenisKelamin

KEADAAN: dict[str, str] = {
    "a": "Dalam lingkup keluarga",
    "b": "Oleh tenaga kesehatan, pendidik, atau tenaga profesional yang menangani korban",
    "c": "Oleh pegawai, pengurus, atau petugas terhadap orang yang dipercayakan kepadanya",
    "d": "Oleh pejabat publik, pemberi kerja, atasan, atau pengurus terhadap bawahannya",
    "e": "Lebih dari satu kali, atau terhadap lebih dari satu orang",
    "f": "Oleh dua orang atau lebih dengan bersekutu",
    "g": "Terhadap anak",
    "h": "Terhadap penyandang disabilitas",
    "i": "Terhadap perempuan hamil",
    "j": "Terhadap orang yang pingsan atau tidak berdaya",
    "k": "Dalam keadaan darurat, bahaya, situasi konflik, bencana, atau perang",
    "l": "Dengan sarana elektronik",
    "m": "Korban luka berat, berdampak psikologis berat, atau tertular penyakit",
    "n": "Mengakibatkan terhenti atau rusaknya fungsi reproduksi",
    "o": "Mengakibatkan korban meninggal dunia",
}
HURUF = frozenset(KEADAAN)
KELUARGA = frozenset(
    {HubunganPelaku.ORANG_TUA, HubunganPelaku.KELUARGA, HubunganPelaku.SUAMI_ISTRI}
)
SITUASI_KONFLIK = frozenset({KeterkaitanKonflik.LANGSUNG, KeterkaitanKonflik.TIDAK_LANGSUNG})
# Before and after displacement people are not in an emergency by that alone.
SEDANG_MENGUNGSI = frozenset(
    {TahapPengungsian.SAAT_LARI, TahapPengungsian.DI_PENGUNGSIAN, TahapPengungsian.TRANSIT}
)


@dataclass(frozen=True)
class FaktaKorban:
    """What the record says about one victim and the act against her or him."""

    ranah: str = ""
    hubungan: frozenset[str] = frozenset()
    jumlah_terlapor: int = 0
    usia: int | None = None
    disabilitas: str = ""
    jenis_kelamin: str = ""
    hamil: bool = False
    keterkaitan: str = ""
    pengungsian: str = ""
    tempat: str = ""
    sub_seksual: frozenset[str] = frozenset()
    meninggal: bool = False


def berlaku(bentuk: Collection[str]) -> bool:
    """Whether Ps 15 can apply at all: it aggravates crimes of sexual violence only."""
    return BentukKekerasan.SEKSUAL in bentuk


def dari_fakta(fakta: FaktaKorban) -> frozenset[str]:
    """Return the letters that the facts set (R09): g, h, i, k, and a, f, l, o.

    a: the sphere is KDRT or the alleged perpetrator is kin; "keluarga" does not ask for one home.
    f: two or more alleged perpetrators. Whether they acted together is for the reader to say; the
    letter is set so that leaving it out needs a reason.
    k: a tie to a conflict that was established (a suspicion is not), or an act during flight,
    in a displacement site or on the way back.
    l: the sphere or place is online, or the act is electronic sexual violence.
    """
    tanda = {
        "a": fakta.ranah == Ranah.KDRT or bool(fakta.hubungan & KELUARGA),
        "f": fakta.jumlah_terlapor >= 2,
        "g": adalah_anak(fakta.usia),
        "h": bool(fakta.disabilitas)
        and fakta.disabilitas not in (Disabilitas.TIDAK, Disabilitas.NA),
        "i": fakta.hamil and fakta.jenis_kelamin == JenisKelamin.P,
        "k": fakta.keterkaitan in SITUASI_KONFLIK or fakta.pengungsian in SEDANG_MENGUNGSI,
        "l": fakta.ranah == Ranah.DARING
        or fakta.tempat == TempatKejadian.DARING
        or SubSeksual.KSBE in fakta.sub_seksual,
        "o": fakta.meninggal,
    }
    return frozenset(huruf for huruf, ada in tanda.items() if ada)


def saran(fakta: FaktaKorban) -> frozenset[str]:
    """Return letters worth a look, never set by themselves: b for a teacher, d for an employer."""
    usul = {
        "b": HubunganPelaku.GURU in fakta.hubungan,
        "d": HubunganPelaku.MAJIKAN in fakta.hubungan,
    }
    return frozenset(huruf for huruf, ada in usul.items() if ada)


def tanpa_alasan(
    pilihan: Collection[str], fakta: Collection[str], dikecualikan: Mapping[str, str]
) -> list[str]:
    """Return a sentence for every letter set by facts but left out without a reason (R09)."""
    return [
        f"Huruf {h} ({KEADAAN[h].lower()}) berasal dari data. Tulis alasan menghapusnya."
        for h in sorted(set(fakta) - set(pilihan))
        if not dikecualikan.get(h, "").strip()
    ]


def gabung(
    pilihan: Collection[str], fakta: Collection[str], dikecualikan: Mapping[str, str]
) -> frozenset[str]:
    """Return the letters that hold: those chosen, and those set by facts unless excused (R09).

    `dikecualikan` maps a letter to the reason for leaving it out; without a reason it stays. A
    letter that is chosen is never left out. ValueError for anything but a–o.
    """
    asing = (set(pilihan) | set(fakta) | set(dikecualikan)) - HURUF
    if asing:
        raise ValueError(f"Bukan huruf Pasal 15 ayat (1): {', '.join(sorted(asing))}.")
    lepas = {h for h, alasan in dikecualikan.items() if alasan.strip()}
    return frozenset(pilihan) | (frozenset(fakta) - lepas)
