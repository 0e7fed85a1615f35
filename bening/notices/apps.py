from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """My turns, reminders, escalations and the calendar feed."""

    name = "bening.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import telling, turns  # noqa: PLC0415 - need the applications
        from bening.notices import (  # noqa: PLC0415 - need the applications
            assignments,
            places,
            reminding,
            steps,
            words,
        )

        words.register_words()
        places.register_places()
        steps.listen()
        telling.forget_too(reminding.forget)
        turns.register("questions", assignments.turns)
