"""The ladder of the promise, help at another counter, and what is written when it was broken."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.calendars.models import Notice
from bening.domain.queueing import QueueRefused, TicketAct
from bening.queues import kept_setups, ladder
from bening.queues.actions import backups, breaches, calls, counters, serving
from bening.queues.changes import change, held_ticket
from bening.queues.live import live
from bening.queues.models import (
    BackupCall,
    BackupDuty,
    BackupOffer,
    BreachCause,
    BreachKind,
    CounterSession,
    CounterStaff,
    Escalation,
    OfferState,
    PromiseBreach,
    Rung,
    Ticket,
)
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
WEDNESDAY = 2


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Other tests' halls are not these."""
    live.forget()
    kept_setups.forget()


def on_roster(hall: SmallHall, *people: CounterStaff) -> None:
    for order, staff in enumerate(people, 1):
        BackupDuty.objects.create(staff=staff, weekday=WEDNESDAY, order=order)


def look(at: datetime) -> int:
    live.forget()
    return ladder.climb(now=at)


def rungs(ticket: Ticket) -> list[str]:
    return sorted(Escalation.objects.filter(ticket=ticket).values_list("rung", flat=True))


def told(code: str) -> set[str]:
    return set(Notice.objects.filter(code=code).values_list("person__name", flat=True))


def at_work(hall: SmallHall) -> None:
    """A counter that nobody leaves: the forecast sees no end of the line."""
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=NOW)


# --- the ladder


def test_each_rung_is_written_once_and_tells_its_people(cast: Cast, hall: SmallHall) -> None:
    _ = hall.supervisor, cast.unit_head
    on_roster(hall, hall.second)
    ticket = hall.take("A", now=NOW)
    assert rungs(ticket) == []
    look(NOW + 29 * MINUTE)
    assert Rung.WARNED not in rungs(ticket)
    look(NOW + 30 * MINUTE)
    look(NOW + 31 * MINUTE)
    assert Rung.WARNED in rungs(ticket)
    assert told("queue_promise_warned") == {"Gita Permata"}
    look(NOW + 40 * MINUTE)
    assert told("queue_promise_prealerted") == {"Dimas Putra"}
    look(NOW + 45 * MINUTE)
    ticket.refresh_from_db()
    assert ticket.escalated_at == NOW + 45 * MINUTE
    assert told("queue_backup_asked") == {"Dimas Putra"}
    look(NOW + 60 * MINUTE)
    assert told("queue_promise_head") == {"Darma Wijaya"}
    assert {Rung.WARNED, Rung.PREALERTED, Rung.ESCALATED, Rung.TO_HEAD} <= set(rungs(ticket))
    ticket.refresh_from_db()
    assert ticket.escalated_at == NOW + 45 * MINUTE


def test_a_program_that_was_down_finds_every_rung(hall: SmallHall) -> None:
    _ = hall.supervisor
    on_roster(hall, hall.second)
    ticket = hall.take("A", now=NOW)
    look(NOW + 30 * MINUTE)
    look(NOW + 52 * MINUTE)  # nothing looked in between
    assert {Rung.WARNED, Rung.PREALERTED, Rung.ESCALATED} <= set(rungs(ticket))
    assert BackupOffer.objects.get().asked_at == NOW + 52 * MINUTE


def test_a_clock_set_back_takes_nothing_away_and_adds_nothing(hall: SmallHall) -> None:
    on_roster(hall, hall.second)
    ticket = hall.take("A", now=NOW)
    look(NOW + 45 * MINUTE)
    before = rungs(ticket)
    offers = list(BackupOffer.objects.values_list("pk", "state"))
    for back in (10, 40, 120):
        look(NOW + (45 - back) * MINUTE)
    assert rungs(ticket) == before
    assert list(BackupOffer.objects.values_list("pk", "state")) == offers
    ticket.refresh_from_db()
    assert ticket.escalated_at == NOW + 45 * MINUTE


