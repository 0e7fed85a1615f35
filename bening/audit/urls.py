"""Pages of the audit trail: checkpoints for everyone, their recipients for administrators."""

from datetime import date

from django.urls import path, register_converter

from bening.audit import log_views, views


class DayConverter:
    """A calendar day such as 2026-01-05 in an address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class DigestConverter:
    """A SHA-256 in lower case hexadecimal in an address."""

    regex = r"[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(DigestConverter, "digest")

app_name = "audit"
urlpatterns = [
    path("integritas/", log_views.log, name="log"),
    path("integritas/pertumbuhan.json", log_views.growth, name="growth"),
    path("integritas/<digest:digest>/", log_views.leaf, name="leaf"),
    path("integritas/<digest:digest>.json", log_views.leaf_proof, name="leaf_proof"),
    path("titik-periksa/", views.checkpoints, name="checkpoints"),
    path("titik-periksa/kunci.pem", views.public_key, name="public_key"),
    path("titik-periksa/<day:day>.json", views.checkpoint, name="checkpoint"),
    path("administrasi/titik-periksa/", views.recipients, name="recipients"),
    path(
        "administrasi/titik-periksa/<uuid:recipient>/hapus/",
        views.remove_recipient,
        name="remove_recipient",
    ),
]
