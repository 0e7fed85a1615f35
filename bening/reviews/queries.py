"""Reads of the reviews for screens and other features; always scoped to a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.refusals import Refused
from bening.domain.reviewing import Held, Proposal, proposed
from bening.domain.scoring import Instrument, ScoreSummary, score
from bening.evaluations.instruments import instrument_of
from bening.reviews import access
from bening.reviews.conflicts import present_tie_of
from bening.reviews.dossier import SELF, Dossier, Earlier, Values, answers_of, dossier_of, held_by
from bening.reviews.models import (
    CannedNote,
    ReviewComment,
    ReviewMark,
    ReviewRound,
    ReviewStage,
    ReviewTier,
    RoundState,
    RoundStep,
    SecondOpinion,
)
from bening.reviews.refusals import ConflictOfInterest
from bening.reviews.seats import Seat, rounds_seen_by, seat_of, seated
from bening.reviews.states import Kind
from bening.reviews.visibility import acting_tier, visible_tiers
from bening.reviews.words import column_label


def rounds_of(person: Person, now: datetime) -> QuerySet[ReviewRound]:
    """The rounds in which the person has a seat, newest first."""
    return rounds_seen_by(person, today_of(person, now))


def round_for(person: Person, key: UUID, now: datetime) -> ReviewRound:
    """One round. Raises ReviewRound.DoesNotExist also where it is not for this person."""
    return seated(person, key, today_of(person, now)).round


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a column: by a mark, or carried without one (`mark` None: not reviewed there)."""

    held: Held
    note: str = ""
    mark: ReviewMark | None = None

    @property
    def is_marked(self) -> bool:
        """Whether somebody of the column reviewed it."""
        return self.mark is not None


@dataclass(frozen=True)
class Column:
    """One stage or tier of a round as a person may see it.

    `cells` holds what the column itself says: all answers of the unit, all final values of an
    earlier stage, the marks of a tier. `values` are those with everything below carried forward, so
    that they can be scored. Where `is_visible` is false both are empty: there may be a draft.
    """

    key: str
    label: str
    tier: ReviewTier | None = None
    is_own: bool = False
    is_visible: bool = True
    cells: Mapping[str, Cell] = field(default_factory=dict)
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class RoundView:
    """A round as one person sees it, limited to `codes`.

    `own_tier` is the tier in which the person works, `turn` whether it is its turn; `refusal` why
    nothing can be written now. `proposals`, `required` and `untouched` are those of the own tier.
    `evidence` and `facts` are frozen with the snapshot, by code. `advised` is what TPI's first
    round recommended, `first_content` the snapshot that it saw.
    """

    round: ReviewRound
    kind: Kind
    seat: Seat
    instrument: Instrument
    codes: tuple[str, ...]
    columns: tuple[Column, ...]
    own_tier: ReviewTier | None
    refusal: Refused | None
    proposals: Mapping[str, Proposal]
    required: tuple[str, ...]
    untouched: tuple[str, ...]
    changed: tuple[str, ...]
    notes: Mapping[str, str]
    evidence: Mapping[str, list[Mapping[str, object]]]
    facts: Mapping[str, Mapping[str, object]]
    advised: Mapping[str, str] = field(default_factory=dict)
    content: Mapping[str, Any] = field(default_factory=dict)
    first_content: Mapping[str, Any] | None = None

    @property
    def may_mark(self) -> bool:
        """Whether the person can save a value now."""
        return self.refusal is None

    @property
    def own(self) -> Column | None:
        """The column in which the person writes."""
        return next((column for column in self.columns if column.is_own), None)

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The codes on which visible columns don't agree."""
        shown = [column for column in self.columns if column.is_visible]
        return tuple(
            code
            for code in self.codes
            if len({_key(column.values.get(code, Held())) for column in shown}) > 1
        )

    def summary(self, column: Column) -> ScoreSummary:
        """The exact score of a visible column; sensible only where `codes` are all questions."""
        return score(self.instrument, answers_of(self.instrument, column.values))


