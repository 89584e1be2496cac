"""Celery tasks: documents are made, and lost ones brought back."""

from p3aks.core.tugas_dokumen import tugas_dokumen
from pokja.documents import cetak
from pokja.models import DokumenPokja

buat_dokumen, sapu_dokumen = tugas_dokumen(__name__, DokumenPokja, cetak)
