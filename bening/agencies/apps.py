from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies and their work units: the tenant boundary."""

    name = "bening.agencies"
    label = "agencies"
    verbose_name = "Instansi dan unit kerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.agencies import words  # noqa: PLC0415 - needs the applications

        words.register_words()
