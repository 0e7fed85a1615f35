"""One round with all values it can build on: what the unit sent, earlier stages, its own tiers.

Nothing here knows who reads; `bening.reviews.queries` shows each person only what is theirs to see.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.domain.reviewing import (
    Held,
    Mark,
    Proposal,
    changed_codes,
    proposed,
    untouched,
)
from bening.domain.scoring import Answer, Instrument, parse_answer
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Snapshot
from bening.reviews.models import ReviewMark, ReviewRound, ReviewStage, ReviewTier
from bening.reviews.states import FIRST, SECOND, Kind, kind_of

SELF = "self"
RETURNED = "returned_by_preliminary"
"""The outcome of a round that was broken off: nothing builds on it."""

Values = Mapping[str, Held]
Marks = Mapping[str, ReviewMark]


def held_by(mark: ReviewMark) -> Held:
    """The value of a mark."""
    return Held(mark.value, mark.inputs)


def as_mark(mark: ReviewMark) -> Mark:
    """A mark with the proposal that it answered."""
    return Mark(held_by(mark), Held(mark.proposed_value, mark.proposed_inputs))


def answers_in(content: Mapping[str, Any]) -> dict[str, Held]:
    """The unit's values of a snapshot's content, unanswered questions left out."""
    found = {}
    for code, entry in content["answers"].items():
        inputs = {name: str(count) for name, count in (entry.get("inputs") or {}).items()}
        held = Held(entry.get("value") or "", inputs)
        if not held.is_empty:
            found[code] = held
    return found


def answers_of(instrument: Instrument, values: Values) -> dict[str, Answer]:
    """Values as the scorer takes them; empty ones left out."""
    found = {}
    for code, held in values.items():
        answer = parse_answer(instrument.question(code), held.value or None, held.inputs or None)
        if answer is not None:
            found[code] = answer
    return found


def topmost(
    chain: Sequence[ReviewTier],
    marks: Mapping[ReviewTier, Marks],
    said: Callable[[ReviewMark], str],
) -> dict[str, str]:
    """For each code what the highest tier said that said something."""
    found: dict[str, str] = {}
    for tier in chain:
        found.update({code: said(mark) for code, mark in marks.get(tier, {}).items() if said(mark)})
    return found


def _recommendation(mark: ReviewMark) -> str:
    return mark.recommendation


@dataclass(frozen=True)
class Earlier:
    """A closed round that a later one builds on, with the values that came out of it."""

    round: ReviewRound
    marks: Mapping[ReviewTier, Marks]
    values: Values

    @property
    def name(self) -> str:
        """The name of its column: the stage, with its number or step."""
        return column_name(self.round)

    @property
    def chain(self) -> tuple[ReviewTier, ...]:
        """The tiers of the round."""
        return kind_of(self.round.stage, self.round.step, self.round.number).chain

    @cached_property
    def recommendations(self) -> Mapping[str, str]:
        """What the unit was told to do, by code."""
        return topmost(self.chain, self.marks, _recommendation)

    @cached_property
    def last_marks(self) -> Marks:
        """For each code the mark of the highest tier that has one."""
        found: dict[str, ReviewMark] = {}
        for tier in self.chain:
            found.update(self.marks.get(tier, {}))
        return found


def column_name(round_: ReviewRound) -> str:
    """``preliminary``, ``tpi_1``, ``tpi_2``, ``desk`` or ``field``."""
    if round_.stage == ReviewStage.TPI:
        return f"tpi_{round_.number}"
    return round_.step or round_.stage


@dataclass(frozen=True)
class Dossier:
    """A round and what it builds on, limited to `codes` (None: all questions)."""

    round: ReviewRound
    kind: Kind
    instrument: Instrument
    content: Mapping[str, Any]
    first_content: Mapping[str, Any] | None
    marks: Mapping[ReviewTier, Marks]
    earlier: tuple[Earlier, ...]
    codes: tuple[str, ...]

    @cached_property
    def own_values(self) -> Values:
        """The unit's answers in the snapshot that is reviewed."""
        return answers_in(self.content)

    @cached_property
    def layers(self) -> list[tuple[str, Values]]:
        """What lies below the tiers of this round, the unit's own values first.

        Of TPI's first round only what has not changed since counts in the second.
        """
        layers: list[tuple[str, Values]] = [(SELF, self.own_values)]
        for one in self.earlier:
            if self.is_second_of(one.round):
                changed = set(self.changed)
                kept = {code: held for code, held in one.values.items() if code not in changed}
                layers.append((one.name, kept))
            else:
                layers.append((one.name, one.values))
        return layers

    def is_second_of(self, other: ReviewRound) -> bool:
        """Whether this is TPI's second round and `other` its first."""
        return self.round.stage == other.stage == ReviewStage.TPI and (
            self.round.number,
            other.number,
        ) == (SECOND, FIRST)

    @cached_property
    def first(self) -> Earlier | None:
        """TPI's first round, where this is the second."""
        return next((one for one in self.earlier if self.is_second_of(one.round)), None)

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What changed since TPI's first round: answer, note or evidence, or a recommendation."""
        if self.first is None or self.first_content is None:
            return ()
        differing = set(changed_codes(self.codes, self.first_content, self.content))
        advised = set(self.first.recommendations)
        return tuple(code for code in self.codes if code in differing | advised)

    @property
    def asked(self) -> tuple[str, ...]:
        """The codes that the first tier must review: all, in TPI's second round what changed."""
        return self.codes if self.first is None else self.changed

    def below(self, tier: ReviewTier) -> tuple[ReviewTier, ...]:
        """The tiers before one, in order."""
        return self.kind.chain[: self.kind.chain.index(tier)]

    def required(self, tier: ReviewTier) -> tuple[str, ...]:
        """What a tier must review: what is asked, and whatever a tier before it touched."""
        touched = set(self.asked).union(*(self.marks.get(one, {}) for one in self.below(tier)))
        return tuple(code for code in self.codes if code in touched)

    def proposals(self, tier: ReviewTier) -> dict[str, Proposal]:
        """What is proposed to a tier, for every code."""
        above = [(one.value, self.values_of(one)) for one in self.below(tier)]
        return proposed(self.codes, [*self.layers, *above])

    def values_of(self, tier: ReviewTier) -> dict[str, Held]:
        """The values that a tier gave."""
        return {code: held_by(mark) for code, mark in self.marks.get(tier, {}).items()}

    def untouched(self, tier: ReviewTier) -> tuple[str, ...]:
        """What a tier has not reviewed yet."""
        done = {code: as_mark(mark) for code, mark in self.marks.get(tier, {}).items()}
        return untouched(self.required(tier), done, self.proposals(tier))

    @cached_property
    def recommendations(self) -> Mapping[str, str]:
        """What the report recommends, by code: what the highest tier wrote that wrote something."""
        return topmost(self.kind.chain, self.marks, _recommendation)

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """The note of the highest tier that wrote one, by code."""
        return topmost(self.kind.chain, self.marks, lambda mark: mark.note)

    @cached_property
    def final(self) -> dict[str, Held]:
        """The value of the highest tier for every code: what comes out once it is closed."""
        layers = [*self.layers, *((tier.value, self.values_of(tier)) for tier in self.kind.chain)]
        return {code: one.held for code, one in proposed(self.codes, layers).items()}

    @cached_property
    def final_answers(self) -> dict[str, Answer]:
        """`final` as the scorer takes it."""
        return answers_of(self.instrument, self.final)


