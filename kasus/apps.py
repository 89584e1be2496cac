"""For whom: confidential violence-case records."""

from django.apps import AppConfig


class KasusConfig(AppConfig):
    """Registers the permission predicates and the cases' part of the beranda."""

    name = "kasus"
    verbose_name = "Kasus"

    def ready(self) -> None:
        """Load the predicates; tell the beranda what case work asks of people."""
        from kasus import permissions  # noqa: F401, PLC0415
        from kasus.documents.tugas import susun  # noqa: PLC0415
        from pokja.tugas import SUMBER  # noqa: PLC0415

        SUMBER.daftarkan(susun)
