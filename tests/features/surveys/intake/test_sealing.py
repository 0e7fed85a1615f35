"""Which answers are sealed when, what stays behind, and what of them is destroyed."""

import sqlite3
import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction

from bening.audit.models import Event
from bening.domain.surveys import from_canonical
from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.sealed_days import SealedDayRefused
from bening.domain.surveys.tokens import receipt_hash
from bening.surveys import checking, sealing
from bening.surveys.actions.periods import open_period
from bening.surveys.batches import Judge
from bening.surveys.day_key import DayKeys, day_keys
from bening.surveys.models import (
    AnswerCount,
    CountedReceipt,
    IntakeCount,
    IntakeRow,
    PeriodState,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
)
from bening.surveys.sealed_sets import Arrived, seal_set
from tests.features.surveys.intake.respondents import (
    MIDNIGHT,
    answer,
    in_threads,
    invite,
    seal,
    secret_of,
    some_values,
    survey,
)
from tests.people import NOW, Cast, make_unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def period(cast: Cast) -> SurveyPeriod:
    return survey(cast)


def waiting() -> tuple[int, int]:
    return IntakeRow.objects.count(), SpentToken.objects.count()


def opened() -> list[bytes]:
    """The bodies that wait, which their keys still open."""
    opener = day_keys().opener()
    return [opener.open(row.pk.bytes, bytes(row.body)) for row in IntakeRow.objects.all()]


def test_a_day_is_sealed_after_its_midnight_but_for_five(period: SurveyPeriod) -> None:
    answer(period, invite(period, 20))

    assert sealing.seal_days(now=NOW) == [], "the first midnight is still to come"
    assert [day.size for day in sealing.seal_days(now=MIDNIGHT)] == [15]
    assert sealing.seal_days(now=MIDNIGHT + timedelta(minutes=1)) == []
    assert waiting() == (5, 5)
    day = SurveyDay.objects.get()
    assert (day.day, day.position) == (date(2026, 4, 15), 1)
    assert SurveyResponse.objects.filter(day=day.day).count() == 15
    assert CountedReceipt.objects.filter(day=day.day).count() == 15


def test_few_answers_wait_for_the_next_day(period: SurveyPeriod) -> None:
    tokens = invite(period, 11)
    sealing.seal_days(now=NOW)
    answer(period, tokens[:9])
    assert sealing.seal_days(now=MIDNIGHT) == []
    assert waiting() == (9, 9)

    answer(period, tokens[9:], now=MIDNIGHT)
    (day,) = sealing.seal_days(now=MIDNIGHT + timedelta(days=1))
    assert (day.size, day.day) == (6, date(2026, 4, 16))


def test_at_closing_all_are_sealed_and_never_fewer_than_five(period: SurveyPeriod) -> None:
    tokens = invite(period, 13)
    sealing.seal_days(now=NOW)
    answer(period, tokens[:12])
    sealing.seal_days(now=MIDNIGHT)
    answer(period, tokens[12:], now=MIDNIGHT)

    assert seal(period, now=MIDNIGHT + timedelta(hours=9)) == 6
    assert waiting() == (0, 0)
    assert [day.size for day in SurveyDay.objects.all()] == [7, 6]
    period.refresh_from_db()
    assert period.unopened == 0
    assert sealing.is_all_sealed(period)


def test_fewer_than_five_in_a_whole_period_are_never_opened(period: SurveyPeriod) -> None:
    answer(period, invite(period, 4))
    assert seal(period) == 0

    period.refresh_from_db()
    assert (period.unopened, waiting()) == (4, (0, 0))
    assert not SurveyResponse.objects.exists()
    assert Event.objects.get(act=checking.UNOPENED).data == {"answers": 4}


def test_receipts_are_those_of_the_tokens_and_answers_are_whole(period: SurveyPeriod) -> None:
    tokens = invite(period, 12)
    answer(period, tokens, [some_values(seed) for seed in range(12)])
    seal(period)

    receipts = {bytes(pk) for pk in CountedReceipt.objects.values_list("pk", flat=True)}
    assert receipts == {receipt_hash(secret_of(token)) for token in tokens}
    read = [from_canonical(row.body.encode()) for row in SurveyResponse.objects.all()]
    assert sorted(list(one.answers.values()) for one in read) == sorted(
        some_values(seed) for seed in range(12)
    )


def test_the_tally_and_the_half_hours_count_what_was_sealed(period: SurveyPeriod) -> None:
    values = [some_values(seed) for seed in range(10)]
    answer(period, invite(period, 10), values)
    answer(period, invite(period, 2), [[1] * 9] * 2, now=NOW + timedelta(hours=2))
    seal(period)

    first = period.questionnaire.content["items"][0]["code"]
    expected = Counter([one[0] for one in values] + [1, 1])
    tally = AnswerCount.objects.filter(item=first).values_list("value", "count")
    assert dict(tally) == dict(expected)
    half_hours = IntakeCount.objects.values_list("half_hour", "service", "count")
    assert set(half_hours) == {(20, "", 10), (24, "", 2)}


