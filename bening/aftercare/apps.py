from django.apps import AppConfig


class AftercareConfig(AppConfig):
    """What follows a title: register, monitoring, revocation, rewards, replication."""

    name = "bening.aftercare"
    label = "aftercare"
    verbose_name = "Pascapenetapan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.aftercare import (  # noqa: PLC0415 - they need the applications
            acts,
            conditions,
            holds,
            panel,
            places,
            waiting,
            words,
        )
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.documents.holds import register as register_hold  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
        register_hold("aftercare", holds.hold)
        turns.register("aftercare", waiting.turns)
        places.register_places()
        panel.register_panel()
