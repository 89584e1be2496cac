"""Changes of the parts of a regulation other than its articles, and moving and removing any."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Model

from p3aks.core.access import wajib
from pokja.models import Pengguna
from rad.actions.perbup.dasar import isi_baris, penyuntingan
from rad.models import Bab, DasarHukum, Konsiderans, Paraf, Pasal, Perbup
from rad.models.naskah import Bagian

NAIK, TURUN = "naik", "turun"
Isi = Mapping[str, Any]


def simpan_opsi(*, by: Pengguna, perbup: Perbup, versi: int, isi: Isi) -> bool:
    """Store title, Lampiran and print settings (*isi*: fields of Perbup). Returns False when
    nothing differs. Raises as ``dasar.penyuntingan`` does."""
    if all(getattr(perbup, k) == v for k, v in isi.items()):
        return False
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian="judul dan opsi"):
        for k, v in isi.items():
            setattr(perbup, k, v)
        perbup.clean_fields(exclude={f.name for f in perbup._meta.fields} - set(isi))
        perbup.clean()
        perbup.save(update_fields=[*isi, "diubah_pada"])
    return True


def simpan_konsiderans(
    *, by: Pengguna, perbup: Perbup, versi: int, baris: Konsiderans | None, isi: Isi
) -> Konsiderans | None:
    """Store a consideration (*isi*: jenis, isi); without *baris* a new one at the end. Returns
    it, or None when nothing differs, as all below do."""
    return _simpan(by, perbup, versi, baris or Konsiderans(perbup=perbup), isi)


def simpan_dasar_hukum(
    *, by: Pengguna, perbup: Perbup, versi: int, baris: DasarHukum | None, isi: Isi
) -> DasarHukum | None:
    """Store a legal basis (*isi*: fields of DasarHukum, ``perubahan`` included); its place
    follows from hierarchy and year."""
    return _simpan(by, perbup, versi, baris or DasarHukum(perbup=perbup), isi)


def simpan_bab(
    *, by: Pengguna, perbup: Perbup, versi: int, baris: Bab | None, isi: Isi
) -> Bab | None:
    """Store a chapter's title; without *baris* a new chapter at the end."""
    return _simpan(by, perbup, versi, baris or Bab(perbup=perbup), isi)


def simpan_bagian(
    *, by: Pengguna, perbup: Perbup, versi: int, baris: Bagian | None, isi: Isi
) -> Bagian | None:
    """Store a section (*isi*: bab, judul).

    The first section of a chapter takes in the articles that stood directly below the chapter:
    a chapter is divided as a whole or not at all.
    """
    if baris is not None:
        return _simpan(by, perbup, versi, baris, {"judul": isi["judul"]})
    bab = isi["bab"]
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian="bagian baru"):
        pertama = not bab.bagian.exists()
        baru = Bagian.objects.create(bab=bab, judul=isi["judul"], urutan=_akhir(bab.bagian))
        if pertama:
            for pasal in bab.pasal.filter(bagian=None):
                isi_baris(pasal, bagian=baru)
    return baru


def simpan_paraf(
    *, by: Pengguna, perbup: Perbup, versi: int, baris: Paraf | None, isi: Isi
) -> Paraf | None:
    """Store who must put an initial (*isi*: jenis, jabatan)."""
    return _simpan(by, perbup, versi, baris or Paraf(perbup=perbup), isi)


def _simpan(by: Pengguna, perbup: Perbup, versi: int, baris: Any, isi: Isi) -> Any:
    baru = baris._state.adding
    if not baru and all(getattr(baris, k) == v for k, v in isi.items()):
        return None
    nama = str(baris._meta.verbose_name)
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian=nama):
        if baru and not isinstance(baris, DasarHukum):
            isi = {**isi, "urutan": _akhir(_saudara(perbup, baris))}
        isi_baris(baris, **isi)
    return baris


