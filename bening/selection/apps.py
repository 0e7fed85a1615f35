from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Choice of the units that become Zona Integritas."""

    name = "bening.selection"
    label = "selection"
    verbose_name = "Pemilihan unit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.documents.holds import register as register_hold  # noqa: PLC0415
        from bening.selection import holds, places, waiting, words  # noqa: PLC0415 - after loading

        words.register_words()
        turns.register("selection", waiting.turns)
        register_hold("selection", holds.hold)
        places.register_places()
