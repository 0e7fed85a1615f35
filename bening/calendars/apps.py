from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Holidays, working days and the deputies who act for absent people."""

    name = "bening.calendars"
    label = "calendars"
    verbose_name = "Kalender"
    default_auto_field = "django.db.models.BigAutoField"
