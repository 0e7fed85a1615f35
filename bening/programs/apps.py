from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """A unit's Zona Integritas program and the titles it has held."""

    name = "bening.programs"
    label = "programs"
    verbose_name = "Program Zona Integritas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.programs import places, words  # noqa: PLC0415 - needs the applications

        words.register_words()
        places.register_places()
