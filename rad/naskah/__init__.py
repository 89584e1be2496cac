"""The ready-made draft of the regulation, and the way of a text into the database and back."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from pokja.models import Daerah
from rad.models import Perbup
from rad.models.naskah import (
    Ayat,
    Bab,
    Bagian,
    DasarHukum,
    Konsiderans,
    Paraf,
    Pasal,
    Rincian,
    kunci_urut,
)
from rad.naskah.awal import PARAF_AWAL, naskah_awal, tentang_awal
from rad.naskah.bentuk import (
    AyatTeks,
    BabTeks,
    BagianTeks,
    Butir,
    KonsideransTeks,
    NaskahTeks,
    PasalTeks,
)

__all__ = ["muat", "naskah_awal", "tentang_awal", "tulis_naskah", "tulis_naskah_awal"]

RUAS_DASAR = (
    *("jenis", "pembentuk", "pasal", "nomor", "tahun", "tentang", "lembaran", "tambahan"),
    *("perubahan", "berlaku_mulai", "berlaku_sampai", "terverifikasi", "catatan"),
)


def tulis_naskah_awal(perbup: Perbup) -> None:
    """Fill the empty *perbup* with the complete ready-made draft for this regency and period.

    Sets the title as well. ValueError when the regulation already has text: nothing is
    overwritten.
    """
    daerah = Daerah.ini().salinan()
    naskah = naskah_awal(daerah, perbup.rad.mulai, perbup.rad.selesai)
    with transaction.atomic():
        tulis_naskah(perbup, naskah)
        for jenis, jabatan in PARAF_AWAL:
            urutan = perbup.paraf.filter(jenis=jenis).count() + 1
            Paraf.objects.create(perbup=perbup, jenis=jenis, jabatan=jabatan, urutan=urutan)


def tulis_naskah(perbup: Perbup, naskah: NaskahTeks) -> None:
    """Store *naskah* as the rows of the empty *perbup*, in one transaction."""
    if perbup.bab.exists() or perbup.konsiderans.exists() or perbup.dasar_hukum.exists():
        raise ValueError("Naskah peraturan ini sudah berisi.")
    with transaction.atomic():
        perbup.tentang = naskah.tentang
        perbup.save(update_fields=["tentang", "diubah_pada"])
        for no, k in enumerate(naskah.konsiderans, start=1):
            Konsiderans.objects.create(perbup=perbup, urutan=no, jenis=k.jenis, isi=k.isi)
        for d in naskah.dasar_hukum:
            DasarHukum.objects.create(perbup=perbup, **{r: d[r] for r in RUAS_DASAR if r in d})
        for no, bab in enumerate(naskah.bab, start=1):
            _tulis_bab(Bab.objects.create(perbup=perbup, urutan=no, judul=bab.judul), bab)


def _tulis_bab(baris: Bab, bab: BabTeks) -> None:
    nomor = 0
    for no, bagian in enumerate(bab.bagian, start=1):
        induk = None
        if bagian.judul:
            induk = Bagian.objects.create(bab=baris, urutan=no, judul=bagian.judul)
        for pasal in bagian.pasal:
            nomor += 1
            baru = Pasal.objects.create(bab=baris, bagian=induk, urutan=nomor, kunci=pasal.kunci)
            for urutan, ayat in enumerate(pasal.ayat, start=1):
                _tulis_ayat(baru, urutan, ayat)


def _tulis_ayat(pasal: Pasal, urutan: int, ayat: AyatTeks) -> None:
    baru = Ayat.objects.create(
        pasal=pasal,
        urutan=urutan,
        isi=ayat.isi,
        kunci=ayat.kunci,
        jenis_rincian=ayat.jenis,
        penghubung=ayat.penghubung,
    )
    _tulis_butir(baru, None, ayat.butir)


def _tulis_butir(ayat: Ayat, induk: Rincian | None, butir: tuple[Butir, ...]) -> None:
    for no, b in enumerate(butir, start=1):
        baru = Rincian.objects.create(
            ayat=ayat, induk=induk, urutan=no, isi=b.isi, penghubung=b.penghubung
        )
        _tulis_butir(ayat, baru, b.anak)


# --- The way back ---------------------------------------------------------------------------


def muat(perbup: Perbup) -> NaskahTeks:
    """Read the text of *perbup* in a fixed number of queries, however long it is."""
    dasar = sorted(perbup.dasar_hukum.all(), key=lambda d: kunci_urut(d.jenis, d.tahun, d.nomor))
    bab = perbup.bab.prefetch_related("bagian", "pasal__ayat__rincian")
    return NaskahTeks(
        tentang=perbup.tentang,
        konsiderans=tuple(
            KonsideransTeks(k.jenis, k.isi, _objek(k)) for k in perbup.konsiderans.all()
        ),
        dasar_hukum=tuple(
            {**{r: getattr(d, r) for r in RUAS_DASAR}, "objek": _objek(d)} for d in dasar
        ),
        bab=tuple(_muat_bab(b) for b in bab),
    )


def _objek(baris: Any) -> str:
    return f"{baris._meta.model_name}:{baris.pk}"


def _muat_bab(bab: Bab) -> BabTeks:
    per_bagian: dict[Any, list[PasalTeks]] = defaultdict(list)
    for p in bab.pasal.all():
        ayat = tuple(_muat_ayat(a) for a in p.ayat.all())
        per_bagian[p.bagian_id].append(PasalTeks(ayat, p.kunci, _objek(p)))
    bagian = [BagianTeks(tuple(per_bagian[None]))] if per_bagian[None] else []
    for b in bab.bagian.all():
        bagian.append(BagianTeks(tuple(per_bagian[b.pk]), b.judul, _objek(b)))
    return BabTeks(bab.judul, tuple(bagian), _objek(bab))


def _muat_ayat(ayat: Ayat) -> AyatTeks:
    anak: dict[Any, list[Rincian]] = defaultdict(list)
    for r in ayat.rincian.all():
        anak[r.induk_id].append(r)

    def susun(induk: Any) -> tuple[Butir, ...]:
        return tuple(Butir(r.isi, susun(r.pk), r.penghubung, _objek(r)) for r in anak[induk])

    return AyatTeks(
        ayat.isi, susun(None), ayat.penghubung, ayat.jenis_rincian, ayat.kunci, _objek(ayat)
    )
