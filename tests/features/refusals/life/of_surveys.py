"""Services and surveys: the unit's own people run them, the head decides, the admin asks."""

from datetime import date
from types import SimpleNamespace

from django.test import override_settings

from bening.accounts.models import Person
from bening.domain.surveys.drawing import FrameEntry
from bening.services import actions as services
from bening.services.actions import Count
from bening.surveys.actions import invitations, periods, questionnaires
from bening.surveys.actions.periods import Design
from bening.surveys.models import (
    BatchState,
    Drawing,
    InvitationBatch,
    InvitationMeans,
    PopulationSource,
    SurveyPeriod,
)
from bening.surveys.models import Questionnaire as Form
from bening.surveys.population import Sample
from bening.surveys.shipped import store_shipped
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

N = Sample(source=PopulationSource.TYPED, population=400, note="Laporan layanan")


def served(cast: LifeCast) -> SimpleNamespace:
    """A unit with one service, and another that is closed."""
    made = SimpleNamespace(unit=cast.unit, agency=cast.agency)
    made.service, made.closed = (
        services.add_service(unit=cast.unit, code=code, name=code, by=cast.pic, now=NOW)
        for code in ("ktp", "akta")
    )
    services.close_service(service=made.closed, by=cast.pic, now=NOW)
    return made


def planned(cast: LifeCast) -> SimpleNamespace:
    """A period of this quarter that nobody approved, and drafts of the agency."""
    made = served(cast)
    store_shipped(now=NOW)
    forms = {one.slug: one for one in Form.objects.filter(agency=None)}
    made.form, made.other = forms["combined"], forms["rating"]
    made.draft, made.own = (
        questionnaires.adapt(source=forms[slug], agency=cast.agency, by=cast.agency_admin, now=NOW)
        for slug in ("spak", "skm")
    )
    questionnaires.approve(questionnaire=made.own, by=cast.agency_admin, now=NOW)
    made.period = design(made, cast.pic)
    return made


def accepted(cast: LifeCast) -> SimpleNamespace:
    """The same with N and its sample set."""
    made = planned(cast)
    made.period = periods.approve(period=made.period, sample=N, by=cast.unit_head, now=NOW)
    return made


def asked(cast: LifeCast) -> SimpleNamespace:
    """The same, open, with a list that waits and one that was sent."""
    made = accepted(cast)
    made.period = periods.open_period(period=made.period, by=cast.pic, now=NOW)
    made.batch = prepare(made, cast.pic)
    made.sent = prepare(made, cast.pic)
    made.sent.state, made.sent.sent_on = BatchState.SENT, TODAY
    made.sent.save()
    made.sent.contacts.update(is_invited=True)
    return made


def design(s: SimpleNamespace, by: Person, start: date = date(2026, 4, 1)) -> SurveyPeriod:
    wanted = Design("Triwulan", s.form, start, start.replace(day=28))
    return periods.design(unit=s.unit, wanted=wanted, by=by, now=NOW)


def prepare(s: SimpleNamespace, by: Person) -> InvitationBatch:
    entries = [FrameEntry(f"w{at}@rumah.example", "ktp", "2026-04-10") for at in range(6)]
    return invitations.prepare(
        period=s.period, entries=entries, drawing=Drawing.EVERYONE, by=by, now=NOW
    )


def mailed(s: SimpleNamespace, by: Person, *, again: bool = False) -> object:
    with override_settings(MAIL_IS_SET=True):
        if again:
            return invitations.remind(batch=s.sent, by=by, now=NOW)
        return invitations.send_batch(batch=s.batch, by=by, now=NOW)


SERVICES: dict[str, Row] = rows(
    served,
    add_service=lambda s, by: services.add_service(
        unit=s.unit, code="kk", name="Kartu keluarga", by=by, now=NOW
    ),
    change_service=lambda s, by: services.change_service(
        service=s.service, name="KTP", tariff="Gratis", tariff_basis="", by=by, now=NOW
    ),
    close_service=lambda s, by: services.close_service(service=s.service, by=by, now=NOW),
    offer_again=lambda s, by: services.offer_again(service=s.closed, by=by, now=NOW),
    keep_register=lambda s, by: services.keep_register(
        unit=s.unit, counts=[Count(s.service, TODAY, 3)], by=by, now=NOW
    ),
)
QUESTIONNAIRES: dict[str, Row] = rows(
    planned,
    adapt=lambda s, by: questionnaires.adapt(source=s.own, agency=s.agency, by=by, now=NOW),
    edit=lambda s, by: questionnaires.edit(
        questionnaire=s.draft, posted={"title-id": "Lain"}, by=by, now=NOW
    ),
    approve=lambda s, by: questionnaires.approve(questionnaire=s.draft, by=by, now=NOW),
    discard=lambda s, by: questionnaires.discard(questionnaire=s.draft, by=by, now=NOW),
    stop_using=lambda s, by: questionnaires.stop_using(questionnaire=s.own, by=by, now=NOW),
)
PERIODS: dict[str, Row] = {
    **rows(
        planned,
        design=lambda s, by: design(s, by, date(2026, 7, 1)),
        design_year=lambda s, by: periods.design_year(
            unit=s.unit, year=2027, questionnaire=s.form, by=by, now=NOW
        ),
        redesign=lambda s, by: periods.redesign(
            period=s.period,
            wanted=Design("Lain", s.other, TODAY, TODAY),
            by=by,
            now=NOW,
        ),
        discard=lambda s, by: periods.discard(period=s.period, by=by, now=NOW),
        approve=lambda s, by: periods.approve(period=s.period, sample=N, by=by, now=NOW),
    ),
    **rows(
        accepted,
        return_to_design=lambda s, by: periods.return_to_design(
            period=s.period, reason="N keliru", by=by, now=NOW
        ),
        open_period=lambda s, by: periods.open_period(period=s.period, by=by, now=NOW),
    ),
    **rows(
        asked,
        close_early=lambda s, by: periods.close_early(
            period=s.period, reason="Banjir", by=by, now=NOW
        ),
    ),
}
INVITATIONS: dict[str, Row] = rows(
    asked,
    prepare=prepare,
    send_batch=mailed,
    remind=lambda s, by: mailed(s, by, again=True),
    discard=lambda s, by: invitations.discard(batch=s.batch, by=by, now=NOW),
    make_cards=lambda s, by: invitations.make_cards(
        period=s.period, means=InvitationMeans.CARDS, count=2, by=by, now=NOW
    ),
)
