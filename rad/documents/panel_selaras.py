"""What stands beside an action on its page: targets served, SOPs, tags, needed money."""

from typing import Any

from django.db.models import Prefetch

from rad.documents import nomenklatur
from rad.documents.pendanaan import NOL, AksiDana
from rad.enums_selaras import ACUAN_DAERAH, PESAN_TANPA_ACUAN, StatusSop
from rad.models import Aksi, KaitanAcuan, KaitanSop, Kebutuhan, PenandaAksi, VersiSop


def panel(user: Any, aksi: Aksi) -> dict[str, Any]:
    """Return what the four panels of the page of *aksi* draw, and ``peringatan`` on them. *aksi*
    has its budget prefetched."""
    acuan = list(
        KaitanAcuan.objects.untuk(user).filter(aksi=aksi).select_related("butir__dokumen")
        .order_by("butir__dokumen__jenis", "butir__dokumen__nama", "butir__urutan")
    )  # fmt: skip
    berlaku = VersiSop.objects.filter(status=StatusSop.BERLAKU)
    sop = KaitanSop.objects.untuk(user).filter(aksi=aksi).select_related("sop__lembaga")
    return {
        "acuan": acuan,
        "sop": sop.prefetch_related(Prefetch("sop__versi_sop", berlaku, to_attr="berlaku")),
        "penanda": PenandaAksi.objects.untuk(user).filter(aksi=aksi),
        "dana": _dana(user, aksi),
        "boleh": user.has_perm("rad.selaraskan", aksi),
        "boleh_kebutuhan": user.has_perm("rad.isi_kebutuhan", aksi),
        "peringatan": _peringatan(aksi, acuan),
    }


def _dana(user: Any, aksi: Aksi) -> dict[str, Any]:
    """Return need, budget and gap per year, and whether a need is known at all."""
    pagu: dict[int, Any] = {}
    for a in aksi.anggaran.all():
        pagu[a.tahun] = pagu.get(a.tahun, NOL) + a.pagu
    baris = Kebutuhan.objects.untuk(user).filter(aksi=aksi)
    butuh = dict(baris.values_list("tahun", "jumlah"))
    satu = AksiDana(aksi.pk, aksi.uraian, aksi.bidang, "", pagu, butuh)
    kurang = satu.kurang
    tahun = [(t, butuh.get(t), pagu.get(t, NOL), kurang.get(t)) for t in aksi.rad.tahun]
    return {"tahun": tahun, "ada": bool(butuh), "kurang": satu.jumlah_kurang}


def _peringatan(aksi: Aksi, acuan: list[KaitanAcuan]) -> list[str]:
    ingat = []
    pakai = {a.tahun for a in aksi.anggaran.all() if a.pagu}
    kode = nomenklatur.nilai(
        aksi.nomenklatur, pakai or aksi.rad.tahun, nomenklatur.kamus([aksi.nomenklatur])
    )
    if kode.salah:
        ingat.append(kode.kalimat)
    if not any(k.butir.dokumen.jenis in ACUAN_DAERAH for k in acuan):
        ingat.append(PESAN_TANPA_ACUAN)
    return ingat
