from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Review teams, rounds, values of every stage and their reports."""

    name = "bening.reviews"
    label = "reviews"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars.turns import register  # noqa: PLC0415 - after loading
        from bening.documents.holds import register as register_hold  # noqa: PLC0415
        from bening.reviews import (  # noqa: PLC0415 - needs the applications
            acts,
            conditions,
            holds,
            panel,
            places,
            waiting,
            words,
        )

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
        register_hold("reviews", holds.hold)
        places.register_places()
        panel.register_panel()
        register("reviews", waiting.turns)
