from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Cycles, sheets, answers, scores, snapshots."""

    name = "bening.evaluations"
    label = "evaluations"
    verbose_name = "Evaluasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.evaluations.acts import register_acts  # noqa: PLC0415 - applications come first

        register_acts()
