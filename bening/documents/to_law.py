"""What goes to law enforcement (APH): the letter, whom it goes to, and the rule for all channels.

An allegation of a crime leaves the channel with a sealed letter; the channel then keeps it for
reading alone. Papers that name people follow in a closed annex and are not part of the letter,
because letters are read more widely than cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.documents.actions import issue
from bening.documents.letters import Facts, Letter, Paragraph, Signature
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.documents.refusals import DocumentRefused

OFFICIAL = "id"
"""Official papers are in Indonesian, whatever the language of who makes them."""
LONGEST_BODY = 160


@dataclass(frozen=True, slots=True)
class Handover:
    """What a channel says in its letter, in official Indonesian.

    `title` names the document, `opening` says what is handed over, `facts` where it came from;
    `text` is what is alleged, empty where that stands in a closed annex; `closing` says who or what
    stays protected.
    """

    title: str
    subject: str
    opening: str
    facts: Sequence[tuple[str, str]]
    text: str
    closing: str
    attachments: str = ""


def body_of(to: str) -> str:
    """The name of a law enforcement body. Raises DocumentRefused("handover_body_missing")."""
    body = " ".join(to.split())[:LONGEST_BODY]
    if not body:
        raise DocumentRefused("handover_body_missing", field="to")
    return body


def allegation_of(text: str) -> str:
    """What is alleged as a crime. Raises DocumentRefused("handover_text_missing")."""
    said = text.strip()
    if not said:
        raise DocumentRefused("handover_text_missing", field="text")
    return said


@with_papers
def issue_handover(
    *,
    told: Handover,
    agency: Agency,
    to: str,
    number: str,
    on: date,
    by: Person,
    now: datetime,
) -> OfficialDocument:
    """The sealed letter, signed by whoever hands over; whoever calls has checked that they may.

    Raises DocumentRefused ("handover_body_missing", "handover_number_missing"), DocumentTaken
    where the number is used, DocumentNotMade, SealKeyUnusable, NoRoom.
    """
    if not number.strip():
        raise DocumentRefused("handover_number_missing", field="number")
    return issue(
        kind=DocumentKind.HANDOVER_LETTER,
        letter=letter_of(told, agency=agency, to=body_of(to), number=number, on=on, by=by),
        agency=agency,
        number=number,
        dated_on=on,
        signer=by,
        by=by,
        now=now,
    )


def letter_of(
    told: Handover, *, agency: Agency, to: str, number: str, on: date, by: Person
) -> Letter:
    """The letter as it is set."""
    with override(OFFICIAL):
        alleged = (Paragraph(told.text),) if told.text else ()
        return Letter(
            title=told.title,
            heading=_("SURAT PELIMPAHAN"),
            agency=agency.name,
            number=number,
            subject=told.subject,
            attachments=told.attachments,
            addressee=(to,),
            place_and_date=date_format(on, "j F Y"),
            blocks=(
                Paragraph(told.opening),
                Facts(tuple(told.facts)),
                *alleged,
                Paragraph(told.closing),
            ),
            signatures=(Signature(by.name, by.position or "", by.employee_number or ""),),
        )
