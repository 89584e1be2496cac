"""Celery tasks: an id in, thin, any number of times. All decisions are in the row."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import close_old_connections, connections

from p3aks.core import jobs
from pokja.documents import cetak
from pokja.models import DokumenPokja


@shared_task
def buat_dokumen(pk: str) -> None:
    """Make document *pk*, if it waits."""
    jobs.kerjakan(DokumenPokja, pk, cetak=cetak.cetak, ekstensi=cetak.ekstensi)


@shared_task
def sapu_dokumen(*, tuntas: bool = False) -> dict[str, int]:
    """Bring lost documents back into the queue; see :func:`p3aks.core.jobs.sapu`."""
    return jobs.sapu(
        DokumenPokja, lambda pk: jobs.tawarkan(buat_dokumen, pk), tuntas=tuntas
    )._asdict()


@worker_ready.connect
def sapu_saat_mulai(**_: Any) -> None:
    """A worker that starts looks for what its predecessor left behind."""
    close_old_connections()
    try:
        sapu_dokumen(tuntas=True)
    finally:
        connections.close_all()
