"""A matter goes on to another channel with the reporter's consent, or without identity."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bening.accounts.models import Person
from bening.domain.whistleblowing import ReportContent
from bening.whistleblowing import box, sealing
from bening.whistleblowing.desk import passing
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.filing import ReportRefused
from bening.whistleblowing.models import Consent, Passing, Report, ReportAccess, ReportState
from bening.whistleblowing.once import Pass
from tests.features.whistleblowing_desk.test_pages import browser, page
from tests.features.whistleblowing_desk.world import SECRET, World
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]
WORDS = "Di satu loket diduga ada pungutan; mohon diperiksa pembukuannya."
BOX = "/jalur-rahasia/tirtamaya/kotak/"


def ask(world: World, report: Report, by: Person, text: str = WORDS) -> Passing:
    return passing.ask_consent(
        report=report, channel="complaint", text=text, keys=world.open(by), by=by, now=NOW
    )


def without(
    world: World, report: Report, by: Person, text: str = WORDS, *, confirms: bool = True
) -> Passing:
    return passing.pass_without(
        report=report,
        channel="discipline",
        text=text,
        confirms=confirms,
        keys=world.open(by),
        by=by,
        now=NOW,
    )


def ticket(world: World) -> str:
    opened_by = sealing.stretched(world.filed.receipt, bytes(world.site.salt))
    return box.new_ticket(world.site, opened_by, now=NOW)


def answer(world: World, asked: Passing, *, agrees: bool) -> Passing:
    return box.answer_passing(
        site=world.site, ticket=ticket(world), passing=asked.pk, agrees=agrees, now=NOW
    )


def test_with_consent_the_words_asked_about_go_on(world: World, two: Two) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    seen = box.open_with_ticket(world.site, ticket(world), now=NOW)
    assert WORDS in seen.messages[-1].text
    assert SECRET not in seen.messages[-1].text

    answer(world, asked, agrees=True)
    done = passing.pass_agreed(report=report, passing=asked, by=two[1], now=NOW)

    assert (done.consent, done.consent_on, done.passed_on) == (Consent.GIVEN, TODAY, TODAY)
    assert passing.words_of(done, world.open(two[1])) == WORDS
    assert WORDS.encode() not in bytes(done.note.sealed)
    assert set(ReportAccess.objects.values_list("act", flat=True)) >= {"pass_asked", "passed"}
    with pytest.raises(Settled, match="pass_is_done"):
        passing.pass_agreed(report=report, passing=asked, by=two[1], now=NOW)


@pytest.mark.parametrize("said", [None, False])
def test_without_a_yes_nothing_goes_on(world: World, two: Two, said: bool | None) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    if said is not None:
        answer(world, asked, agrees=said)

    with pytest.raises(DeskRefused, match="pass_without_consent"):
        passing.pass_agreed(report=report, passing=asked, by=two[0], now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Passing.objects.update(passed_on=TODAY)


def test_a_yes_is_taken_back_until_it_went_on(world: World, two: Two) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    answer(world, asked, agrees=True)
    answer(world, asked, agrees=False)
    with pytest.raises(DeskRefused, match="pass_without_consent"):
        passing.pass_agreed(report=report, passing=asked, by=two[0], now=NOW)
    answer(world, asked, agrees=True)
    passing.pass_agreed(report=report, passing=asked, by=two[0], now=NOW)

    with pytest.raises(ReportRefused, match="pass_went_on"):
        answer(world, asked, agrees=False)


def test_words_without_identity_go_on_unasked(world: World, two: Two) -> None:
    report = world.file()

    done = without(world, report, two[0])

    assert (done.asked_on, done.consent, done.passed_on) == (None, "", TODAY)
    assert passing.words_of(done, world.open(two[0])) == WORDS


@pytest.mark.parametrize(
    ("text", "confirms", "code"),
    [
        (WORDS, False, "pass_not_confirmed"),
        (WORDS + " Hubungi 0812 3456 7890.", True, "pass_points"),
        (WORDS + " Surel pelapor@contoh.example.", True, "pass_points"),
        (f"Menurut laporan: {SECRET}", True, "pass_words_copied"),
        ("Katanya sekitar awal Oktober kemarin.", True, "pass_words_copied"),
        ("Ia menulis: saya duduk di sebelah meja bendahara.", True, "pass_words_copied"),
        ("   ", True, "report_note_missing"),
    ],
)
def test_what_may_tell_who_reported_is_refused(
    world: World, two: Two, text: str, confirms: bool, code: str
) -> None:
    report = world.file(when="sekitar awal Oktober")
    told_in_the_box(world)

    with pytest.raises(DeskRefused, match=code):
        without(world, report, two[0], text, confirms=confirms)
    assert not Passing.objects.exists()


def told_in_the_box(world: World) -> None:
    """A message of the reporter."""
    box.send_message(
        site=world.site,
        ticket=ticket(world),
        text="Saya duduk di sebelah meja bendahara.",
        files=[],
        form=Pass(uuid4(), NOW + timedelta(hours=1)),
        now=NOW,
    )


def test_what_the_reporter_refused_is_not_said_after_all(world: World, two: Two) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    with pytest.raises(DeskRefused, match="pass_was_refused"):
        without(world, report, two[1])  # no answer is no yes
    answer(world, asked, agrees=False)

    with pytest.raises(DeskRefused, match="pass_was_refused"):
        without(world, report, two[1])
    without(world, report, two[1], "Pembukuan di layanan itu perlu dilihat.")


def test_one_question_at_a_time_and_none_to_who_wants_none(
    world: World, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    with pytest.raises(Settled, match="pass_is_asked"):
        ask(world, report, two[1])
    answer(world, asked, agrees=False)
    ask(world, report, two[1], "Pembukuan di layanan itu perlu dilihat.")

    monkeypatch.setattr(
        passing, "content_of", lambda *_: ReportContent(kind="bribery", what="x", reach=False)
    )
    with pytest.raises(DeskRefused, match="pass_not_to_be_asked"):
        ask(world, report, two[1])


def test_nobody_without_a_grant_passes_anything_on(world: World, two: Two) -> None:
    report = world.file()
    asked = ask(world, report, two[0])
    answer(world, asked, agrees=True)
    late = world.handler("Sekar Wulandari")

    with pytest.raises(DeskRefused, match="report_closed_to_you"):
        ask(world, report, late)
    with pytest.raises(DeskRefused, match="report_closed_to_you"):
        without(world, report, late)
    with pytest.raises(DeskRefused, match="report_closed_to_you"):
        passing.pass_agreed(report=report, passing=asked, by=late, now=NOW)


def test_what_went_to_the_law_goes_nowhere_else(world: World, two: Two) -> None:
    report = world.file()
    Report.objects.update(state=ReportState.TO_LAW, closed_on=TODAY)

    with pytest.raises(Settled, match="report_read_only"):
        ask(world, report, two[0])
    with pytest.raises(Settled, match="report_read_only"):
        without(world, report, two[0])


def test_only_the_own_receipt_answers(world: World, two: Two, client: Client) -> None:
    asked = ask(world, world.file(), two[0])
    world.file()  # another reporter, whose receipt the world now holds
    stranger = {"ticket": ticket(world), "passing": str(asked.pk), "answer": "yes"}

    with pytest.raises(box.BoxRefused, match="pass_unknown"):
        answer(world, asked, agrees=True)
    sent = client.post(BOX + "izin/", {**stranger, "ticket": "x"})
    assert sent.status_code == HTTPStatus.FORBIDDEN
    assert client.get(BOX + "izin/").status_code == HTTPStatus.FOUND
    asked.refresh_from_db()
    assert asked.consent == ""


def test_asked_answered_and_printed_by_hand(world: World, two: Two, client: Client) -> None:
    report = world.file()
    desk = browser(two[0])
    short = desk.post(page(report, "teruskan"), {"channel": "audit", "text": SECRET})
    assert short.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SECRET in short.content.decode()
    hostile = "<script>alert(1)</script> " + WORDS
    sent = desk.post(page(report, "izin"), {"channel": "audit", "text": hostile})
    assert sent.status_code == HTTPStatus.FOUND
    asked = Passing.objects.get()
    assert desk.get(page(report, "penerusan", asked.pk)).status_code == HTTPStatus.NOT_FOUND
    assert "menunggu jawaban pelapor" in desk.get(page(report)).content.decode()

    opened = client.post(BOX, {"receipt": world.filed.receipt}).content.decode()
    assert "&lt;script&gt;alert(1)" in opened
    assert "<script>alert" not in opened
    held = opened.split('name="ticket" value="')[1].split('"', maxsplit=1)[0]
    said = {"ticket": held, "passing": str(asked.pk)}
    assert client.post(BOX + "izin/", {**said, "answer": "?"}).status_code == 422
    answered = client.post(BOX + "izin/", {**said, "answer": "yes"})
    assert "Jawaban Anda: <strong>Setuju</strong>" in answered.content.decode()
    assert not answered.cookies

    assert "pelapor setuju" in desk.get(page(report)).content.decode()
    done = desk.post(page(report, "disetujui"), {"passing": asked.pk})
    assert done.status_code == HTTPStatus.FOUND
    letter = desk.get(page(report, "penerusan", asked.pk)).content.decode()
    assert "&lt;script&gt;alert(1)" in letter
    assert SECRET not in letter
    assert str(report.handle) not in letter.split("<article")[1]
    late = client.post(BOX + "izin/", {**said, "answer": "no"})
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "tidak dapat diubah lagi" in late.content.decode()


def test_a_passing_of_another_report_is_not_there(world: World, two: Two) -> None:
    other = without(world, world.file(), two[0])
    mine = world.file()
    desk = browser(two[0])

    assert desk.get(page(mine, "penerusan", other.pk)).status_code == HTTPStatus.NOT_FOUND
    refused = desk.post(page(mine, "disetujui"), {"passing": other.pk})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
