from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Audit reports and the follow-up of their recommendations; assessments from outside."""

    name = "bening.findings"
    label = "findings"
    verbose_name = "Tindak lanjut hasil pemeriksaan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - all of these need the applications
        from bening.findings import (  # noqa: PLC0415 - needs the applications
            acts,
            facts,
            places,
            public_part,
            waiting,
            words,
            yearly,
        )

        acts.register_acts()
        words.register_words()
        places.register_places()
        facts.register_facts()
        yearly.register_yearly()
        turns.register("findings", waiting.turns)
        public_part.register_part()
