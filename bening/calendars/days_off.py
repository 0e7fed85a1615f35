"""A first filling of the calendar: national holidays and joint leave as a public table has them.

The table is carried by a package and runs behind the yearly joint decree of three ministers, so
what it proposes is looked at before it is taken over, and stays editable.
"""

from dataclasses import dataclass
from datetime import date

from bening.calendars.models import HolidayKind

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day off that may be taken over; `is_there` where it stands in the calendar already."""

    day: date
    name: str
    kind: HolidayKind
    is_there: bool = False

    @property
    def is_estimated(self) -> bool:
        """Whether the day hangs on a sighting of the moon that has not been announced."""
        return "(perkiraan)" in self.name


def proposed_days(year: int) -> tuple[ProposedDay, ...]:
    """National holidays and joint leave of a year, in order, with their official names.

    Days that are both count as national holidays. Empty outside the years of the table.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415 - reads tables of many years

    leave = Indonesia(years=year, language="id", categories=("government",))
    national = Indonesia(years=year, language="id", categories=("public",))
    found = {day: (name, HolidayKind.JOINT_LEAVE) for day, name in leave.items()}
    found |= {day: (name, HolidayKind.NATIONAL) for day, name in national.items()}
    return tuple(ProposedDay(day, name, kind) for day, (name, kind) in sorted(found.items()))


def table_version() -> str:
    """Which edition of the table proposes, for the source of each day."""
    from importlib.metadata import version  # noqa: PLC0415 - needs the applications

    return version("holidays")
