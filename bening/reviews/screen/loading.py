"""What the screen and its parts are made of: one round as a person sees it, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bening.accounts.models import Person
from bening.domain.scoring import Instrument
from bening.evaluations.pages.outline import Outline, outline_of
from bening.reviews.models import ReviewRound
from bening.reviews.queries import RoundView, view_of
from bening.reviews.screen.changes import Changes
from bening.reviews.screen.values import Valued, is_above
from bening.reviews.screen.wanted import (
    ABOVE_DATA,
    ADVISED,
    ALL,
    CHANGED,
    DIFFERING,
    UNTOUCHED,
    Wanted,
)
from bening.reviews.seats import Seated


@dataclass(frozen=True)
class Loaded:
    """A round with everything that its rows and filters say; sets are of official codes."""

    view: RoundView
    wanted: Wanted
    person: Person
    now: datetime

    @property
    def round(self) -> ReviewRound:
        """The round."""
        return self.view.round

    @property
    def instrument(self) -> Instrument:
        """The instrument of the reviewed sheet."""
        return self.view.instrument

    @property
    def outline(self) -> Outline:
        """Its places."""
        return outline_of(self.view.instrument)

    @cached_property
    def valued(self) -> Mapping[str, Valued]:
        """The columns with their scores, by key."""
        return {one.key: Valued(self.view.instrument, one) for one in self.view.columns}

    @cached_property
    def changes(self) -> Changes:
        """What changed since the first round."""
        return Changes(self.view.instrument, self.view.first_content, self.view.content)

    @cached_property
    def changed(self) -> frozenset[str]:
        """What changed since the first round."""
        return frozenset(self.view.changed)

    @cached_property
    def differing(self) -> frozenset[str]:
        """On what the visible columns don't agree."""
        return frozenset(self.view.differing)

    @cached_property
    def untouched(self) -> frozenset[str]:
        """What the person's own tier has not reviewed."""
        return frozenset(self.view.untouched)

    @cached_property
    def advised(self) -> frozenset[str]:
        """What has a recommendation, of the first round or of a visible column."""
        of_columns = {
            code
            for column in self.view.columns
            for code, cell in column.cells.items()
            if cell.mark is not None and cell.mark.recommendation
        }
        return frozenset(of_columns | set(self.view.advised))

    @cached_property
    def above_data(self) -> frozenset[str]:
        """Where the unit claims more than the frozen fact proposes."""
        claimed = self.valued["self"]
        return frozenset(
            code
            for code, fact in self.view.facts.items()
            if is_above(
                self.instrument.question(code), claimed.held(code), str(fact.get("proposed") or "")
            )
        )

    @property
    def is_second(self) -> bool:
        """Whether the round repeats an earlier one, so that what changed comes first."""
        return self.view.first_content is not None

    @property
    def filter(self) -> str:
        """The filter in use."""
        return self.wanted.filter or (CHANGED if self.is_second else ALL)

    @cached_property
    def picked(self) -> Mapping[str, frozenset[str]]:
        """The codes of each filter in the whole sheet; those that say nothing here left out."""
        found = {
            CHANGED: self.changed,
            DIFFERING: self.differing,
            UNTOUCHED: self.untouched,
            ABOVE_DATA: self.above_data,
            ADVISED: self.advised,
            ALL: frozenset(self.view.codes),
        }
        if not self.is_second:
            del found[CHANGED]
        if self.view.own_tier is None:
            del found[UNTOUCHED]
        return found

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that filter and area leave, in the order of the sheet."""
        return self.codes_in(self.wanted.area)

    def codes_in(self, area: str) -> tuple[str, ...]:
        """The codes that the filter leaves in an area; empty: everywhere."""
        picked = self.picked.get(self.filter, frozenset())
        places = [self.outline.by_key[area]] if area in self.outline.by_key else self.outline.places
        return tuple(one.code for place in places for one in place.questions if one.code in picked)


def load(*, person: Person, at: Seated, wanted: Wanted, now: datetime) -> Loaded:
    """Reads a round of `seated`, in the constant number of queries of `view_of`."""
    return Loaded(view_of(person, at.round, now, seat=at.seat), wanted, person, now)
