from django.apps import AppConfig


class PactsConfig(AppConfig):
    """Integrity pacts, signing campaigns, declarations and public commitments."""

    name = "bening.pacts"
    label = "pacts"
    verbose_name = "Pakta integritas"
    default_auto_field = "django.db.models.BigAutoField"
