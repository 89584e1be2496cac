"""What: plan, regulation and documents."""

from django.apps import AppConfig


class RadConfig(AppConfig):
    """Registers the permission predicates and the plan's part of the beranda."""

    name = "rad"
    verbose_name = "RAD"

    def ready(self) -> None:
        """Load the predicates; tell the beranda what the plan asks of people."""
        from pokja.tugas import daftarkan  # noqa: PLC0415
        from rad import permissions  # noqa: F401, PLC0415
        from rad.documents.tugas import susun  # noqa: PLC0415

        daftarkan(susun)
