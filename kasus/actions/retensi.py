"""The end of a case file: proposed by one person, approved by PPDP, then made anonymous (R33).

What stays is what statistics count: codes, groups and months. Every text, name, address and exact
date goes, in every table of the case.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.actions.notifikasi import beri_tahu
from kasus.actions.ppdp import pejabat_pdp
from kasus.documents.peta import KE_KASUS
from kasus.documents.retensi import Jatuh, jatuh_tempo
from kasus.models import (
    AksesIdentitas,
    AlasanBuka,
    BukaSegel,
    DokumenKasus,
    GabungOrang,
    Identitas,
    InputSimfoni,
    Kasus,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    Pemusnahan,
    Pengaduan,
    Persetujuan,
    ProsesHukumTerlapor,
    RencanaIntervensi,
    Terlapor,
    Terminasi,
)
from p3aks.core.audit import catat
from p3aks.core.documents import Status
from p3aks.core.fields import RahasiaJSONField, kolom_rahasia

ALASAN = "retensi"
DIANONIMKAN = "dianonimkan"
# Words outside the encrypted columns, and exact ages: what is put in their place.
KATA: dict[type[models.Model], dict[str, Any]] = {
    GabungOrang: {"orang_lama": {}},
    Identitas: {"nik_indeks": "", "nama_indeks": "", "lahir_indeks": ""},
    InputSimfoni: {"nomor": ""},
    Korban: {"usia": None},
    Pengaduan: {"desa": None},
    Persetujuan: {"wali_hubungan": ""},
    ProsesHukumTerlapor: {"instansi": ""},
    RencanaIntervensi: {"disusun_dengan": ""},
    Terlapor: {"usia": None},
    Terminasi: {"kasus_utama": ""},
}
# Who had access, when: the account of the office, not of the victim. Its times stay.
WAKTU_TETAP = frozenset({AksesIdentitas, AlasanBuka, BukaSegel, LaranganAkses, NotifikasiKasus})


@transaction.atomic
def tahan(*, by: Any, kasus: Kasus, ditahan: bool) -> None:
    """Hold the file of *kasus* for a legal process, or let go of it. Held, it is never destroyed.

    Raises PermissionDenied unless *by* leads the case.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    if kasus.ditahan_hukum != ditahan:
        kasus.ditahan_hukum = ditahan
        kasus.save(update_fields=["ditahan_hukum", "diubah_pada"])
        peristiwa = "kasus.retensi_ditahan" if ditahan else "kasus.retensi_dilepas"
        catat(by=by, peristiwa=peristiwa, objek=kasus)


@transaction.atomic
def usulkan(*, by: Any, per: dt.date, hanya: Iterable[Any] | None = None) -> Pemusnahan:
    """Propose every case that is due on *per* and that nothing stands against; PPDP is told.

    *hanya*: among these case ids only. Raises PermissionDenied without the right, ValidationError
    where nothing is due.
    """
    if not by.has_perm("kasus.retensi"):
        raise PermissionDenied
    boleh = [j for j in jatuh_tempo(per, hanya=hanya) if not j.halangan]
    if not boleh:
        raise ValidationError("Tidak ada kasus yang masa simpannya sudah lewat.")
    usulan: Pemusnahan = Pemusnahan.objects.sistem(ALASAN).create(
        diusulkan_oleh=by, per_tanggal=per, daftar=[_butir(j) for j in boleh], jumlah=len(boleh)
    )
    catat(by=by, peristiwa="kasus.retensi_diusulkan", objek=usulan, rincian={"jumlah": len(boleh)})
    beri_tahu(None, f"R-{usulan.pk.hex[:8].upper()}", "retensi", pejabat_pdp(), by=by)
    return usulan


def _butir(j: Jatuh) -> dict[str, str]:
    return {
        "kasus": str(j.kasus),
        "kode": j.kode,
        "terminasi": j.terminasi.isoformat(),
        "batas": j.batas.isoformat(),
    }


@transaction.atomic
def setujui(*, by: Any, usulan: Pemusnahan) -> None:
    """Approve a proposal of somebody else. Raises PermissionDenied, or ValidationError where it
    was approved before."""
    baris = _kunci(usulan)
    if not by.has_perm("kasus.setujui_retensi", baris):
        raise PermissionDenied
    if baris.disetujui_pada:
        raise ValidationError("Usulan ini sudah disetujui.")
    baris.disetujui_oleh, baris.disetujui_pada = by, timezone.now()
    baris.save()
    catat(by=by, peristiwa="kasus.retensi_disetujui", objek=baris)


