from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "bening.config"
    verbose_name = "Bening"

    def ready(self) -> None:
        from bening.config.declared_ties import (  # noqa: PLC0415 - needs the apps
            register_declared_ties,
        )
        from bening.config.protected_year import (  # noqa: PLC0415 - needs the apps
            register_protected_year,
        )

        register_declared_ties()
        register_protected_year()
