from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in, roles: who may act for which unit."""

    name = "bening.accounts"
    label = "accounts"
    verbose_name = "Akun dan peran"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.accounts import (  # noqa: PLC0415 - after loading
            audit_trail,
            facts,
            places,
            security_events,
            words,
        )

        words.register_words()
        places.register_places()
        security_events.connect()
        audit_trail.register()
        facts.register_facts()
