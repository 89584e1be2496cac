"""The Celery tasks of one table of documents: an id in, thin, any number of times. All decisions
are in the row; a message never carries anything else."""

from pathlib import Path
from typing import Any, Protocol

from celery import shared_task
from celery.signals import worker_ready
from django.db import close_old_connections, connections

from p3aks.core import jobs
from p3aks.core.documents import DokumenBase


class Pencetak(Protocol):
    """The module that knows the kinds of an app's documents."""

    def cetak(
        self, dokumen: Any, tujuan: Path, kemajuan: jobs.Kemajuan, batal: jobs.Batal, /
    ) -> jobs.Hasil:
        """Write the file of *dokumen*."""

    def ekstensi(self, dokumen: Any, /) -> str:
        """Return the ending of its file."""


def tugas_dokumen(modul: str, model: type[DokumenBase], pencetak: Pencetak) -> tuple[Any, Any]:
    """Return the tasks ``<modul>.buat_dokumen`` and ``<modul>.sapu_dokumen`` for the rows of
    *model*; a worker that starts sweeps up what its predecessor left behind."""

    @shared_task(name=f"{modul}.buat_dokumen")
    def buat_dokumen(pk: str) -> None:
        """Make document *pk*, if it waits."""
        jobs.kerjakan(model, pk, cetak=pencetak.cetak, ekstensi=pencetak.ekstensi)

    @shared_task(name=f"{modul}.sapu_dokumen")
    def sapu_dokumen(*, tuntas: bool = False) -> dict[str, int]:
        """Bring lost documents back into the queue; see :func:`p3aks.core.jobs.sapu`."""
        return jobs.sapu(model, lambda pk: jobs.tawarkan(buat_dokumen, pk), tuntas=tuntas)._asdict()

    def sapu_saat_mulai(**_: Any) -> None:
        close_old_connections()
        try:
            sapu_dokumen(tuntas=True)
        finally:
            connections.close_all()

    worker_ready.connect(sapu_saat_mulai, weak=False, dispatch_uid=f"{modul}.sapu_saat_mulai")
    return buat_dokumen, sapu_dokumen
