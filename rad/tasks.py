"""Celery tasks: documents are made, and lost ones brought back."""

from p3aks.core.tugas_dokumen import tugas_dokumen
from rad import documents
from rad.models import Dokumen

buat_dokumen, sapu_dokumen = tugas_dokumen(__name__, Dokumen, documents)