def dossier_of(round_: ReviewRound, codes: Collection[str] | None = None) -> Dossier:
    """The dossier of a round in four queries, whatever it holds.

    `round_` comes with its program's sheet and instrument (`seats.rounds_seen_by`, `whole`).
    """
    instrument = instrument_of(round_.program.sheet.instrument)
    order = tuple(
        question.code
        for question in instrument.questions
        if codes is None or question.code in codes
    )
    before = _before(round_)
    contents = _contents({round_.snapshot_id, *(one.snapshot_id for one in before)})
    marks = _marks([round_, *before], codes)
    earlier: tuple[Earlier, ...] = ()
    for one in [*before, round_]:
        first = next((each.round for each in earlier if _is_first(each.round, one)), None)
        built = Dossier(
            round=one,
            kind=kind_of(one.stage, one.step, one.number),
            instrument=instrument,
            content=contents[one.snapshot_id],
            first_content=contents[first.snapshot_id] if first else None,
            marks=marks[one.pk],
            earlier=_counting(earlier, one),
            codes=order,
        )
        if one is round_:
            return built
        earlier = (*earlier, Earlier(one, marks[one.pk], built.final))
    raise AssertionError  # the loop ends with the round itself


def _is_first(other: ReviewRound, round_: ReviewRound) -> bool:
    return (other.stage, other.number, round_.stage, round_.number) == (
        ReviewStage.TPI,
        FIRST,
        ReviewStage.TPI,
        SECOND,
    )


