from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components and their living page; knows no feature."""

    name = "bening.ui"
    label = "ui"
