from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Gates, the proposal package and what the national reviewers do with it."""

    name = "bening.nominations"
    label = "nominations"
    verbose_name = "Pengusulan"
    default_auto_field = "django.db.models.BigAutoField"
