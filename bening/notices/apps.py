from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """My turns, reminders, escalations and the calendar feed."""

    name = "bening.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"
    default_auto_field = "django.db.models.BigAutoField"
