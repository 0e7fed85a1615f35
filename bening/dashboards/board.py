"""The monitoring board: all programs of an agency in one cycle, filtered and paged by the database.

A constant number of queries, whatever there is; scores come from stored standings, states, late
days and teams are read as they are now. For agency head, inspector and administrator only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import AGENCY_WIDE, rights
from bening.accounts.models import Person
from bening.dashboards.minima import Minima, Minimum, minima_of
from bening.dashboards.models import ProgramStanding, ScoredStage
from bening.domain.scoring import Designation
from bening.evaluations.models import EvaluationCycle
from bening.programs.models import Award, CycleDate, ProgramState, ZoneProgram
from bening.programs.phases import TPN_STATES
from bening.reviews.models import ReviewAssignment

State = ProgramState
NEAR = Fraction(3)
"""Points of the whole still missing that count as near."""
NAMED = 3
FAR = 1000
"""Sorts programs without a standing behind all others."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the flow at the top: several states that people see as one."""

    key: str
    label: str | Promise
    states: frozenset[ProgramState]


FLOW: Final[tuple[Step, ...]] = (
    Step("persiapan", _("Persiapan"), frozenset({State.DRAFT})),
    Step("dicanangkan", _("Dicanangkan"), frozenset({State.DECLARED, State.CHOSEN})),
    Step("pembangunan", _("Pembangunan"), frozenset({State.BUILDING, State.COACHING})),
    Step("mandiri", _("Penilaian mandiri"), frozenset({State.SELF_ASSESSMENT})),
    Step("pendahuluan", _("Pendahuluan"), frozenset({State.PRELIMINARY_REVIEW})),
    Step("tpi-1", _("TPI tahap 1"), frozenset({State.TPI_ROUND_1, State.REPAIR})),
    Step("tpi-2", _("TPI tahap 2"), frozenset({State.TPI_ROUND_2})),
    Step("layak", _("Layak diusulkan"), frozenset({State.ELIGIBLE, State.AGENCY_DECISION})),
    Step("tpn", _("Evaluasi TPN"), TPN_STATES),
    Step("ditetapkan", _("Ditetapkan"), frozenset({State.AWARDED, State.AFTERCARE})),
    Step(
        "berhenti",
        _("Tidak lulus atau dicabut"),
        frozenset({State.REJECTED, State.REVOKED, State.COOLING_OFF}),
    ),
)
BY_KEY: Final[Mapping[str, Step]] = {step.key: step for step in FLOW}


@dataclass(frozen=True)
class Filters:
    """What one request asks for; unknown values ask for nothing."""

    cycle: EvaluationCycle
    text: str = ""
    target: str = ""
    state: str = ""
    step: Step | None = None
    team: UUID | None = None
    late: bool = False
    near: bool = False

    NAMES = ("tahun", "q", "target", "keadaan", "tahap", "tim", "terlambat", "dekat")

    @classmethod
    def read(cls, asked: QueryDict, cycle: EvaluationCycle) -> "Filters":
        """The filters in an address."""
        target, state = asked.get("target", ""), asked.get("keadaan", "")
        return cls(
            cycle=cycle,
            text=asked.get("q", "").replace("\0", "").strip()[:100],
            target=target if target in set(Designation) else "",
            state=state if state in ProgramState.values else "",
            step=BY_KEY.get(asked.get("tahap", "")),
            team=_key(asked.get("tim", "")),
            late=asked.get("terlambat") == "1",
            near=asked.get("dekat") == "1",
        )

    def address(self, **changed: str) -> str:
        """The query string of these filters with some of them changed; sorting begins anew."""
        now = {
            "tahun": str(self.cycle.year),
            "q": self.text,
            "target": self.target,
            "keadaan": self.state,
            "tahap": self.step.key if self.step else "",
            "tim": str(self.team) if self.team else "",
            "terlambat": "1" if self.late else "",
            "dekat": "1" if self.near else "",
        } | changed
        return "?" + urlencode({name: value for name, value in now.items() if value})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def agencies_watched(person: Person) -> frozenset[UUID]:
    """The agencies of which the person sees every unit."""
    return frozenset(
        held.agency_id
        for held in rights(person).held
        if held.role in AGENCY_WIDE and held.agency_id is not None
    )


