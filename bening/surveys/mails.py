"""The mails of a survey, Indonesian first and English below: nobody's language is known."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from bening.surveys.links import personal_link, public_link
from bening.surveys.models import InvitationBatch

LANGUAGES = ("id", "en")
DIVIDER = "\n\n--\n\n"


def invitation_mail(batch: InvitationBatch, to: str, token: str, server: Any) -> EmailMessage:
    """The invitation with its link, which answers once."""
    values = {**_values(batch), "link": personal_link(batch.period, token)}
    return _mail("invitation", values, to, server)


def reminder_mail(batch: InvitationBatch, to: str, server: Any) -> EmailMessage:
    """The reminder, without a link: the one that was sent is the only one there is."""
    return _mail("reminder", _values(batch), to, server)


def _values(batch: InvitationBatch) -> dict[str, Any]:
    period = batch.period
    return {
        "unit": period.unit.name,
        "agency": period.unit.agency.name,
        "ends_on": period.ends_on,
        "sent_on": batch.sent_on,
        "page": public_link(period),
        "days": settings.SURVEY_CONTACT_DAYS,
    }


def _mail(name: str, values: dict[str, Any], to: str, server: Any) -> EmailMessage:
    bodies = []
    for language in LANGUAGES:
        with translation.override(language):
            bodies.append(render_to_string(f"surveys/mail/{name}.txt", values).strip())
    with translation.override(LANGUAGES[0]):
        subject = " ".join(render_to_string(f"surveys/mail/{name}_subject.txt", values).split())
    return EmailMessage(
        subject=subject,
        body=DIVIDER.join(bodies),
        to=[to],
        connection=server,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
