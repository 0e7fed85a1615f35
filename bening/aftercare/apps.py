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
            panel,
            places,
            waiting,
            words,
        )
        from bening.calendars import turns  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
        turns.register("aftercare", waiting.turns)
        places.register_places()
        panel.register_panel()
