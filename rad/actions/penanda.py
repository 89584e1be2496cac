"""Writes on what is noted beside an action: tags, needed money; and what a successor inherits."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.enums_selaras import Penanda
from rad.models import Aksi, DokumenAcuan, KaitanAcuan, KaitanSop, Kebutuhan, PenandaAksi
from rad.models.salinan import kanonik


def keadaan_penanda(aksi: Aksi) -> str:
    """Return the tags of *aksi* as short text: what a form read, to be compared on saving."""
    return ",".join(f"{p.jenis}{p.kluster}" for p in aksi.penanda.order_by("jenis"))


def keadaan_kebutuhan(aksi: Aksi) -> str:
    """Return the needs of *aksi* as short text, as :func:`keadaan_penanda`."""
    return ",".join(f"{k.tahun}:{kanonik(k.jumlah)}" for k in aksi.kebutuhan.order_by("tahun"))


@transaction.atomic
def simpan_penanda(
    *, by: Pengguna, aksi: Aksi, penanda: Mapping[str, str], dibaca: str | None = None
) -> None:
    """Give *aksi* exactly the tags *penanda* (tag → cluster or ""). *dibaca* is the state that was
    read. Raises PermissionDenied; SudahBerubah where the state is another one by now."""
    wajib(by, "rad.selaraskan", aksi)
    _kunci(aksi)
    if dibaca is not None and dibaca != keadaan_penanda(aksi):
        raise SudahBerubah
    lama = {p.jenis: p for p in aksi.penanda.all()}
    for jenis in lama.keys() - penanda.keys():
        lama[jenis].delete()
    for jenis, kluster in penanda.items():
        baris = lama.get(jenis) or PenandaAksi(aksi=aksi, jenis=Penanda(jenis))
        if baris._state.adding or baris.kluster != kluster:
            baris.kluster = kluster
            baris.full_clean()
            baris.save()
    catat(by=by, peristiwa="aksi.penanda", objek=aksi, rincian={"penanda": keadaan_penanda(aksi)})


@transaction.atomic
def simpan_kebutuhan(
    *, by: Pengguna, aksi: Aksi, kebutuhan: Mapping[int, Decimal], dibaca: str | None = None
) -> None:
    """Say what *aksi* needs (year → rupiah; a year left out is not known). Raises as
    :func:`simpan_penanda`."""
    wajib(by, "rad.isi_kebutuhan", aksi)
    _kunci(aksi)
    if dibaca is not None and dibaca != keadaan_kebutuhan(aksi):
        raise SudahBerubah
    lama = {k.tahun: k for k in aksi.kebutuhan.all()}
    for tahun in lama.keys() - kebutuhan.keys():
        lama[tahun].delete()
    for tahun, jumlah in kebutuhan.items():
        baris = lama.get(tahun) or Kebutuhan(aksi=aksi, tahun=tahun)
        if baris._state.adding or baris.jumlah != jumlah:
            baris.jumlah = jumlah
            baris.save()
    catat(by=by, peristiwa="aksi.kebutuhan", objek=aksi, rincian={"tahun": len(kebutuhan)})


@transaction.atomic
def wariskan(*, by: Pengguna, dari: Aksi, ke: Aksi) -> None:
    """Copy what stands beside *dari* – links, SOPs, tags, needs – to *ke*, its successor or its
    copy in a later period, as far as it concerns the years of *ke*'s plan; what *ke* has already
    stays. For whoever makes *ke*, and so may write it: no right is asked."""
    sezaman = DokumenAcuan.objects.sezaman(ke.rad)
    for butir in dari.kaitan_acuan.filter(butir__dokumen__in=sezaman).values_list(
        "butir", flat=True
    ):
        KaitanAcuan.objects.get_or_create(aksi=ke, butir_id=butir, defaults={"oleh": by})
    for sop in dari.kaitan_sop.values_list("sop", flat=True):
        KaitanSop.objects.get_or_create(aksi=ke, sop_id=sop, defaults={"oleh": by})
    for p in dari.penanda.all():
        PenandaAksi.objects.get_or_create(aksi=ke, jenis=p.jenis, defaults={"kluster": p.kluster})
    for k in dari.kebutuhan.filter(tahun__range=(ke.rad.mulai, ke.rad.selesai)):
        Kebutuhan.objects.get_or_create(aksi=ke, tahun=k.tahun, defaults={"jumlah": k.jumlah})


def _kunci(aksi: Aksi) -> None:
    """Lock the action's row: of two who save at once, the second compares with the first."""
    Aksi.objects.select_for_update().only("pk").get(pk=aksi.pk)
