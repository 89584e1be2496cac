"""Celery tasks of the queue ``rahasia``: documents are made, releases composed, and lost ones
brought back."""

from kasus.documents import cetak, rilis
from kasus.models import DokumenKasus, Rilis
from p3aks.core.tugas_dokumen import tugas_dokumen

buat_dokumen, sapu_dokumen = tugas_dokumen(__name__, DokumenKasus, cetak)
susun_rilis, sapu_rilis = tugas_dokumen(f"{__name__}.rilis", Rilis, rilis)
