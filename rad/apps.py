"""What: plan, regulation and documents."""

from django.apps import AppConfig


class RadConfig(AppConfig):
    """Registers the permission predicates and the plan's part of pages below it."""

    name = "rad"
    verbose_name = "RAD"

    def ready(self) -> None:
        """Load the predicates; tell the beranda what the plan asks of people, and follow-ups which
        actions carry them out."""
        from pokja import kaitan, tugas  # noqa: PLC0415
        from rad import permissions  # noqa: F401, PLC0415
        from rad.documents.kaitan import bagian  # noqa: PLC0415
        from rad.documents.tugas import susun  # noqa: PLC0415

        tugas.daftarkan(susun)
        kaitan.daftarkan(bagian)
