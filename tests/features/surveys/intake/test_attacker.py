"""The attacker who has every stored copy, all messages that were sent, and a note of who came when.

What they still learn is said in the documentation: on which day somebody answered, never what.
"""

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bening.adapters.backup import back_up
from bening.audit.models import Event
from bening.domain.surveys.tokens import receipt_hash, spend_hash
from bening.surveys import sealing
from bening.surveys.batches import Judge
from bening.surveys.day_key import day_keys
from bening.surveys.models import (
    CountedReceipt,
    IntakeRow,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
    SurveyToken,
)
from tests.features.surveys.intake.respondents import (
    MIDNIGHT,
    Posting,
    Request,
    answer,
    form,
    invite,
    post,
    seal,
    secret_of,
    survey,
)
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)

SAID = "tulisan rahasia nomor"


@pytest.fixture
def period(cast: Cast) -> SurveyPeriod:
    return survey(cast)


def copies() -> dict[str, bytes]:
    """Every byte of every file of the database, by kind."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            folder = Path(cursor.fetchone()[0])
            cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
            mine = folder / "base" / str(cursor.fetchone()[0])
        logs = [path for path in (folder / "pg_wal").iterdir() if path.is_file()]
        return {
            "tables": b"".join(path.read_bytes() for path in mine.iterdir() if path.is_file()),
            "log": b"".join(path.read_bytes() for path in logs),
        }
    base = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    log = base.with_name(base.name + "-wal")
    return {"tables": base.read_bytes(), "log": log.read_bytes() if log.exists() else b""}


def respond(period: SurveyPeriod, tokens: list[str], said: str = SAID) -> None:
    """Each writes something that names their place in the order of coming."""
    judge = Judge()
    for at, token in enumerate(tokens):
        answer(period, [token], judge=judge, suggestion=f"{said} {at:04}.")


def test_before_the_seal_nothing_can_be_read_without_the_key(period: SurveyPeriod) -> None:
    tokens = invite(period, 30)
    words = f"{SAID} {random.random()}"  # the log of a server keeps what other tests sealed
    respond(period, list(tokens[:20]), words)
    data = copies()
    said = words.encode()
    assert all(said not in content for content in data.values())
    lengths = {len(bytes(row.body)) for row in IntakeRow.objects.all()}
    assert len(lengths) == 1, "a length would name an answer"

    key = day_keys().current.read_bytes()
    assert all(key not in content for content in data.values())


def test_no_spent_hash_is_left_in_any_copy_of_sqlite(period: SurveyPeriod) -> None:
    """PostgreSQL's log remembers who answered and when: only the dead key parts it from what."""
    tokens = list(invite(period, 300))
    chosen = random.sample(tokens, 120)
    respond(period, chosen)
    hashes = [spend_hash(secret_of(token)) for token in chosen]
    key = day_keys().current.read_bytes()
    rows = [bytes(row.body) for row in IntakeRow.objects.all()]
    seal(period)

    data = copies()
    assert not day_keys().folder.exists() or list(day_keys().folder.iterdir()) == []
    assert all(key not in content for content in data.values())
    if connection.vendor == "sqlite":
        left = {kind: sum(one in content for one in hashes) for kind, content in data.items()}
        assert left == {"tables": 0, "log": 0}
        assert not any(row[100:140] in content for row in rows for content in data.values())
    else:
        assert not any(row[100:140] in data["tables"] for row in rows)


def test_the_search_does_find_what_is_there(period: SurveyPeriod) -> None:
    """The control of the test before."""
    tokens = invite(period, 40)
    respond(period, list(tokens[:20]))
    spent = [spend_hash(secret_of(token)) for token in tokens[:20]]
    content = b"".join(copies().values())
    assert all(one in content for one in spent)


def orders(period: SurveyPeriod, day: SurveyDay) -> Iterator[list[str]]:
    """The answers of a set in every order in which they lie somewhere."""
    rows = SurveyResponse.objects.filter(period=period)
    commitments = bytes(day.commitments)
    mine = [commitments[at : at + 32] for at in range(0, len(commitments), 32)]
    here = {bytes(row.commitment): row.body for row in rows}
    yield [here[one] for one in mine]
    yield [row.body for row in rows.order_by("pk") if bytes(row.commitment) in mine]
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT commitment, body FROM surveys_surveyresponse ORDER BY {place}")
        yield [body for commitment, body in cursor.fetchall() if bytes(commitment) in mine]
    content = b"".join(copies().values())
    yield sorted((here[one] for one in mine), key=lambda body: content.find(body.encode()))
    yield sorted((here[one] for one in mine), key=lambda body: content.rfind(body.encode()))


