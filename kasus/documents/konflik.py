"""The victims of a case on their four independent axes, and what they need."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from kasus.enums import KategoriPelaporan, KeterkaitanKonflik
from kasus.models import BentukKorban, Kasus, KebutuhanKorban, TautanKonflik


def korban_kasus(kasus: Kasus) -> list[dict[str, Any]]:
    """Return each victim of *kasus* in its scope: forms, ties, needs. A fixed number of queries.

    ``menunggu``: the proposal that waits for its second reader; ``berlaku``: the tie in force;
    ``dugaan_hari``: for how many days a suspicion has stood.
    """
    tautan = TautanKonflik.objects.seperti(kasus).select_related("oleh", "dibaca_oleh", "peristiwa")
    semua = kasus.korban.prefetch_related(
        Prefetch("bentuk", BentukKorban.objects.seperti(kasus)),
        Prefetch("tautan_konflik", tautan),
        Prefetch("kebutuhan", KebutuhanKorban.objects.seperti(kasus).select_related("opd")),
    )
    return [_korban(k) for k in semua]


def _korban(korban: Any) -> dict[str, Any]:
    tautan = list(korban.tautan_konflik.all())
    sah = sorted((t for t in tautan if t.disahkan), key=lambda t: t.dibaca_pada, reverse=True)
    kebutuhan = list(korban.kebutuhan.all())
    belum = [k for k in kebutuhan if k.terpenuhi_pada is None]
    return {
        "korban": korban,
        "bentuk": list(korban.bentuk.all()),
        "menunggu": next((t for t in tautan if t.disahkan is None), None),
        "berlaku": sah[0] if sah else None,
        "riwayat": [t for t in tautan if t.disahkan is not None],
        "kebutuhan": len(kebutuhan),
        "belum": belum,
        "dugaan_hari": _umur_dugaan(sah),
    }


def _umur_dugaan(sah: list[Any]) -> int | None:
    """Return for how many days the tie in force has been a suspicion; None where it is not."""
    sejak = None
    for satu in sah:
        if satu.keterkaitan != KeterkaitanKonflik.DUGAAN:
            break
        sejak = satu.dibuat_pada
    return None if sejak is None else (timezone.now() - sejak).days


def rekap_kategori(daftar: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Return how many of the victims count in each reporting category; they add up to all (R07)."""
    milik = [baris["korban"].kategori for baris in daftar]
    return [(k.label, milik.count(k)) for k in KategoriPelaporan]
