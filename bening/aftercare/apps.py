from django.apps import AppConfig


class AftercareConfig(AppConfig):
    """What follows a title: register, monitoring, revocation, rewards, replication."""

    name = "bening.aftercare"
    label = "aftercare"
    verbose_name = "Pascapenetapan"
    default_auto_field = "django.db.models.BigAutoField"
