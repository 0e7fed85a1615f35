"""Taking single sheets out of the system, without anybody's identity."""

import random
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.microdata import Microdata, microdata
from bening.domain.surveys.states import PeriodState as State
from bening.surveys import access
from bening.surveys.instruments import instrument_of
from bening.surveys.models import SurveyPeriod
from bening.surveys.moving import CONFIRMED, locked_period
from bening.surveys.reading import sealed_answers
from bening.surveys.refusals import SurveyRefused, WrongMoment


def export_microdata(*, period: SurveyPeriod, kind: str, by: Person, now: datetime) -> Microdata:
    """The sheets of one survey that count, in an order that tells nothing.

    For survey officers of the unit, once the result is confirmed. That it was taken, by whom and
    how many rows, is an audit event. Raises NotAllowed, WrongMoment
    ("microdata_after_confirmation"), SurveyRefused ("kind_not_measured", "microdata_too_few").
    """
    access.check_can_run(by, period.unit, on=today_of(by, now))
    instrument = instrument_of(period.questionnaire)
    wanted = next((each for each in instrument.kinds if each.value == kind), None)
    if wanted is None:
        raise SurveyRefused("kind_not_measured", field="kind")
    counted = [one.response for one in sealed_answers(period) if not one.is_void]
    found = microdata(instrument, counted, random.SystemRandom().shuffle, kind=SurveyKind(wanted))
    with transaction.atomic():
        kept = locked_period(period.pk)
        access.check_can_run(by, kept.unit, on=today_of(by, now))
        if State(kept.state) not in CONFIRMED:
            raise WrongMoment("microdata_after_confirmation", state=str(kept.get_state_display()))
        if not found.rows:
            raise SurveyRefused("microdata_too_few")
        audit.record(
            act="survey_microdata.exported",
            by=by.pk,
            agency=kept.agency_id,
            subject=("survey_period", kept.pk),
            at=now,
            data={"kind": kind, "rows": len(found.rows), "blanked": found.blanked},
        )
    return found
