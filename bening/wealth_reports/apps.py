from django.apps import AppConfig


class WealthReportsConfig(AppConfig):
    """Whether officials reported their wealth in time: lists, status, totals; never figures."""

    name = "bening.wealth_reports"
    label = "wealth_reports"
    verbose_name = "Kepatuhan LHKPN dan LHKAN"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.accounts import duties  # noqa: PLC0415 - they need the applications
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.wealth_reports import (  # noqa: PLC0415 - needs the applications
            acts,
            facts,
            models,
            places,
            waiting,
            words,
            yearly,
        )

        duties.register("wealth_reports", models.WealthOfficer.objects.all())
        acts.register_acts()
        words.register_words()
        places.register_places()
        facts.register_facts()
        yearly.register_yearly()
        turns.register("wealth_reports", waiting.turns)