def programs_watched(person: Person, cycle: EvaluationCycle) -> QuerySet[ZoneProgram]:
    """Every program of a cycle that the person watches over."""
    return ZoneProgram.objects.filter(cycle=cycle, agency_id__in=agencies_watched(person))


def late_states(cycle: EvaluationCycle, today: date) -> list[str]:
    """The states whose last day has passed in a cycle."""
    return list(
        CycleDate.objects.filter(cycle=cycle, due_on__lt=today).values_list("state", flat=True)
    )


def with_late(rows: QuerySet[ZoneProgram], late: list[str]) -> QuerySet[ZoneProgram]:
    """The rows with `late`: late questions, and one more where the state itself is."""
    return rows.annotate(
        late=Coalesce(F("standing__late_questions"), 0)
        + Case(When(state__in=late, then=Value(1)), default=Value(0), output_field=IntegerField()),
        gap_to_sort=Coalesce(
            F("standing__gap"),
            Value(FAR),
            output_field=DecimalField(max_digits=10, decimal_places=4),
        ),
        points_to_sort=Coalesce(
            F("standing__points"),
            Value(0),
            output_field=DecimalField(max_digits=10, decimal_places=4),
        ),
        open_to_sort=Coalesce(F("standing__unanswered"), FAR),
        changed_to_sort=Coalesce(F("standing__changed_at"), F("created_at")),
    )


NEAR_GAP = Q(standing__gap__gt=0, standing__gap__lt=int(NEAR))


def filtered(rows: QuerySet[ZoneProgram], asked: Filters) -> QuerySet[ZoneProgram]:
    """The rows that the filters leave; those of `with_late`."""
    if asked.text:
        rows = rows.filter(unit__name__icontains=asked.text)
    if asked.target:
        rows = rows.filter(target=asked.target)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.step:
        rows = rows.filter(state__in=asked.step.states)
    if asked.team:
        rows = rows.filter(
            Exists(
                ReviewAssignment.objects.filter(
                    program=OuterRef("pk"), team=asked.team, ended_at__isnull=True
                )
            )
        )
    if asked.late:
        rows = rows.filter(late__gt=0)  # type: ignore[misc]  # counted by `with_late`
    if asked.near:
        rows = rows.filter(NEAR_GAP)
    return rows


