from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Gates, the proposal package and what the national reviewers do with it."""

    name = "bening.nominations"
    label = "nominations"
    verbose_name = "Pengusulan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.documents.holds import register as register_hold  # noqa: PLC0415
        from bening.nominations import conditions, holds, places, waiting, words  # noqa: PLC0415

        words.register_words()
        conditions.register_guards()
        register_hold("nominations", holds.hold)
        places.register_places()
        turns.register("nominations", waiting.turns)
