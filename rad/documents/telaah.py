"""The Sekretariat's inbox: what waits, since when, what changed, and what is incomplete.

Seven queries a page, whatever the number of actions on it.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from pokja.enums import Bidang, Peran
from pokja.models import Pengguna
from rad.documents import nomenklatur
from rad.documents.jejak_aksi import PEMBANDING
from rad.enums import StatusAksi
from rad.models import Aksi, Anggaran, Indikator, TransisiAksi
from rad.models.salinan import beda


@dataclass(frozen=True)
class Kembar:
    """Another action of the same wording in the same plan."""

    pk: UUID
    opd: str
    status: str


@dataclass(frozen=True)
class Antrean:
    """One submitted action as the reviewer needs it.

    ``perubahan``: ``(label, before, after)`` against the previous submission; empty at the first.
    ``alasan``: why it was last returned, or "", by ``pengembali``.
    ``perubahan_atas``: the fixed action that this one changes, or (``mencabut``) would drop.
    ``milik_sendiri``: the reader submitted it and so
    may not decide on it. ``versi`` is what was read: a decision goes back with it.
    """

    pk: UUID
    versi: int
    uraian: str
    opd: str
    bidang: str
    bidang_label: str
    periode: str
    pengaju: str
    diajukan_pada: dt.datetime
    hari: int
    ke: int
    milik_sendiri: bool
    perubahan: list[tuple[str, str, str]] = field(default_factory=list)
    alasan: str = ""
    pengembali: str = ""
    dikembalikan_pada: dt.datetime | None = None
    perubahan_atas: UUID | None = None
    mencabut: bool = False
    alasan_perubahan: str = ""
    kekurangan: list[str] = field(default_factory=list)
    kembar: list[Kembar] = field(default_factory=list)

    @property
    def menunggu(self) -> str:
        """How long it has been waiting, in words."""
        return "hari ini" if not self.hari else f"{self.hari} hari"


def antrean(user: Pengguna) -> QuerySet[Aksi]:
    """Return the submitted actions that *user* reviews: a koordinator those of the own bidang,
    the Sekretariat and Sekretaris all. Unordered."""
    aksi = Aksi.objects.untuk(user).filter(status=StatusAksi.DIAJUKAN)
    if not user.has_perm("rad.setujui_aksi"):
        aksi = aksi.filter(bidang__in=user.bidang_sebagai(Peran.KOORDINATOR_BIDANG))
    return aksi


def susun(user: Pengguna, aksi: Sequence[Any]) -> list[Antrean]:
    """Return *aksi* (read with :func:`dengan_kelengkapan`) with everything the inbox tells."""
    pk = [a.pk for a in aksi]
    salinan, ke, kembali = _riwayat(pk)
    kembar = _kembar(user, aksi)
    kode = nomenklatur.temuan_aksi([(a.pk, a.nomenklatur, a.rad.tahun) for a in aksi])
    hari_ini = timezone.localdate()
    return [
        Antrean(
            pk=a.pk,
            versi=a.versi,
            uraian=a.uraian,
            opd=a.penanggung_jawab.nama,
            bidang=a.bidang,
            bidang_label=str(Bidang(a.bidang).label),
            periode=a.rad.periode,
            pengaju=a.diajukan_oleh.nama,
            diajukan_pada=a.diajukan_pada,
            hari=(hari_ini - timezone.localdate(a.diajukan_pada)).days,
            ke=ke[a.pk] or 1,
            milik_sendiri=a.diajukan_oleh_id == user.pk,
            perubahan=beda(*salinan[a.pk][-2:]) if len(salinan[a.pk]) > 1 else [],
            **kembali.get(a.pk, {}),
            perubahan_atas=a.menggantikan_id,
            mencabut=a.mencabut,
            alasan_perubahan=a.alasan_perubahan,
            kekurangan=[] if a.mencabut else _kekurangan(a, kode[a.pk]),
            kembar=kembar[a.pk],
        )
        for a in aksi
    ]


def dengan_kelengkapan(aksi: QuerySet[Aksi]) -> QuerySet[Aksi]:
    """Add what :func:`susun` reads, so that the whole page of actions is one query."""
    milik = {"aksi": OuterRef("pk")}
    indikator = Indikator.objects.filter(**milik)
    tahun = F("aksi__rad__selesai") - F("aksi__rad__mulai") + 1
    return aksi.select_related("rad", "penanggung_jawab", "diajukan_oleh").annotate(
        berpagu=Exists(Anggaran.objects.filter(**milik, pagu__gt=0)),
        berindikator=Exists(indikator),
        target_kurang=Exists(indikator.annotate(n=Count("target")).filter(n__lt=tahun)),
    )


def _kekurangan(a: Any, kode: nomenklatur.Temuan) -> list[str]:
    kurang = []
    if not a.berpagu:
        kurang.append("Belum teranggarkan")
    if not a.berindikator:
        kurang.append("Belum ada indikator")
    if a.target_kurang:
        kurang.append("Target belum lengkap")
    if not a.nomenklatur:
        kurang.append("Belum ada kode sub kegiatan")
    elif kode.salah:
        kurang.append(kode.kalimat)
    return kurang


def _riwayat(
    pk: list[UUID],
) -> tuple[dict[UUID, list[Any]], Counter[UUID], dict[UUID, dict[str, Any]]]:
    """Return per action the copies to compare (what a change started from, then its submissions,
    oldest first), how often it was submitted, and who returned it last and why."""
    salinan: dict[UUID, list[Any]] = defaultdict(list)
    ke: Counter[UUID] = Counter()
    kembali: dict[UUID, dict[str, Any]] = {}
    langkah = (
        TransisiAksi.objects.filter(aksi__in=pk, nama__in=(*PEMBANDING, "kembalikan"))
        .order_by("aksi", "pada", "pk")
        .values_list("aksi_id", "nama", "salinan", "alasan", "oleh__nama", "pada")
    )
    for aksi, nama, isi, sebab, oleh, pada in langkah:
        if nama in PEMBANDING:
            salinan[aksi].append(isi)
            ke[aksi] += nama == "ajukan"
        else:
            kembali[aksi] = {"alasan": sebab, "pengembali": oleh, "dikembalikan_pada": pada}
    return salinan, ke, kembali


def _kembar(user: Pengguna, aksi: Sequence[Aksi]) -> dict[UUID, list[Kembar]]:
    """Return per action its twins in the same plan, as far as *user* may read them."""
    sama: dict[tuple[UUID, str], list[Kembar]] = defaultdict(list)
    calon = (
        Aksi.objects.untuk(user)
        .berlaku()
        .filter(rad__in={a.rad_id for a in aksi}, uraian_normal__in={a.uraian_normal for a in aksi})
        .order_by("penanggung_jawab__nama")
        .values_list("rad_id", "uraian_normal", "pk", "penanggung_jawab__nama", "status")
    )
    for rad, uraian, pk, opd, status in calon:
        sama[rad, uraian].append(Kembar(pk, opd, status))
    return {a.pk: [k for k in sama[a.rad_id, a.uraian_normal]
               if k.pk not in (a.pk, a.menggantikan_id)] for a in aksi}  # fmt: skip
