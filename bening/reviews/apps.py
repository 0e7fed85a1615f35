from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Review teams, rounds, values of every stage and their reports."""

    name = "bening.reviews"
    label = "reviews"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"
