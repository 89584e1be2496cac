"""Who is invited, who came: counted, never typed. A constant number of queries."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from pokja.enums import Bidang, Kelamin, Unsur
from pokja.enums_rapat import CaraHadir, JawabanUndangan
from pokja.models import HadirSesi, Rapat

BELUM_DIISI = "L/P belum diisi"


@dataclass
class Hitungan:
    """Numbers of one meeting. ``hadir`` counts people, whatever number of sessions they came to;
    the pairs in ``kelamin``, ``bidang`` and ``unsur`` are label and number of those present."""

    diundang: int = 0
    jawaban: list[tuple[str, int]] = field(default_factory=list)
    hadir: int = 0
    luring: int = 0
    daring: int = 0
    diwakili: int = 0
    tambahan: int = 0
    kelamin: list[tuple[str, int]] = field(default_factory=list)
    bidang: list[tuple[str, int]] = field(default_factory=list)
    unsur: list[tuple[str, int]] = field(default_factory=list)

    @property
    def tidak_hadir(self) -> int:
        """Invited people who came to no session."""
        return self.diundang - (self.hadir - self.tambahan)


def peserta(rapat: Rapat) -> list[Any]:
    """Return the guests in order, each with ``hadir_di``: session id → how attended. 2 queries."""
    semua = rapat.kehadiran.prefetch_related(Prefetch("hadir", HadirSesi.objects.order_by("pk")))
    hasil: list[Any] = list(semua)
    for satu in hasil:
        satu.hadir_di = {h.sesi_id: h.cara for h in satu.hadir.all()}
    return hasil


def hitung(rapat: Rapat, semua: list[Any] | None = None) -> Hitungan:
    """Count the guests of *rapat* (*semua*: from :func:`peserta`, where they are read already).

    Somebody who came once in the room and once online counts as in the room.
    """
    semua = peserta(rapat) if semua is None else semua
    datang = [k for k in semua if k.hadir_di]
    luring = sum(CaraHadir.LURING in k.hadir_di.values() for k in datang)
    jawaban = Counter(k.jawaban for k in semua if k.diundang)
    return Hitungan(
        diundang=sum(k.diundang for k in semua),
        jawaban=[(j.label, jawaban[j]) for j in JawabanUndangan],
        hadir=len(datang),
        luring=luring,
        daring=len(datang) - luring,
        diwakili=sum(k.diwakili for k in datang),
        tambahan=sum(not k.diundang for k in datang),
        kelamin=_terpilah(Kelamin, (k.kelamin_hadir for k in datang), BELUM_DIISI),
        bidang=_terpilah(Bidang, (k.bidang for k in datang), "Di luar bidang"),
        unsur=_terpilah(Unsur, (k.unsur for k in datang), "Tidak tercatat"),
    )


def _terpilah(kode: Any, nilai: Any, tanpa: str) -> list[tuple[str, int]]:
    """Count *nilai* by the labels of *kode*; what has none comes last, where there is any."""
    jumlah = Counter(nilai)
    hasil = [(satu.label, jumlah[satu.value]) for satu in kode if jumlah[satu.value]]
    return [*hasil, *([(tanpa, jumlah[""])] if jumlah[""] else [])]
