"""How much a team and its people take on."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from uuid import UUID

from bening.reviews.models import ReviewLimits


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of an agency; the defaults are those of audit practice."""

    members_per_team: int = 2
    units_per_team: int = 14
    teams_per_controller: int = 2
    minutes_per_unit: int = 390
    sample_percent: int = 10

    @property
    def share(self) -> Fraction:
        """The share of questions that is valued a second time."""
        return Fraction(self.sample_percent, 100)

    @property
    def load(self) -> tuple[int, int, int, int]:
        """The limits that must leave something to do."""
        return (
            self.members_per_team,
            self.units_per_team,
            self.teams_per_controller,
            self.minutes_per_unit,
        )

    def as_columns(self) -> dict[str, int]:
        """The values by column of `ReviewLimits`."""
        return asdict(self)


def limits_of(agency_id: UUID | None) -> Limits:
    """The limits of an agency; the defaults where it set none, and for national teams."""
    row = ReviewLimits.objects.filter(agency_id=agency_id).first() if agency_id else None
    if row is None:
        return Limits()
    return Limits(**{name: getattr(row, name) for name in Limits().as_columns()})
