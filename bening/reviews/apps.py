from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Review teams, rounds, values of every stage and their reports."""

    name = "bening.reviews"
    label = "reviews"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.reviews import acts, conditions, words  # noqa: PLC0415 - after loading

        acts.register_acts()
        words.register_words()
        conditions.register_guards()
