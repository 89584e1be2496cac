"""The shared kernel: knows no domain table."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Loads the Celery app and our system checks."""

    name = "p3aks.core"
    label = "core"
    verbose_name = "inti"

    def ready(self) -> None:
        """Register checks; bind shared tasks to our Celery app, not to Celery's default."""
        import p3aks.celery  # noqa: F401, PLC0415
        from p3aks.core import checks  # noqa: F401, PLC0415
