"""An alleged crime goes to law enforcement; here the case is only read from then on."""

from datetime import datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.casework.actions import stop_clocks
from bening.conflicts.content import sealed
from bening.discipline import access, papers
from bening.discipline.actions.steps import locked, record, tell
from bening.discipline.models import CaseState, DisciplineCase, Outcome
from bening.documents.papers import with_papers
from bening.documents.to_law import allegation_of, body_of, issue_handover
from bening.domain import discipline as rules
from bening.domain.days import day_in


@with_papers
def hand_to_law(
    *, case: DisciplineCase, to: str, number: str, text: str, by: Person, now: datetime
) -> DisciplineCase:
    """Whoever would decide hands the case over instead, with a letter that names nobody.

    Which crime is alleged and against whom stands in the annex, under the key. Whoever is examined
    is not told. Raises NotAllowed, TiedByInterest, DisciplineRefused("discipline_step"), and what
    `issue_handover` raises.
    """
    body, said = body_of(to), allegation_of(text)
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_decide(by, kept, today)
        rules.check_undecided(rules.CaseState(kept.state))
        kept.letter = issue_handover(
            told=papers.handover(kept),
            agency=kept.unit.agency,
            to=body,
            number=number,
            on=day_in(kept.unit.zone, now),
            by=by,
            now=now,
        )
        kept.handed_over_to, kept.handed_over_at = body, now
        kept.law_kept = sealed({"text": said}, row=kept.pk)
        kept.state, kept.outcome, kept.closed_at = CaseState.CLOSED, Outcome.TO_LAW, now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        officers = [
            each
            for each in access.officers_over(kept.unit, today)
            if each.pk not in (by.pk, kept.person_id)
        ]
        tell(kept, "discipline_to_law", officers, now)
        record("discipline.handed_to_law", kept, by, now, to=body)
    return kept
