"""What both state machines of the case share: how long they run, and what must always hold.

``P3AKS_UJI_PANJANG=1`` makes both run 2,000 times 50 steps.
"""

import datetime as dt
import os

from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from kasus.aturan import tahap as t
from kasus.enums_layanan import TahapKasus
from p3aks.core.models import SudahBerubah

PANJANG = os.environ.get("P3AKS_UJI_PANJANG") == "1"
AWAL = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
BOLEH_DITOLAK = (ValidationError, PermissionDenied, SudahBerubah)
T = TahapKasus
# What one victim goes through in this order, in each round of the case.
URUT = (
    "asesmen_mulai",
    "asesmen_selesai",
    "rencana_disepakati",
    "layanan_pertama",
    "pemantauan_pertama",
)
# A new agreed plan has new services to give: they run again, watched or not yet.
RENCANA_BARU = (T.PEMANTAUAN, T.INTERVENSI)


def jalankan(mesin, *, singkat: int, langkah: int = 50):
    """Run *mesin* *singkat* times, or 2,000 times 50 steps when the long run is asked for."""
    run_state_machine_as_test(
        mesin,
        settings=settings(
            max_examples=2000 if PANJANG else singkat,
            stateful_step_count=50 if PANJANG else langkah,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def periksa_perpindahan(lama, baru, *, rencana_baru=False):
    if lama != baru and not (rencana_baru and (lama, baru) == RENCANA_BARU):
        assert baru in t.PERPINDAHAN[lama], f"{lama} → {baru}"


def periksa_fakta(fakta, tahap):
    """What holds in every state, whatever led there."""
    assert tahap == t.hitung_tahap(fakta)
    if t.perlu_kedaruratan(fakta):
        assert tahap not in (T.ASESMEN, T.RENCANA, T.INTERVENSI, T.PEMANTAUAN)
    kini = t.putaran(fakta)
    if tahap in (T.RENCANA, T.INTERVENSI, T.PEMANTAUAN):
        assert kini.asesmen_selesai
        assert kini.jenis_ditetapkan
        assert kini.kewenangan_ditetapkan
    if tahap in (T.INTERVENSI, T.PEMANTAUAN):
        assert kini.rencana_disepakati
    if tahap == T.PEMANTAUAN:
        assert kini.layanan_pertama