def _key(held: Held) -> tuple[str, tuple[tuple[str, str], ...]]:
    return held.value, tuple(sorted(held.inputs.items()))


def view_of(
    person: Person,
    round_: ReviewRound,
    now: datetime,
    codes: Collection[str] | None = None,
    seat: Seat | None = None,
) -> RoundView:
    """A round of `round_for` as the person may see it: at most 12 queries, however long it is.

    `seat` spares one of them where it is known already (`seats.seated`).
    """
    on = today_of(person, now)
    held = seat or seat_of(person, round_, on)
    refusal = access.why_not(lambda: access.tier_writing(person, round_, on, held))
    seat = held if refusal is None else _left_to(person, round_, on, held, refusal)
    dossier = dossier_of(round_, codes)
    own = acting_tier(dossier.kind, seat)
    returned = {
        ReviewTier(source)
        for source in round_.steps.filter(kind=RoundStep.Kind.RETURNED).values_list(
            "source", flat=True
        )
    }
    state = RoundState(round_.state)
    seen = visible_tiers(dossier.kind, state, returned, seat)
    content = dossier.content
    return RoundView(
        round=round_,
        kind=dossier.kind,
        seat=seat,
        instrument=dossier.instrument,
        codes=dossier.codes,
        columns=_columns(dossier, seat, seen, own),
        own_tier=own,
        refusal=refusal,
        proposals=dossier.proposals(own) if own and _may_see_below(dossier, seen, own) else {},
        required=dossier.required(own) if own and _may_see_below(dossier, seen, own) else (),
        untouched=dossier.untouched(own) if own and _may_see_below(dossier, seen, own) else (),
        changed=dossier.changed,
        notes={
            code: entry["note"]
            for code, entry in content["answers"].items()
            if entry.get("note") and code in set(dossier.codes)
        },
        evidence={code: content["evidence"].get(code, []) for code in dossier.codes},
        facts={code: content["facts"][code] for code in dossier.codes if code in content["facts"]},
        advised=dossier.first.recommendations if dossier.first else {},
        content=content,
        first_content=dossier.first_content,
    )


def _left_to(
    person: Person, round_: ReviewRound, on: date, seat: Seat, refusal: Refused | None = None
) -> Seat:
    """The seat without what an assignment gave, where the person has become tied to the unit.

    What the unit may not read is not read by who went over to it.
    """
    if seat.tier is None and not seat.is_second:
        return seat
    stage = ReviewStage(round_.stage)
    tied = isinstance(refusal, ConflictOfInterest) or present_tie_of(
        person, round_.program, stage, on
    )
    return replace(seat, tier=None, is_second=False) if tied else seat


def _may_see_below(dossier: Dossier, seen: Collection[ReviewTier], own: ReviewTier) -> bool:
    """Whether all tiers before the own one have sent: only then something is proposed to it."""
    return all(tier in seen for tier in dossier.below(own))


def _columns(
    dossier: Dossier, seat: Seat, seen: Collection[ReviewTier], own: ReviewTier | None
) -> tuple[Column, ...]:
    notes = {code: entry.get("note", "") for code, entry in dossier.content["answers"].items()}
    first = Column(
        SELF,
        column_label(SELF),
        cells={
            code: Cell(dossier.own_values.get(code, Held()), notes.get(code, ""))
            for code in dossier.codes
        },
        values={code: dossier.own_values.get(code, Held()) for code in dossier.codes},
    )
    if not (seat.tier or seat.watches):  # a second evaluator must not be led by others
        return (first,)
    columns = [first, *(_of_earlier(one, dossier.codes) for one in dossier.earlier)]
    layers = [*dossier.layers]
    for tier in dossier.kind.chain:
        layers.append((tier.value, dossier.values_of(tier)))
        visible = tier in seen
        label = column_label(
            tier.value
            if dossier.round.stage == ReviewStage.TPI
            else dossier.round.step or dossier.round.stage
        )
        columns.append(
            Column(
                tier.value,
                label,
                tier=tier,
                is_own=tier == own,
                is_visible=visible,
                cells={
                    code: Cell(held_by(mark), mark.note, mark)
                    for code, mark in dossier.marks.get(tier, {}).items()
                }
                if visible
                else {},
                values={code: one.held for code, one in proposed(dossier.codes, layers).items()}
                if visible
                else {},
            )
        )
    return tuple(columns)


