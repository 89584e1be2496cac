"""What changed in the plan since a person was last here. Three queries."""

import datetime as dt
from collections.abc import Iterator

from pokja.kabar import MAKS, Kabar
from pokja.models import Pengguna
from rad.documents.tugas import OPD
from rad.enums import StatusAksi
from rad.enums_pantau import StatusLaporan
from rad.models import Aksi, LaporanAksi, TransisiAksi, TransisiLaporan, VersiRad

LANGKAH = {
    StatusAksi.DISETUJUI: "Aksi disetujui",
    StatusAksi.DIKEMBALIKAN: "Aksi dikembalikan",
    StatusAksi.DITETAPKAN: "Aksi ditetapkan",
    StatusAksi.DIGANTIKAN: "Aksi digantikan perubahannya",
    StatusAksi.DICABUT: "Aksi dicabut dari RAD",
}
PUTUSAN: dict[str, str] = {
    StatusLaporan.DITERIMA: "Laporan diterima",
    StatusLaporan.DIKEMBALIKAN: "Laporan dikembalikan",
}


def susun(user: Pengguna, sejak: dt.datetime) -> Iterator[Kabar]:
    """Yield decisions on the actions of the own institution, and new versions of the plan."""
    if not user.has_perm("rad.lihat_rad"):
        return
    if lembaga := user.lembaga_sebagai(*OPD):
        milik = Aksi.objects.untuk(user).filter(penanggung_jawab__in=lembaga)
        langkah = TransisiAksi.objects.filter(aksi__in=milik, ke__in=LANGKAH, pada__gt=sejak)
        for satu in langkah.exclude(oleh=user).select_related("aksi").order_by("-pada")[:MAKS]:
            yield Kabar(
                LANGKAH[StatusAksi(satu.ke)], "rad:aksi_detail", satu.aksi_id, satu.pada,
                satu.aksi.uraian,
            )  # fmt: skip
        yield from _laporan(user, lembaga, sejak)
    versi = VersiRad.objects.untuk(user).filter(pada__gt=sejak).exclude(oleh=user).defer("isi")
    for v in versi.select_related("rad").order_by("-pada")[:MAKS]:
        yield Kabar("Versi RAD ditetapkan", "rad:versi", v.pk, v.pada, str(v))


def _laporan(user: Pengguna, lembaga: frozenset[object], sejak: dt.datetime) -> Iterator[Kabar]:
    """Yield the verdicts on the reports of the own institution."""
    milik = LaporanAksi.objects.untuk(user).filter(aksi__penanggung_jawab__in=lembaga)
    langkah = TransisiLaporan.objects.filter(laporan__in=milik, ke__in=PUTUSAN, pada__gt=sejak)
    terbaru = langkah.exclude(oleh=user).select_related("laporan__aksi").order_by("-pada")
    for satu in terbaru[:MAKS]:
        laporan = satu.laporan
        yield Kabar(
            f"{PUTUSAN[satu.ke]}: {laporan.periode} {laporan.tahun}", "rad:laporan_aksi_buka",
            laporan.pk, satu.pada, laporan.aksi.uraian,
        )  # fmt: skip
