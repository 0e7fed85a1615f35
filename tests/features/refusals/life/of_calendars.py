"""Days off, stand-ins, and how people are told."""

from datetime import date
from types import SimpleNamespace

from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import Agency
from bening.calendars import actions
from bening.calendars.days_off import proposed_days
from bening.calendars.models import HolidayKind, Notice
from bening.casework import term_actions
from bening.casework.models import CaseTerm
from bening.domain.casework import DayKind
from bening.notices import actions as notices
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

LATER = date(2026, 4, 20)


def kept(cast: LifeCast) -> SimpleNamespace:
    """A calendar with a day of the agency, a stand-in of the PIC, and a notice for the PIC."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    made = SimpleNamespace(
        agency=cast.agency,
        pic=cast.pic,
        unit_head=cast.unit_head,
        stand_in=cast.staff,
        colleague=cast.colleague,
        pic_role=RoleAssignment.objects.get(person=cast.pic),
    )
    made.holiday = day_off(cast.agency_admin, cast.agency)
    made.deputy = appoint(made, cast.unit_head, cast.unit_head)
    made.notice = Notice.objects.create(
        agency=cast.agency,
        person=cast.pic,
        key="x",
        code="deputy_appointed",
        url="/giliran/",
        made_at=NOW,
    )
    return made


def day_off(by: Person, agency: Agency | None, on: date = date(2026, 4, 7)) -> object:
    return actions.add_holiday(
        agency=agency,
        day=on,
        name="Hari jadi",
        kind=HolidayKind.AGENCY if agency else HolidayKind.NATIONAL,
        source="SK 1",
        by=by,
        now=NOW,
    )


def import_days(by: Person, agency: Agency | None) -> object:
    days = [one.day for one in proposed_days(2026)]
    return actions.import_days(agency=agency, year=2026, days=days, by=by, now=NOW)


def appoint(
    s: SimpleNamespace, by: Person, person: Person, roles: tuple[RoleAssignment, ...] = ()
) -> object:
    return actions.appoint_deputy(
        person=person,
        deputy=s.colleague,
        starts_on=TODAY,
        ends_on=LATER,
        reason="Cuti",
        roles=roles,
        by=by,
        now=NOW,
    )


ACTS: dict[str, Row] = rows(
    kept,
    add_holiday=lambda s, by: day_off(by, s.agency, date(2026, 4, 8)),
    add_holiday__of_all=lambda _s, by: day_off(by, None, date(2026, 4, 8)),
    import_days=lambda s, by: import_days(by, s.agency),
    import_days__of_all=lambda _s, by: import_days(by, None),
    remove_holiday=lambda s, by: actions.remove_holiday(
        holiday=s.holiday, reason="Keliru", by=by, now=NOW
    ),
    appoint_deputy=lambda s, by: appoint(s, by, s.pic),
    appoint_deputy__with_role=lambda s, by: appoint(s, by, s.pic, (s.pic_role,)),
    end_deputy=lambda s, by: actions.end_deputy(deputy=s.deputy, by=by, now=NOW),
    mark_all_read=lambda _s, by: actions.mark_all_read(by=by, now=NOW),
)


def a_term(by: Person, agency: Agency, from_day: date = LATER) -> CaseTerm:
    return term_actions.set_term(
        agency=agency,
        code="complaint_verify",
        days=2,
        counts=DayKind.WORKING,
        from_day=from_day,
        source="SK 1",
        by=by,
        now=NOW,
    )


def with_a_term(cast: LifeCast) -> SimpleNamespace:
    """An agency that has set a term that does not hold yet."""
    made = kept(cast)
    made.term = a_term(cast.agency_admin, cast.agency)
    return made


TERMS: dict[str, Row] = rows(
    with_a_term,
    set_term=lambda s, by: a_term(by, s.agency, date(2026, 5, 4)),
    cancel_term=lambda s, by: term_actions.cancel_term(
        term=s.term, reason="Keliru", by=by, now=NOW
    ),
)
TOLD: dict[str, Row] = rows(
    kept,
    choose_mail=lambda _s, by: notices.choose_mail(by_mail=False, by=by, now=NOW),
    make_address=lambda _s, by: notices.make_address(by=by, now=NOW),
    revoke_address=lambda _s, by: notices.revoke_address(by=by, now=NOW),
    set_escalation_days=lambda s, by: notices.set_escalation_days(
        agency=s.agency, first=1, second=2, third=3, by=by, now=NOW
    ),
)
