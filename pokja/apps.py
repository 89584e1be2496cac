"""Who: people, institutions and the Pokja."""

from django.apps import AppConfig


class PokjaConfig(AppConfig):
    """Registers the permission predicates and the Pokja's parts of the beranda."""

    name = "pokja"
    verbose_name = "Pokja"

    def ready(self) -> None:
        """Load the predicates; name the sources of tasks."""
        from pokja import kabar, permissions, tugas  # noqa: F401, PLC0415
        from pokja.documents import kabar as kabar_pokja  # noqa: PLC0415
        from pokja.documents import tugas as tugas_pokja  # noqa: PLC0415
        from pokja.documents import tugas_dini, tugas_rapat  # noqa: PLC0415

        tugas.SUMBER.daftarkan(tugas_dini.susun)
        tugas.SUMBER.daftarkan(tugas_pokja.susun)
        tugas.SUMBER.daftarkan(tugas_rapat.susun)
        kabar.SUMBER.daftarkan(kabar_pokja.susun)
