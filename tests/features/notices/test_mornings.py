"""The morning round: who is reminded, of what, once each; who above is told; one mail a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from bening.accounts.models import Person, Posting, Role
from bening.agencies.models import TimeZone
from bening.audit.models import Event
from bening.calendars import turns
from bening.calendars.actions import add_holiday, appoint_deputy
from bening.calendars.models import HolidayKind, Notice
from bening.calendars.telling import notify, say, sentence
from bening.notices import morning
from bening.notices.actions import choose_mail, set_escalation_days
from bening.notices.digest import digest_of, mail_digest
from bening.notices.models import DigestMail, Escalation, MorningRun, Reminder
from bening.notices.reminding import Round, remind
from tests.features.notices.conftest import Waiting
from tests.people import NOW, TODAY, Cast, give, make_person, make_unit

say({"test_news": "Kabar %(what)s."})


@pytest.fixture(autouse=True)
def _mail_is_set(settings: Settings) -> None:
    settings.MAIL_IS_SET = True


def at(day: date) -> datetime:
    """Seven in the morning in Jakarta."""
    return datetime(day.year, day.month, day.day, 0, 0, tzinfo=UTC)


def run(cast: Cast, person: Person, day: date = TODAY) -> int:
    return remind(person, Round.of(cast.agency, day=day, now=at(day)))


def steps(person: Person) -> list[str]:
    return [each.step for each in Reminder.objects.filter(person=person).order_by("made_at")]


# --- reminders


def test_a_turn_is_reminded_of_at_each_step_once(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=date(2026, 4, 24))  # a Friday

    for day in range(13, 30):
        run(cast, cast.pic, date(2026, 4, day))
        run(cast, cast.pic, date(2026, 4, day))

    assert steps(cast.pic) == ["h7", "h3", "h1", "overdue"]
    days = [each.day.day for each in Reminder.objects.order_by("day")]
    assert days == [17, 21, 23, 27]


def test_a_long_term_is_reminded_of_at_its_marks(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=date(2026, 3, 31), runs_from=date(2026, 1, 1))

    for number in range(91):
        run(cast, cast.pic, date(2026, 1, 1) + timedelta(days=number))

    assert steps(cast.pic) == ["75", "90", "h7", "h3", "h1", "overdue"]


def test_days_off_are_those_of_the_agency(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=date(2026, 4, 23))  # a Thursday
    add_holiday(
        agency=cast.agency,
        day=date(2026, 4, 22),
        name="Hari jadi",
        kind=HolidayKind.AGENCY,
        source="SK 1",
        by=cast.agency_admin,
        now=NOW,
    )

    run(cast, cast.pic, date(2026, 4, 21))

    assert steps(cast.pic) == ["h1"]
    assert run(cast, cast.pic, date(2026, 4, 22)) == 0


def test_a_moved_limit_is_reminded_of_anew(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=TODAY)
    run(cast, cast.pic)
    waiting.done(cast.pic)
    waiting.add(cast.pic, due_on=TODAY + timedelta(1))
    run(cast, cast.pic)

    assert steps(cast.pic) == ["h1", "h1"]


def test_what_has_no_day_is_not_reminded_of(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic)

    assert run(cast, cast.pic) == 0


def test_a_deputy_is_reminded_too_but_not_of_what_is_personal(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, key="shared", due_on=TODAY)
    waiting.add(cast.pic, key="own", due_on=TODAY, personal=True)
    appoint_deputy(
        person=cast.pic,
        deputy=cast.colleague,
        starts_on=TODAY,
        ends_on=TODAY,
        reason="Sakit",
        by=cast.pic,
        now=NOW,
    )

    run(cast, cast.pic)

    (told,) = Reminder.objects.filter(person=cast.colleague)
    assert (told.key, told.on_behalf_of) == ("shared", cast.pic)
    assert len(steps(cast.pic)) == 2
    digest = digest_of(DigestMail.objects.get(person=cast.colleague))
    assert [each.key for each in digest.coming] == ["shared"]


# --- escalation


@pytest.fixture
def _superiors(cast: Cast) -> None:
    _ = cast.unit_head, cast.parent_head, cast.inspector


LATE = date(2026, 4, 10)  # a Friday
LEVELS = {3: date(2026, 4, 15), 5: date(2026, 4, 17), 10: date(2026, 4, 24)}


@pytest.mark.usefixtures("_superiors")
def test_overdue_turns_climb_level_by_level(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=LATE, unit=cast.unit.pk, detail="Penilaian mandiri.")

    for day in range(11, 30):
        run(cast, cast.pic, date(2026, 4, day))
        run(cast, cast.pic, date(2026, 4, day))

    told = [
        (each.level, each.told, each.made_at.date())
        for each in Escalation.objects.order_by("level")
    ]
    assert told == [
        (1, cast.unit_head, LEVELS[3]),
        (2, cast.parent_head, LEVELS[5]),
        (3, cast.inspector, LEVELS[10]),
    ]
    assert Event.objects.filter(act="turn.escalated").count() == 3
    notice = Notice.objects.get(person=cast.unit_head)
    assert sentence(notice) == (
        "Giliran Ani Setiawati melewati batas 10 April 2026: Dinas, Penilaian mandiri."
    )
    assert Notice.objects.filter(person=cast.pic, code="turn_handed_up").count() == 3


@pytest.mark.usefixtures("_superiors")
def test_a_holiday_delays_escalation(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=LATE, unit=cast.unit.pk)
    add_holiday(
        agency=None,
        day=date(2026, 4, 14),
        name="Libur",
        kind=HolidayKind.NATIONAL,
        source="SKB",
        by=cast.operator,
        now=NOW,
    )

    run(cast, cast.pic, LEVELS[3])
    assert not Escalation.objects.exists()
    run(cast, cast.pic, LEVELS[3] + timedelta(1))
    assert Escalation.objects.get().told == cast.unit_head


@pytest.mark.usefixtures("_superiors")
def test_who_has_the_turn_is_not_told_of_it_as_superior(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, cast.unit_head, due_on=LATE, unit=cast.unit.pk)

    run(cast, cast.pic, LEVELS[3])
    run(cast, cast.unit_head, LEVELS[3])

    assert {(each.owner, each.told) for each in Escalation.objects.all()} == {
        (cast.pic, cast.parent_head),
        (cast.unit_head, cast.parent_head),
    }


@pytest.mark.usefixtures("_superiors")
def test_what_is_personal_climbs_nowhere(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.pic, due_on=LATE, unit=cast.unit.pk, personal=True)

    run(cast, cast.pic, LEVELS[10])

    assert not Escalation.objects.exists()
    assert steps(cast.pic) == ["overdue"]


@pytest.mark.usefixtures("_superiors")
def test_without_a_unit_the_inspector_is_told(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.colleague, due_on=LATE)

    run(cast, cast.colleague, LEVELS[3])

    assert Escalation.objects.get().told == cast.inspector


@pytest.mark.usefixtures("_superiors")
def test_evaluators_answer_where_they_work_not_to_the_unit_they_look_at(
    cast: Cast, waiting: Waiting
) -> None:
    give(cast.colleague, Role.TPI, unit=cast.unit)
    office = make_unit(cast.agency, "99", "Inspektorat")
    head = make_person("Kepala Inspektorat", agency=cast.agency)
    give(head, Role.UNIT_HEAD, unit=office)
    Posting.objects.create(
        agency=cast.agency,
        person=cast.colleague,
        unit=office,
        starts_on=date(2025, 1, 1),
        entered_at=NOW,
    )
    waiting.add(cast.colleague, due_on=LATE, unit=cast.unit.pk)

    run(cast, cast.colleague, LEVELS[10])

    told = [each.told for each in Escalation.objects.order_by("level")]
    assert told == [head, cast.inspector]


@pytest.mark.usefixtures("_superiors")
def test_a_head_further_up_is_not_reported_to_a_head_below(cast: Cast, waiting: Waiting) -> None:
    waiting.add(cast.parent_head, due_on=LATE, unit=cast.unit.pk)

    run(cast, cast.parent_head, LEVELS[10])

    assert [each.told for each in Escalation.objects.all()] == [cast.inspector]


@pytest.mark.usefixtures("_superiors")
def test_above_the_inspector_is_the_agency_head_and_above_that_head_nobody(
    cast: Cast, waiting: Waiting
) -> None:
    waiting.add(cast.inspector, key="a", due_on=LATE, unit=cast.unit.pk)
    waiting.add(cast.agency_head, key="b", due_on=LATE, unit=cast.unit.pk)

    run(cast, cast.inspector, LEVELS[10])
    run(cast, cast.agency_head, LEVELS[10])

    assert [(each.owner, each.told) for each in Escalation.objects.all()] == [
        (cast.inspector, cast.agency_head)
    ]


@pytest.mark.usefixtures("_superiors")
def test_nobody_of_another_agency_is_told(cast: Cast, waiting: Waiting) -> None:
    give(cast.outsider, Role.INSPECTOR)
    waiting.add(cast.pic, due_on=LATE, unit=cast.outside_unit.pk)

    run(cast, cast.pic, LEVELS[10])

    told = {each.told for each in Escalation.objects.all()}
    assert told == {cast.unit_head, cast.parent_head, cast.inspector}


@pytest.mark.usefixtures("_superiors")
def test_an_agency_sets_its_own_days(cast: Cast, waiting: Waiting) -> None:
    set_escalation_days(
        agency=cast.agency, first=1, second=2, third=20, by=cast.agency_admin, now=NOW
    )
    waiting.add(cast.pic, due_on=LATE, unit=cast.unit.pk)

    run(cast, cast.pic, date(2026, 4, 14))

    assert {each.told for each in Escalation.objects.all()} == {cast.unit_head, cast.parent_head}


# --- mails


@pytest.fixture
def begin(django_capture_on_commit_callbacks: Any) -> Callable[[datetime], int]:
    """Begins what is due at a moment, and does its jobs."""

    def begun(now: datetime) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return morning.begin_due(now=now)

    return begun


Begin = Callable[[datetime], int]


def mails_to(person: Person) -> list[EmailMessage]:
    return [one for one in mail.outbox if one.to == [person.email]]


def test_a_digest_tells_reminders_and_news_in_the_persons_language(
    cast: Cast, waiting: Waiting, begin: Begin
) -> None:
    cast.pic.language = "en"
    cast.pic.save(update_fields=["language"])
    waiting.add(cast.pic, key="late", due_on=LATE, title="Unit lama", url="/program/a/")
    waiting.add(cast.pic, key="soon", due_on=TODAY, title="Unit baru")
    notify(
        people=[cast.pic],
        code="test_news",
        key="n",
        url="/program/b/",
        values={"what": "baik"},
        agency=cast.agency.pk,
        now=at(TODAY) - timedelta(hours=2),
    )

    begin(at(TODAY))

    (sent,) = mails_to(cast.pic)
    assert "10 April 2026" in sent.body
    assert sent.body.index("Unit lama") < sent.body.index("Unit baru")
    assert "http://localhost:8000/program/a/" in sent.body
    assert "Kabar baik." in sent.body
    assert "\n" not in sent.subject


def test_one_mail_a_day_whatever_happens(cast: Cast, waiting: Waiting, begin: Begin) -> None:
    waiting.add(cast.pic, due_on=TODAY)

    first = begin(at(TODAY))
    again = begin(at(TODAY) + timedelta(hours=1))
    mail_digest.enqueue(str(DigestMail.objects.get(person=cast.pic).pk))

    assert first == MorningRun.objects.count()
    assert again == 0
    assert len(mails_to(cast.pic)) == 1
    done = MorningRun.objects.get(agency=cast.agency)
    assert done.people == Person.objects.filter(agency=cast.agency).count()
    assert done.finished_at is not None


def test_superiors_get_one_mail_for_all_they_are_told(
    cast: Cast, waiting: Waiting, begin: Begin
) -> None:
    _ = cast.unit_head
    for number in range(3):
        waiting.add(cast.pic, key=f"t:{number}", due_on=LATE, unit=cast.unit.pk, title=f"T{number}")

    begin(at(LEVELS[3]))

    (sent,) = mails_to(cast.unit_head)
    assert all(f"T{number}" in sent.body for number in range(3))


def test_who_wants_no_mail_gets_none_and_is_reminded_all_the_same(
    cast: Cast, waiting: Waiting, begin: Begin
) -> None:
    choose_mail(by_mail=False, by=cast.pic, now=NOW)
    waiting.add(cast.pic, due_on=TODAY)

    begin(at(TODAY))

    assert mail.outbox == []
    assert steps(cast.pic) == ["h1"]


def test_without_a_mail_server_nothing_waits_to_be_sent(
    cast: Cast, waiting: Waiting, begin: Begin, settings: Settings
) -> None:
    settings.MAIL_IS_SET = False
    waiting.add(cast.pic, due_on=TODAY)

    begin(at(TODAY))

    assert not DigestMail.objects.exists()
    assert steps(cast.pic) == ["h1"]


def test_quiet_people_get_no_mail(cast: Cast, waiting: Waiting, begin: Begin) -> None:
    waiting.add(cast.pic, due_on=TODAY + timedelta(30))

    begin(at(TODAY))

    assert mail.outbox == []


def test_news_is_mailed_once(cast: Cast, waiting: Waiting, begin: Begin) -> None:
    for number, day in enumerate((TODAY, TODAY + timedelta(1))):
        notify(
            people=[cast.pic],
            code="test_news",
            key=f"n:{number}",
            url="",
            values={"what": f"ke-{number}"},
            agency=cast.agency.pk,
            now=at(day) - timedelta(minutes=5),
        )
        begin(at(day))

    first, second = mails_to(cast.pic)
    assert "ke-0" in first.body
    assert "ke-1" not in first.body
    assert "ke-0" not in second.body
    assert "ke-1" in second.body


def test_a_mail_that_did_not_go_is_tried_again(
    cast: Cast, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.add(cast.pic, due_on=TODAY)
    run(cast, cast.pic)
    (waits,) = DigestMail.objects.all()
    send, tries = EmailMessage.send, []

    def send_at_third(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
        tries.append(message)
        if len(tries) < 3:
            raise SMTPServerDisconnected("later")
        return send(message, *args, **kwargs)

    class Later:
        """The task, run at once where it asks to be run later."""

        @staticmethod
        def enqueue(key: str, attempt: int) -> None:
            mail_digest.func(key, attempt)

    monkeypatch.setattr(EmailMessage, "send", send_at_third)
    monkeypatch.setattr(type(mail_digest), "using", lambda _self, **_when: Later)
    mail_digest.func(str(waits.pk))

    waits.refresh_from_db()
    assert waits.sent_at is not None
    assert len(mail.outbox) == 1


# --- when a round begins


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        (TimeZone.WIB, datetime(2026, 4, 14, 23, tzinfo=UTC)),
        (TimeZone.WITA, datetime(2026, 4, 14, 22, tzinfo=UTC)),
        (TimeZone.WIT, datetime(2026, 4, 14, 21, tzinfo=UTC)),
    ],
)
def test_a_round_begins_at_six_where_the_agency_is(
    cast: Cast, waiting: Waiting, begin: Begin, zone: TimeZone, begins: datetime
) -> None:
    cast.agency.time_zone = zone
    cast.agency.save(update_fields=["time_zone"])

    begin(begins - timedelta(seconds=1))
    assert not MorningRun.objects.filter(agency=cast.agency, day=TODAY).exists()
    begin(begins)
    assert MorningRun.objects.filter(agency=cast.agency, day=TODAY).exists()


def test_looking_again_costs_two_queries(
    cast: Cast, waiting: Waiting, begin: Begin, django_assert_num_queries: Any
) -> None:
    _ = cast.agency, cast.outside_agency
    begin(at(TODAY))

    with django_assert_num_queries(2):
        assert morning.begin_due(now=at(TODAY)) == 0


def test_people_of_no_agency_are_reminded_too(cast: Cast, waiting: Waiting, begin: Begin) -> None:
    waiting.add(cast.operator, due_on=TODAY)

    begin(at(TODAY))

    assert steps(cast.operator) == ["h1"]
    assert begin(at(TODAY)) == 0


def test_a_fault_at_one_person_stops_nobody_else(
    cast: Cast, waiting: Waiting, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.add(cast.unit_head, due_on=TODAY)

    def broken(person: Person, now: datetime) -> list[Any]:
        if person.pk == cast.pic.pk:
            raise RuntimeError("broken")
        return waiting.source(person, now)

    monkeypatch.setattr(turns, "_sources", {"broken": broken})
    begin(at(TODAY))

    assert steps(cast.unit_head) == ["h1"]
    assert len(mails_to(cast.unit_head)) == 1


def test_a_round_goes_through_everybody_in_batches(
    cast: Cast, waiting: Waiting, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morning, "BATCH", 2)
    people = [make_person(f"Orang {number}", agency=cast.agency) for number in range(5)]
    waiting.add(*people, due_on=TODAY)

    begin(at(TODAY))

    assert Reminder.objects.count() == 5
    assert MorningRun.objects.get(agency=cast.agency).people == 5


def test_who_is_switched_off_is_left_out(cast: Cast, waiting: Waiting, begin: Begin) -> None:
    waiting.add(cast.pic, due_on=TODAY)
    Person.objects.filter(pk=cast.pic.pk).update(is_active=False)

    begin(at(TODAY))

    assert not Reminder.objects.exists()
