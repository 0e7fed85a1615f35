"""Clocks of cases: terms in force, moves, columns, and a calendar that changes under them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from bening.calendars.models import Holiday, HolidayKind
from bening.casework.actions import (
    give_clocks,
    next_number,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clock,
    stop_clocks,
)
from bening.casework.clocks import clocks_of, days_off_around, standing_of
from bening.casework.models import CaseClock, CaseTerm, Channel, ClockState
from bening.casework.term_actions import set_term
from bening.casework.terms import shipped_terms, term_in_force, terms_in_force
from bening.casework.waiting import turns
from bening.casework.words import TERMS
from bening.domain.casework import CaseworkRefused, DayKind
from tests.people import NOW, TODAY, Cast

CASE = uuid4()


def started(cast: Cast, *, at: datetime = NOW, now: datetime = NOW, **more: object) -> CaseClock:
    """A clock of 14 working days, held by the unit's PIC."""
    values: dict[str, object] = {
        "channel": Channel.COMPLAINT,
        "case": CASE,
        "term": "complaint_ordinary",
        "unit": cast.unit,
        "owner": cast.pic,
        "title": "Pengaduan ADU-2026-0001",
        "url": "/pengaduan/",
        "at": at,
        "by": None,
        "now": now,
    }
    return start_clock(**values | more)  # type: ignore[arg-type]  # one mapping of several kinds


def test_every_shipped_term_has_a_name_a_source_and_rising_days() -> None:
    terms = shipped_terms()
    assert set(terms) == set(TERMS)
    for dated in terms.values():
        assert all(each.source for each in dated)
        days = [each.from_day for each in dated]
        assert days == sorted(set(days))


def test_a_term_is_the_one_of_its_day(cast: Cast) -> None:
    agency = cast.agency
    before = term_in_force(agency, "gratuity_complete", date(2026, 1, 13))
    after = term_in_force(agency, "gratuity_complete", date(2026, 1, 14))
    assert (before.days, after.days) == (30, 20)


def test_what_the_agency_set_holds_from_its_day_on(cast: Cast) -> None:
    CaseTerm.objects.create(
        agency=cast.agency, code="complaint_ordinary", days=10, from_day=TODAY,
        source="SK 1/2026", set_by=cast.agency_admin, set_at=NOW,
    )  # fmt: skip
    yesterday = terms_in_force(cast.agency, TODAY - timedelta(days=1))["complaint_ordinary"]
    today = terms_in_force(cast.agency, TODAY)["complaint_ordinary"]
    assert (yesterday.days, yesterday.is_own) == (14, False)
    assert (today.days, today.is_own, today.source) == (10, True, "SK 1/2026")
    assert term_in_force(cast.agency, "complaint_ordinary", TODAY) == today


def test_a_clock_keeps_the_term_it_began_with(cast: Cast) -> None:
    clock = started(cast)
    CaseTerm.objects.create(
        agency=cast.agency, code="complaint_ordinary", days=2, from_day=TODAY,
        source="SK 1/2026", set_by=cast.agency_admin, set_at=NOW,
    )  # fmt: skip
    pause_clock(case=CASE, term=clock.term, reason="Menunggu berkas", by=cast.pic, now=NOW)
    assert resume_clock(case=CASE, term=clock.term, by=cast.pic, now=NOW).due_on == clock.due_on


def test_it_starts_once(cast: Cast) -> None:
    assert started(cast).pk == started(cast, now=NOW + timedelta(days=2)).pk


def test_a_case_reopened_gets_a_new_clock(cast: Cast) -> None:
    first = started(cast)
    stop_clock(case=CASE, term=first.term, by=cast.pic, now=NOW)
    second = started(cast, at=NOW + timedelta(days=1), now=NOW + timedelta(days=1))
    assert second.pk != first.pk
    assert [each.pk for each in clocks_of(CASE)] == [second.pk, first.pk]


def test_the_database_lets_one_clock_of_a_term_run(cast: Cast) -> None:
    clock = started(cast)
    clock.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.save(force_insert=True)


def test_a_pause_needs_a_reason(cast: Cast) -> None:
    clock = started(cast)
    with pytest.raises(CaseworkRefused, match="pause_reason_missing"):
        pause_clock(case=CASE, term=clock.term, reason="  ", by=cast.pic, now=NOW)
    assert clocks_of(CASE)[0].state == ClockState.RUNNING


def test_a_pause_leaves_no_last_day_and_a_resumption_gives_one(cast: Cast) -> None:
    clock = started(cast)
    paused = pause_clock(case=CASE, term=clock.term, reason="Berkas", by=cast.pic, now=NOW)
    assert (paused.due_on, paused.next_mark_on) == (None, None)
    later = NOW + timedelta(days=7)
    resumed = resume_clock(case=CASE, term=clock.term, by=cast.pic, now=later)
    assert (clock.due_on, resumed.due_on) == (date(2026, 5, 5), date(2026, 5, 11))


