from django.apps import AppConfig


class PactsConfig(AppConfig):
    """Integrity pacts, signing campaigns, declarations and public commitments."""

    name = "bening.pacts"
    label = "pacts"
    verbose_name = "Pakta integritas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.pacts.registration import register_all  # noqa: PLC0415 - needs the tables

        register_all()
