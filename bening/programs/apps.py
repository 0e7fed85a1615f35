from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """A unit's Zona Integritas program and the titles it has held."""

    name = "bening.programs"
    label = "programs"
    verbose_name = "Program Zona Integritas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.programs import conditions, places, waiting, words  # noqa: PLC0415

        words.register_words()
        conditions.register_guards()
        turns.register("programs", waiting.turns)
        places.register_places()