def test_the_limit_that_crosses_the_break_comes_on_time(hall: SmallHall) -> None:
    """A number of 11.30: breaks of the counters do not stop the clock."""
    taken = datetime(2026, 4, 15, 4, 30, tzinfo=UTC)
    ticket = hall.take("A", now=taken)
    look(taken + 44 * MINUTE)
    assert Rung.ESCALATED not in rungs(ticket)
    look(taken + 45 * MINUTE)  # 12.15, in the break
    assert Rung.ESCALATED in rungs(ticket)
    counters.open_counter(
        hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=taken + 90 * MINUTE
    )
    at = taken + 91 * MINUTE
    called = calls.call_next(hall=hall.hall, by=hall.officer.person, now=at)
    serving.start(
        hall=hall.hall, ticket=called.pk, version=called.version, by=hall.officer.person, now=at
    )
    look(at)
    breach = PromiseBreach.objects.get()
    assert (breach.kind, breach.late_seconds) == (BreachKind.LATE, 46 * 60)


def test_who_is_served_in_time_sets_nothing_off(hall: SmallHall) -> None:
    at_work(hall)
    ticket = hall.take("A", now=NOW)
    called = calls.call_next(hall=hall.hall, by=hall.officer.person, now=NOW + MINUTE)
    serving.start(
        hall=hall.hall, ticket=called.pk, version=called.version,
        by=hall.officer.person, now=NOW + MINUTE,
    )  # fmt: skip
    look(NOW + 90 * MINUTE)
    assert rungs(ticket) == []
    assert not PromiseBreach.objects.exists()


def test_a_forecast_proposes_a_counter_and_asks_nobody(hall: SmallHall) -> None:
    _ = hall.supervisor
    on_roster(hall, hall.second)
    at_work(hall)
    for _number in range(12):
        hall.take("A", now=NOW)
    look(NOW + MINUTE)
    call = BackupCall.objects.get()
    assert call.closed_at is None
    assert not call.offers.exists()
    assert told("queue_counter_proposed") == {"Gita Permata"}
    backups.withdraw_call(hall=hall.hall, call=call.pk, by=hall.supervisor.person, now=NOW + MINUTE)
    look(NOW + 2 * MINUTE)
    assert BackupCall.objects.count() == 1  # not proposed again at once


# --- help


def escalated(hall: SmallHall, *people: CounterStaff) -> BackupOffer:
    on_roster(hall, *people)
    hall.take("A", now=NOW)
    look(NOW + 45 * MINUTE)
    return BackupOffer.objects.get()


def test_who_accepts_sits_at_a_counter_at_once(hall: SmallHall) -> None:
    _ = hall.supervisor
    offer = escalated(hall, hall.second)
    at = NOW + 46 * MINUTE
    for _tap in range(2):
        backups.answer_offer(
            hall=hall.hall, offer=offer.pk, accept=True, by=hall.second.person, now=at
        )
    session = CounterSession.objects.get()
    assert (session.is_backup, session.staff_id) == (True, hall.second.pk)
    call = BackupCall.objects.get()
    assert (call.closed_at, call.counter_id) == (at, session.counter_id)
    assert told("queue_backup_came") == {"Gita Permata"}
    look(at + MINUTE)
    assert BackupCall.objects.count() == 1
    first = calls.call_next(hall=hall.hall, by=hall.second.person, now=at + MINUTE)
    assert first.escalated_at is not None


def test_nobody_answers_the_next_is_asked_then_the_coordinator(hall: SmallHall) -> None:
    _ = hall.supervisor
    third = hall.staff("Tirta Wijaya")
    offer = escalated(hall, hall.second, third)
    look(NOW + 45 * MINUTE + timedelta(seconds=179))
    assert BackupOffer.objects.count() == 1
    look(NOW + 48 * MINUTE)
    offer.refresh_from_db()
    assert offer.state == OfferState.LAPSED
    assert told("queue_backup_asked") == {"Dimas Putra", "Tirta Wijaya"}
    look(NOW + 51 * MINUTE)
    look(NOW + 52 * MINUTE)
    call = BackupCall.objects.get()
    assert call.is_with_supervisor
    assert call.closed_at is None
    assert Rung.TO_SUPERVISOR in rungs(Ticket.objects.get())
    assert Notice.objects.filter(code="queue_backup_nobody").count() == 1


