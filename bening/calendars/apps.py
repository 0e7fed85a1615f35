from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Days off, stand-ins, turns, and what people are told."""

    name = "bening.calendars"
    label = "calendars"
    verbose_name = "Kalender"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import places, words  # noqa: PLC0415 - need the applications

        words.register_words()
        places.register_places()
