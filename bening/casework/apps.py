from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Numbers, terms and clocks of cases."""

    name = "bening.casework"
    label = "casework"
    verbose_name = "Perkara"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.casework import marking, recounting, waiting, words  # noqa: PLC0415

        words.register_words()
        marking.register_sentences()
        turns.register("casework", waiting.turns)
        recounting.listen()
