from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components and their living page; knows no feature."""

    name = "bening.ui"
    label = "ui"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415 - after loading

        from bening.ui import refusals  # noqa: PLC0415 - needs the applications
        from bening.ui.navigation import ACCOUNT, Entry, register  # noqa: PLC0415 - after loading

        refusals.say({"text_unreadable": _("Isian memuat karakter yang tidak dapat disimpan.")})
        register(
            Entry(
                label=_("Bantuan"),
                url_name="ui:help",
                icon="question-circle",
                order=50,
                group=ACCOUNT,
            )
        )
