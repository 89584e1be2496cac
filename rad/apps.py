"""What: plan, regulation and documents."""

from django.apps import AppConfig


class RadConfig(AppConfig):
    """Registers the permission predicates and the plan's part of pages below it."""

    name = "rad"
    verbose_name = "RAD"

    def ready(self) -> None:
        """Load the predicates; tell the beranda what the plan asks of people, and follow-ups which
        actions carry them out."""
        from pokja import kabar, kaitan, tugas  # noqa: PLC0415
        from rad import permissions  # noqa: F401, PLC0415
        from rad.documents import kabar as kabar_rad  # noqa: PLC0415
        from rad.documents import kaitan as kaitan_rad  # noqa: PLC0415
        from rad.documents import tugas as tugas_rad  # noqa: PLC0415

        tugas.SUMBER.daftarkan(tugas_rad.susun)
        kabar.SUMBER.daftarkan(kabar_rad.susun)
        kaitan.SUMBER.daftarkan(kaitan_rad.bagian)