def test_the_tally_grows_with_each_set(period: SurveyPeriod) -> None:
    sealing.seal_days(now=NOW)
    answer(period, invite(period, 10))
    sealing.seal_days(now=MIDNIGHT)
    answer(period, invite(period, 5), now=MIDNIGHT)
    seal(period, now=MIDNIGHT + timedelta(hours=1))
    assert set(AnswerCount.objects.values_list("value", "count")) == {(4, 15)}


def test_the_first_midnight_after_the_opening_seals(cast: Cast) -> None:
    """Even where no round came between the two: a server that was off seals as it comes back."""
    period = survey(cast, state=PeriodState.APPROVED)
    open_period(period=period, by=None, now=NOW)
    answer(period, invite(period, 20))
    assert [day.size for day in sealing.seal_days(now=MIDNIGHT)] == [15]


def test_another_opening_takes_no_midnight_from_those_that_are_open(cast: Cast) -> None:
    first = survey(cast)
    sealing.seal_days(now=NOW)
    answer(first, invite(first, 20))
    second = survey(cast, "skm-lain", state=PeriodState.APPROVED)
    open_period(period=second, by=None, now=MIDNIGHT)
    assert [day.period for day in sealing.seal_days(now=MIDNIGHT)] == [first]


def test_each_zone_has_its_midnight(cast: Cast) -> None:
    far = make_unit(cast.agency, "91", "Unit di timur")
    far.time_zone = "Asia/Jayapura"
    far.save()
    east, west = survey(cast, "timur", unit=far), survey(cast, "barat")
    for one in (east, west):
        answer(one, invite(one, 10))
    sealing.seal_days(now=NOW)

    in_the_east = datetime(2026, 4, 15, 15, 30, tzinfo=UTC)
    assert [day.period for day in sealing.seal_days(now=in_the_east)] == [east]
    assert [day.period for day in sealing.seal_days(now=MIDNIGHT + timedelta(hours=3))] == [west]


def test_a_round_gives_what_stays_a_new_key_and_destroys_the_old(period: SurveyPeriod) -> None:
    answer(period, invite(period, 7))
    before, key = opened(), day_keys().current.read_bytes()
    rows = {row.pk for row in IntakeRow.objects.all()}
    sealing.seal_days(now=MIDNIGHT)

    keys = day_keys()
    assert keys.retired() == []
    assert keys.current.read_bytes() != key
    assert sorted(opened()) == sorted(before)
    assert not rows & {row.pk for row in IntakeRow.objects.all()}


def test_the_key_is_gone_when_everything_is_sealed(period: SurveyPeriod) -> None:
    answer(period, invite(period, 6))
    seal(period)
    assert list(day_keys().folder.iterdir()) == []


