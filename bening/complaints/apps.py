"""The Django application of complaints and consultation."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints, requests, wishes and consultation: from the report to the reporter's answer."""

    name = "bening.complaints"
    label = "complaints"
    verbose_name = "Pengaduan dan konsultasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.accounts import duties  # noqa: PLC0415 - needs the applications
        from bening.calendars import turns  # noqa: PLC0415 - needs the applications
        from bening.casework import marking  # noqa: PLC0415 - they need the applications
        from bening.casework.models import Channel  # noqa: PLC0415 - needs the applications
        from bening.casework.retention import erase_by  # noqa: PLC0415 - after loading
        from bening.complaints import (  # noqa: PLC0415 - needs the applications
            acts,
            facts,
            models,
            notices,
            places,
            retention,
            waiting,
            words,
            yearly,
        )

        duties.register("complaints", models.ComplaintOfficer.objects.all())
        acts.register_acts()
        facts.register_facts()
        words.register_words()
        notices.register_sentences()
        yearly.register_yearly()
        turns.register("complaints", waiting.turns)
        places.register_places()
        erase_by(Channel.COMPLAINT, retention.erase_old)
        marking.tell_superiors_by(Channel.COMPLAINT, notices.superiors)

        from bening.complaints import public_registration  # noqa: PLC0415 - they need the applications

        public_registration.register_public()
