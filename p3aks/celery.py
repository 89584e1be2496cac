"""The Celery application; ``p3aks.core.apps`` loads it so that web processes publish through it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")

app = Celery("p3aks")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Periodic jobs stand above the actions they call; ``tasks`` stands below them.
app.autodiscover_tasks(related_name="jadwal")
