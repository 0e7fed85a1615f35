from django.apps import AppConfig


class GratuitiesConfig(AppConfig):
    """Reports of gifts received or refused, the UPG that handles them, and its campaigns."""

    name = "bening.gratuities"
    label = "gratuities"
    verbose_name = "Gratifikasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.adapters.gate.rules import MIB, Rule, register_rule  # noqa: PLC0415
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.casework.marking import tell_superiors_by  # noqa: PLC0415 - after loading
        from bening.casework.models import Channel  # noqa: PLC0415 - needs the applications
        from bening.casework.retention import erase_by  # noqa: PLC0415 - after loading
        from bening.gratuities import (  # noqa: PLC0415 - needs the applications
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
        places.register_places()
        facts.register_facts()
        yearly.register_yearly()
        turns.register("gratuities", waiting.turns)
        erase_by(Channel.GRATUITY, retention.erase_old)
        tell_superiors_by(Channel.GRATUITY, waiting.superiors)
        register_rule(Rule(prefix="/gratifikasi/", limit=22 * MIB, at_once=64))