def _of_earlier(one: Earlier, codes: Collection[str]) -> Column:
    marks = one.last_marks
    return Column(
        one.name,
        column_label(one.name),
        cells={
            code: Cell(one.values[code], marks[code].note if code in marks else "", marks.get(code))
            for code in codes
        },
        values=one.values,
    )


def due_of(round_: ReviewRound) -> date | None:
    """The last day that the cycle sets for the state of the program; None once closed.

    `round_` comes from `round_for` or `seated`.
    """
    day: date | None = None if round_.is_closed else round_.due_day  # type: ignore[attr-defined]
    return day


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a tier is: what it must review, and what of it is done."""

    tier: ReviewTier
    required: int
    done: int
    seconds: int


def progress_of(person: Person, round_: ReviewRound, now: datetime) -> tuple[Progress, ...]:
    """How far each tier of a round is, in numbers only; time spent for the own tier alone."""
    seat = seat_of(person, round_, today_of(person, now))
    dossier = dossier_of(round_)
    own = acting_tier(dossier.kind, seat)
    found = []
    for tier in dossier.kind.chain:
        required = len(dossier.required(tier))
        marks = dossier.marks.get(tier, {})
        spent = sum(mark.seconds for mark in marks.values()) if tier == own else 0
        found.append(Progress(tier, required, required - len(dossier.untouched(tier)), spent))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SealedPair:
    """A question of the sample as a person may see it; a side that is still sealed is None."""

    official_code: str
    own: Held | None
    note: str
    version: int
    first: Held | None


def second_opinions_of(person: Person, round_: ReviewRound, now: datetime) -> list[SealedPair]:
    """The sample of a round: for the second evaluator with the own values, for others once opened.

    Opened means that both have sent. Until then the first evaluator does not even learn which
    questions are in it.
    """
    on = today_of(person, now)
    seat = _left_to(person, round_, on, seat_of(person, round_, on))
    opened = is_opened(round_)
    if not seat.is_second and not (opened and (seat.tier or seat.watches)):
        return []
    return [
        SealedPair(
            row.official_code,
            Held(row.value, row.inputs) if row.answered_at else None,
            row.note,
            row.version,
            Held(row.first_value, row.first_inputs) if opened and row.first_at else None,
        )
        for row in sampled(round_)
    ]


def sampled(round_: ReviewRound) -> list[SecondOpinion]:
    """The sample of a round in the order of the sheet."""
    questions = instrument_of(round_.program.sheet.instrument).questions
    places = {question.code: place for place, question in enumerate(questions)}
    rows = SecondOpinion.objects.filter(round=round_)
    return sorted(rows, key=lambda row: places[row.official_code])


def is_opened(round_: ReviewRound) -> bool:
    """Whether first and second evaluator have both sent, so that each may see the other."""
    return (
        round_.second_sent_at is not None
        and SecondOpinion.objects.filter(round=round_, first_at__isnull=False).exists()
    )


def comments_of(
    person: Person,
    round_: ReviewRound,
    now: datetime,
    codes: Collection[str] | None = None,
    seat: Seat | None = None,
) -> dict[str, list[ReviewComment]]:
    """The team's discussion by code, oldest first; nothing for others than the team.

    `seat` spares a query where a view of the round knows it already.
    """
    on = today_of(person, now)
    known = seat or _left_to(person, round_, on, seat_of(person, round_, on))
    if known.tier is None:
        return {}
    rows = round_.comments.select_related("written_by")
    if codes is not None:
        rows = rows.filter(official_code__in=list(codes))
    found: dict[str, list[ReviewComment]] = {}
    for row in rows:
        found.setdefault(row.official_code, []).append(row)
    return found


def canned_notes_of(person: Person) -> list[CannedNote]:
    """The notes that the person keeps to use again."""
    return list(CannedNote.objects.filter(person=person))
