"""The settings of the project; BENCH_SEWA (seconds) shortens lease and sweep for a quick look."""

import os

from p3aks.settings import *  # noqa: F403
from p3aks.settings import CELERY_BEAT_SCHEDULE

if _sewa := os.environ.get("BENCH_SEWA"):
    P3AKS_SEWA_DETIK = int(_sewa)
    CELERY_BEAT_SCHEDULE = {
        n: {**s, "schedule": int(_sewa) / 2} for n, s in CELERY_BEAT_SCHEDULE.items()
    }