@pytest.mark.parametrize("act", ["twice", "resume", "after"])
def test_impossible_moves_change_nothing(cast: Cast, act: str) -> None:
    clock = started(cast)
    if act == "after":
        stop_clock(case=CASE, term=clock.term, by=cast.pic, now=NOW)
    if act == "twice":
        pause_clock(case=CASE, term=clock.term, reason="Berkas", by=cast.pic, now=NOW)
    before = clocks_of(CASE)[0].moves.count()
    with pytest.raises(CaseworkRefused) as refused:
        if act == "twice":
            pause_clock(case=CASE, term=clock.term, reason="Lagi", by=cast.pic, now=NOW)
        else:
            resume_clock(case=CASE, term=clock.term, by=cast.pic, now=NOW)
    assert refused.value.code == ("clock_missing" if act == "after" else "clock_move")
    assert clocks_of(CASE)[0].moves.count() == before


def test_stopping_late_is_kept(cast: Cast) -> None:
    clock = started(cast)
    assert clock.due_on is not None
    stop_clocks(case=CASE, by=cast.pic, now=NOW + timedelta(days=60))
    clock.refresh_from_db()
    assert (clock.state, clock.is_late) == (ClockState.STOPPED, True)


def test_a_holiday_added_later_moves_the_last_day(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    clock = started(cast)
    due = clock.due_on
    assert due is not None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        day = Holiday.objects.create(
            agency=cast.agency, day=due, name="Hari jadi", kind=HolidayKind.AGENCY,
            source="SK 2/2026", added_by=cast.agency_admin, added_at=NOW,
        )  # fmt: skip
    clock.refresh_from_db()
    assert clock.due_on != due
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        day.delete()
    clock.refresh_from_db()
    assert clock.due_on == due


def test_the_longest_term_meets_days_off_far_ahead(cast: Cast) -> None:
    set_term(
        agency=cast.agency, code="complaint_ordinary", days=365, counts=DayKind.WORKING,
        from_day=NOW.date(), source="SK 1/2026", by=cast.agency_admin, now=NOW,
    )  # fmt: skip
    far = NOW.date() + timedelta(days=502)
    plain = started(cast).due_on
    assert plain is not None
    stop_clocks(case=CASE, by=cast.pic, now=NOW)
    Holiday.objects.create(
        agency=cast.agency, day=far, name="Hari jadi", kind=HolidayKind.AGENCY,
        source="SK 2/2026", added_by=cast.agency_admin, added_at=NOW,
    )  # fmt: skip
    due = started(cast).due_on
    assert due is not None
    assert due > plain > far


def test_the_columns_say_what_the_moves_say(cast: Cast) -> None:
    clock = started(cast)
    off = days_off_around(cast.agency, TODAY, TODAY)
    found = standing_of(clock, NOW, days_off=off)
    assert (clock.due_on, clock.state, clock.is_late) == (found.due_on, found.state, found.is_late)
    assert clock.next_mark_on == min(found.marks_on.values())


def test_calendar_days_where_the_term_says_so(cast: Cast) -> None:
    clock = started(cast, term="finding_answer", channel=Channel.FINDING)
    assert (clock.counts, clock.due_on) == (DayKind.CALENDAR, TODAY + timedelta(days=60))


def test_who_holds_the_case_sees_its_turn(cast: Cast) -> None:
    clock = started(cast)
    (turn,) = turns(cast.pic, NOW)
    assert (turn.due_on, turn.unit, turn.personal) == (clock.due_on, cast.unit.pk, False)
    give_clocks(case=CASE, owner=cast.unit_head)
    assert turns(cast.pic, NOW) == []
    assert len(turns(cast.unit_head, NOW)) == 1


def test_a_protected_case_is_personal(cast: Cast) -> None:
    started(cast, is_protected=True)
    assert turns(cast.pic, NOW)[0].personal


def test_numbers_have_no_gap_in_a_series(cast: Cast) -> None:
    made = [next_number(unit=cast.unit, prefix="ADU", year=2026) for _ in range(3)]
    assert made == ["ADU-2026-0001", "ADU-2026-0002", "ADU-2026-0003"]
    assert next_number(unit=cast.unit, prefix="ADU", year=2027) == "ADU-2027-0001"
    assert next_number(unit=cast.unit, prefix="GRA", year=2026) == "GRA-2026-0001"
    assert next_number(unit=cast.other_unit, prefix="ADU", year=2026) == "ADU-2026-0001"


def test_a_number_taken_back_is_given_again(cast: Cast) -> None:
    unit = cast.unit
    with pytest.raises(RuntimeError), transaction.atomic():
        next_number(unit=unit, prefix="ADU", year=2026)
        raise RuntimeError
    assert next_number(unit=unit, prefix="ADU", year=2026) == "ADU-2026-0001"


def test_a_moment_is_aware(cast: Cast) -> None:
    clock = started(cast, at=datetime(2026, 4, 14, 20, tzinfo=UTC))
    assert isinstance(clock.case, UUID)
    assert clocks_of(CASE)[0].started_at.tzinfo is not None
