"""What everybody may read without an account: frozen versions and promulgated regulations."""

from django.db.models import OuterRef, QuerySet, Subquery

from rad.enums import JenisDokumen
from rad.models import Dokumen, Perbup, Rad, VersiRad


def versi_terbaru() -> QuerySet[VersiRad]:
    """Return the newest version of each plan the public may see, newest period first."""
    nomor = VersiRad.objects.filter(rad=OuterRef("rad")).order_by("-nomor").values("nomor")[:1]
    return (
        VersiRad.objects.filter(rad__in=Rad.objects.publik(), nomor=Subquery(nomor))
        .select_related("rad")
        .order_by("-rad__mulai")
    )


def naskah_final() -> QuerySet[Dokumen]:
    """Return the finished PDFs of promulgated regulations, newest first."""
    return (
        Dokumen.objects.selesai()
        .filter(final=True, jenis=JenisDokumen.PERBUP, perbup__in=Perbup.objects.publik())
        .order_by("-selesai_pada")
    )


def isi_berkas(perbup: Perbup) -> bytes | None:
    """Return the regulation as PDF: the scan of the signed text, else our final document; None
    where there is neither, or where the stored file no longer has its hash."""
    if perbup.berkas_final:
        with perbup.berkas_final.open("rb") as berkas:
            return berkas.read()
    dokumen = naskah_final().filter(perbup=perbup).first()
    return dokumen.isi_utuh() if dokumen else None
