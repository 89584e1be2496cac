"""The map of kecamatan: what each one's colour says, drawn from borders or as tiles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse

from p3aks.core.peta import LEBAR, Bentuk, gambar, rentang
from pokja.aturan.kerawanan import Skor
from pokja.documents.kerawanan import Keadaan
from pokja.enums import IndikatorPeta, TingkatPotensi
from pokja.models import BatasWilayah

PUNCAK = 4  # classes 0-4; each has a colour and a pattern of its own


class Tempat(NamedTuple):
    """One kecamatan on the map: class 0-4, what its label and its name for a reader say, where
    its link leads, and its shape (None: drawn as a tile)."""

    kode: str
    nama: str
    kelas: int
    label: str
    kata: str
    url: str
    bentuk: Bentuk | None


@dataclass(frozen=True)
class Peta:
    """A map: shapes with the height of their drawing, tiles for kecamatan without a border, what
    each class means, whose the borders are."""

    judul: str
    tempat: list[Tempat]
    legenda: list[tuple[int, str]]
    lebar: int
    tinggi: int
    sumber: str

    @property
    def berbatas(self) -> list[Tempat]:
        """Those drawn in shape."""
        return [t for t in self.tempat if t.bentuk]

    @property
    def petak(self) -> list[Tempat]:
        """Those drawn as tiles, by code."""
        return [t for t in self.tempat if not t.bentuk]


def susun_peta(indikator: IndikatorPeta, semua: list[Keadaan], skor: dict[str, Skor]) -> Peta:
    """Return the map of *indikator*; one query."""
    legenda, baca = _cara(indikator, semua, skor)
    per_kode = {k.kode: k for k in semua}
    return gambar_peta(
        indikator.label,
        {k.kode: k.nama for k in semua},
        legenda,
        lambda kode: baca(per_kode[kode]),
        lambda kode: _url(indikator, kode),
    )


def gambar_peta(
    judul: str,
    nama: Mapping[str, str],
    legenda: list[tuple[int, str]],
    baca: Callable[[str], tuple[int, str, str]],
    url: Callable[[str], str],
) -> Peta:
    """Return the map of the kecamatan *nama* (code, name): *baca* tells class, label and words of
    each, *url* where it leads. One query."""
    batas = {b.wilayah_id: b for b in BatasWilayah.objects.filter(wilayah__in=nama)}
    tinggi, bentuk = gambar({k: b.cincin for k, b in batas.items()}) if batas else (0, {})
    tempat = [
        Tempat(kode, satu, *baca(kode), url(kode), bentuk.get(kode)) for kode, satu in nama.items()
    ]
    sumber = "; ".join(sorted({b.sumber for b in batas.values()}))
    return Peta(judul, tempat, legenda, LEBAR, tinggi, sumber)


Baca = Callable[[Keadaan], tuple[int, str, str]]


def _cara(
    indikator: IndikatorPeta, semua: list[Keadaan], skor: dict[str, Skor]
) -> tuple[list[tuple[int, str]], Baca]:
    """Return what each class means, and how a kecamatan is read: class, label, words."""
    if indikator == IndikatorPeta.TERBUKA:
        return _terbuka(semua)
    if indikator == IndikatorPeta.TERTINGGI:
        return _tertinggi()
    if indikator == IndikatorPeta.SKOR:
        return _perseratus("skor {}", "", lambda k: skor[k.kode].nilai)
    return _perseratus("{} desa/kelurahan punya PATBM", "%", lambda k: k.persen_patbm)


def _terbuka(semua: list[Keadaan]) -> tuple[list[tuple[int, str]], Baca]:
    bagian = rentang(max((k.terbuka for k in semua), default=0), PUNCAK)
    legenda = [(0, "tidak ada")]
    for kelas, (bawah, atas) in enumerate(bagian, 1):
        legenda.append((kelas, str(atas) if bawah == atas else f"{bawah}–{atas}"))

    def baca(k: Keadaan) -> tuple[int, str, str]:
        kelas = sum(k.terbuka >= bawah for bawah, _ in bagian)
        return kelas, str(k.terbuka), f"{k.terbuka} potensi terbuka"

    return legenda, baca


def _tertinggi() -> tuple[list[tuple[int, str]], Baca]:
    kelas = {TingkatPotensi.RENDAH: 1, TingkatPotensi.SEDANG: 2, TingkatPotensi.TINGGI: PUNCAK}
    legenda = [(0, "tidak ada"), *((n, t.label.lower()) for t, n in kelas.items())]

    def baca(k: Keadaan) -> tuple[int, str, str]:
        if not k.tertinggi:
            return 0, "–", "tidak ada potensi terbuka"
        tingkat = TingkatPotensi(k.tertinggi)
        return kelas[tingkat], tingkat.label, f"tingkat tertinggi {tingkat.label.lower()}"

    return legenda, baca


def _perseratus(
    kata: str, satuan: str, nilai: Callable[[Keadaan], Any]
) -> tuple[list[tuple[int, str]], Baca]:
    """Five equal classes from 0 to 100."""
    atas = (19, 39, 59, 79, 100)
    legenda = [(n, f"{n * 20}–{atas[n]}{satuan}") for n in range(PUNCAK + 1)]

    def baca(k: Keadaan) -> tuple[int, str, str]:
        isi = round(nilai(k))
        label = f"{isi}{satuan}"
        return min(PUNCAK, isi // 20), label, kata.format(label)

    return legenda, baca


def _url(indikator: IndikatorPeta, kode: str) -> str:
    """Where a kecamatan leads: to what its colour counts."""
    if indikator == IndikatorPeta.PATBM:
        return reverse("pokja:jejaring_kecamatan", args=[kode])
    if indikator == IndikatorPeta.SKOR:
        return f"{reverse('konflik:kerawanan')}#k-{kode}"
    return f"{reverse('konflik:potensi')}?kecamatan={kode}"
