from django.apps import AppConfig


class WhistleblowingConfig(AppConfig):
    """Protected reports, a house of its own."""

    name = "bening.whistleblowing"
    label = "whistleblowing"
    verbose_name = "Jalur rahasia"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.whistleblowing.desk.registration import (  # noqa: PLC0415 - needs the models
            register_desk,
        )

        register_desk()
