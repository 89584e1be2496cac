"""Victims who may be one person (R19): found by keyed hashes, judged by people who handle both.

The check at intake is ``kasus.documents.cari.mungkin_sama``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import TextChoices

from kasus.models import GabungOrang, Identitas, Kasus, Korban
from p3aks.core.fields import kolom_rahasia
from pokja.models import Pengguna

ALASAN = "mencari data ganda"
MAKS = 200


class Sebab(TextChoices):
    """Why two rows may be one person, the strongest first."""

    NIK = "NIK", "NIK sama"
    NAMA_LAHIR = "NAMA_LAHIR", "Bunyi nama, tahun lahir, dan kecamatan sama"
    NAMA = "NAMA", "Bunyi nama dan kecamatan sama; tahun lahir belum diketahui"


URUTAN = {satu: i for i, satu in enumerate(Sebab)}


@dataclass(frozen=True)
class Baris:
    """A victim by codes, with the hashes that are compared."""

    korban: Any
    kode: str
    kasus: Any
    kode_kasus: str
    kecamatan: Any
    orang: Any
    nik: str
    nama: str
    lahir: str


@dataclass(frozen=True)
class Pasangan:
    """Two victims who may be one person; ``satu`` was registered first."""

    satu: Baris
    dua: Baris
    sebab: Sebab


def calon(user: Pengguna) -> list[Pasangan]:
    """Return the pairs nobody has judged yet among the cases *user* handles, the strongest first;
    two queries."""
    ditangani = Kasus.objects.untuk(user).ditangani(user).values("pk")
    baris = Identitas.objects.sistem(ALASAN).filter(kasus__in=ditangani)
    return _pasangan(_baca(baris))[:MAKS]


def _baca(identitas: Any) -> list[Baris]:
    return [
        Baris(*nilai)
        for nilai in identitas.filter(korban__isnull=False, kasus__anonim_pada=None)
        .order_by("kasus__tanggal_lapor", "kasus__kode", "korban__kode")
        .values_list(
            "korban", "korban__kode", "kasus", "kasus__kode",
            "korban__kecamatan", "korban__orang", "nik_indeks", "nama_indeks", "lahir_indeks",
        )
    ]  # fmt: skip


def _pasangan(baris: list[Baris]) -> list[Pasangan]:
    """Return the similar pairs nobody has judged yet, each once, the strongest first."""
    dinilai = {
        frozenset(p)
        for p in GabungOrang.objects.sistem(ALASAN)
        .filter(dibatalkan_pada=None)
        .values_list("tetap", "digabung")
    }
    hasil: dict[frozenset[Any], Pasangan] = {}
    for satu, dua, sebab in _mirip(baris):
        kunci = frozenset((satu.korban, dua.korban))
        if satu.orang != dua.orang and kunci not in dinilai and kunci not in hasil:
            hasil[kunci] = Pasangan(satu, dua, sebab)
    return sorted(hasil.values(), key=lambda p: URUTAN[p.sebab])


def _mirip(baris: list[Baris]) -> Iterator[tuple[Baris, Baris, Sebab]]:
    """Yield similar pairs, those with the same NIK before those with the same name."""
    nik, nama = defaultdict(list), defaultdict(list)
    for b in baris:
        nik[b.nik].append(b)
        nama[b.nama, b.kecamatan].append(b)
    nik.pop("", None)
    for kelompok in nik.values():
        yield from ((satu, dua, Sebab.NIK) for satu, dua in combinations(kelompok, 2))
    for (bunyi, kecamatan), kelompok in nama.items():
        if bunyi and kecamatan:
            for satu, dua in combinations(kelompok, 2):
                if sebab := _sebab_nama(satu, dua):
                    yield satu, dua, sebab


def _sebab_nama(satu: Baris, dua: Baris) -> Sebab | None:
    """Return how near two people of one name are; a NIK may be mistyped, so it alone parts only
    those of whom nothing else is known."""
    if satu.lahir and dua.lahir:
        return Sebab.NAMA_LAHIR if satu.lahir == dua.lahir else None
    return None if satu.nik and dua.nik else Sebab.NAMA


def riwayat(user: Pengguna) -> list[GabungOrang]:
    """Return the judgements in force on pairs that *user* handles both of."""
    return list(
        GabungOrang.objects.untuk(user)
        .filter(dibatalkan_pada=None)
        .select_related("oleh")
        .prefetch_related("tetap__kasus", "digabung__kasus")[:MAKS]
    )


def jumlah(user: Pengguna) -> tuple[int, int]:
    """Return how many victim rows *user* handles, and how many people they are."""
    korban = Korban.objects.untuk(user)
    return korban.count(), korban.values("orang").distinct().count()


@dataclass(frozen=True)
class Beda:
    """One fact of two victims side by side."""

    judul: str
    satu: str
    dua: str

    @property
    def sama(self) -> bool | None:
        """Whether both say the same; None where one says nothing."""
        if TIDAK_DIKETAHUI & {self.satu, self.dua}:
            return None
        return self.satu == self.dua


TIDAK_DIKETAHUI = {"", "–", "Tidak diketahui"}
FAKTA = (
    ("Jenis kelamin", "get_kelamin_display"),
    ("Kelompok usia", "get_kelompok_usia_display"),
    ("Pendidikan", "get_pendidikan_display"),
    ("Pekerjaan", "get_pekerjaan_display"),
    ("Status perkawinan", "get_status_perkawinan_display"),
    ("Disabilitas", "get_disabilitas_display"),
    ("Tempat kejadian", "get_tempat_display"),
    ("Ranah", "get_ranah_display"),
    ("Kategori pelaporan", "get_kategori_display"),
)
IDENTITAS = (
    "nama", "alias", "nik", "tempat_lahir", "tanggal_lahir", "alamat", "desa", "telepon",
    "sekolah", "orang_tua",
)  # fmt: skip


def banding_fakta(satu: Korban, dua: Korban) -> list[Beda]:
    """Return the grouped facts (F1) of both, read in the scope they were read in."""
    hasil = [Beda(judul, getattr(satu, ambil)(), getattr(dua, ambil)()) for judul, ambil in FAKTA]
    bentuk = [
        ", ".join(str(b.get_bentuk_display()) for b in korban.bentuk.all())
        for korban in (satu, dua)
    ]
    kecamatan = [str(korban.kecamatan or "–") for korban in (satu, dua)]
    return [
        *hasil,
        Beda("Bentuk kekerasan", bentuk[0], bentuk[1]),
        Beda("Kecamatan tempat tinggal", kecamatan[0], kecamatan[1]),
    ]


def banding_identitas(user: Pengguna, satu: Korban, dua: Korban) -> list[Beda]:
    """Return the identities side by side; [] unless *user* has opened those of both cases."""
    milik = {
        i.korban_id: i for i in Identitas.objects.untuk(user).filter(korban__in=[satu.pk, dua.pk])
    }
    if len(milik) < 2:
        return []
    a, b = milik[satu.pk], milik[dua.pk]
    judul = {k.name: str(k.verbose_name) for k in kolom_rahasia(Identitas)}
    return [
        Beda(judul[k], getattr(a, k), getattr(b, k))
        for k in IDENTITAS
        if getattr(a, k) or getattr(b, k)
    ]
