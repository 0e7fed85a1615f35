"""What the scenes of the demo share: the clock, the agency, who is who."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.domain.days import day_in
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.programs.models import ZoneProgram


@dataclass(frozen=True)
class SignIn:
    """A sign-in to print: who it is, and the address to type."""

    who: str
    email: str


@dataclass
class Stage:
    """Everything is told in days before `now`, the moment at which the demo is made."""

    now: datetime
    say: Callable[[str], None]
    operator: Person
    agency: Agency
    units: dict[str, WorkUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)
    pics: dict[str, Person] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    cycles: dict[int, EvaluationCycle] = field(default_factory=dict)
    papers: int = 0

    @property
    def admin(self) -> Person:
        return self.people["admin"]

    @property
    def mayor(self) -> Person:
        return self.people["mayor"]

    @property
    def inspector(self) -> Person:
        return self.people["inspector"]

    def at(self, days: float, minutes: int = 0) -> datetime:
        """So many days before now, and some minutes later; never after now."""
        return min(self.now, self.now - timedelta(days=days) + timedelta(minutes=minutes))

    def day(self, days: int) -> date:
        """The calendar day of the agency so many days ago; ahead for a negative number."""
        return day_in(self.agency.time_zone, self.now - timedelta(days=days))

    def number(self, what: str, days: int) -> str:
        """The next number of a paper, written on the day."""
        self.papers += 1
        return f"{what}/{self.papers:03d}/ZI/{self.day(days).year}"

    def program(self, code: str, back: int = 0) -> ZoneProgram:
        """The program of a unit as it is stored, in the cycle `back` years ago."""
        return ZoneProgram.objects.select_related(
            "unit__agency", "cycle__instrument", "sheet__instrument"
        ).get(unit=self.units[code], cycle=self.cycles[back])

    def sheet(self, code: str, back: int = 0) -> EvaluationSheet:
        """The sheet of a unit as it is stored."""
        return EvaluationSheet.objects.select_related(
            "unit__agency", "cycle__instrument", "instrument", "program"
        ).get(unit=self.units[code], cycle=self.cycles[back])


def years_earlier(day: date, years: int) -> date:
    """The same day `years` before; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
