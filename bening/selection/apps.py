from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Choice of the units that become Zona Integritas."""

    name = "bening.selection"
    label = "selection"
    verbose_name = "Pemilihan unit"
    default_auto_field = "django.db.models.BigAutoField"
