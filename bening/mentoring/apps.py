from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Consultations, visits, monitoring reports and recommendations."""

    name = "bening.mentoring"
    label = "mentoring"
    verbose_name = "Pemantauan dan pendampingan"
    default_auto_field = "django.db.models.BigAutoField"
