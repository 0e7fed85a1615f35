"""What the pages of reviews begin with: the round or team of an address, for this person or 404."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.reviews import desk, queries
from bening.reviews.models import ReviewRound, ReviewTeam


def round_or_404(request: HttpRequest, key: UUID) -> ReviewRound:
    """The round, or 404 where it is not there for this person."""
    try:
        return queries.round_for(signed_in(request), key, timezone.now())
    except ReviewRound.DoesNotExist:
        raise Http404 from None


def team_or_404(request: HttpRequest, key: UUID) -> ReviewTeam:
    """The team, or 404 where the person does not form it."""
    person = signed_in(request)
    check_leads_teams(request)
    team = desk.teams_of(person, timezone.now()).filter(pk=key).first()
    if team is None:
        raise Http404
    return team


def check_leads_teams(request: HttpRequest) -> None:
    """Raises NotAllowed for who forms no teams at all."""
    if not desk.leads_teams(signed_in(request), timezone.now()):
        raise NotAllowed("teams_by_inspector")
