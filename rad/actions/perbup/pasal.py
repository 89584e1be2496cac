"""Changes of one article: its place, its paragraphs and their lists."""

from collections.abc import Iterable
from typing import Any

from pokja.models import Pengguna
from rad.actions.perbup.bagian import urutkan, wadah
from rad.actions.perbup.dasar import isi_baris, penyuntingan
from rad.enums_perbup import Penghubung
from rad.models import Ayat, Bab, Pasal, Perbup, Rincian
from rad.models.naskah import Bagian
from rad.naskah.bentuk import AyatTeks, Butir, PasalTeks


def simpan_pasal(
    *,
    by: Pengguna,
    perbup: Perbup,
    versi: int,
    pasal: Pasal | None,
    isi: PasalTeks,
    bab: Bab,
    bagian: Bagian | None = None,
    sesudah: Pasal | None = None,
) -> Pasal | None:
    """Store *isi* as the text of *pasal*, or as a new article.

    ``objek`` of a paragraph ("ayat:uuid") names the row it continues; paragraphs without one are
    new, rows that no paragraph names are removed. *bab* and *bagian* say where the article
    stands; in another place than before, or new, it stands behind *sesudah* if that is there
    too, else last. Returns the article, or None when nothing differs.

    Raises PermissionDenied, SudahBerubah, and ValidationError when a cross reference would point
    nowhere.
    """
    if pasal is not None and (pasal.bab_id, pasal.bagian_id) == (bab.pk, bagian and bagian.pk):
        if setara(isi_pasal(pasal), isi):
            return None
        with penyuntingan(by=by, perbup=perbup, versi=versi, bagian="pasal"):
            _tulis(pasal, isi)
        return pasal
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian="pasal"):
        pasal = pasal or Pasal()
        pasal.bab, pasal.bagian, pasal.urutan = bab, bagian, 10_000
        pasal.kunci = isi.kunci
        pasal.clean()
        pasal.save()
        _tulis(pasal, isi)
        _tempatkan(perbup, pasal, sesudah)
    return pasal


def isi_pasal(pasal: Pasal) -> PasalTeks:
    """Return the stored text of *pasal* in the shape of ``rad.naskah.bentuk``."""
    return PasalTeks(
        tuple(_isi_ayat(a) for a in pasal.ayat.prefetch_related("rincian")),
        pasal.kunci,
        f"pasal:{pasal.pk}",
    )


def setara(kiri: PasalTeks, kanan: PasalTeks) -> bool:
    """Tell whether two texts of an article are the same but for line breaks within a text."""
    return _polos(kiri) == _polos(kanan)


def _isi_ayat(ayat: Ayat) -> AyatTeks:
    anak: dict[Any, list[Rincian]] = {}
    for r in ayat.rincian.all():
        anak.setdefault(r.induk_id, []).append(r)

    def susun(induk: Any) -> tuple[Butir, ...]:
        return tuple(Butir(r.isi, susun(r.pk), r.penghubung) for r in anak.get(induk, []))

    return AyatTeks(
        ayat.isi,
        susun(None),
        ayat.penghubung,
        ayat.jenis_rincian,
        ayat.kunci,
        f"ayat:{ayat.pk}",
    )


def _polos(pasal: PasalTeks) -> tuple[Any, ...]:
    ayat = (
        (a.objek, _baris(a.isi), a.kunci, a.jenis, a.penghubung, _polos_butir(a.butir))
        for a in pasal.ayat
    )
    return (pasal.kunci, *ayat)


def _polos_butir(butir: Iterable[Butir]) -> tuple[Any, ...]:
    return tuple(
        (_baris(b.isi), b.penghubung if b.anak else None, _polos_butir(b.anak)) for b in butir
    )


def _baris(teks: str) -> str:
    return " ".join(teks.split())


def _tulis(pasal: Pasal, isi: PasalTeks) -> None:
    isi_baris(pasal, kunci=isi.kunci)
    lama = {f"ayat:{a.pk}": a for a in pasal.ayat.all()}
    for urutan, ayat in enumerate(isi.ayat, start=1):
        baris = lama.pop(ayat.objek, None) or Ayat(pasal=pasal)
        isi_baris(
            baris,
            urutan=urutan,
            isi=ayat.isi,
            kunci=ayat.kunci,
            jenis_rincian=ayat.jenis,
            penghubung=ayat.penghubung,
        )
        anak: dict[Any, list[Rincian]] = {}
        for r in baris.rincian.all():
            anak.setdefault(r.induk_id, []).append(r)
        _tulis_butir(baris, None, ayat.butir, anak)
    for sisa in lama.values():
        sisa.delete()


def _tulis_butir(
    ayat: Ayat, induk: Rincian | None, butir: tuple[Butir, ...], anak: dict[Any, list[Rincian]]
) -> None:
    """Bring one list to what *butir* says: rows keep their place, surplus rows go."""
    lama = anak.get(induk and induk.pk, [])
    for no, b in enumerate(butir, start=1):
        baris = lama[no - 1] if no <= len(lama) else Rincian(ayat=ayat, induk=induk)
        isi_baris(
            baris,
            urutan=no,
            isi=b.isi,
            penghubung=b.penghubung if b.anak else Penghubung.DAN.value,
        )
        _tulis_butir(ayat, baris, b.anak, anak)
    for sisa in lama[len(butir) :]:
        sisa.delete()


def _tempatkan(perbup: Perbup, pasal: Pasal, sesudah: Pasal | None) -> None:
    for bab, bagian, isi in wadah(perbup):
        if (bab, bagian) == (pasal.bab_id, pasal.bagian_id):
            isi.remove(pasal)
            letak = isi.index(sesudah) + 1 if sesudah in isi else len(isi)
            isi.insert(letak, pasal)
            urutkan(isi)
