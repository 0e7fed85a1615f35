from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies and their work units: the tenant boundary."""

    name = "bening.agencies"
    label = "agencies"
    verbose_name = "Instansi dan unit kerja"
    default_auto_field = "django.db.models.BigAutoField"
