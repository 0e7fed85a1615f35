"""What a unit reads before the national team comes: when, who, and what it will be asked.

Of the reviews only what the unit knows already: its own answers and the closed reports of TPI. What
the national team values or notes is never read here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.domain.reviewing import Held
from bening.domain.scoring import ChoiceScale, ScoreSummary, score
from bening.evaluations import queries as sheets
from bening.evaluations.queries import FilledSheet
from bening.evidence.models import Evidence
from bening.mentoring.models import (
    InterviewPartner,
    MentoringVisit,
    PreparationItem,
    PreparedItem,
    Recommendation,
    RecommendationState,
    VisitState,
)
from bening.mentoring.queries import recommendations_of, units_talked_with, visits_of
from bening.mentoring.states import PREPARES
from bening.programs.models import CycleDate, ProgramState, ZoneProgram
from bening.reviews.dossier import Dossier, answers_of, dossier_of
from bening.reviews.models import ReviewAssignment, ReviewStage, TeamMember
from bening.reviews.results import newest_closed
from bening.ui.figures import percent_text

SHOWN = 200
AREAS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is likely to be asked about, and why."""

    code: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area: its questions, what was recommended and is open, whom the unit named.

    `number` is None for the results, about which nobody is named.
    """

    number: int | None
    title: str
    asked: Sequence[Asked]
    recommendations: Sequence[Recommendation]
    partners: Sequence[InterviewPartner]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list, with who called it ready and when."""

    item: PreparationItem
    ready: PreparedItem | None


@dataclass(frozen=True, slots=True)
class Team:
    """Who comes, from when to when."""

    assignment: ReviewAssignment
    members: Sequence[TeamMember]


@dataclass(frozen=True, slots=True)
class PreparationPage:
    """All that the page says."""

    dates: Sequence[tuple[str, CycleDate]]
    teams: Sequence[Team]
    visits: Sequence[MentoringVisit]
    areas: Sequence[AreaPage]
    general: Sequence[Recommendation]
    items: Sequence[Item] = field(default_factory=tuple)

    @property
    def questions(self) -> int:
        """How many questions are likely to be asked about."""
        return sum(len(area.asked) for area in self.areas)

    @property
    def ready(self) -> int:
        """How many items are ready."""
        return sum(1 for one in self.items if one.ready)


def prepared_programs(person: Person) -> QuerySet[ZoneProgram]:
    """The programs whose preparation the person reads: never a reviewer from outside."""
    return ZoneProgram.objects.filter(
        unit__in=units_talked_with(person).order_by().values("pk")
    ).select_related("unit__agency", "cycle")


