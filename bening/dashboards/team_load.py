"""What the agency's review teams have taken on in a cycle, for the board."""

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Min, Q

from bening.evaluations.models import EvaluationCycle
from bening.reviews.limits import Limits, limits_of
from bening.reviews.models import ReviewAssignment, ReviewStage, ReviewTeam, ReviewTier

MOST_TEAMS = 50


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """What one team has taken on: units under way against the limit, and how many are done."""

    team: ReviewTeam
    leads: int
    members: int
    under_way: int
    done: int
    most: int

    @property
    def share(self) -> Fraction:
        """Units under way as per cent of the limit."""
        return Fraction(100 * self.under_way, self.most) if self.most else Fraction()

    @property
    def is_over(self) -> bool:
        """Whether it has more than the limit."""
        return self.under_way > self.most


def loads(cycle: EvaluationCycle) -> tuple[list[TeamLoad], Limits]:
    """The load of the agency's teams in a cycle: units, not minutes of persons."""
    limits = limits_of(cycle.agency_id)
    teams = list(
        ReviewTeam.objects.filter(agency_id=cycle.agency_id, closed_at__isnull=True).order_by(
            "stage", "name"
        )[:MOST_TEAMS]
    )
    keys = [team.pk for team in teams]
    people = {
        (team, tier): many
        for team, tier, many in ReviewTeam.objects.filter(
            pk__in=keys, members__left_at__isnull=True
        )
        .values_list("pk", "members__tier")
        .annotate(many=Count("members__pk"))
        .order_by()
    }
    closing = Q(rounds__closed_at__isnull=False) & (
        Q(stage=ReviewStage.TPI, rounds__number=2) | Q(stage=ReviewStage.PRELIMINARY)
    )
    given: dict[UUID, list[bool]] = {key: [] for key in keys}
    for team, last in (
        ReviewAssignment.objects.filter(team__in=keys, program__cycle=cycle, ended_at__isnull=True)
        .annotate(last=Min("rounds__closed_at", filter=closing))
        .values_list("team_id", "last")
    ):
        given[team].append(last is not None)
    found = [
        TeamLoad(
            team=team,
            leads=people.get((team.pk, ReviewTier.LEAD), 0),
            members=people.get((team.pk, ReviewTier.MEMBER), 0),
            under_way=given[team.pk].count(False),
            done=given[team.pk].count(True),
            most=limits.units_per_team,
        )
        for team in teams
    ]
    return found, limits
