"""The sentences of this feature: its audit acts and its notices."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, register, told
from bening.calendars import telling
from bening.notices.steps import step_told

ACTS: dict[str, Sentence] = {
    "feed.made": _("membuat alamat kalender"),
    "feed.revoked": _("mencabut alamat kalender"),
    "escalation.days_set": _(
        "mengatur eskalasi giliran terlambat: %(first)s, %(second)s, dan %(third)s hari kerja"
    ),
    "turn.escalated": told(
        _(
            "meneruskan giliran %(owner)s yang terlambat sejak %(due_on)s kepada %(told)s: "
            "%(title)s, %(detail)s"
        ),
        due_on=day("due_on"),
    ),
}

NOTICES: dict[str, telling.Sentence] = {
    "program_step": step_told,
    "turn_escalated": telling.with_days(
        _("Giliran %(owner)s melewati batas %(due_on)s: %(title)s, %(detail)s."), "due_on"
    ),
    "turn_handed_up": telling.with_days(
        _(
            "Giliran Anda melewati batas %(due_on)s dan diteruskan kepada %(told)s: "
            "%(title)s, %(detail)s."
        ),
        "due_on",
    ),
}


def register_words() -> None:
    """Declares acts and notices; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    telling.say(NOTICES)
