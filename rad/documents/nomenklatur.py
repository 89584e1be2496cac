"""What is known of the codes a plan uses: valid in the years of use, retired, unknown, provincial.

Everything follows from the table of codes (years, versions, successors); no code stands here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from rad.enums_selaras import KeadaanKode
from rad.models import Aksi, Anggaran, Nomenklatur, Rad

K = KeadaanKode
# What the responsible institution has to put right; the rest is for information.
SALAH = frozenset({K.TAK_DIKENAL, K.PENSIUN, K.BELUM, K.PROVINSI})


class Baris(NamedTuple):
    """One code in one version of the nomenclature."""

    nama: str
    versi: str
    mulai: int
    selesai: int | None
    pengganti: str
    terverifikasi: bool

    def berlaku(self, tahun: int) -> bool:
        """Whether the code may be used in *tahun*."""
        return self.mulai <= tahun and (self.selesai is None or tahun <= self.selesai)


Kamus = Mapping[str, Sequence[Baris]]


class Temuan(NamedTuple):
    """The state of one code in the years of its use, and the sentence that says so."""

    keadaan: KeadaanKode
    kalimat: str
    nama: str = ""
    pengganti: str = ""

    @property
    def salah(self) -> bool:
        """Whether somebody has to put it right."""
        return self.keadaan in SALAH


def kamus(kode: Iterable[str]) -> Kamus:
    """Return the versions of each of *kode*, the oldest first. One query."""
    hasil: dict[str, list[Baris]] = defaultdict(list)
    baris = Nomenklatur.objects.filter(kode__in={k for k in kode if k}).order_by("tahun_mulai")
    for b in baris:
        hasil[b.kode].append(
            Baris(b.nama, b.versi, b.tahun_mulai, b.tahun_selesai, b.pengganti, b.terverifikasi)
        )
    return hasil


def nilai(kode: str, tahun: Iterable[int], daftar: Kamus) -> Temuan:
    """Judge *kode*, used in the years *tahun*, by *daftar* (:func:`kamus`)."""
    if not kode:
        return Temuan(K.KOSONG, "Belum ditautkan ke sub kegiatan.")
    if kode.split(".")[3:4] == ["1"]:
        return Temuan(K.PROVINSI, f"Kode {kode} kewenangan provinsi; angka keempatnya harus 2.")
    if not (baris := daftar.get(kode)):
        return Temuan(K.TAK_DIKENAL, f"Kode {kode} belum ada dalam daftar nomenklatur; perlu cek.")
    tahun = sorted(set(tahun))
    nama = baris[-1].nama
    luar = [t for t in tahun if not any(b.berlaku(t) for b in baris)]
    if not luar:
        dipakai = [b for b in baris if any(b.berlaku(t) for t in tahun)]
        if all(b.terverifikasi for b in dipakai):
            return Temuan(K.SAH, "", nama)
        return Temuan(K.PERLU_CEK, "Nama dan kodenya belum dicocokkan dengan naskah resmi.", nama)
    pada = ", ".join(map(str, luar))
    if luar[-1] < baris[0].mulai:
        kalimat = f"Kode {kode} baru berlaku mulai tahun {baris[0].mulai}, dipakai untuk {pada}."
        return Temuan(K.BELUM, kalimat, nama)
    akhir = max((b for b in baris if b.selesai is not None), key=lambda b: b.selesai or 0)
    ganti = f"Penggantinya {akhir.pengganti}" if akhir.pengganti else "Penggantinya belum diketahui"
    kalimat = (
        f"Kode pensiun: {kode} berlaku sampai tahun {akhir.selesai}, dipakai untuk {pada}. {ganti}."
    )
    return Temuan(K.PENSIUN, kalimat, nama, akhir.pengganti)


def tahun_pakai(aksi: Iterable[UUID]) -> dict[UUID, set[int]]:
    """Return per action the years for which it has money. One query."""
    hasil: dict[UUID, set[int]] = defaultdict(set)
    baris = Anggaran.objects.filter(aksi__in=aksi, pagu__gt=0)
    for pk, tahun in baris.order_by().values_list("aksi", "tahun"):
        hasil[pk].add(tahun)
    return hasil


def temuan_aksi(aksi: Sequence[tuple[UUID, str, Iterable[int]]]) -> dict[UUID, Temuan]:
    """Return the state of the code of each ``(id, code, years of the plan)``; an action without
    money uses its code in all years of its plan. Two queries, whatever the number."""
    daftar = kamus(kode for _, kode, _ in aksi)
    pakai = tahun_pakai(pk for pk, _, _ in aksi)
    return {pk: nilai(kode, pakai.get(pk) or tahun, daftar) for pk, kode, tahun in aksi}


class BarisKode(NamedTuple):
    """One code as a plan uses it: by which actions, and how each of them stands."""

    kode: str
    temuan: Temuan
    aksi: list[dict[str, Any]]
    bermasalah: list[UUID]
    nama_pengganti: str


def per_kode(user: Any, rad: Rad) -> list[BarisKode]:
    """Return the codes used in *rad*, those to be put right first. A code is as bad as its worst
    use. A successor is named only where it is itself valid in the years of use."""
    aksi = list(
        Aksi.objects.untuk(user)
        .berlaku()
        .filter(rad=rad)
        .order_by("nomenklatur", "urutan")
        .values("pk", "uraian", "nomenklatur", "status", "penanggung_jawab__nama")
    )
    temuan = temuan_aksi([(a["pk"], a["nomenklatur"], rad.tahun) for a in aksi])
    kelompok: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for a in aksi:
        kelompok[a["nomenklatur"]].append(a)
    baru = kamus(t.pengganti for t in temuan.values())
    hasil = []
    for kode, anggota in kelompok.items():
        terburuk = max((temuan[a["pk"]] for a in anggota), key=lambda t: URUTAN.index(t.keadaan))
        salah = [a["pk"] for a in anggota if temuan[a["pk"]].salah]
        ganti = nilai(terburuk.pengganti, rad.tahun, baru) if terburuk.pengganti else None
        nama = ganti.nama if ganti and not ganti.salah else ""
        hasil.append(BarisKode(kode, terburuk, anggota, salah, nama))
    return sorted(hasil, key=lambda b: (-URUTAN.index(b.temuan.keadaan), b.kode))


URUTAN = [K.SAH, K.PERLU_CEK, K.KOSONG, K.TAK_DIKENAL, K.BELUM, K.PENSIUN, K.PROVINSI]
