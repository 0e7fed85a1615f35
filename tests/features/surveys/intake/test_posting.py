"""What the endpoint takes and refuses, with the writer and the database behind it."""

import json
import logging
import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from bening.domain.surveys import ResponseFault
from bening.domain.surveys.tokens import receipt_hash, receipt_number, token_text
from bening.surveys import batches, intake_pages
from bening.surveys.batches import Judge, Outcome, Post
from bening.surveys.day_key import day_keys
from bening.surveys.intake import Intake
from bening.surveys.models import IntakeRow, PeriodState, SpentToken, SurveyPeriod, SurveyResponse
from tests.features.surveys.intake.respondents import (
    Answer,
    Posting,
    Request,
    answer,
    form,
    invite,
    known,
    post,
    seal,
    secret_of,
    service,
    survey,
    unspent,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def this_year() -> dict[str, Any]:
    """Posts are judged by the clock."""
    year = timezone.now().year
    return {"starts_on": date(year - 1, 1, 1), "ends_on": date(year + 1, 12, 31)}


@pytest.fixture
def period(cast: Cast) -> SurveyPeriod:
    return survey(cast, **this_year())


def kept() -> tuple[int, int]:
    return IntakeRow.objects.count(), SpentToken.objects.count()


def ask(slug: str, fields: dict[str, str], **headers: str) -> Answer:
    """The answer of a program."""
    return Posting().send(Request(slug, fields, accept="application/json", **headers))[0]


def codes(answer: Answer) -> set[tuple[str, str]]:
    return {(one["code"], one["field"]) for one in json.loads(answer.body)["faults"]}


def test_an_answer_is_kept_and_thanked_for(period: SurveyPeriod) -> None:
    (token,) = invite(period, 1)
    (answer,) = Posting().send(Request(period.slug, form(token=token)))

    number = receipt_number(receipt_hash(secret_of(token))).replace(" ", "")
    assert answer.status == 303
    assert answer.headers["location"] == f"/survei/{period.slug}/terima-kasih/?n={number}"
    assert token not in answer.headers["location"]
    assert (kept(), unspent()) == ((1, 1), 0)


def test_screen_of_the_hall_is_thanked_on_the_screen_of_the_hall(period: SurveyPeriod) -> None:
    (token,) = invite(period, 1)
    (answer,) = Posting().send(Request(period.slug, form(token=token, mode="kiosk")))

    number = receipt_number(receipt_hash(secret_of(token))).replace(" ", "")
    assert answer.status == 303
    assert answer.headers["location"] == (f"/survei/{period.slug}/terima-kasih/?n={number}&layar=1")


def test_fifty_posts_at_once_are_one_answer(period: SurveyPeriod) -> None:
    token, other = invite(period, 2)
    answers = Posting().send(
        *(Request(period.slug, form(token=token), accept="application/json") for _ in range(50))
    )

    assert {answer.status for answer in answers} == {201}
    assert len({json.loads(answer.body)["receipt"] for answer in answers}) == 1
    assert (kept(), unspent()) == ((1, 1), 1)
    assert other != token


def test_a_repeated_post_is_thanked_the_same_also_after_the_seal(period: SurveyPeriod) -> None:
    tokens = invite(period, 5)
    first = ask(period.slug, form(token=tokens[0]))
    for token in tokens[1:]:
        ask(period.slug, form(token=token))
    again = ask(period.slug, form(1, token=tokens[0]))
    assert seal(period, now=timezone.now()) == 5
    late = ask(period.slug, form(1, token=tokens[0]))

    assert first.status == again.status == late.status == 201
    assert first.body == again.body == late.body
    assert kept() == (0, 0)
    assert SurveyResponse.objects.filter(body__contains=":1").count() == 0


def test_a_forged_token_is_not_known(period: SurveyPeriod) -> None:
    answer = ask(period.slug, form(token=token_text(bytes(16))))
    broken = ask(period.slug, form(token="SALAH"))

    assert (answer.status, broken.status) == (404, 404)
    assert codes(answer) == codes(broken) == {("unknown_token", "")}
    assert kept() == (0, 0)


def test_the_token_of_another_period_is_not_known_and_stays(
    cast: Cast, period: SurveyPeriod
) -> None:
    other = survey(cast, "lain-2026-2", **this_year())
    (token,) = invite(other, 1)

    assert ask(period.slug, form(token=token)).status == 404
    assert unspent() == 1
    assert ask(other.slug, form(token=token)).status == 201


@pytest.mark.parametrize("state", [s for s in PeriodState if s != PeriodState.OPEN])
def test_a_period_that_is_not_open_takes_nothing(cast: Cast, state: PeriodState) -> None:
    found = survey(cast, **this_year())
    (token,) = invite(found, 1)
    SurveyPeriod.objects.filter(pk=found.pk).update(state=state)

    answer = ask(found.slug, form(token=token))

    is_public = state not in {PeriodState.DESIGNED, PeriodState.APPROVED}
    assert answer.status == (410 if is_public else 404)
    assert (kept(), unspent()) == ((0, 0), 1)


def test_a_period_whose_last_day_is_over_takes_nothing(cast: Cast) -> None:
    found = survey(cast, starts_on=date(2020, 1, 1), ends_on=date(2020, 3, 31))
    (token,) = invite(found, 1)

    assert codes(ask(found.slug, form(token=token))) == {("closed", "")}
    assert unspent() == 1


def test_closing_counts_at_once_however_fresh_the_period_seems(period: SurveyPeriod) -> None:
    """The period is known for some seconds; whether it takes answers is asked with each batch."""
    first, second = invite(period, 2)
    posting = Posting()

    def close(posts: Sequence[Post]) -> list[Outcome]:
        SurveyPeriod.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
        return posting.intake._commit(posts)

    posting.intake._write = close
    answers = posting.send(
        Request(period.slug, form(token=first)), Request(period.slug, form(token=second))
    )
    assert [answer.status for answer in answers] == [410, 410]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("i-U1", "5", "outside_scale"),
        ("i-U1", "0", "outside_scale"),
        ("i-U1", "empat", "outside_scale"),
        ("i-ZZ9", "1", "unknown_item"),
        ("a-sex", "lain", "unknown_option"),
        ("a-service", "tidak-ada", "unknown_service"),
        ("suggestion", "x" * 1001, "suggestion_too_long"),
    ],
)
def test_what_the_form_does_not_take_is_named(
    period: SurveyPeriod, field: str, value: str, code: str
) -> None:
    (token,) = invite(period, 1)
    fields = form(token=token)
    if field == "i-U1":
        field = next(name for name in fields if name.startswith("i-"))
    answer = ask(period.slug, {**fields, field: value})

    assert answer.status == 422
    assert codes(answer) == {(code, field)}
    assert (kept(), unspent()) == ((0, 0), 1)


