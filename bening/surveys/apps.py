from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, periods, invitations, intake, results and their publication."""

    name = "bening.surveys"
    label = "surveys"
    verbose_name = "Survei"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.surveys import (  # noqa: PLC0415 - needs the applications
            intake_registration,
            period_turns,
            places,
            result_registration,
            words,
        )

        words.register_words()
        places.register_places()
        turns.register("surveys", period_turns.turns)
        intake_registration.register_intake()
        result_registration.register_results()
