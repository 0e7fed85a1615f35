"""The survey that anybody may answer now, for features that send people there."""

from uuid import UUID

from django.urls import reverse

from bening.domain.surveys.states import TAKES_ANSWERS
from bening.surveys.models import SurveyPeriod


def open_survey(unit: UUID) -> str | None:
    """The address of a unit's running survey with an open link; None where there is none."""
    rows = SurveyPeriod.objects.filter(unit=unit, has_open_link=True, state__in=TAKES_ANSWERS)
    slug = rows.order_by("-pk").values_list("slug", flat=True).first()
    return None if slug is None else reverse("surveys:start", args=[slug])