def hapus(*, by: Pengguna, perbup: Perbup, versi: int, baris: Any) -> None:
    """Remove a part. A chapter or section must be empty first; an article that another part
    refers to stays (ValidationError names the place)."""
    wajib(by, "rad.sunting_perbup", perbup)
    if isinstance(baris, Bab | Bagian) and baris.pasal.exists():
        raise ValidationError(
            f"“{baris.judul}” masih memuat pasal. Pindahkan atau hapus dahulu pasal-pasalnya."
        )
    nama = str(baris._meta.verbose_name)
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian=f"{nama} dihapus"):
        # A copy: should the change be rolled back, the caller's row must still know its id.
        type(baris).objects.get(pk=baris.pk).delete()


def pindahkan(*, by: Pengguna, perbup: Perbup, versi: int, baris: Model, arah: str) -> bool:
    """Move a part one place up (``naik``) or down (``turun``).

    An article at the edge of its section goes to the neighbouring section or chapter. Returns
    False where there is no place to go.
    """
    langkah = -1 if arah == NAIK else 1
    if isinstance(baris, Pasal):
        return _pindahkan_pasal(by, perbup, versi, baris, langkah)
    saudara = list(_saudara(perbup, baris))
    dari = saudara.index(baris)
    ke = dari + langkah
    if not 0 <= ke < len(saudara):
        return False
    saudara.insert(ke, saudara.pop(dari))
    nama = str(baris._meta.verbose_name)
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian=f"urutan {nama}"):
        urutkan(saudara)
    return True


def _pindahkan_pasal(by: Pengguna, perbup: Perbup, versi: int, pasal: Pasal, langkah: int) -> bool:
    tempat = wadah(perbup)
    letak = (pasal.bab_id, pasal.bagian_id)
    di = next(i for i, (bab, bagian, _) in enumerate(tempat) if (bab, bagian) == letak)
    isi = tempat[di][2]
    dari = isi.index(pasal)
    isi.pop(dari)
    if 0 <= dari + langkah <= len(isi):
        isi.insert(dari + langkah, pasal)
    elif 0 <= di + langkah < len(tempat):
        di += langkah
        tempat[di][2].insert(len(tempat[di][2]) if langkah < 0 else 0, pasal)
    else:
        return False
    with penyuntingan(by=by, perbup=perbup, versi=versi, bagian="urutan pasal"):
        bab, bagian, isi = tempat[di]
        isi_baris(pasal, bab_id=bab, bagian_id=bagian)
        urutkan(isi)
    return True


def wadah(perbup: Perbup) -> list[tuple[Any, Any, list[Pasal]]]:
    """Return the places that hold articles, in printed order, as (id of bab, id of bagian or
    None, articles). A chapter with sections takes articles in its sections only; those that
    stand outside all the same are listed too."""
    hasil: list[tuple[Any, Any, list[Pasal]]] = []
    for bab in perbup.bab.prefetch_related("bagian", "pasal"):
        bagian = list(bab.bagian.all())
        lepas = [p for p in bab.pasal.all() if p.bagian_id is None]
        if lepas or not bagian:
            hasil.append((bab.pk, None, lepas))
        for b in bagian:
            hasil.append((bab.pk, b.pk, [p for p in bab.pasal.all() if p.bagian_id == b.pk]))
    return hasil


def urutkan(daftar: list[Any]) -> None:
    """Number the rows 1, 2, 3, … in this order."""
    for no, satu in enumerate(daftar, start=1):
        isi_baris(satu, urutan=no)


def _saudara(perbup: Perbup, baris: Model) -> Any:
    """Return the rows among which *baris* has its place."""
    match baris:
        case Konsiderans():
            return perbup.konsiderans.all()
        case Bab():
            return perbup.bab.all()
        case Bagian():
            return baris.bab.bagian.all()
        case Paraf():
            return perbup.paraf.filter(jenis=baris.jenis)
    raise TypeError(f"{type(baris).__name__} tidak berurutan")


def _akhir(saudara: Any) -> int:
    return (saudara.aggregate(n=Max("urutan"))["n"] or 0) + 1
