from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "bening.config"
    verbose_name = "Bening"
