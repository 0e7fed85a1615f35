from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    """Conflicts of interest: private interests, declarations, control, prevention."""

    name = "bening.conflicts"
    label = "conflicts"
    verbose_name = "Konflik kepentingan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.casework.marking import tell_superiors_by  # noqa: PLC0415 - after loading
        from bening.casework.models import Channel  # noqa: PLC0415 - needs the applications
        from bening.conflicts import (  # noqa: PLC0415 - needs the applications
            acts,
            facts,
            places,
            superiors,
            waiting,
            words,
            yearly,
        )

        acts.register_acts()
        words.register_words()
        facts.register_facts()
        yearly.register_yearly()
        turns.register("conflicts", waiting.turns)
        tell_superiors_by(Channel.CONFLICT, superiors.above_clock)
        places.register_places()