def test_who_cannot_come_hands_on_at_once(hall: SmallHall) -> None:
    third = hall.staff("Tirta Wijaya")
    offer = escalated(hall, hall.second, third)
    with pytest.raises(QueueRefused, match="queue_reason_missing"):
        backups.answer_offer(
            hall=hall.hall, offer=offer.pk, accept=False, by=hall.second.person,
            now=NOW + 46 * MINUTE,
        )  # fmt: skip
    backups.answer_offer(
        hall=hall.hall, offer=offer.pk, accept=False, reason="Di luar kantor",
        by=hall.second.person, now=NOW + 46 * MINUTE,
    )  # fmt: skip
    assert told("queue_backup_asked") == {"Dimas Putra", "Tirta Wijaya"}
    assert not CounterSession.objects.exists()


def test_answers_that_are_refused(cast: Cast, hall: SmallHall) -> None:
    offer = escalated(hall, hall.second)
    other = make_hall(cast, "perizinan", unit=cast.other_unit)
    late = NOW + 48 * MINUTE

    def answer(by: object, at: datetime, of: SmallHall = hall) -> None:
        backups.answer_offer(hall=of.hall, offer=offer.pk, accept=True, by=by, now=at)  # type: ignore[arg-type]

    with pytest.raises(QueueRefused, match="not_your_offer"):
        answer(hall.officer.person, NOW + 46 * MINUTE)
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        answer(cast.pic, NOW + 46 * MINUTE)
    with pytest.raises(QueueRefused, match="offer_ran_out"):
        answer(hall.second.person, late)
    with pytest.raises(BackupOffer.DoesNotExist):
        answer(hall.second.person, NOW + 46 * MINUTE, other)
    backups.withdraw_call(
        hall=hall.hall, call=offer.call_id, by=hall.supervisor.person, now=NOW + 46 * MINUTE
    )
    with pytest.raises(QueueRefused, match="offer_withdrawn"):
        answer(hall.second.person, NOW + 46 * MINUTE)
    assert not CounterSession.objects.exists()


def test_the_coordinator_asks_before_any_promise_is_over(cast: Cast, hall: SmallHall) -> None:
    on_roster(hall, hall.second)
    hall.take("A", now=NOW)

    def ask(by: object) -> None:
        backups.ask_for_help(hall=hall.hall, queue=hall.queues["A"], by=by, now=NOW + MINUTE)  # type: ignore[arg-type]

    for who in (hall.officer.person, cast.pic):
        with pytest.raises(NotAllowed, match="hall_led_by_coordinator"):
            ask(who)
    ask(hall.supervisor.person)
    ask(hall.supervisor.person)  # while somebody is asked it stays with that one
    assert BackupOffer.objects.get().staff_id == hall.second.pk
    look(NOW + 5 * MINUTE)
    with pytest.raises(QueueRefused, match="nobody_to_ask"):
        ask(hall.supervisor.person)


def test_who_sits_at_a_counter_is_not_asked(hall: SmallHall) -> None:
    _ = hall.supervisor
    at_work(hall)
    on_roster(hall, hall.officer)
    hall.take("A", now=NOW)
    look(NOW + 45 * MINUTE)
    assert not BackupOffer.objects.exists()
    assert BackupCall.objects.get().is_with_supervisor


def test_help_that_nobody_needs_any_more_is_called_off(hall: SmallHall) -> None:
    offer = escalated(hall, hall.second)
    at_work(hall)
    calls.call_next(hall=hall.hall, by=hall.officer.person, now=NOW + 46 * MINUTE)
    look(NOW + 47 * MINUTE)
    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN


# --- what was broken


def act(hall: SmallHall, ticket: Ticket, what: TicketAct, at: datetime) -> None:
    change(held_ticket(ticket.pk), what, setup=hall.setup, at=at)


def test_leaving_after_the_limit_is_a_breach_before_it_is_none(hall: SmallHall) -> None:
    early, late = hall.take("A", now=NOW), hall.take("A", now=NOW)
    act(hall, early, TicketAct.CANCELLED, NOW + 44 * MINUTE)
    act(hall, late, TicketAct.CANCELLED, NOW + 46 * MINUTE)
    look(NOW + 47 * MINUTE)
    look(NOW + 48 * MINUTE)
    breach = PromiseBreach.objects.get()
    assert (breach.ticket_id, breach.kind) == (late.pk, BreachKind.ABANDONED)


