"""The whole screen, and the parts of it that one saved value changes."""

from dataclasses import dataclass
from datetime import date, datetime

from bening.reviews.models import ReviewRound
from bening.reviews.queries import Column, due_of
from bening.reviews.screen.loading import Loaded
from bening.reviews.screen.panel import Panel, Said, panel_of
from bening.reviews.screen.rows import Row, Section, row_of, section_of
from bening.reviews.screen.strip import StripScore, strip_of
from bening.reviews.screen.wanted import FILTERS, Wanted
from bening.reviews.words import name_of


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with what it finds in the whole sheet."""

    key: str
    url: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """A place to narrow the list to, with what the filter leaves there."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Around:
    """What stands around the list: scores, filters, what is left to do, own time in minutes."""

    strip: tuple[StripScore, ...]
    chips: tuple[Chip, ...]
    untouched: int
    required: int
    minutes: int | None


@dataclass(frozen=True)
class Screen:
    """The review screen of a round."""

    round: ReviewRound
    wanted: Wanted
    name: str
    tier: str
    is_field: bool
    columns: tuple[Column, ...]
    around: Around
    areas: tuple[AreaChoice, ...]
    sections: tuple[Section, ...]
    panel: Panel | None
    may_mark: bool
    last_saved: datetime | None
    due_on: date | None

    @property
    def overview_url(self) -> str:
        """The round's own page, above this one."""
        return self.wanted.base.removesuffix("lembar/")


def screen_of(of: Loaded, *, said: Said | None = None, fault: tuple[str, str] = ("", "")) -> Screen:
    """The screen as the address asks for it."""
    current = _current(of)
    codes = frozenset(of.codes)
    own = of.view.own
    marks = [cell.mark for cell in own.cells.values() if cell.mark] if own else []
    return Screen(
        round=of.round,
        wanted=of.wanted,
        name=name_of(of.round),
        tier=str(of.view.seat.tier.label) if of.view.seat.tier else "",
        is_field=of.round.step == "field",
        columns=of.view.columns,
        around=around_of(of),
        areas=_areas(of),
        sections=tuple(
            section
            for place in of.outline.places
            if (section := section_of(of, place, codes, current)).rows
        ),
        panel=panel_of(of, current, said=said, fault=fault) if current else None,
        may_mark=of.view.may_mark,
        due_on=due_of(of.round),
        last_saved=max((mark.marked_at for mark in marks), default=None),
    )


def around_of(of: Loaded) -> Around:
    """The scores, the filters and what is left to do."""
    own = of.view.own
    spent = None
    if own is not None:
        marks = (cell.mark for cell in own.cells.values() if cell.mark)
        spent = sum(mark.seconds for mark in marks if mark.marked_by_id == of.person.pk) // 60
    return Around(
        strip=tuple(strip_of(of.view, of.valued)),
        chips=tuple(
            Chip(
                key,
                of.wanted.but(filter=key, question="", file=1).url(),
                len(of.picked[key]),
                of.filter == key,
            )
            for key in FILTERS
            if key in of.picked
        ),
        untouched=len(of.untouched),
        required=len(of.view.required),
        minutes=spent,
    )


def row_now(of: Loaded, code: str) -> Row:
    """The row of a question as it stands after something was saved."""
    return row_of(of, of.instrument.question(code), of.wanted.question)


def _current(of: Loaded) -> str:
    """The question that is open: the one asked for, else the first that is left to do."""
    if of.instrument.has_question(of.wanted.question):
        return of.wanted.question
    untouched = (code for code in of.codes if code in of.untouched)
    return next(untouched, of.codes[0] if of.codes else "")


def _areas(of: Loaded) -> tuple[AreaChoice, ...]:
    return tuple(
        AreaChoice(
            place.key,
            f"{place.number} {place.name}",
            len(of.codes_in(place.key)),
            place.key == of.wanted.area,
        )
        for place in of.outline.places
    )
