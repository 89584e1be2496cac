"""De-identified incident rows as GBVIMS shares them: no code, no name, no place below the regency.

Only victims who agreed that their data count in reports (sector STATISTIK) are in it.
"""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone

from kasus.enums_layanan import SektorPersetujuan
from kasus.models import Kasus, Korban, Persetujuan

KOLOM = (
    "nomor",
    "bulan_lapor",
    "hari_sejak_kejadian",
    "jenis_gbvims",
    "jenis_kelamin",
    "kelompok_usia",
    "disabilitas",
    "status_perkawinan",
    "tahap_pengungsian",
    "anak_terpisah",
    "tempat",
    "kategori",
    "ranah",
    "keterkaitan_konflik",
    "jumlah_terlapor",
    "kelompok_usia_terlapor",
    "hubungan",
    "layanan",
    "dirujuk",
)
SELANG = ((3, "0–3"), (5, "4–5"), (14, "6–14"), (30, "15–30"))
LEBIH = "lebih dari 30"
SEKALI_AMBIL = 500


def kumpulkan(user: Any, dari: dt.date, sampai: dt.date) -> tuple[list[dict[str, str]], int]:
    """Return rows by :data:`KOLOM`, one per victim of the cases *user* handles that were reported
    from *dari* to *sampai* (WIB), and how many victims are left out for want of consent."""
    izin = Persetujuan.objects.sistem("izin statistik").aktif()
    semua = (
        Korban.objects.untuk(user)
        .filter(
            kasus__tanggal_lapor__date__gte=dari,
            kasus__tanggal_lapor__date__lte=sampai,
            kasus__anonim_pada=None,
        )
        .annotate(
            diizinkan=Exists(izin.filter(korban=OuterRef("pk"), sektor=SektorPersetujuan.STATISTIK))
        )
        # By a key that tells nothing: the order of the rows must not give the date away.
        .order_by("orang")
        .prefetch_related("hubungan", "layanan", "rujukan")
    )
    daftar = list(semua)
    # SQLite is asked for a foreign key with one OR per key, and takes a thousand.
    for mulai in range(0, len(daftar), SEKALI_AMBIL):
        prefetch_related_objects(daftar[mulai : mulai + SEKALI_AMBIL], "kasus__terlapor")
    boleh = [k for k in daftar if k.diizinkan]
    return [_baris(n, k) for n, k in enumerate(boleh, 1)], len(daftar) - len(boleh)


def _baris(nomor: int, k: Korban) -> dict[str, str]:
    kasus, terlapor = k.kasus, list(k.kasus.terlapor.all())
    nilai = (
        nomor,
        kasus.bulan,
        _selang(kasus),
        k.gbvims,
        k.kelamin,
        k.kelompok_usia,
        k.disabilitas,
        k.status_perkawinan,
        k.tahap_pengungsian,
        "YA" if k.terpisah else "TIDAK",
        k.tempat,
        k.kategori,
        k.ranah,
        k.keterkaitan,
        len(terlapor),
        _gabung(t.kelompok_usia for t in terlapor),
        _gabung(h.hubungan for h in k.hubungan.all()),
        _gabung(lay.jenis for lay in k.layanan.all()),
        "YA" if k.rujukan.all() else "TIDAK",
    )
    return dict(zip(KOLOM, map(str, nilai), strict=True))


def _gabung(kode: Any) -> str:
    return " ".join(sorted(set(kode)))


def _selang(kasus: Kasus) -> str:
    """Return the days between incident and report as a band."""
    if kasus.tanggal_kejadian is None:
        return ""
    hari = (timezone.localdate(kasus.tanggal_lapor) - kasus.tanggal_kejadian).days
    return next((kata for batas, kata in SELANG if hari <= batas), LEBIH)
