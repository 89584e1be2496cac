"""What changed in meetings and follow-ups since a person was last here. Three queries."""

import datetime as dt
from collections.abc import Iterator

from pokja.enums_rapat import PutusanBukti, StatusRapat
from pokja.kabar import MAKS, Kabar
from pokja.models import BuktiTindakLanjut, Pengguna, Rapat, TindakLanjut, TransisiRapat

LANGKAH = {
    StatusRapat.UNDANGAN: "Undangan rapat",
    StatusRapat.FINAL: "Notula final",
    StatusRapat.DIBATALKAN: "Rapat dibatalkan",
}


def susun(user: Pengguna, sejak: dt.datetime) -> Iterator[Kabar]:
    """Yield what others did that concerns *user*."""
    if not user.has_perm("pokja.lihat_rapat"):
        return
    langkah = TransisiRapat.objects.filter(
        rapat__in=Rapat.objects.untuk(user), ke__in=LANGKAH, pada__gt=sejak
    )
    for satu in langkah.exclude(oleh=user).select_related("rapat").order_by("-pada")[:MAKS]:
        yield Kabar(
            LANGKAH[StatusRapat(satu.ke)], "pokja:rapat", satu.rapat_id, satu.pada,
            satu.rapat.acara,
        )  # fmt: skip
    utang = TindakLanjut.objects.untuk(user).filter(
        lembaga__in=user.mewakili, dibuat_pada__gt=sejak
    )
    for tugas in utang.exclude(dibuat_oleh=user).order_by("-dibuat_pada")[:MAKS]:
        yield Kabar(
            "Tindak lanjut baru", "pokja:tindak_lanjut", tugas.pk, tugas.dibuat_pada, tugas.uraian
        )
    putusan = BuktiTindakLanjut.objects.untuk(user).filter(
        tindak_lanjut__lembaga__in=user.mewakili, diputus_pada__gt=sejak
    )
    terbaru = putusan.select_related("tindak_lanjut").order_by("-diputus_pada")[:MAKS]
    for bukti in terbaru:
        if bukti.diputus_pada and bukti.diputus_oleh_id != user.pk:
            yield Kabar(
                f"Laporan Anda: {PutusanBukti(bukti.putusan).label.lower()}",
                "pokja:tindak_lanjut", bukti.tindak_lanjut_id, bukti.diputus_pada,
                bukti.tindak_lanjut.uraian,
            )  # fmt: skip
