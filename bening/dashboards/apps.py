from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Read-only pages over other features' queries."""

    name = "bening.dashboards"
    label = "dashboards"
    verbose_name = "Beranda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.dashboards import places  # noqa: PLC0415 - needs the applications

        places.register_places()
