from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record of who did what, its seals and its checkpoints."""

    name = "bening.audit"
    label = "audit"
    verbose_name = "Jejak audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415 - after loading

        from bening.audit import access, leaves, own_acts, parts, words  # noqa: PLC0415 - need the settings
        from bening.ui import navigation, refusals  # noqa: PLC0415 - needs the applications

        own_acts.register_all()
        refusals.say(words.REFUSALS)
        parts.register_part(leaves.PART, leaves.head, at=leaves.head_at)
        parts.register_examination(
            parts.Examination(leaves.PART, leaves.examined, _("Log integritas: %(count)s daun."))
        )
        navigation.register(
            navigation.Entry(
                label=_("Titik periksa"),
                url_name="audit:recipients",
                icon="fingerprint",
                order=940,
                group="admin",
                visible=lambda request: access.can_administer(request.user),
            )
        )
