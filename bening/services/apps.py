from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Services of a unit and the register of those that were finished."""

    name = "bening.services"
    label = "services"
    verbose_name = "Layanan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.services import places, words  # noqa: PLC0415 - needs the applications

        words.register_words()
        places.register_places()
