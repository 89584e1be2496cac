"""Who: people, institutions and the Pokja."""

from django.apps import AppConfig


class PokjaConfig(AppConfig):
    """Registers the permission predicates."""

    name = "pokja"
    verbose_name = "Pokja"

    def ready(self) -> None:
        """Load the predicates."""
        from pokja import permissions  # noqa: F401, PLC0415
