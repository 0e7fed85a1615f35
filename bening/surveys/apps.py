from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, periods, invitations, intake, results and their publication."""

    name = "bening.surveys"
    label = "surveys"
    verbose_name = "Survei"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - they need the applications
        from bening.documents.holds import register as register_hold  # noqa: PLC0415
        from bening.surveys import (  # noqa: PLC0415
            facts,
            holds_results,
            places_results,
            waiting_results,
            words,
        )

        words.register_words()
        facts.register_facts()
        places_results.register_places()
        register_hold("survey_results", holds_results.hold)
        turns.register("survey_results", waiting_results.turns)
