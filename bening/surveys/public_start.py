"""The start page: the same for everybody but for one code in it, so it is drawn once.

What is kept is the text with places in it. Whoever opens it gets it with their own code, which is
kept nowhere.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import escape
from django.utils.translation import override

from bening.domain.surveys.responses import ResponseMode
from bening.surveys.handovers import Door
from bening.surveys.models import SurveyPeriod
from bening.surveys.public_pages import other_languages, send_path, ui_language
from bening.surveys.public_shown import all_screens
from bening.surveys.screens import Form

TOKEN_HERE, ONCE_HERE, KEY_HERE = "@token@", "@once@", "@key@"
QUESTIONS_IN_A_MINUTE = 10
MOST_KEPT = 128
_kept: dict[tuple[object, ...], str] = {}


@dataclass(frozen=True, slots=True)
class StartAbout:
    """Everything that a start page depends on but the code of its visitor."""

    period: SurveyPeriod
    form: Form
    language: str
    mode: ResponseMode
    doors: tuple[Door, ...]
    came_by_post: bool

    @property
    def key(self) -> tuple[object, ...]:
        """Two pages of one key are the same text."""
        unit = self.period.unit
        return (
            self.period.slug,
            unit.name,
            unit.agency.name,
            self.form.instrument.sha256,
            self.form.services,
            self.language,
            self.mode,
            self.doors,
            self.came_by_post,
        )


def start_page(about: StartAbout, *, token: str, once: str) -> str:
    """The page for whoever brings this token, or opens the link with this random number.

    With TOKEN_HERE for a token its places stay, to be filled for each visitor.
    """
    text = _kept.get(about.key)
    if text is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        text = _kept[about.key] = _drawn(about)
    key = KEY_HERE if token == TOKEN_HERE else draft_key(token)
    return (
        text.replace(TOKEN_HERE, escape(token))
        .replace(ONCE_HERE, escape(once))
        .replace(KEY_HERE, key)
    )


def draft_key(token: str) -> str:
    """Under what a device keeps a draft: a keyed hash, from which nobody gets the token."""
    return salted_hmac("bening.surveys.draft", token).hexdigest()[:16]


def _drawn(about: StartAbout) -> str:
    form, slug = about.form, about.period.slug
    screens = all_screens(form, about.language, slug, doors=about.doors)
    with override(ui_language(about.language)):
        return render_to_string(
            "surveys/public_start.html",
            {
                "period": about.period,
                "slug": slug,
                "send": send_path(slug),
                "mode": about.mode.value,
                "form": form,
                "token": TOKEN_HERE,
                "once": ONCE_HERE,
                "draft_key": KEY_HERE,
                "language": about.language,
                "languages": other_languages(about.language, form.instrument.languages),
                "minutes": max(1, round(form.questions / QUESTIONS_IN_A_MINUTE)),
                "doors": about.doors,
                "screens": screens,
                "only_service": form.services[0].code if len(form.services) == 1 else "",
                "came_by_post": about.came_by_post,
                "hall_home": reverse("surveys:kiosk", args=[slug]),
            },
        )
