"""Which cases are due to be made anonymous (R33), and what stands against it. Codes and dates.

Cases of one person go together: as long as one of them is kept, the others are, so that nobody
can be found again through a record that is said to be anonymous, and so that counts of people do
not change.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from kasus.aturan.retensi import TAHUN_SIMPAN, SubjekRetensi, batas_retensi, halangan_anonim
from kasus.aturan.waktu import tambah_tahun
from kasus.documents.jejak import kasus_ppdp
from kasus.enums_layanan import TahapKasus
from kasus.models import Identitas, Kasus, Korban, Terlapor, Terminasi
from pokja.enums import Peran
from pokja.models import Pengguna

ALASAN = "jatuh tempo retensi"
ORANG_SAMA = "Masih ada kasus lain dari orang yang sama yang belum boleh dianonimkan."


@dataclass
class Jatuh:
    """One case whose time is up. ``halangan``: why it has to wait all the same; [] if it may go."""

    kasus: Any
    kode: str
    terminasi: date
    batas: date
    halangan: list[str] = field(default_factory=list)


def jatuh_tempo(per: date, *, hanya: Iterable[Any] | None = None) -> list[Jatuh]:
    """Return the cases due on *per*, the oldest first.

    *hanya*: only these case ids go; what shares a person with a case outside has to wait. A fixed
    number of queries. Cases that are open or already anonymous are never due.
    """
    akhir = _terminasi(per)
    kasus = {
        k.pk: k
        for k in Kasus.objects.sistem(ALASAN).filter(tahap=TahapKasus.TERMINASI, anonim_pada=None)
        if k.pk in akhir
    }
    subjek = _subjek(kasus)
    hasil: dict[Any, Jatuh] = {}
    boleh = None if hanya is None else set(hanya)
    for pk, satu in kasus.items():
        batas = batas_retensi(akhir[pk], subjek[pk])
        if batas is None or batas > per or (boleh is not None and pk not in boleh):
            continue
        halangan = halangan_anonim(batas, per, satu.ditahan_hukum, disetujui_dpo=True)
        hasil[pk] = Jatuh(pk, satu.kode, akhir[pk], batas, halangan)
    _tahan_orang_sama(hasil)
    return sorted(hasil.values(), key=lambda j: (j.batas, j.kode))


def _terminasi(per: date) -> dict[Any, date]:
    """Return the day of the termination in force of every case that may be due by *per*."""
    baris = (
        Terminasi.objects.sistem(ALASAN)
        .filter(disetujui_pada__isnull=False, dibuka_kembali_pada=None)
        .order_by("disetujui_pada")
        .values_list("kasus", "disetujui_pada")
    )
    semua = {kasus: timezone.localdate(pada) for kasus, pada in baris}
    paling_baru = tambah_tahun(per, -TAHUN_SIMPAN)
    return {kasus: hari for kasus, hari in semua.items() if hari <= paling_baru}


def _subjek(kasus: dict[Any, Kasus]) -> dict[Any, list[SubjekRetensi]]:
    lahir: dict[Any, str] = {}
    for i in (
        Identitas.objects.sistem(ALASAN)
        .filter(kasus__in=list(kasus))
        .only("korban", "terlapor", "tanggal_lahir")
    ):
        lahir[i.korban_id or i.terlapor_id] = i.tanggal_lahir
    hasil: dict[Any, list[SubjekRetensi]] = defaultdict(list)
    for model in (Korban, Terlapor):
        baris: Any = model._default_manager
        for pk, milik, anak, usia in (
            baris.sistem(ALASAN)
            .filter(kasus__in=list(kasus))
            .values_list("pk", "kasus", "anak", "usia")
        ):
            tanggal, tahun = _baca_lahir(lahir.get(pk, ""))
            hasil[milik].append(
                SubjekRetensi(anak, tanggal, tahun, usia, kejadian=_kejadian(kasus[milik]))
            )
    return hasil


def _baca_lahir(teks: str) -> tuple[date | None, int | None]:
    """Return the stored birth as (day, year): ISO date, or a year alone, or neither."""
    try:
        return date.fromisoformat(teks), None
    except ValueError:
        return None, int(teks) if len(teks) == 4 and teks.isdecimal() else None


def _kejadian(kasus: Kasus) -> date:
    """Return the latest day on which the incident can have been."""
    lapor = timezone.localdate(kasus.tanggal_lapor)
    if kasus.tanggal_kejadian:
        return kasus.tanggal_kejadian
    return min(lapor, date(kasus.tahun_kejadian, 12, 31)) if kasus.tahun_kejadian else lapor


def _tahan_orang_sama(hasil: dict[Any, Jatuh]) -> None:
    """Hold cases that share a person with a case that has to stay, until nothing changes."""
    orang = Korban.objects.sistem(ALASAN).filter(kasus__anonim_pada=None)
    milik = orang.filter(kasus__in=list(hasil)).values("orang")
    per_orang: dict[Any, set[Any]] = defaultdict(set)
    for kasus, satu in orang.filter(orang__in=milik).values_list("kasus", "orang"):
        per_orang[satu].add(kasus)
    tetap = {pk for pk, j in hasil.items() if j.halangan}
    berubah = True
    while berubah:
        berubah = False
        for kelompok in per_orang.values():
            if all(k in hasil and k not in tetap for k in kelompok):
                continue
            for pk in kelompok:
                if pk in hasil and pk not in tetap:
                    tetap.add(pk)
                    hasil[pk].halangan.append(ORANG_SAMA)
                    berubah = True


def terlihat(user: Pengguna) -> set[Any]:
    """Return the ids of the cases that *user* may see in lists of retention: PPDP all but those
    closed to them, a supervisor those they handle."""
    if Peran.PPDP in user.peran:
        return set(kasus_ppdp(user).values_list("pk", flat=True))
    return set(Kasus.objects.untuk(user).ditangani(user).values_list("pk", flat=True))


def tampil(user: Pengguna, daftar: list[Jatuh]) -> list[Jatuh]:
    """Return the lines to show to *user*: that a person has another case, perhaps a sealed one, is
    for PPDP alone to know."""
    if Peran.PPDP in user.peran:
        return daftar
    return [j for j in daftar if ORANG_SAMA not in j.halangan]
