from django.apps import AppConfig


class RisksConfig(AppConfig):
    """The risk register of a unit: risks, their control, actions, events and reviews."""

    name = "bening.risks"
    label = "risks"
    verbose_name = "Risiko"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.risks import acts, facts, places, waiting, words, yearly  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        places.register_places()
        facts.register_facts()
        yearly.register_yearly()
        turns.register("risks", waiting.turns)
