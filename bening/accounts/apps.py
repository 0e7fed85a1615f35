from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in, roles: who may act for which unit."""

    name = "bening.accounts"
    label = "accounts"
    verbose_name = "Akun dan peran"
    default_auto_field = "django.db.models.BigAutoField"
