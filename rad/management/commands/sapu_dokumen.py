"""``sapu_dokumen``: bring lost documents back into the queue and remove stray files."""

from typing import Any

from django.core.management.base import BaseCommand

from rad.tasks import sapu_dokumen


class Command(BaseCommand):
    """For cron or by hand; the worker does the same every 30 seconds."""

    help = "Menawarkan kembali dokumen yang tertinggal dan membuang berkas yang tidak bertuan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once and tell what was done."""
        hasil = sapu_dokumen(tuntas=True)
        self.stdout.write(
            f"{hasil['ditawarkan']} dokumen ditawarkan kembali, "
            f"{hasil['dikembalikan']} dikembalikan ke antrean, "
            f"{hasil['digagalkan']} dinyatakan gagal, {hasil['dihapus']} berkas dibuang."
        )