def test_a_round_that_breaks_loses_nothing(
    period: SurveyPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut between the retirement of the key and the commit."""
    answer(period, invite(period, 12))
    before = sorted(opened())

    retire = DayKeys.retire

    def broken(keys: DayKeys) -> None:
        retire(keys)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(DayKeys, "retire", broken)
        with pytest.raises(KeyboardInterrupt):
            sealing._round(now=MIDNIGHT, zones={"Asia/Jakarta"})
    assert not day_keys().current.exists(), "it was retired"
    assert sorted(opened()) == before

    answer(period, invite(period, 1))
    assert seal(period) == 13
    assert day_keys().retired() == []


def test_a_broken_erasure_is_made_up_for(
    period: SurveyPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut between the commit and the destruction of the key."""
    answer(period, invite(period, 6))
    with monkeypatch.context() as patched:
        patched.setattr(DayKeys, "destroy", lambda *_given: None)
        sealing.seal_days(now=MIDNIGHT)
    assert len(day_keys().retired()) == 1

    sealing.seal_days(now=MIDNIGHT + timedelta(minutes=1))
    assert day_keys().retired() == []
    assert len(opened()) == 6


def test_no_answer_is_lost_while_days_are_sealed(period: SurveyPeriod) -> None:
    tokens = invite(period, 160)
    done = threading.Event()

    def work(number: int) -> None:
        try:
            if number:
                answer(period, tokens[number - 1 :: 4])
            else:
                while not done.is_set():
                    sealing.seal_now(now=NOW)
        finally:
            connection.close()

    sealer = threading.Thread(target=work, args=(0,))
    sealer.start()
    in_threads(4, lambda number: work(number + 1))
    done.set()
    sealer.join()

    assert SurveyDay.objects.count() > 1
    assert SurveyResponse.objects.count() + len(opened()) == 160
    assert SurveyResponse.objects.count() == CountedReceipt.objects.count()
    seal(period)
    assert SurveyResponse.objects.count() == 160


def test_a_row_that_was_taken_keeps_no_other_from_its_seal(period: SurveyPeriod) -> None:
    answer(period, invite(period, 12))
    IntakeRow.objects.filter(pk=IntakeRow.objects.values_list("pk", flat=True)[0]).delete()

    assert seal(period) == 11
    assert waiting() == (0, 1), "what is left over stays and is told by verify"
    assert sealing.seal_days(now=MIDNIGHT + timedelta(days=1)) == [], "and is not tried for ever"


def test_a_row_that_was_changed_stays_for_verify(period: SurveyPeriod) -> None:
    answer(period, invite(period, 12))
    one = IntakeRow.objects.all()[0]
    changed = bytes(one.body)[:-1] + bytes([bytes(one.body)[-1] ^ 1])
    IntakeRow.objects.filter(pk=one.pk).update(body=changed)

    assert seal(period) == 11
    assert waiting() == (1, 1)


def test_a_fault_of_one_period_keeps_no_other_from_its_seal(cast: Cast) -> None:
    first, second = survey(cast, "satu"), survey(cast, "dua")
    for one in (first, second):
        answer(one, invite(one, 6))
    receipt = SpentToken.objects.filter(period=first)[0].receipt
    CountedReceipt.objects.create(receipt=receipt, period=first, day=date(2026, 4, 1))
    SurveyPeriod.objects.update(state=PeriodState.CLOSED)

    assert [day.period for day in sealing.seal_ended(now=MIDNIGHT)] == [second]
    assert SpentToken.objects.filter(period=first).count() == 6


def test_days_are_chained_and_told_in_the_audit_trail(period: SurveyPeriod) -> None:
    answer(period, invite(period, 30))
    sealing.seal_now(now=NOW)
    answer(period, invite(period, 30))
    sealing.seal_now(now=NOW)
    first, second = SurveyDay.objects.all()

    assert bytes(first.before) == bytes(32)
    assert first.day == second.day == date(2026, 4, 15), "a backup seals the day in parts"
    recorded = [event.data["hash"] for event in Event.objects.filter(act="survey_day.sealed")]
    assert bytes(second.before).hex() == recorded[0]


def test_a_mark_of_a_few_stays_off_their_answers_and_is_counted(period: SurveyPeriod) -> None:
    judge = Judge()
    late = NOW + timedelta(hours=12)  # 22.00
    answer(period, invite(period, 12), judge=judge)
    answer(period, invite(period, 3), now=late, judge=judge)
    seal(period)
    day = SurveyDay.objects.get()
    assert day.marks[IntakeMark.OUT_OF_HOURS] == 3
    assert not [row for row in SurveyResponse.objects.all() if IntakeMark.OUT_OF_HOURS in row.marks]


def test_a_mark_of_many_stays_on_their_answers(period: SurveyPeriod) -> None:
    late = NOW + timedelta(hours=12)
    answer(period, invite(period, 7))
    answer(period, invite(period, 6), now=late)
    seal(period)
    marked = [row for row in SurveyResponse.objects.all() if IntakeMark.OUT_OF_HOURS in row.marks]
    assert len(marked) == 6


def test_an_import_is_sealed_the_same_way(period: SurveyPeriod) -> None:
    answer(period, invite(period, 6))
    seal(period)
    body = SurveyResponse.objects.all()[0].body.encode()
    imported = [Arrived(body)] * 5
    receipts = [bytes([number]) * 32 for number in range(5)]

    with transaction.atomic():
        kept = seal_set(
            period=period, day=date(2026, 4, 2), answers=imported, receipts=receipts, now=NOW
        )
    assert (kept.position, kept.size) == (2, 5)
    with pytest.raises(SealedDayRefused), transaction.atomic():
        seal_set(period=period, day=kept.day, answers=imported[:4], receipts=receipts[:4], now=NOW)


def test_a_reader_that_stays_delays_erasure_and_is_told(
    period: SurveyPeriod, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "sqlite":
        assert sealing.erase_log(), "the log of PostgreSQL can't be erased: the key is"
        return
    monkeypatch.setattr(sealing, "ERASE_REST", 0)
    answer(period, invite(period, 6))
    reader = sqlite3.connect(settings.DATABASES["default"]["TEST"]["NAME"], isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from surveys_intakerow").fetchall()
    seal(period)

    assert "a reader keeps erased survey rows" in caplog.text
    assert list(day_keys().folder.iterdir()) == [], "nobody reads them any more"
    assert sealing._log.holds_erased
    reader.execute("rollback")
    reader.close()
    sealing.seal_days(now=MIDNIGHT)
    assert not sealing._log.holds_erased
