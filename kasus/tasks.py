"""Celery tasks of the queue ``rahasia``: documents are made, and lost ones brought back."""

from kasus.documents import cetak
from kasus.models import DokumenKasus
from p3aks.core.tugas_dokumen import tugas_dokumen

buat_dokumen, sapu_dokumen = tugas_dokumen(__name__, DokumenKasus, cetak)
