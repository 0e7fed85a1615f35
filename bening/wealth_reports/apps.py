from django.apps import AppConfig


class WealthReportsConfig(AppConfig):
    """Whether officials reported their wealth in time: lists, status, totals; never figures."""

    name = "bening.wealth_reports"
    label = "wealth_reports"
    verbose_name = "Kepatuhan LHKPN dan LHKAN"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.wealth_reports import acts, facts, places, words  # noqa: PLC0415 - needs apps

        acts.register_acts()
        words.register_words()
        places.register_places()
        facts.register_facts()
