from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence: files, revisions, checks, previews, links to questions."""

    name = "bening.evidence"
    label = "evidence"
    verbose_name = "Bukti"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.evidence import registration

        registration.register_all()
