"""A complaint from its filing to the reporter's word, and what each step refuses."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.casework.models import CaseClock, ClockMove, ClockState
from bening.complaints import access, queries
from bening.complaints.actions import desk, reporter
from bening.complaints.content import Identity, Story, read_story, read_text
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintMessage,
    ComplaintOfficer,
    MessageKind,
    OfficerDuty,
    RefusalReason,
    ReportedParty,
)
from bening.domain.complaints import ComplaintRefused
from bening.domain.complaints.states import ComplaintMoved
from tests.features.complaints.conftest import STORY, answered, filed, officer
from tests.people import NOW, Cast, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_report_gets_number_code_and_the_term_of_verification(cast: Cast) -> None:
    made = filed(cast.unit)
    found = queries.by_code(made.code)
    assert found == made.complaint
    assert found.number == "ADU-2026-0001"
    clock = CaseClock.objects.get(case=found.pk)
    assert (clock.term, clock.days, clock.due_on) == ("complaint_verify", 3, found.due_on)
    assert STORY.encode() not in bytes(found.content)
    assert read_story(found).story == STORY


def test_a_report_sent_twice_is_one_complaint_with_one_code(cast: Cast) -> None:
    first = filed(cast.unit, key="k" * 22)
    again = filed(cast.unit, key="k" * 22, now=NOW + HOUR)
    assert (again.complaint, again.code, again.is_new) == (first.complaint, first.code, False)
    assert Complaint.objects.count() == 1


def test_a_confidential_report_leaves_no_plain_word(cast: Cast) -> None:
    made = filed(cast.unit, is_confidential=True)
    assert made.complaint.title == ""


def test_personal_data_in_a_title_are_masked(cast: Cast) -> None:
    story = Story(title="Hubungi 0812-3456-7890 soal NIK 3201123456780001", story=STORY)
    assert filed(cast.unit, story=story).complaint.title == "Hubungi [telepon] soal NIK [NIK/nomor]"


def test_a_name_needs_consent(cast: Cast) -> None:
    from bening.complaints.actions.filing import Report, file_complaint

    with pytest.raises(ComplaintRefused, match="consent_missing"):
        file_complaint(
            unit=cast.unit,
            report=Report(story=Story(story=STORY)),
            identity=Identity(name="Sari"),
            retry_key="k" * 22,
            now=NOW,
        )


def test_class_sets_the_term_from_the_day_of_filing(cast: Cast, liaison: Person) -> None:
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.SUPERVISORY, by=liaison, now=NOW + HOUR)
    terms = dict(
        CaseClock.objects.filter(case=key, state=ClockState.RUNNING).values_list("term", "days")
    )
    assert terms == {"complaint_start": 5, "complaint_supervisory": 60}
    assert CaseClock.objects.get(case=key, term="complaint_supervisory").started_at == NOW


def test_asking_pauses_and_the_reply_goes_on(cast: Cast, liaison: Person) -> None:
    made = filed(cast.unit)
    key = made.complaint.pk
    desk.ask(key=key, text="Jam berapa Anda di loket?", by=liaison, now=NOW)
    clock = CaseClock.objects.get(case=key)
    assert clock.state == ClockState.PAUSED
    assert ClockMove.objects.filter(clock=clock, act="paused").exclude(reason="").count() == 1
    with pytest.raises(ComplaintRefused, match="asked_already"):
        desk.ask(key=key, text="Lagi?", by=liaison, now=NOW)
    said = reporter.reply(code=made.code, text="Pukul 09.30", retry_key="a" * 16, now=NOW + HOUR)
    assert read_text(said) == "Pukul 09.30"
    clock.refresh_from_db()
    assert clock.state == ClockState.RUNNING
    again = reporter.reply(code=made.code, text="Pukul 09.30", retry_key="a" * 16, now=NOW + HOUR)
    assert again == said


def test_nobody_closes_but_the_reporter(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    assert not CaseClock.objects.filter(case=made.complaint.pk).exclude(state="stopped").exists()
    closed = reporter.agree(code=made.code, now=NOW + HOUR)
    assert (closed.state, closed.closed_by) == ("closed", "reporter")
    assert reporter.rate(code=made.code, rating=3, now=NOW + HOUR).rating == 3
    with pytest.raises(ComplaintRefused, match="rated_already"):
        reporter.rate(code=made.code, rating=1, now=NOW + HOUR)


def test_reopening_reaches_the_office_with_a_new_term(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    reporter.agree(code=made.code, now=NOW)
    again = reporter.disagree(code=made.code, text="Masih ditolak", now=NOW + HOUR)
    assert (again.state, again.times_reopened, again.closed_by) == ("reopened", 1, "")
    running = CaseClock.objects.filter(case=again.pk, state=ClockState.RUNNING)
    assert set(running.values_list("term", flat=True)) == {"complaint_start", "complaint_ordinary"}
    assert liaison.notices.filter(code="complaint_reopened").exists()


def test_a_refusal_can_be_appealed_once_and_says_why(cast: Cast, liaison: Person) -> None:
    made = filed(cast.unit)
    with pytest.raises(ComplaintRefused, match="refusal_text_missing"):
        desk.refuse(
            key=made.complaint.pk, reason=RefusalReason.ABUSE, text=" ", by=liaison, now=NOW
        )
    desk.refuse(
        key=made.complaint.pk,
        reason=RefusalReason.INCOMPLETE,
        text="Tidak jelas loketnya.",
        by=liaison,
        now=NOW,
    )
    appealed = reporter.appeal(code=made.code, text="Loket 4, saya tulis.", now=NOW + HOUR)
    assert appealed.state == "appealed"
    assert CaseClock.objects.get(case=appealed.pk, term="complaint_appeal").state == "running"


def test_who_it_is_about_finds_nothing(cast: Cast, liaison: Person, coordinator: Person) -> None:
    story = Story(story=STORY, reported="Bapak Lukman Hakim di loket 4")
    key = filed(cast.unit, story=story).complaint.pk
    assert ReportedParty.objects.filter(complaint=key, person=liaison).exists()
    with pytest.raises(Complaint.DoesNotExist):
        desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=coordinator, now=NOW)
    with pytest.raises(ComplaintRefused, match="handler_is_reported"):
        desk.assign(key=key, handler=liaison, by=coordinator, now=NOW)


def test_a_reported_head_is_kept_from_it_at_once(cast: Cast, liaison: Person) -> None:
    head, above = cast.unit_head, cast.parent_head
    story = Story(story=STORY, reported="Kepala dinas, Bpk. DARMA  WIJAYA, S.Sos.")
    key = filed(cast.unit, story=story).complaint.pk
    assert list(ReportedParty.objects.values_list("person", flat=True)) == [head.pk]
    assert not access.complaints_of(head).exists()
    assert access.complaints_of(above).get().pk == key


def test_a_part_of_a_word_is_no_name(cast: Cast) -> None:
    officer(make_person("Adi", agency=cast.agency), OfficerDuty.LIAISON, cast.unit)
    filed(cast.unit, story=Story(story=STORY, reported="Ibu Adinda di loket 4"))
    assert not ReportedParty.objects.exists()


def test_forwarding_moves_it_with_its_running_terms(
    cast: Cast, liaison: Person, coordinator: Person
) -> None:
    other = make_person("Nina Zahra", agency=cast.agency)
    officer(other, OfficerDuty.LIAISON, cast.other_unit)
    key = filed(cast.unit).complaint.pk
    with pytest.raises(Complaint.DoesNotExist):
        desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=other, now=NOW)
    desk.forward(key=key, unit=cast.other_unit, by=liaison, now=NOW + HOUR)
    with pytest.raises(Complaint.DoesNotExist):
        desk.note(key=key, text="masih saya baca?", by=liaison, now=NOW)
    moved = desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=other, now=NOW)
    assert moved.state == "verified"
    assert set(CaseClock.objects.filter(case=key).values_list("unit", flat=True)) == {
        cast.other_unit.pk
    }


def test_an_ended_duty_opens_nothing(cast: Cast, liaison: Person) -> None:
    key = filed(cast.unit).complaint.pk
    ComplaintOfficer.objects.update(ends_on="2026-01-01")
    with pytest.raises(Complaint.DoesNotExist):
        desk.note(key=key, text="x", by=liaison, now=NOW)


def test_a_handler_does_not_verify(cast: Cast, handler: Person, liaison: Person) -> None:
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.assign(key=key, handler=handler, by=liaison, now=NOW)
    with pytest.raises(NotAllowed):
        desk.assign(key=key, handler=handler, by=handler, now=NOW)
    assert desk.start(key=key, by=handler, now=NOW).owner == handler


def test_nothing_is_answered_before_the_work_began(cast: Cast, liaison: Person) -> None:
    key = filed(cast.unit).complaint.pk
    with pytest.raises(ComplaintMoved):
        desk.answer(key=key, text="Selesai", by=liaison, now=NOW)
    assert not ComplaintMessage.objects.filter(kind=MessageKind.ANSWER).exists()