def test_a_service_of_the_unit_is_taken(cast: Cast, period: SurveyPeriod) -> None:
    service(cast, "ktp")
    (token,) = invite(period, 1)
    assert ask(period.slug, {**form(token=token), "a-service": "ktp"}).status == 201


def test_an_empty_form_is_refused_with_the_page_that_was_registered(
    period: SurveyPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    (token,) = invite(period, 1)
    seen: list[tuple[str, Sequence[ResponseFault], intake_pages.Posted]] = []

    def page(slug: str, faults: Sequence[ResponseFault], posted: intake_pages.Posted) -> bytes:
        seen.append((slug, faults, posted))
        return b"<!doctype html>again"

    monkeypatch.setattr(intake_pages, "_page", [page])
    (answer,) = Posting().send(Request(period.slug, {"token": token, "suggestion": "cepat"}))

    assert (answer.status, answer.body) == (422, b"<!doctype html>again")
    ((slug, faults, posted),) = seen
    assert (slug, [fault.code for fault in faults]) == (period.slug, ["nothing_answered"])
    assert posted["suggestion"] == ["cepat"]


def test_a_page_that_fails_is_replaced(
    period: SurveyPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(*_given: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(intake_pages, "_page", [page])
    (answer,) = Posting().send(Request(period.slug, form(token="X")))
    assert answer.status == 404
    assert "Kode tidak dikenal" in answer.body.decode()


def test_an_unknown_survey_and_other_ways_to_ask(period: SurveyPeriod) -> None:
    unknown, opened, deleted, elsewhere, bare, long = Posting().send(
        Request("tidak-ada", form()),
        Request(period.slug, {}, method="GET"),
        Request(period.slug, {}, method="DELETE"),
        Request(period.slug, form(), sec_fetch_site="cross-site"),
        Request(period.slug, form(), content_type="text/plain"),
        Request(period.slug, {f"f{number}": "" for number in range(300)}),
    )
    statuses = [one.status for one in (unknown, opened, deleted, elsewhere, bare, long)]
    assert statuses == [404, 303, 405, 403, 415, 400]
    assert opened.headers["location"] == f"/survei/{period.slug}/"


def test_an_open_link_gets_a_receipt_of_its_own(cast: Cast) -> None:
    found = survey(cast, has_open_link=True, **this_year())
    answers = [ask(found.slug, form(token="")) for _ in range(2)]
    once = token_text(bytes(range(16)))
    repeated = [ask(found.slug, form(token="", once=once)) for _ in range(3)]

    assert {one.status for one in (*answers, *repeated)} == {201}
    assert answers[0].body != answers[1].body
    assert len({one.body for one in repeated}) == 1
    assert kept() == (3, 3)


def test_without_an_open_link_a_token_is_needed(period: SurveyPeriod) -> None:
    assert codes(ask(period.slug, form(token=""))) == {("unknown_token", "")}
    assert kept() == (0, 0)


def test_a_token_cannot_be_passed_off_as_an_open_answer(cast: Cast) -> None:
    """The same signs as token and as mark of an open form are two answers, one of them open."""
    found = survey(cast, has_open_link=True, **this_year())
    token, *others = invite(found, 5)
    assert ask(found.slug, form(token="", once=token)).status == 201
    assert unspent() == 5
    assert ask(found.slug, form(token=token)).status == 201
    answer(found, others)
    assert seal(found) == 6


def test_a_token_named_for_two_periods_in_one_moment_counts_in_its_own(
    cast: Cast, period: SurveyPeriod
) -> None:
    other = survey(cast, "lain-2026-2", **this_year())
    (token,) = invite(other, 1)
    posts = [post(known(one), form(token=token)) for one in (period, other)]

    assert written(posts) == [Outcome.UNKNOWN, Outcome.COUNTED]
    assert [row.period for row in SpentToken.objects.all()] == [other]
    assert kept() == (1, 1)


def test_one_open_form_sent_to_two_periods_is_an_answer_of_each(cast: Cast) -> None:
    both = [survey(cast, slug, has_open_link=True, **this_year()) for slug in ("satu", "dua")]
    once = token_text(bytes(range(16)))
    posts = [post(known(one), form(token="", once=once)) for one in both]

    assert written(posts) == [Outcome.COUNTED, Outcome.COUNTED]
    assert {row.period for row in SpentToken.objects.all()} == set(both)
    assert kept() == (2, 2)


def written(posts: Sequence[Post]) -> list[Outcome]:
    """What became of posts that were gathered into one commit."""
    return batches.write(posts, judge=Judge(), keys=day_keys(), now=timezone.now(), moment=0.0)


def test_a_full_queue_says_come_again(period: SurveyPeriod) -> None:
    tokens = invite(period, 4)
    gate = threading.Event()
    posting = Posting(Intake(pending=1))

    def slowly(posts: Sequence[Post]) -> list[Outcome]:
        gate.wait(5)
        return posting.intake._commit(posts)

    posting.intake._write = slowly
    threading.Timer(1, gate.set).start()
    answers = posting.send(*(Request(period.slug, form(token=token)) for token in tokens))

    refused = [answer for answer in answers if answer.status == 503]
    assert refused
    assert {answer.headers["retry-after"] for answer in refused} == {"5"}
    assert any(token in refused[0].body.decode() for token in tokens), "the answer is kept"
    assert kept()[0] == len(tokens) - len(refused)


def test_one_bad_row_fails_alone(period: SurveyPeriod) -> None:
    tokens = invite(period, 40)
    posting = Posting()
    bad = secret_of(tokens[17])

    def picky(posts: Sequence[Post]) -> list[Outcome]:
        if any(post.secret == bad for post in posts):
            raise IntegrityError("Key (hash)=(\\xdeadbeef) already exists")
        return posting.intake._commit(posts)

    posting.intake._write = picky
    answers = posting.send(*(Request(period.slug, form(token=token)) for token in tokens))

    assert [at for at, one in enumerate(answers) if one.status != 303] == [17]
    assert answers[17].status == 500
    assert kept() == (39, 39)


def test_where_the_database_is_away_a_batch_is_tried_once_more(
    period: SurveyPeriod, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = invite(period, 2)
    posting, tries = Posting(), 0

    def away(posts: Sequence[Post]) -> list[Outcome]:
        nonlocal tries
        tries += 1
        if tries != 2:
            raise OperationalError("hash=(\\xdeadbeef)")
        return posting.intake._commit(posts)

    posting.intake._write = away
    (answer,) = posting.send(Request(period.slug, form(token=first)))
    assert (answer.status, tries) == (303, 2)

    tries = 2
    (answer,) = posting.send(Request(period.slug, form(token=second)))
    assert (answer.status, tries) == (503, 4)
    assert "deadbeef" not in caplog.text


def test_two_writers_offered_the_same_tokens_count_each_once(period: SurveyPeriod) -> None:
    """Writers of two processes differ from these by nothing but the process."""
    tokens = invite(period, 60)
    counted: list[int] = []

    def offer(turn: int) -> None:
        order = list(tokens) if turn else list(reversed(tokens))
        answers = Posting().send(*(Request(period.slug, form(token=token)) for token in order))
        counted.append(sum(answer.status == 303 for answer in answers))

    threads = [threading.Thread(target=offer, args=(turn,)) for turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted == [60, 60]
    assert (kept(), unspent()) == ((60, 60), 0)


def test_stopping_writes_what_waits(period: SurveyPeriod) -> None:
    tokens = invite(period, 30)
    posting = Posting()
    slow = threading.Event()

    def slowly(posts: Sequence[Post]) -> list[Outcome]:
        slow.wait(0.3)
        return posting.intake._commit(posts)

    posting.intake._write = slowly
    answers = posting.send(*(Request(period.slug, form(token=token)) for token in tokens))
    assert {answer.status for answer in answers} == {303}
    (after,) = Posting().send(Request(period.slug, form(token=tokens[0])))
    assert after.status == 303
    assert kept() == (30, 30)


def test_no_token_reaches_a_log(period: SurveyPeriod, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (token,) = invite(period, 1)
    ask(period.slug, form(token=token))
    ask(period.slug, form(9, token=token))
    ask(period.slug, form(token=token[:-2] + "ZZ"))

    said = caplog.text
    secret = secret_of(token)
    for trace in (token, secret.hex(), str(secret), receipt_hash(secret).hex()):
        assert trace not in said
