"""An act leaves one event, inside the transaction of its action, and nobody changes it later."""

import json
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bening.adapters import sealing_sql
from bening.audit import OutsideTransaction, acts, record
from bening.audit.models import Event
from bening.domain.sealing.canonical import NotCanonical
from bening.domain.sealing.events import digest_of, read_body

AGENCY = uuid.UUID("01890000-0000-7000-8000-000000000001")
BUDI = uuid.UUID("01890000-0000-7000-8000-00000000000b")
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def save(**data: object) -> Event:
    return record(
        act="test.saved", by=BUDI, agency=AGENCY, subject=("answer", "A.I.1"), at=AT, data=data
    )


@pytest.mark.django_db
def test_an_event_is_one_statement() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        save(code="A.I.1")

    assert len(queries) == 1


@pytest.mark.django_db
def test_the_columns_are_those_of_the_body() -> None:
    saved = save(code="A.I.1", score=Decimal("3.50"), share=Fraction(1, 3), on=date(2026, 1, 5))

    event = Event.objects.get(pk=saved.pk)
    body = read_body(event.body)
    assert (body.id, body.agency, body.by, body.act) == (event.id, AGENCY, BUDI, "test.saved")
    assert (body.subject_type, body.subject_id, body.at) == ("answer", "A.I.1", AT)
    assert event.stream == str(AGENCY)
    assert bytes(event.digest) == digest_of(event.body)
    assert event.position is None
    assert json.loads(event.body)["data"] == {
        "code": "A.I.1", "on": "2026-01-05", "score": "3.50", "share": "1/3",
    }  # fmt: skip


@pytest.mark.django_db
def test_an_event_without_agency_belongs_to_the_installation() -> None:
    event = record(act="test.saved", by=None, agency=None, subject=("setting", "x"), at=AT, data={})

    assert event.stream == "installation"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        save()

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_the_action_that_fails() -> None:
    def fail_after_recording() -> None:
        with transaction.atomic():
            save(code="kept")
            save(code=0.5)

    with pytest.raises(NotCanonical):
        fail_after_recording()

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_act_nobody_tells_of_is_refused() -> None:
    with pytest.raises(acts.UnknownAct):
        record(act="test.untold", by=BUDI, agency=AGENCY, subject=("a", "b"), at=AT, data={})


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0.1, object(), b"x", {1: "x"}, datetime(2026, 1, 5), "a\x00"])  # noqa: DTZ001
def test_data_without_one_text_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        save(value=value)


CHANGES = [
    ("body", "{}"), ("digest", b"\x01" * 32), ("stream", "installation"), ("agency", None),
    ("by", None), ("act", "test.other"), ("subject_type", "x"), ("subject_id", "x"),
    ("at", datetime(2025, 1, 1, tzinfo=UTC)), ("id", uuid.UUID(int=7)),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), CHANGES)
@pytest.mark.parametrize("position", [None, 1])
def test_the_database_refuses_a_change(field: str, value: object, position: int | None) -> None:
    event = save()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**{field: value, "position": position})


@pytest.mark.django_db
def test_the_database_refuses_a_removal() -> None:
    event = save()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


@pytest.mark.django_db
def test_a_position_is_given_once() -> None:
    event = save()
    Event.objects.filter(pk=event.pk).update(position=1)

    for value in (2, None):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(position=value)


@pytest.mark.django_db
def test_no_event_is_born_with_a_position() -> None:
    event = save()
    event.id, event.position = uuid.UUID(int=9), 5

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        event.save(force_insert=True)


COLUMNS = "id, stream, NULL, agency, by, 'x', subject_type, subject_id, at, body, digest"
COPY = f"SELECT {COLUMNS} FROM audit_event WHERE position = 1"
REPLACING = {
    "sqlite": [
        f"INSERT OR REPLACE INTO audit_event {COPY}",
        "UPDATE OR REPLACE audit_event SET position = 1 WHERE position IS NULL",
    ],
    "postgresql": [
        f"INSERT INTO audit_event {COPY} ON CONFLICT (id) DO UPDATE SET act = 'x'",
        "UPDATE audit_event SET position = 1 WHERE position IS NULL",
    ],
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", [0, 1])
def test_replacing_does_not_go_round_the_guards(way: int) -> None:
    one, other = save(), save()
    Event.objects.filter(pk=one.pk).update(position=1)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REPLACING[connection.vendor][way])

    assert Event.objects.get(position=1).pk == one.pk
    assert Event.objects.get(position=None).pk == other.pk


@pytest.mark.django_db
def test_rows_of_a_backup_are_put_back_as_they_were() -> None:
    event = save()
    event.id, event.position = uuid.UUID(int=9), 5

    with transaction.atomic(), sealing_sql.guards_lifted():
        event.save(force_insert=True)

    assert Event.objects.get(pk=event.pk).position == 5
    assert sealing_sql.guards_missing() == []


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_fails_leaves_the_guards() -> None:
    def fail() -> None:
        with transaction.atomic(), sealing_sql.guards_lifted():
            raise NotCanonical

    with pytest.raises(NotCanonical):
        fail()

    assert sealing_sql.guards_missing() == []
    with pytest.raises(RuntimeError, match="transaction"), sealing_sql.guards_lifted():
        pass


@pytest.mark.django_db(transaction=True)
def test_the_guards_come_and_go_with_their_migration() -> None:
    call_command("migrate", "audit", "0001", verbosity=0)
    without = sealing_sql.guards_present()
    call_command("migrate", "audit", verbosity=0)

    assert not any(name.startswith("audit_") for name in without)
    assert sealing_sql.guards_missing() == []
