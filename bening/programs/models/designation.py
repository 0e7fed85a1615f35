"""The titles a unit can earn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Designation(models.TextChoices):
    """The two titles of PermenPANRB 90/2021."""

    WBK = "wbk", _("Menuju WBK")
    WBBM = "wbbm", _("Menuju WBBM")
