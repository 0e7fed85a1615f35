from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Cycles, sheets, answers, scores, snapshots."""

    name = "bening.evaluations"
    label = "evaluations"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.evaluations import acts, kept_proposals, words  # noqa: PLC0415 - after loading

        acts.register_acts()
        words.register_words()
        kept_proposals.listen()
