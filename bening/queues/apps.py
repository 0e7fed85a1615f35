from django.apps import AppConfig


class QueuesConfig(AppConfig):
    """Halls, tickets, counters, displays, kiosks and the promise."""

    name = "bening.queues"
    label = "queues"
    verbose_name = "Antrean"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.queues import registration  # noqa: PLC0415 - needs the applications

        registration.register_queues()
