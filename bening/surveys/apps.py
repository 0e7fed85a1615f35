from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, periods, invitations, intake, results and their publication."""

    name = "bening.surveys"
    label = "surveys"
    verbose_name = "Survei"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.surveys import (  # noqa: PLC0415 - they need the applications
            intake_registration,
            result_registration,
            words,
        )

        words.register_words()
        intake_registration.register_intake()
        result_registration.register_results()
