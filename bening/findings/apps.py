from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Audit reports and the follow-up of their recommendations; assessments from outside."""

    name = "bening.findings"
    label = "findings"
    verbose_name = "Tindak lanjut hasil pemeriksaan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.casework.marking import tell_superiors_by  # noqa: PLC0415 - needs the apps
        from bening.findings import acts, facts, places, queries, words  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        places.register_places()
        facts.register_facts()
        tell_superiors_by("finding", queries.superiors)
