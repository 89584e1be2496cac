"""Writes on reference documents and on which actions serve them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.models import Aksi, ButirAcuan, DokumenAcuan, KaitanAcuan


@transaction.atomic
def simpan_dokumen(
    *,
    by: Pengguna,
    isi: Mapping[str, Any],
    dokumen: DokumenAcuan | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> DokumenAcuan:
    """Store a new document, or change *dokumen*; *isi* has its columns by name.

    *id_baru* is the one-time key of the form. Raises PermissionDenied, ValidationError, and
    SudahBerubah where *versi* is not the one in the database.
    """
    wajib(by, "rad.kelola_acuan", dokumen)
    baru = dokumen is None
    if dokumen is None:
        if id_baru and (sudah := DokumenAcuan.objects.filter(pk=id_baru).first()):
            return sudah
        dokumen = DokumenAcuan(id=id_baru or uuid4())
    else:
        DokumenAcuan.objects.naikkan(dokumen, versi)
    dokumen.isikan(isi)
    dokumen.save()
    catat(by=by, peristiwa="acuan.dibuat" if baru else "acuan.diubah", objek=dokumen)
    return dokumen


@transaction.atomic
def hapus_dokumen(*, by: Pengguna, dokumen: DokumenAcuan) -> None:
    """Remove a document without items. Raises PermissionDenied, ValidationError."""
    wajib(by, "rad.kelola_acuan", dokumen)
    if n := dokumen.butir.count():
        raise ValidationError(f"Dokumen ini masih memuat {n} butir. Hapus butirnya dahulu.")
    catat(by=by, peristiwa="acuan.dihapus", objek=dokumen)
    dokumen.delete()


@transaction.atomic
def simpan_butir(
    *,
    by: Pengguna,
    dokumen: DokumenAcuan,
    isi: Mapping[str, Any],
    butir: ButirAcuan | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> ButirAcuan:
    """Store a new item of *dokumen* at its end, or change *butir*. Raises as
    :func:`simpan_dokumen`; ValidationError also where an item would stand below itself."""
    wajib(by, "rad.kelola_acuan", dokumen)
    baru = butir is None
    if butir is None:
        if id_baru and (sudah := dokumen.butir.filter(pk=id_baru).first()):
            return sudah
        akhir = dokumen.butir.aggregate(n=Max("urutan"))["n"] or 0
        butir = ButirAcuan(id=id_baru or uuid4(), dokumen=dokumen, urutan=akhir + 1)
    else:
        ButirAcuan.objects.naikkan(butir, versi)
    if dokumen.butir.filter(kode=isi["kode"]).exclude(pk=butir.pk).exists():
        raise ValidationError({"kode": "Kode ini sudah dipakai dalam dokumen ini."})
    butir.isikan(isi)
    _periksa_induk(butir)
    butir.save()
    catat(by=by, peristiwa="butir.dibuat" if baru else "butir.diubah", objek=butir)
    return butir


def _periksa_induk(butir: ButirAcuan) -> None:
    if (induk := butir.induk) is None:
        return
    if induk.dokumen_id != butir.dokumen_id:
        raise ValidationError({"induk": "Butir ini berasal dari dokumen lain."})
    atas = dict(ButirAcuan.objects.filter(dokumen=butir.dokumen_id).values_list("pk", "induk"))
    kini: UUID | None = induk.pk
    while kini is not None:
        if kini == butir.pk:
            raise ValidationError({"induk": "Butir tidak dapat berada di bawah dirinya sendiri."})
        kini = atas[kini]


@transaction.atomic
def hapus_butir(*, by: Pengguna, butir: ButirAcuan) -> None:
    """Remove an item that no action serves and no other stands below. Raises PermissionDenied,
    ValidationError that says why not."""
    wajib(by, "rad.kelola_acuan", butir)
    if n := butir.kaitan.count():
        raise ValidationError(f"Butir ini dipakai {n} aksi. Lepas kaitannya dahulu.")
    if n := butir.anak.count():
        raise ValidationError(
            f"Di bawah butir ini ada {n} butir lain. Hapus atau pindahkan dahulu."
        )
    catat(by=by, peristiwa="butir.dihapus", objek=butir, rincian={"kode": butir.kode})
    butir.delete()


@transaction.atomic
def masukkan_tabel(
    *, by: Pengguna, dokumen: DokumenAcuan, baris: Iterable[Mapping[str, Any]]
) -> int:
    """Add the rows of a checked table (``rad.forms.tabel_acuan``) to *dokumen*, all or none; return
    how many. ``induk`` is the code of an item that is there or comes earlier. Raises
    PermissionDenied, ValidationError (somebody added one of the codes in between)."""
    wajib(by, "rad.kelola_acuan", dokumen)
    # Locked, and raised: two pastes at once come one after the other, each seeing the codes there.
    DokumenAcuan.objects.naikkan(dokumen)
    per_kode = {b.kode: b for b in dokumen.butir.all()}
    urutan = max((b.urutan for b in per_kode.values()), default=0)
    jumlah = 0
    for jumlah, isi in enumerate(baris, 1):
        induk = per_kode[isi["induk"]] if isi["induk"] else None
        butir = ButirAcuan(dokumen=dokumen, urutan=urutan + jumlah)
        butir.isikan({**isi, "induk": induk})
        butir.save()
        per_kode[butir.kode] = butir
    catat(by=by, peristiwa="acuan.tabel", objek=dokumen, rincian={"butir": jumlah})
    return jumlah


@transaction.atomic
def kaitkan(*, by: Pengguna, aksi: Iterable[Aksi], butir: Iterable[ButirAcuan]) -> int:
    """Say that each of *aksi* serves each of *butir*; said twice it is said once. Return how many
    links are new. Raises PermissionDenied unless *by* aligns every one of *aksi*: all or none."""
    semua, baru = list(butir), 0
    for satu in aksi:
        wajib(by, "rad.selaraskan", satu)
        sudah = set(satu.kaitan_acuan.values_list("butir", flat=True))
        tambah = [b for b in semua if b.pk not in sudah]
        for b in tambah:
            KaitanAcuan.objects.get_or_create(aksi=satu, butir=b, defaults={"oleh": by})
        if tambah:
            rincian = {"butir": len(tambah)}
            catat(by=by, peristiwa="aksi.diselaraskan", objek=satu, rincian=rincian)
        baru += len(tambah)
    return baru


@transaction.atomic
def lepaskan(*, by: Pengguna, kaitan: KaitanAcuan) -> None:
    """Undo a link. Raises PermissionDenied as :func:`kaitkan`."""
    wajib(by, "rad.selaraskan", kaitan.aksi)
    catat(by=by, peristiwa="aksi.acuan_dilepas", objek=kaitan.aksi)
    kaitan.delete()
