"""Screens of the form without script, kept for everybody who comes to the same one.

A screen that asks one thing depends on little: which it is, in which language and mode, what was
answered to it before. All other answers only go along unseen, in two places of its page.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.html import escape

from bening.adapters.kept_pages import Posted, register_post
from bening.surveys import fields
from bening.surveys.public_pages import language_among
from bening.surveys.public_shown import ShownScreen
from bening.surveys.screens import Form, ScreenKind, Step, step_of
from bening.ui.odd_text import is_unreadable

PATTERN = r"/survei/(?P<slug>[-a-zA-Z0-9_]{1,40})/isi/"
KEPT = frozenset({ScreenKind.SERVICE, ScreenKind.ITEM, ScreenKind.INCIDENT, ScreenKind.HANDOVER})
MOST_FORMS = 256


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


_FIRST, _REST = "@first@", "@rest@"
FIRST_HERE, REST_HERE = _hidden(_FIRST, _FIRST), _hidden(_REST, _REST)
"""Where a page carries who fills it in, and where it carries the answers so far."""

_forms: dict[str, Form] = {}


def register_steps() -> None:
    """Screens are answered from memory."""
    register_post(PATTERN, read_step)


def remember(slug: str, form: Form) -> None:
    """The form as Django just showed it: what is kept is drawn again, and so comes by here."""
    if len(_forms) >= MOST_FORMS:
        _forms.clear()
    _forms[slug] = form


def may_be_kept(step: Step) -> bool:
    """Whether the screen depends on no more than `read_step` names."""
    return step.screen.kind in KEPT and not step.is_refused


def with_places(shown: ShownScreen) -> ShownScreen:
    """The screen with places for all that goes along, but for the language."""
    carried = ((_FIRST, _FIRST), (fields.LANGUAGE, shown.language), (_REST, _REST))
    return replace(shown, carried=carried)


def read_step(match: re.Match[str], body: bytes, language: str) -> Posted | None:
    """What the next screen depends on, and what goes along; None where Django draws it."""
    form = _forms.get(match["slug"])
    if form is None:
        return None
    try:
        fields_posted = QueryDict(body)
    except SuspiciousOperation:
        return None
    posted = {name: str(value) for name, value in fields_posted.items()}
    if is_unreadable(posted):
        return None
    chosen = language_among(posted.get(fields.LANGUAGE), language, form.instrument.languages)
    step = step_of(form, posted, chosen)
    if not may_be_kept(step):
        return None
    filled = step.filled
    first = ((fields.TOKEN, filled.token), (fields.ONCE, filled.once),
             (fields.MODE, filled.mode.value))  # fmt: skip
    values = {FIRST_HERE: _inputs(first), REST_HERE: _inputs(filled.values.items())}
    return Posted(urlencode(_depends_on(step)).encode(), values)


def _depends_on(step: Step) -> dict[str, str]:
    """A post that leads to the same screen and carries nothing else."""
    item = step.screen.item
    own = {step.screen.key}
    if step.screen.kind is ScreenKind.SERVICE or (item is not None and item.shows_tariff):
        own.add(fields.SERVICE)
    return {
        fields.TO: step.screen.key,
        fields.LANGUAGE: step.filled.language,
        fields.MODE: step.filled.mode.value,
        **{name: step.filled.values[name] for name in sorted(own & set(step.filled.values))},
    }


def _inputs(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(_hidden(name, value) for name, value in pairs if value)
