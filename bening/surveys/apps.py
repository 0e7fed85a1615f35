from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, periods, invitations, intake, results and their publication."""

    name = "bening.surveys"
    label = "surveys"
    verbose_name = "Survei"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.surveys import intake_registration, words  # noqa: PLC0415 - needs the applications

        words.register_words()
        intake_registration.register_intake()
