from django.apps import AppConfig


class WhistleblowingConfig(AppConfig):
    """Protected reports, a house of its own."""

    name = "bening.whistleblowing"
    label = "whistleblowing"
    verbose_name = "Jalur rahasia"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.adapters.gate import register_rule  # noqa: PLC0415 - needs the applications
        from bening.whistleblowing import acts, house, places, words  # noqa: PLC0415
        from bening.whistleblowing.desk.registration import register_desk  # noqa: PLC0415

        acts.register_acts()
        words.register_words()
        places.register_places()
        register_rule(house.RULE)
        register_desk()
