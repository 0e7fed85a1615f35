from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Registry through which features publish what daily work proves."""

    name = "bening.facts"
    label = "facts"
    verbose_name = "Fakta"
    default_auto_field = "django.db.models.BigAutoField"
