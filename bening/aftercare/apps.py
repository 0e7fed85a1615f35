from django.apps import AppConfig


class AftercareConfig(AppConfig):
    """What follows a title: register, monitoring, revocation, rewards, replication."""

    name = "bening.aftercare"
    label = "aftercare"
    verbose_name = "Pascapenetapan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.aftercare import acts, conditions, waiting, words  # noqa: PLC0415 - the tables
        from bening.calendars import turns  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
        turns.register("aftercare", waiting.turns)