def test_of_200_invited_100_answer_and_the_best_guess_is_chance(period: SurveyPeriod) -> None:
    """Five days of twenty. The attacker knows from the receipts whose answers a set holds."""
    sent = list(invite(period, 200))
    came = random.sample(sent, 100)
    sealing.seal_days(now=NOW)
    place = {token: at for at, token in enumerate(came)}
    hits, sets = [0] * 5, 0
    for day in range(5):
        judge = Judge()
        for token in came[day * 20 : day * 20 + 20]:
            answer(period, [token], judge=judge, suggestion=f"{SAID} {place[token]:04}.")
        if day == 4:
            SurveyPeriod.objects.filter(pk=period.pk).update(state="closed")
            made = sealing.seal_ended(now=MIDNIGHT)
        else:
            made = sealing.seal_now(now=NOW)
        for sealed in made:
            sets += 1
            receipts = bytes(sealed.receipts)
            known = {receipts[at : at + 32] for at in range(0, len(receipts), 32)}
            people = [token for token in came if receipt_hash(secret_of(token)) in known]
            assert len(people) == sealed.size
            for number, bodies in enumerate(orders(period, sealed)):
                hits[number] += sum(
                    f"{SAID} {place[token]:04}." in body
                    for token, body in zip(people, bodies, strict=True)
                )
    assert sets == 5
    assert SurveyResponse.objects.count() == 100
    # Random orders match once in each set of twenty on average, more than 25 times in five sets
    # once in 10^10 runs; an order that tells a third of its places would.
    assert all(found <= 25 for found in hits), hits


def test_no_column_joins_answers_with_tokens_receipts_or_each_other(period: SurveyPeriod) -> None:
    tokens = invite(period, 40)
    respond(period, list(tokens[:20]))
    seal(period)
    answers = {
        value
        for row in SurveyResponse.objects.values_list("pk", "salt", "commitment")
        for value in (row[0].bytes, bytes(row[1]), bytes(row[2]))
    }
    others = {bytes(pk) for pk in CountedReceipt.objects.values_list("pk", flat=True)}
    others |= {bytes(pk) for pk in SurveyToken.objects.values_list("pk", flat=True)}
    assert len(answers) == 60
    assert not answers & others
    assert {key.version for key in SurveyResponse.objects.values_list("pk", flat=True)} == {4}
    assert SurveyResponse.objects.values("day").distinct().count() == 1


def test_hashes_of_a_batch_lie_in_the_order_of_the_hashes(period: SurveyPeriod) -> None:
    """In the order of sending they would be the list of addresses."""
    sent = [spend_hash(secret_of(token)) for token in invite(period, 200)]
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT hash FROM surveys_surveytoken ORDER BY {place}")
        lying = [bytes(row[0]) for row in cursor.fetchall()]
    assert lying == sorted(sent) != sent


def test_jobs_logs_audit_and_cache_tell_nothing(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    today = timezone.now().date()
    period = survey(cast, "hari-ini", starts_on=today.replace(day=1), ends_on=today)
    tokens = list(invite(period, 12))
    Posting().send(*(Request(period.slug, form(token=token)) for token in tokens))
    Posting().send(*(Request(period.slug, form(token=token)) for token in tokens))
    seal(period, now=timezone.now())

    places = {
        "jobs": repr(list(DBTaskResult.objects.values())),
        "audit": repr(list(Event.objects.values())),
        "logs": caplog.text,
        "cache": repr(getattr(cache, "_cache", {})),
    }
    for token in tokens:
        secret = secret_of(token)
        traces = [token, *(one.hex() for one in (secret, spend_hash(secret), receipt_hash(secret)))]
        for name, content in places.items():
            assert not [trace for trace in traces if trace in content], name


def test_a_backup_holds_sealed_answers_alone(period: SurveyPeriod, tmp_path: Path) -> None:
    """It seals first; who waits may answer again after a restore, and no key is in it."""
    import gzip
    import json
    import tarfile

    tokens = invite(period, 25)
    respond(period, list(tokens[:20]))
    file = tmp_path / "cadangan.bening"
    back_up(file, files=None, scratch=tmp_path / "scratch", now=NOW)

    with tarfile.open(file) as tar:
        names = tar.getnames()

        def rows(label: str) -> list[list[object]]:
            member = tar.extractfile(f"tables/surveys.{label}.jsonl.gz")
            assert member
            return [json.loads(line) for line in gzip.decompress(member.read()).splitlines()]

        assert len(rows("surveyresponse")) == 15
        assert len(rows("surveytoken")) == 10, "those that wait can be used after a restore"
    assert not [name for name in names if "intakerow" in name or "spenttoken" in name]
    key = day_keys().current.read_bytes()
    assert key not in file.read_bytes()
    assert SpentToken.objects.count() == 5


def test_an_open_answer_that_waits_leaves_no_token_in_a_backup(cast: Cast, tmp_path: Path) -> None:
    from bening.surveys import batches
    from tests.features.surveys.intake.respondents import known

    period = survey(cast, has_open_link=True)
    one = post(known(period), form(token=""))
    batches.write([one], judge=Judge(), keys=day_keys(), now=NOW, moment=0.0)
    file = tmp_path / "cadangan.bening"
    back_up(file, files=None, scratch=tmp_path / "scratch", now=NOW)
    assert one.receipt not in file.read_bytes()
    assert SpentToken.objects.count() == 1