@transaction.atomic
def jalankan(*, by: Any, usulan: Pemusnahan) -> int:
    """Make the approved cases anonymous, all or none; return how many.

    Each is judged again as of today: what was reopened, held for a legal process or merged with a
    living case since stays as it is, and the minutes say why. Raises PermissionDenied, or
    ValidationError where the proposal is not approved or has run.
    """
    if not by.has_perm("kasus.retensi"):
        raise PermissionDenied
    baris = _kunci(usulan)
    if not baris.disetujui_pada or baris.dijalankan_pada:
        raise ValidationError("Usulan ini belum disetujui, atau sudah dijalankan.")
    daftar = baris.daftar
    pk = [UUID(satu["kasus"]) for satu in daftar]
    terkunci = Kasus.objects.sistem(ALASAN).select_for_update().filter(pk__in=pk)
    list(terkunci.order_by("pk").values_list("pk"))
    kini = {str(j.kasus): j for j in jatuh_tempo(timezone.localdate(), hanya=pk)}
    boleh = [p for p in pk if (j := kini.get(str(p))) and not j.halangan]
    for satu in daftar:
        j = kini.get(satu["kasus"])
        satu["hasil"] = " ".join(j.halangan) or DIANONIMKAN if j else "Tidak jatuh tempo lagi."
    _anonimkan(boleh)
    baris.daftar = daftar
    baris.dijalankan_oleh, baris.dijalankan_pada = by, timezone.now()
    baris.save()
    for kasus in Kasus.objects.sistem(ALASAN).filter(pk__in=boleh):
        catat(
            by=by,
            peristiwa="kasus.dianonimkan",
            objek=kasus,
            rincian={"pemusnahan": str(baris.pk)},
        )
    catat(by=by, peristiwa="kasus.retensi_dijalankan", objek=baris, rincian={"jumlah": len(boleh)})
    return len(boleh)


def _kunci(usulan: Pemusnahan) -> Pemusnahan:
    baris: Pemusnahan = Pemusnahan.objects.sistem(ALASAN).select_for_update().get(pk=usulan.pk)
    return baris


def _anonimkan(pk: list[UUID]) -> None:
    _hapus_berkas(pk)
    _putus_orang(pk)
    for model, jalur in KE_KASUS.items():
        milik: Any = model._default_manager
        milik = milik.sistem(ALASAN).filter(**{f"{jalur}__in" if jalur else "pk__in": pk})
        if model is GabungOrang:
            ujung = Q(tetap__kasus__in=pk) | Q(digabung__kasus__in=pk)
            milik = GabungOrang.objects.sistem(ALASAN).filter(ujung)
        _kosongkan(model, milik)
        if model not in WAKTU_TETAP:
            _bulatkan(model, milik)
    Kasus.objects.sistem(ALASAN).filter(pk__in=pk).update(anonim_pada=timezone.now())


def _kosongkan(model: type[models.Model], milik: Any) -> None:
    """Empty every secret column, and the words that stand in others."""
    kosong: dict[str, Any] = {
        k.name: [] if k.default is list else {} if isinstance(k, RahasiaJSONField) else ""
        for k in kolom_rahasia(model)
    } | KATA.get(model, {})
    if kosong:
        milik.update(**kosong)


def _bulatkan(model: type[models.Model], milik: Any) -> None:
    """Move every day and time to the first of its month. Order is kept, as constraints ask."""
    kolom = [k.name for k in model._meta.concrete_fields if isinstance(k, models.DateField)]
    if not kolom:
        return
    baris = list(milik.only("pk", *kolom))
    for satu in baris:
        for nama in kolom:
            setattr(satu, nama, _awal_bulan(getattr(satu, nama)))
    milik.model._default_manager.sistem(ALASAN).bulk_update(baris, kolom, batch_size=100)


def _awal_bulan(saat: Any) -> Any:
    if isinstance(saat, dt.datetime):
        awal = timezone.localtime(saat).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return awal.astimezone(dt.UTC)
    return saat.replace(day=1) if saat else saat


def _putus_orang(pk: list[UUID]) -> None:
    """Give the people of these cases new keys: equal stay equal, nobody else has them."""
    milik = Korban.objects.sistem(ALASAN).filter(kasus__in=pk)
    for orang in set(milik.values_list("orang", flat=True)):
        milik.filter(orang=orang).update(orang=uuid4())


def _hapus_berkas(pk: list[UUID]) -> None:
    """Destroy letters and other files of these cases, once that is stored; the rows stay empty."""
    dokumen = DokumenKasus.objects.sistem(ALASAN).filter(kasus__in=pk)
    berkas = [d.berkas for d in dokumen.only("berkas") if d.berkas]
    dokumen.update(
        status=Status.BATAL, berkas="", sha256="", ukuran=0, token=None, sewa_sampai=None
    )

    def hapus() -> None:
        for satu in berkas:
            satu.storage.delete(str(satu.name))

    transaction.on_commit(hapus, robust=True)
