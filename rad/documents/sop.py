"""The SOPs of a plan: the register, the annex, and what stands alone on either side."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from pokja.enums import Bidang
from rad.enums_selaras import JenisSop, StatusSop
from rad.models import Aksi, KaitanSop, Rad, Sop, VersiSop


def sop_berlaku(user: Any, rad: Rad) -> list[dict[str, Any]]:
    """Return the SOPs in force that actions of *rad* follow, as plain data for an annex.

    Each: ``id``, ``nomor``, ``judul``, ``lembaga``, ``bidang``, ``jenis``, ``versi`` (number),
    ``versi_id``, ``berlaku`` (ISO date), ``sidik`` (SHA-256 of the PDF) and ``aksi`` (the wording
    of the actions *user* may read). In order of institution and title. Two queries.
    """
    aksi: dict[UUID, list[str]] = defaultdict(list)
    kaitan = KaitanSop.objects.untuk(user).filter(aksi__rad=rad, aksi__in=Aksi.objects.berlaku())
    for sop, uraian in kaitan.order_by("aksi__urutan").values_list("sop", "aksi__uraian"):
        aksi[sop].append(uraian)
    versi = (
        VersiSop.objects.untuk(user)
        .filter(sop__in=aksi, status=StatusSop.BERLAKU)
        .select_related("sop__lembaga")
        .order_by("sop__lembaga__nama", "sop__judul", "sop__pk")
    )
    return [
        {
            "id": str(v.sop_id),
            "nomor": v.sop.nomor,
            "judul": v.sop.judul,
            "lembaga": v.sop.lembaga.nama,
            "bidang": str(Bidang(v.sop.bidang).label) if v.sop.bidang else "Semua bidang",
            "jenis": str(JenisSop(v.sop.jenis).label),
            "versi": v.nomor,
            "versi_id": str(v.pk),
            "berlaku": v.berlaku.isoformat(),
            "sidik": v.sidik,
            "aksi": aksi[v.sop_id],
        }
        for v in versi
    ]


def aksi_tanpa_sop(user: Any, rad: Rad) -> QuerySet[Aksi]:
    """Return the actions of *rad* that no SOP in force goes with, in matrix order."""
    berlaku = VersiSop.objects.filter(sop=OuterRef("sop"), status=StatusSop.BERLAKU)
    ber_sop = KaitanSop.objects.filter(Exists(berlaku), aksi=OuterRef("pk"))
    semua = Aksi.objects.untuk(user).berlaku().filter(rad=rad)
    return semua.filter(~Exists(ber_sop)).select_related("penanggung_jawab").urut_matriks()


def register(user: Any) -> QuerySet[Sop]:
    """Return the SOPs *user* may read, each with ``kini`` (the version in force and the draft, as
    far as they are readable) and ``jumlah_aksi``."""
    terbuka = VersiSop.objects.untuk(user).exclude(status=StatusSop.DICABUT)
    return (
        Sop.objects.untuk(user)
        .select_related("lembaga")
        .prefetch_related(Prefetch("versi_sop", terbuka, to_attr="kini"))
        .annotate(jumlah_aksi=Count("kaitan"))
    )
