"""The screens of a survey form in their order, and what was filled in so far.

A form is a chain of screens. Each carries every earlier answer, so the server keeps nothing between
them and a respondent may stop at any of them without a trace.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bening.domain.surveys.instrument import SurveyInstrument, SurveyItem
from bening.domain.surveys.responses import LONGEST_SUGGESTION, ResponseMode
from bening.surveys import fields

LONGEST_TOKEN = 80


class ScreenKind(StrEnum):
    """What a screen asks; HANDOVER and REVIEW ask nothing."""

    SERVICE = "service"
    ITEM = "item"
    INCIDENT = "incident"
    HANDOVER = "handover"
    ABOUT = "about"
    SUGGESTION = "suggestion"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `key` names it in posts, `number` is its place among the questions, from 1."""

    key: str
    kind: ScreenKind
    number: int
    item: SurveyItem | None = None


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service that may be chosen, with its official tariff where it has one."""

    code: str
    name: str
    tariff: str = ""
    tariff_basis: str = ""


@dataclass(frozen=True)
class Form:
    """A questionnaire as one unit asks it."""

    instrument: SurveyInstrument
    services: tuple[OfferedService, ...]
    screens: tuple[Screen, ...]

    @property
    def questions(self) -> int:
        """How many screens ask something."""
        return max(screen.number for screen in self.screens)

    def screen(self, key: str) -> Screen:
        """The screen of this key; the first one for any other."""
        return next((each for each in self.screens if each.key == key), self.screens[0])

    def after(self, key: str, filled: "Filled") -> Screen:
        """The screen that follows; the last one follows itself."""
        at = self.screens.index(self.screen(key))
        return self._reachable(self.screens[at + 1 :], filled) or self.screens[-1]

    def before(self, key: str, filled: "Filled") -> Screen | None:
        """The screen before; None before the first."""
        at = self.screens.index(self.screen(key))
        return self._reachable(reversed(self.screens[:at]), filled)

    @staticmethod
    def _reachable(screens: Iterable[Screen], filled: "Filled") -> Screen | None:
        hides = filled.values.get(fields.INCIDENT) != fields.YES
        return next(
            (each for each in screens if not (hides and each.kind is ScreenKind.HANDOVER)), None
        )

    def takes(self, name: str, value: str) -> bool:
        """Whether a field may have this value."""
        if name == fields.SERVICE:
            return any(value == service.code for service in self.services)
        if name == fields.INCIDENT:
            return self.instrument.incident is not None and value in {fields.YES, fields.NO}
        for item in self.instrument.items:
            if name == fields.item_field(item.code):
                return _is_answer(item, value)
        return any(
            name == fields.attribute_field(attribute.code) and attribute.takes(value)
            for attribute in self.instrument.attributes
        )

    def names(self) -> tuple[str, ...]:
        """Every field that answers something, in the order of the form."""
        return (
            fields.SERVICE,
            *(fields.item_field(item.code) for item in self.instrument.items),
            fields.INCIDENT,
            *(fields.attribute_field(each.code) for each in self.instrument.attributes),
            fields.SUGGESTION,
        )


def _is_answer(item: SurveyItem, value: str) -> bool:
    if value == fields.UNKNOWN:
        return item.allows_unknown
    return value.isascii() and value.isdigit() and len(value) < 3 and item.scale.takes(int(value))


def form_of(instrument: SurveyInstrument, services: Sequence[OfferedService]) -> Form:
    """The screens of a questionnaire; the service is asked only where there is a choice."""
    screens: list[Screen] = []

    def add(key: str, kind: ScreenKind, item: SurveyItem | None = None) -> None:
        asks = kind not in {ScreenKind.HANDOVER, ScreenKind.REVIEW}
        number = (screens[-1].number if screens else 0) + asks
        screens.append(Screen(key, kind, number, item))

    if len(services) > 1:
        add("service", ScreenKind.SERVICE)
    for item in instrument.items:
        add(fields.item_field(item.code), ScreenKind.ITEM, item)
    if instrument.incident is not None:
        add("incident", ScreenKind.INCIDENT)
        add("handover", ScreenKind.HANDOVER)
    if instrument.attributes:
        add("about", ScreenKind.ABOUT)
    add("suggestion", ScreenKind.SUGGESTION)
    add("review", ScreenKind.REVIEW)
    return Form(instrument, tuple(services), tuple(screens))


@dataclass(frozen=True)
class Filled:
    """What a form holds so far: its answers by field, and who carries it on."""

    values: Mapping[str, str]
    token: str = ""
    once: str = ""
    mode: ResponseMode = ResponseMode.SELF
    language: str = ""
    refused: tuple[str, ...] = ()

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """Every field but those of a screen, to go along unseen."""
        return (
            (fields.TOKEN, self.token),
            (fields.ONCE, self.once),
            (fields.MODE, self.mode.value),
            (fields.LANGUAGE, self.language),
            *self.values.items(),
        )

    def without(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """What goes along on a screen that asks for these fields itself."""
        left_out = set(names)
        return tuple(pair for pair in self.carried if pair[0] not in left_out)


MODES = (ResponseMode.SELF, ResponseMode.ASSISTED, ResponseMode.KIOSK, ResponseMode.OPEN)


def filled_of(form: Form, posted: Mapping[str, str], language: str) -> Filled:
    """The answers of a post. What the form can't take is left out and named in `refused`."""
    values: dict[str, str] = {}
    refused: list[str] = []
    for name in form.names():
        value = posted.get(name, "")
        value = value if name == fields.SUGGESTION else value.strip()
        if not value.strip():
            continue
        if name == fields.SUGGESTION:
            values[name] = value[: 2 * LONGEST_SUGGESTION]
        elif form.takes(name, value):
            values[name] = value
        else:
            refused.append(name)
    if len(form.services) == 1:
        values[fields.SERVICE] = form.services[0].code
    mode = posted.get(fields.MODE, "")
    return Filled(
        values=values,
        token=posted.get(fields.TOKEN, "")[:LONGEST_TOKEN],
        once=posted.get(fields.ONCE, "")[:LONGEST_TOKEN],
        mode=ResponseMode(mode) if mode in MODES else ResponseMode.SELF,
        language=language,
        refused=tuple(refused),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """The screen that a post leads to, with what was filled in so far.

    `is_refused` where the screen is the same again: its answer was none that it offers.
    """

    screen: Screen
    filled: Filled
    is_refused: bool


def step_of(form: Form, posted: Mapping[str, str], language: str) -> Step:
    """Where the post of a screen leads: the screen asked for, the same once more, or the next."""
    filled = filled_of(form, posted, language)
    at, to = posted.get(fields.AT, ""), posted.get(fields.TO, "")
    is_refused = at in filled.refused
    if to:
        screen = form.screen(to)
    elif is_refused or not at:
        screen = form.screen(at)
    else:
        screen = form.after(at, filled)
    return Step(screen, filled, is_refused)
