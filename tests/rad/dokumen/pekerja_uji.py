"""Settings of the separate processes of ``test_worker_kill``: real ones, but impatient."""

from p3aks.settings import *  # noqa: F403
from p3aks.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

P3AKS_SEWA_DETIK = 5
CELERY_BEAT_SCHEDULE = {
    nama: {**isi, "schedule": 1.0} for nama, isi in CELERY_BEAT_SCHEDULE.items()
}
# Tables straight from the models: the migrations have tests of their own.
MIGRATION_MODULES = {nama.rsplit(".", 1)[-1]: None for nama in INSTALLED_APPS}
