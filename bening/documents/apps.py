from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents made from data."""

    name = "bening.documents"
    label = "documents"
    verbose_name = "Dokumen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bening.documents import logged, places, words

        words.register_words()
        places.register_places()
        logged.register_receipts()
