"""What stages, steps, tiers and states of a review are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Role


class ReviewStage(models.TextChoices):
    """Who values a sheet. SELF is the unit: it has no rounds here, its answers are a snapshot."""

    SELF = "self", _("Penilaian mandiri")
    PRELIMINARY = "preliminary", _("Penilaian pendahuluan")
    TPI = "tpi", _("Evaluasi TPI")
    TPN = "tpn", _("Evaluasi TPN")

    @property
    def role(self) -> Role:
        """The role that an assignment of this stage gives. Raises ValueError of SELF."""
        return Role(self.value)


class ReviewStep(models.TextChoices):
    """The parts of the national evaluation.

    PRECHECK holds requirements and minima against what is there and values no question; only DESK
    and FIELD have rounds.
    """

    PRECHECK = "precheck", _("Pra-evaluasi")
    DESK = "desk", _("Desk evaluasi")
    FIELD = "field", _("Evaluasi lapangan")


class ReviewTier(models.TextChoices):
    """The tiers of a team, in the order in which they value; stages of one tier use MEMBER."""

    MEMBER = "member", _("Anggota tim")
    LEAD = "lead", _("Ketua tim")
    CONTROLLER = "controller", _("Pengendali teknis")


class RoundState(models.TextChoices):
    """Whose turn a round is; `bening.reviews.states` says how it moves."""

    MEMBER = "member", _("Penilaian anggota tim")
    LEAD = "lead", _("Reviu ketua tim")
    CONTROLLER = "controller", _("Reviu pengendali teknis")
    CLOSED = "closed", _("Ditutup")


class Standing(models.TextChoices):
    """What a tier did with the value it was shown."""

    CONFIRMED = "confirmed", _("Sama")
    CHANGED = "changed", _("Diubah")