def _counting(earlier: Sequence[Earlier], round_: ReviewRound) -> tuple[Earlier, ...]:
    """Which earlier rounds stand under this one.

    TPI's second round stands for both; a pre-assessment counts where it saw the same snapshot.
    """
    numbers = {one.round.number for one in earlier if one.round.stage == ReviewStage.TPI}
    return tuple(
        one
        for one in earlier
        if not (
            one.round.stage == ReviewStage.TPI and one.round.number == FIRST and SECOND in numbers
        )
        and not (
            one.round.stage == ReviewStage.PRELIMINARY
            and one.round.snapshot_id != round_.snapshot_id
        )
    )


ORDER = {"preliminary": 0, "tpi_1": 1, "tpi_2": 2, "desk": 3, "field": 4}


def _before(round_: ReviewRound) -> list[ReviewRound]:
    """The closed rounds of this passage, oldest first: the newest of each earlier kind."""
    closed = ReviewRound.objects.filter(
        program_id=round_.program_id, closed_at__isnull=False, opened_at__lte=round_.opened_at
    ).exclude(Q(outcome=RETURNED) | Q(pk=round_.pk))
    latest: dict[str, ReviewRound] = {}
    for one in closed.order_by("opened_at", "attempt"):
        latest[column_name(one)] = one
    place = ORDER[column_name(round_)]
    return sorted(
        (one for name, one in latest.items() if ORDER[name] < place),
        key=lambda one: ORDER[column_name(one)],
    )


def _contents(keys: Iterable[UUID]) -> dict[UUID, Mapping[str, Any]]:
    rows = Snapshot.objects.filter(pk__in=list(keys)).values_list("pk", "content")
    return {key: json.loads(content) for key, content in rows}


def _marks(
    rounds: Sequence[ReviewRound], codes: Collection[str] | None
) -> dict[UUID, dict[ReviewTier, dict[str, ReviewMark]]]:
    rows = ReviewMark.objects.filter(round__in=rounds)
    if codes is not None:
        rows = rows.filter(official_code__in=list(codes))
    found: dict[UUID, dict[ReviewTier, dict[str, ReviewMark]]] = {one.pk: {} for one in rounds}
    for mark in rows:
        found[mark.round_id].setdefault(ReviewTier(mark.tier), {})[mark.official_code] = mark
    return found


def whole(key: UUID) -> ReviewRound:
    """A round with what `dossier_of` reads, unlocked."""
    round_: ReviewRound = _with_program().get(pk=key)
    return round_


def locked(key: UUID) -> ReviewRound:
    """A round with its row locked until the transaction ends."""
    round_: ReviewRound = _with_program().select_for_update(of=("self",)).get(pk=key)
    return round_


def _with_program() -> QuerySet[ReviewRound]:
    return ReviewRound.objects.select_related(
        "program__unit__agency",
        "program__cycle",
        "program__sheet__instrument",
        "assignment__team",
        "assignment__letter",
    ).defer("program__sheet__instrument__source")
