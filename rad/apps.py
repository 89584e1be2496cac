"""What: plan, regulation and documents."""

from django.apps import AppConfig


class RadConfig(AppConfig):
    """Registers the permission predicates."""

    name = "rad"
    verbose_name = "RAD"

    def ready(self) -> None:
        """Load the predicates."""
        from rad import permissions  # noqa: F401, PLC0415
