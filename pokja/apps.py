"""Who: people, institutions and the Pokja."""

from django.apps import AppConfig


class PokjaConfig(AppConfig):
    """Registers the permission predicates and the Pokja's parts of the beranda."""

    name = "pokja"
    verbose_name = "Pokja"

    def ready(self) -> None:
        """Load the predicates; name the sources of tasks."""
        from pokja import permissions  # noqa: F401, PLC0415
        from pokja.documents import tugas, tugas_dini, tugas_rapat  # noqa: PLC0415
        from pokja.tugas import daftarkan  # noqa: PLC0415

        daftarkan(tugas_dini.susun)
        daftarkan(tugas.susun)
        daftarkan(tugas_rapat.susun)
