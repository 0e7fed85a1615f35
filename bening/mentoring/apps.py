from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Consultations, visits, monitoring reports and recommendations."""

    name = "bening.mentoring"
    label = "mentoring"
    verbose_name = "Pemantauan dan pendampingan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.documents.holds import register as register_hold  # noqa: PLC0415
        from bening.mentoring import facts, holds, panel, places, waiting, words  # noqa: PLC0415
        from bening.programs import panels  # noqa: PLC0415 - needs the applications

        words.register_words()
        facts.register_facts()
        turns.register("mentoring", waiting.turns)
        panels.register("mentoring", "mentoring/_panel.html", panel.panel, order=60)
        panels.register(
            "preparation", "mentoring/_preparation.html", panel.preparation_panel, order=55
        )
        register_hold("mentoring", holds.hold)
        places.register_places()