def loaded(rows: QuerySet[ZoneProgram], keys: Sequence[UUID]) -> list[ZoneProgram]:
    """Some rows of `with_late` by their keys, in that order, with what a line shows.

    The database sorts and cuts narrow rows; only those of one page are read whole.
    """
    found = rows.filter(pk__in=keys).select_related("unit", "standing", "sheet__instrument")
    by_key = {program.pk: program for program in found.defer("sheet__instrument__source")}
    return [by_key[key] for key in keys if key in by_key]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many programs are in each step of the flow, and how many the two chips would leave."""

    flow: tuple[tuple[Step, int], ...]
    whole: int
    late: int
    near: int
    waiting: int
    newest: datetime | None


def counted(rows: QuerySet[ZoneProgram]) -> Counted:
    """Counts over all rows of `with_late`, in two queries; nothing is loaded."""
    states = dict(
        rows.order_by().values_list("state").annotate(many=Count("pk")).values_list("state", "many")
    )
    found = rows.aggregate(
        late_rows=Count("pk", filter=Q(late__gt=0)),
        near_rows=Count("pk", filter=NEAR_GAP),
        waiting=Count(
            "pk", filter=Q(standing__isnull=True) | Q(standing__stale_since__isnull=False)
        ),
        newest=Max("standing__computed_at"),
    )
    flow = tuple((step, sum(states.get(state, 0) for state in step.states)) for step in FLOW)
    return Counted(
        flow,
        sum(states.values()),
        found["late_rows"],
        found["near_rows"],
        found["waiting"],
        found["newest"],
    )


@dataclass(frozen=True, slots=True)
class Score:
    """The total of one stage; None where nothing is closed there."""

    label: str
    total: Fraction | None
    is_counting: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board."""

    program: ZoneProgram
    standing: ProgramStanding | None
    minima: Minima
    unmet: tuple[Minimum, ...]
    titles: tuple[str, ...]
    teams: tuple[str, ...]
    late: int
    is_state_late: bool

    @property
    def is_computed(self) -> bool:
        """Whether there is a figure to show."""
        return self.standing is not None and self.standing.computed_at is not None

    @property
    def total(self) -> Fraction | None:
        """The total that counts, exact."""
        if self.standing is None or not self.standing.total:
            return None
        return Fraction(self.standing.total)

    @property
    def gap(self) -> Fraction:
        """The points of the whole still missing, exact."""
        text = self.standing.gap_exact if self.standing else ""
        return Fraction(text) if text else Fraction()

    @property
    def scores(self) -> tuple[Score, ...]:
        """The total of each stage."""
        found = []
        for stage in ScoredStage:
            text = getattr(self.standing, f"{stage}_total", "") if self.standing else ""
            counting = bool(self.standing and self.standing.counting == stage)
            found.append(Score(str(stage.label), Fraction(text) if text else None, counting))
        return tuple(found)

    @property
    def named(self) -> tuple[Minimum, ...]:
        """The minima that are not met, as many as a line has room for."""
        return self.unmet[:NAMED]

    @property
    def more(self) -> int:
        """How many unmet minima `named` leaves out."""
        return len(self.unmet) - len(self.named)

    @property
    def meter_target(self) -> str:
        """Which mark of the meter the hatch runs to."""
        return "high" if self.program.target == Designation.WBBM else "low"

    @property
    def is_under_review(self) -> bool:
        """Whether it is with evaluators."""
        return self.program.state in UNDER_REVIEW


UNDER_REVIEW = BY_KEY["tpi-1"].states | BY_KEY["tpi-2"].states | BY_KEY["tpn"].states


def lines(programs: Iterable[ZoneProgram], late: list[str]) -> list[Line]:
    """The lines of some programs of `loaded`: two queries more."""
    shown = list(programs)
    titles: dict[UUID, tuple[str, ...]] = {}
    for award in Award.objects.filter(
        unit__in=[program.unit_id for program in shown], revoked_on__isnull=True
    ).order_by("awarded_on"):
        name = f"{award.designation.upper()} {award.awarded_on:%Y}"
        titles[award.unit_id] = (*titles.get(award.unit_id, ()), name)
    teams: dict[UUID, tuple[str, ...]] = {}
    for program, name in (
        ReviewAssignment.objects.filter(program__in=shown, ended_at__isnull=True)
        .order_by("made_at")
        .values_list("program_id", "team__name")
    ):
        teams[program] = (*teams.get(program, ()), name)
    return [_line(program, titles, teams, late) for program in shown]


def _line(
    program: ZoneProgram,
    titles: Mapping[UUID, tuple[str, ...]],
    teams: Mapping[UUID, tuple[str, ...]],
    late: list[str],
) -> Line:
    standing = getattr(program, "standing", None)
    version = program.sheet.instrument
    minima = minima_of(version.slug, version.sha256)
    words = minima.words
    return Line(
        program=program,
        standing=standing,
        minima=minima,
        unmet=tuple(
            words[program.target, code]
            for code in (standing.unmet if standing else ())
            if (program.target, code) in words
        ),
        titles=titles.get(program.unit_id, ()),
        teams=teams.get(program.pk, ()),
        late=program.late,  # type: ignore[attr-defined]  # counted by `with_late`
        is_state_late=program.state in late,
    )
