"""A screen as templates draw it: every text in one language, every option with its glyph."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.domain.surveys.instrument import SurveyItem
from bening.domain.surveys.masking import mask
from bening.surveys import fields
from bening.surveys.public_pages import send_path, ui_language
from bening.surveys.screens import Filled, Form, OfferedService, Screen, ScreenKind

GLYPH_TOP, GLYPH_ROOM, GLYPH_GAP = 3.0, 25.5, 2.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a level glyph, in its box of 24 by 32."""

    y: str
    height: str


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One answer to tap."""

    value: str
    label: str
    is_chosen: bool
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownField:
    """One question about the respondent, as a list to choose from."""

    name: str
    label: str
    options: tuple[ShownOption, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of the review: what was asked, what was answered, where it is changed."""

    name: str
    screen: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ShownScreen:
    """Everything a screen shows. `carried` are the fields that go along unseen."""

    key: str
    kind: str
    number: int
    questions: int
    language: str
    text: str
    name: str
    options: tuple[ShownOption, ...]
    allows_unknown: bool
    is_unknown: bool
    services: tuple[OfferedService, ...]
    tariffs: tuple[OfferedService, ...]
    about: tuple[ShownField, ...]
    suggestion: str
    masked: str
    review: tuple[ReviewLine, ...]
    before: str
    carried: tuple[tuple[str, str], ...]

    @property
    def filled_part(self) -> str:
        """How far the progress bar reaches, out of 400."""
        at = self.questions if self.kind == ScreenKind.REVIEW else self.number
        return f"{400 * at / self.questions:.1f}"


def shown_screen(form: Form, screen: Screen, filled: Filled) -> ShownScreen:
    """A screen with what was filled in so far, in the language of the form."""
    language = filled.language or form.instrument.languages[0]
    with override(ui_language(language)):
        return _shown(form, screen, filled, language)


def _shown(form: Form, screen: Screen, filled: Filled, language: str) -> ShownScreen:
    before = form.before(screen.key, filled)
    name, text, options = _asked(form, screen, filled, language)
    suggestion = filled.values.get(fields.SUGGESTION, "")
    about = tuple(_about(form, filled, language)) if screen.kind is ScreenKind.ABOUT else ()
    own = {fields.SUGGESTION} if screen.kind is ScreenKind.SUGGESTION else set()
    own |= {field.name for field in about}
    shows_tariff = screen.item is not None and screen.item.shows_tariff
    return ShownScreen(
        key=screen.key,
        kind=screen.kind.value,
        number=screen.number,
        questions=form.questions,
        language=language,
        text=text,
        name=name,
        options=options,
        allows_unknown=screen.item is not None and screen.item.allows_unknown,
        is_unknown=filled.values.get(name) == fields.UNKNOWN,
        services=form.services if screen.kind is ScreenKind.SERVICE else (),
        tariffs=tuple(_tariffs(form, filled)) if shows_tariff else (),
        about=about,
        suggestion=suggestion,
        masked=mask(suggestion).text,
        review=tuple(_review(form, filled)) if screen.kind is ScreenKind.REVIEW else (),
        before=before.key if before else "",
        carried=filled.without(own),
    )


def _asked(
    form: Form, screen: Screen, filled: Filled, language: str
) -> tuple[str, str, tuple[ShownOption, ...]]:
    """The field a screen asks for, its words and its options."""
    if screen.item is not None:
        name = fields.item_field(screen.item.code)
        return name, screen.item.text[language], tuple(_answers(screen.item, filled, language))
    chosen = filled.values
    if screen.kind is ScreenKind.SERVICE:
        services = tuple(
            ShownOption(each.code, each.name, chosen.get(fields.SERVICE) == each.code)
            for each in form.services
        )
        return fields.SERVICE, _("Layanan apa yang Anda terima?"), services
    if screen.kind is ScreenKind.INCIDENT and form.instrument.incident is not None:
        options = tuple(
            ShownOption(value, label, chosen.get(fields.INCIDENT) == value)
            for value, label in ((fields.NO, _("Tidak ada")), (fields.YES, _("Ya, ada")))
        )
        return fields.INCIDENT, form.instrument.incident[language], options
    return "", "", ()


def _answers(item: SurveyItem, filled: Filled, language: str) -> Iterator[ShownOption]:
    """The answers of an item, lowest first: first ones are chosen more, a gift not taken."""
    given = filled.values.get(fields.item_field(item.code))
    count = len(item.scale.values)
    height = GLYPH_ROOM / count - GLYPH_GAP
    for level, value in enumerate(item.scale.values, start=1):
        bars = tuple(
            Bar(f"{GLYPH_TOP + GLYPH_ROOM - (at + 1) * (height + GLYPH_GAP) + GLYPH_GAP:.2f}",
                f"{height:.2f}")
            for at in range(level)
        )  # fmt: skip
        label = item.scale.label(value, language)
        yield ShownOption(str(value), label, given == str(value), bars)


def _tariffs(form: Form, filled: Filled) -> Iterator[OfferedService]:
    """The official tariff of the chosen service; of every service while none is chosen."""
    chosen = filled.values.get(fields.SERVICE, "")
    for service in form.services:
        if service.tariff and chosen in {"", service.code}:
            yield service


def _about(form: Form, filled: Filled, language: str) -> Iterator[ShownField]:
    for attribute in form.instrument.attributes:
        name = fields.attribute_field(attribute.code)
        given = filled.values.get(name)
        yield ShownField(
            name,
            attribute.text[language],
            tuple(
                ShownOption(option.key, option.text[language], given == option.key)
                for option in attribute.options
            ),
        )


def _review(form: Form, filled: Filled) -> Iterator[ReviewLine]:
    """A line for each question; the answer empty where there is none."""
    language = filled.language or form.instrument.languages[0]
    for screen in form.screens:
        if screen.kind is ScreenKind.ABOUT:
            for field in _about(form, filled, language):
                said = next((one.label for one in field.options if one.is_chosen), "")
                yield ReviewLine(field.name, screen.key, field.label, said)
        elif screen.kind is ScreenKind.SUGGESTION:
            said = mask(filled.values.get(fields.SUGGESTION, "")).text
            yield ReviewLine(fields.SUGGESTION, screen.key, _("Saran"), said)
        elif screen.kind not in {ScreenKind.HANDOVER, ScreenKind.REVIEW}:
            name, text, options = _asked(form, screen, filled, language)
            said = next((one.label for one in options if one.is_chosen), "")
            if filled.values.get(name) == fields.UNKNOWN:
                said = _("Tidak tahu, atau tidak mengalami")
            yield ReviewLine(name, screen.key, text, said)


MOST_KEPT = 64
_kept: dict[tuple[object, ...], SafeString] = {}


def all_screens(form: Form, language: str, slug: str, *, doors: object) -> SafeString:
    """Every screen of a form, blank, for the script that shows one after another.

    The same for everybody, so it is drawn once for a questionnaire, its services and a language.
    """
    key = (form.instrument.sha256, form.services, language, slug, doors)
    found = _kept.get(key)
    if found is None:
        blank = Filled({}, language=language)
        context = {"slug": slug, "send": send_path(slug), "doors": doors, "is_blank": True}
        with override(ui_language(language)):
            drawn = [
                render_to_string(
                    "surveys/_screen.html", {**context, "shown": shown_screen(form, each, blank)}
                )
                for each in form.screens
            ]
        found = mark_safe("".join(drawn))  # noqa: S308 - put together from templates
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = found
    return found
