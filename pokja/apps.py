"""Who: people, institutions and the Pokja."""

from django.apps import AppConfig


class PokjaConfig(AppConfig):
    """Registers the permission predicates and the Pokja's part of the beranda."""

    name = "pokja"
    verbose_name = "Pokja"

    def ready(self) -> None:
        """Load the predicates; name the source of tasks."""
        from pokja import permissions  # noqa: F401, PLC0415
        from pokja.documents.tugas import susun  # noqa: PLC0415
        from pokja.tugas import daftarkan  # noqa: PLC0415

        daftarkan(susun)
