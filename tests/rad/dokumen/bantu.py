"""What the tests of documents say often."""

from django.urls import reverse

from p3aks.core.audit import JejakAudit, rantai_dari
from rad.models import Dokumen

ISI = b"%PDF-1.7 uji"


def segar(dokumen: Dokumen) -> Dokumen:
    return Dokumen.objects.get(pk=dokumen.pk)


def peristiwa(dokumen: Dokumen) -> list[str]:
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(dokumen)).order_by("nomor")
    return list(jejak.values_list("peristiwa", flat=True))


def alamat(nama: str, dokumen: Dokumen) -> str:
    return reverse(f"rad:dokumen_{nama}", args=[dokumen.pk])
