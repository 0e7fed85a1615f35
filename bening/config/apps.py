from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "bening.config"
    verbose_name = "Bening"

    def ready(self) -> None:
        from bening.config.protected_year import (  # noqa: PLC0415 - needs the apps
            register_protected_year,
        )

        register_protected_year()
