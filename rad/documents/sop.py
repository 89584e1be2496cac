"""The SOPs of a plan: the register, the annex, and what stands alone on either side."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from pokja.enums import Bidang
from rad.enums_selaras import JenisSop, StatusSop
from rad.models import Aksi, KaitanSop, Rad, Sop, VersiSop

VERSI = "sop__versi_sop__"
KOLOM_SOP = ("nomor", "judul", "lembaga__nama", "bidang", "jenis")
KOLOM_VERSI = ("pk", "nomor", "berlaku", "sidik")


def sop_berlaku(user: Any, rad: Rad) -> list[dict[str, Any]]:
    """Return the SOPs in force that actions of *rad* follow, as plain data for an annex.

    Each: ``id``, ``nomor``, ``judul``, ``lembaga``, ``bidang``, ``jenis``, ``versi`` (number),
    ``versi_id``, ``berlaku`` (ISO date), ``sidik`` (SHA-256 of the PDF) and ``aksi`` (the wording
    of the actions *user* may read). In order of institution and title. One query.
    """
    aksi = Aksi.objects.untuk(user).berlaku().filter(rad=rad).order_by()
    baris = KaitanSop.objects.filter(
        aksi__in=aksi, sop__versi_sop__status=StatusSop.BERLAKU
    ).order_by("sop__lembaga__nama", "sop__judul", "sop", "aksi__urutan")
    hasil: dict[UUID, dict[str, Any]] = {}
    for k in baris.values(
        "sop",
        "aksi__uraian",
        *(f"sop__{n}" for n in KOLOM_SOP),
        *(f"{VERSI}{n}" for n in KOLOM_VERSI),
    ):
        satu = hasil.setdefault(k["sop"], _satu(k))
        satu["aksi"].append(k["aksi__uraian"])
    return list(hasil.values())


def _satu(k: dict[str, Any]) -> dict[str, Any]:
    bidang = k["sop__bidang"]
    return {
        "id": str(k["sop"]),
        "nomor": k["sop__nomor"],
        "judul": k["sop__judul"],
        "lembaga": k["sop__lembaga__nama"],
        "bidang": str(Bidang(bidang).label) if bidang else "Semua bidang",
        "jenis": str(JenisSop(k["sop__jenis"]).label),
        "versi": k[f"{VERSI}nomor"],
        "versi_id": str(k[f"{VERSI}pk"]),
        "berlaku": k[f"{VERSI}berlaku"].isoformat(),
        "sidik": k[f"{VERSI}sidik"],
        "aksi": [],
    }


def aksi_tanpa_sop(user: Any, rad: Rad) -> QuerySet[Aksi]:
    """Return the actions of *rad* that no SOP in force goes with, in matrix order."""
    berlaku = VersiSop.objects.filter(sop=OuterRef("sop"), status=StatusSop.BERLAKU)
    ber_sop = KaitanSop.objects.filter(Exists(berlaku), aksi=OuterRef("pk"))
    semua = Aksi.objects.untuk(user).berlaku().filter(rad=rad)
    return semua.filter(~Exists(ber_sop)).select_related("penanggung_jawab").urut_matriks()


def register(user: Any) -> QuerySet[Sop]:
    """Return the SOPs *user* may read, each with ``kini`` (the version in force and the draft, as
    far as they are readable) and ``jumlah_aksi``: the actions that count and follow it."""
    berlaku = Q(kaitan__aksi__in=Aksi.objects.berlaku())
    terbuka = VersiSop.objects.untuk(user).exclude(status=StatusSop.DICABUT)
    return (
        Sop.objects.untuk(user)
        .select_related("lembaga")
        .prefetch_related(Prefetch("versi_sop", terbuka, to_attr="kini"))
        .annotate(jumlah_aksi=Count("kaitan", filter=berlaku))
    )
