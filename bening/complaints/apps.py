"""The Django application of complaints and consultation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Complaints, requests, wishes and consultation: from the report to the reporter's answer."""

    name = "bening.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Pengaduan dan konsultasi")
