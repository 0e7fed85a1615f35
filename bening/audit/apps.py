from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record of who did what, its seals and its checkpoints."""

    name = "bening.audit"
    label = "audit"
    verbose_name = "Jejak audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.audit import own_acts  # noqa: PLC0415 - translations need the settings

        own_acts.register_all()
