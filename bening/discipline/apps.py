from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    """Discipline and ethics: rules, cases, sanctions, appeals, and figures without names."""

    name = "bening.discipline"
    label = "discipline"
    verbose_name = "Disiplin dan kode etik"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.casework.marking import tell_superiors_by  # noqa: PLC0415 - after loading
        from bening.casework.models import Channel  # noqa: PLC0415 - needs the applications
        from bening.casework.retention import erase_by  # noqa: PLC0415 - after loading
        from bening.discipline import (  # noqa: PLC0415 - needs the applications
            access,
            acts,
            facts,
            places,
            retention,
            waiting,
            words,
            yearly,
        )

        acts.register_acts()
        words.register_words()
        facts.register_facts()
        yearly.register_year()
        turns.register("discipline", waiting.turns)
        erase_by(Channel.DISCIPLINE, retention.erase_old)
        tell_superiors_by(Channel.DISCIPLINE, access.above_clock)
        places.register_places()