def test_a_start_that_the_visitor_denies_is_a_breach(hall: SmallHall) -> None:
    ticket = hall.take("A", now=NOW)
    for what, minutes in (("called", 1), ("started", 2), ("reopened", 3)):
        act(hall, ticket, TicketAct(what), NOW + minutes * MINUTE)
    look(NOW + 4 * MINUTE)
    assert PromiseBreach.objects.get().kind == BreachKind.REOPENED


def test_each_breach_is_explained_and_what_is_owed_is_given(cast: Cast, hall: SmallHall) -> None:
    hall.queues["A"].compensation = "Dokumen diantar tanpa biaya"
    hall.queues["A"].save()
    ticket = hall.take("A", now=NOW)
    act(hall, ticket, TicketAct.CANCELLED, NOW + 50 * MINUTE)
    at = NOW + 51 * MINUTE
    look(at)
    breach = PromiseBreach.objects.get()
    assert breach.compensation == "Dokumen diantar tanpa biaya"
    lead = hall.supervisor.person

    def explain(by: object, cause: BreachCause, note: str = "") -> PromiseBreach:
        return breaches.explain_breach(
            hall=hall.hall, breach=breach.pk, cause=cause, note=note, by=by, now=at  # type: ignore[arg-type]
        )  # fmt: skip

    for who in (hall.officer.person, cast.pic, cast.area_member):
        with pytest.raises(NotAllowed):
            explain(who, BreachCause.CROWD)
        with pytest.raises(NotAllowed):
            breaches.give_compensation(hall=hall.hall, breach=breach.pk, by=who, now=at)
    with pytest.raises(QueueRefused, match="breach_note_missing"):
        explain(lead, BreachCause.OTHER, "  ")
    with pytest.raises(QueueRefused, match="queue_reason_too_long"):
        explain(lead, BreachCause.OTHER, "x" * 301)
    assert explain(lead, BreachCause.TOO_FEW).explained_by_id == lead.pk
    assert explain(cast.unit_head, BreachCause.OTHER, "Listrik padam").cause == BreachCause.OTHER
    given = breaches.give_compensation(hall=hall.hall, breach=breach.pk, by=lead, now=at)
    again = breaches.give_compensation(hall=hall.hall, breach=breach.pk, by=lead, now=at + MINUTE)
    assert given.given_at == again.given_at == at
    PromiseBreach.objects.update(compensation="")
    with pytest.raises(QueueRefused, match="nothing_owed"):
        breaches.give_compensation(hall=hall.hall, breach=breach.pk, by=lead, now=at)
    other = make_hall(cast, "perizinan", unit=cast.other_unit)
    chief = other.staff("Wulan Sari", is_supervisor=True).person
    with pytest.raises(PromiseBreach.DoesNotExist):
        breaches.explain_breach(
            hall=other.hall, breach=breach.pk, cause=BreachCause.CROWD, by=chief, now=at
        )


def test_every_broken_promise_can_be_paged_to(hall: SmallHall) -> None:
    """The newest come first; the pages keep what was asked for."""
    PromiseBreach.objects.bulk_create(
        PromiseBreach(
            hall=hall.hall, queue=hall.queues["A"], label=f"A-{number:03d}", day=TODAY,
            kind=BreachKind.LATE, late_seconds=60, at=NOW - number * MINUTE,
        )
        for number in range(1, 28)
    )  # fmt: skip
    client = sign_in(Client(), hall.supervisor.person)
    path = reverse("queues:breaches", args=[hall.hall.pk])
    first = client.get(f"{path}?saring=terbuka").content.decode()
    assert "A-025" in first
    assert "A-026" not in first
    assert "1 sampai 25 dari 27" in first
    assert 'href="?saring=terbuka&amp;halaman=2"' in first
    assert "A-027" in client.get(f"{path}?saring=terbuka&halaman=2").content.decode()
