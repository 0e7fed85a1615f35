from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Review teams, rounds, values of every stage and their reports."""

    name = "bening.reviews"
    label = "reviews"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars.turns import register  # noqa: PLC0415 - after loading
        from bening.reviews import (  # noqa: PLC0415
            acts,
            conditions,
            panel,
            places,
            waiting,
            words,
        )

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
        places.register_places()
        panel.register_panel()
        register("reviews", waiting.turns)