def preparation_for(person: Person, key: UUID) -> ZoneProgram:
    """One program with its sheet. Raises Http404 also where it is not for this person."""
    found = (
        prepared_programs(person)
        .select_related("cycle__agency", "sheet__instrument", "sheet__cycle", "sheet__unit__agency")
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


def left_to_prepare(program: ZoneProgram) -> int:
    """Items that are not ready, and areas for which nobody is named. Two queries."""
    areas = program.interview_partners.order_by().values("area").distinct().count()
    return len(PreparationItem) - program.prepared_items.count() + AREAS - areas


def page_of(program: ZoneProgram, person: Person, *, now: datetime) -> PreparationPage:
    """The page of a program that was found for the person."""
    filled = sheets.filled(sheets.sheet_for(person, program.sheet.pk), now=now)
    reasons = _reasons(program, filled)
    open_ones = list(
        recommendations_of(person)
        .filter(unit=program.unit)
        .filter(Q(program=program) | Q(program__isnull=True))
        .exclude(state=RecommendationState.VERIFIED)
        .order_by("due_on", "made_at")[:SHOWN]
    )
    instrument = filled.instrument
    of_code: dict[str, list[Recommendation]] = defaultdict(list)
    for one in open_ones:
        known = one.official_code and instrument.has_question(one.official_code)
        of_code[one.official_code if known else ""].append(one)
    partners = list(program.interview_partners.select_related("person"))
    titles = {node.area_number: node.name for node in reversed(instrument.areas)}
    numbers = [*sorted(number for number in titles if number is not None), None]
    areas = []
    for number in numbers:
        questions = [one for one in instrument.questions if one.area_number == number]
        areas.append(
            AreaPage(
                number=number,
                title=titles[number] if number is not None else _("Hasil"),
                asked=[
                    Asked(one.code, one.text, tuple(reasons[one.code]))
                    for one in questions
                    if one.code in reasons
                ],
                recommendations=[row for one in questions for row in of_code.get(one.code, ())],
                partners=[one for one in partners if one.area == number],
            )
        )
    ready = {one.item: one for one in program.prepared_items.select_related("ready_by")}
    return PreparationPage(
        dates=_dates(program),
        teams=_teams(program),
        visits=list(
            visits_of(person)
            .filter(unit=program.unit, state=VisitState.PLANNED)
            .order_by("held_on")[:SHOWN]
        ),
        areas=areas,
        general=of_code.get("", []),
        items=[Item(one, ready.get(one.value)) for one in PreparationItem],
    )


def _dates(program: ZoneProgram) -> list[tuple[str, CycleDate]]:
    """The days set for the states in which the national team evaluates, in their order."""
    rows = {
        row.state: row
        for row in CycleDate.objects.filter(cycle_id=program.cycle_id, state__in=PREPARES)
    }
    return [(str(state.label), rows[state]) for state in ProgramState if state in rows]


def _teams(program: ZoneProgram) -> list[Team]:
    """The national teams that are assigned now. Two queries."""
    rows = (
        ReviewAssignment.objects.filter(
            program=program, stage=ReviewStage.TPN, ended_at__isnull=True
        )
        .select_related("team", "letter")
        .order_by("starts_on")
    )
    members: dict[UUID, list[TeamMember]] = defaultdict(list)
    present = TeamMember.objects.filter(team__assignments__in=rows, left_at__isnull=True)
    for one in present.select_related("person").distinct():
        members[one.team_id].append(one)
    return [Team(row, members[row.team_id]) for row in rows]


def _reasons(program: ZoneProgram, filled: FilledSheet) -> dict[str, list[str]]:
    """Why a question is likely to be asked about, by code."""
    found: dict[str, list[str]] = defaultdict(list)
    start = filled.sheet.cycle.period_starts_on
    for question in filled.instrument.questions:
        attached = filled.evidence.get(question.code, [])
        if question.code in filled.given and question.evidence and not attached:
            found[question.code].append(_("Belum ada bukti."))
        old = [one.title for one in attached if one.proves_until and one.proves_until < start]
        if old:
            found[question.code].append(
                _("Bukti lebih lama daripada masa penilaian: %(titles)s.")
                % {"titles": ", ".join(old)}
            )
    for code, proposal in filled.proposals.items():
        row = filled.rows.get(code)
        scale = filled.instrument.question(code).scale
        if not proposal.answer or row is None or not isinstance(scale, ChoiceScale):
            continue
        if scale.value(row.value) != scale.value(proposal.answer):
            found[code].append(
                _("Data harian menunjukkan %(fact)s, jawaban %(own)s: %(reason)s")
                % {"fact": proposal.answer, "own": row.value, "reason": proposal.reason}
            )
    closed = newest_closed(program, ReviewStage.TPI)
    if closed is not None:
        dossier = dossier_of(closed)
        _add_differences(found, dossier)
        _add_withdrawn(found, dossier)
    return found


def _add_differences(found: dict[str, list[str]], dossier: Dossier) -> None:
    """Where the closed report of TPI values a question otherwise than the unit did."""
    own, final = dossier.own_values, dossier.final
    before = score(dossier.instrument, answers_of(dossier.instrument, own))
    after = score(dossier.instrument, dossier.final_answers)
    for code in dossier.codes:
        mine, theirs = own.get(code, Held()), final[code]
        if mine != theirs:
            found[code].append(
                _("Nilai berbeda: penilaian mandiri %(own)s, LHE TPI %(found)s.")
                % {"own": _short(mine, before, code), "found": _short(theirs, after, code)}
            )


def _add_withdrawn(found: dict[str, list[str]], dossier: Dossier) -> None:
    """Evidence that TPI saw and that was withdrawn since. One query."""
    seen: dict[UUID, dict[str, None]] = defaultdict(dict)
    for content in (dossier.first_content, dossier.content):
        for code, proofs in (content or {}).get("evidence", {}).items():
            for one in proofs:
                seen[UUID(one["id"])][code] = None
    gone = Evidence.objects.filter(pk__in=list(seen), withdrawn_at__isnull=False)
    for key, title in gone.order_by("title").values_list("pk", "title"):
        for code in seen[key]:
            found[code].append(_("Bukti “%(title)s” sudah ditarik.") % {"title": title})


def _short(held: Held, summary: ScoreSummary, code: str) -> str:
    """A value in a few characters: the option, the index or the percentage."""
    if held.value:
        return held.value.replace(".", ",")
    return percent_text(summary.node(code).ratio) if held.inputs else "–"
