from django.apps import AppConfig


class ChannelReportsConfig(AppConfig):
    """The yearly evaluation of every integrity channel."""

    name = "bening.channel_reports"
    label = "channel_reports"
    verbose_name = "Evaluasi saluran"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.channel_reports import (  # noqa: PLC0415 - needs the applications
            acts,
            facts,
            holds,
            places,
            waiting,
            words,
        )
        from bening.documents.holds import register as register_hold  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        facts.register_facts()
        places.register_places()
        register_hold("channel_reports", holds.hold)
        turns.register("channel_reports", waiting.turns)
