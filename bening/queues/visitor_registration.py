"""What visitors' pages tell the rest of the program when it starts."""

from django.utils.translation import gettext_lazy as _

from bening.adapters.gate import KIB, Rule, register_rule
from bening.queues import after_visit, stream, visitor_state
from bening.queues.finished import FinishedVisit
from bening.surveys.handovers import doors_of
from bening.surveys.open_links import open_survey

POSTS = Rule(prefix="/tiket/", limit=4 * KIB, at_once=1024)
"""What visitors post about their number is a few fields."""


def register_visitors() -> None:
    """The small posts about a number, its live page, and what is offered after a visit."""
    register_rule(POSTS)
    stream.register_topic(stream.TICKET, visitor_state.states, turn=1)
    after_visit.register(
        after_visit.AfterVisit(
            code="survey",
            label=_("Isi survei"),
            about=_("Bagaimana layanan kami tadi?"),
            note=_("Petugas tidak dapat melihat jawaban Anda, dan tidak tahu siapa yang mengisi."),
            url=survey_of,
            is_main=True,
        )
    )
    after_visit.register(
        after_visit.AfterVisit(
            code="report",
            label=_("Ada yang tidak beres"),
            url=report_of,
        )
    )


def survey_of(visit: FinishedVisit) -> str | None:
    """The survey of the unit that takes answers by an open link now."""
    return open_survey(visit.unit)


def report_of(visit: FinishedVisit) -> str | None:
    """Where the unit hears what went wrong; the confidential door stands first."""
    return next((door.href for door in doors_of(visit.unit)), None)
