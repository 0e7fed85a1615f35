"""Every attack of someone who owns the database is named, on whichever database the tests run."""

import uuid

import pytest
from django.db import connection

from bening.audit import sealing
from bening.audit.models import Event, Seal
from bening.domain.sealing.events import digest_of
from bening.domain.sealing.findings import Kind
from tests.features.audit.trail import (
    AT,
    DINAS,
    RSUD,
    act,
    findings,
    lift_constraints,
    lift_guards,
    named,
    run_sql,
    seal_three_batches,
)

pytestmark = pytest.mark.django_db
STREAM = str(DINAS)


@pytest.fixture(autouse=True)
def _sealed() -> None:
    seal_three_batches()
    assert findings(guards=True) == []


def at_position(position: int) -> Event:
    return Event.objects.get(stream=STREAM, position=position)


def change_body(position: int) -> Event:
    """A careful attacker: body and digest agree, the length is the same."""
    lift_guards()
    event = at_position(position)
    event.body = event.body.replace("A.I.", "B.I.")
    event.digest = digest_of(event.body)
    event.subject_id = event.subject_id.replace("A.I.", "B.I.")
    event.save()
    return event


def test_changed_event() -> None:
    event = change_body(6)

    (finding,) = findings()

    assert (finding.kind, finding.stream, finding.position) == (Kind.EVENT_CHANGED, STREAM, 6)
    assert (finding.event, finding.seal) == (event.pk, 2)
    assert finding.subject == ("answer", event.subject_id)


def test_changed_body_alone() -> None:
    lift_guards()
    body = at_position(6).body.replace("A.I.", "B.I.")
    Event.objects.filter(stream=STREAM, position=6).update(body=body)

    found = findings()

    assert (Kind.EVENT_CHANGED, STREAM, 6) in named(found)
    assert {one.detail for one in found if one.kind == Kind.COLUMN_DISAGREES} == {
        "digest", "subject_id",
    }  # fmt: skip


def test_changed_column() -> None:
    lift_guards()
    Event.objects.filter(stream=STREAM, position=6).update(by=None)

    (finding,) = findings()

    assert (finding.kind, finding.position, finding.detail) == (Kind.COLUMN_DISAGREES, 6, "by")


def test_removed_event() -> None:
    lift_guards()
    Event.objects.filter(stream=STREAM, position=5).delete()

    assert named(findings()) == {(Kind.EVENT_REMOVED, STREAM, 5)}


def test_inserted_events() -> None:
    lift_constraints()
    between, beyond = act(code="A.I.x"), act(code="A.I.y")
    Event.objects.filter(pk=between.pk).update(position=6)
    Event.objects.filter(pk=beyond.pk).update(position=90)

    found = findings()

    assert {(one.kind, one.position, one.event) for one in found} == {
        (Kind.EVENT_INSERTED, 6, between.pk),
        (Kind.EVENT_INSERTED, 90, beyond.pk),
    }


def test_copied_event() -> None:
    lift_constraints()
    copy = at_position(2)
    copy.id, copy.position = uuid.UUID(int=77), 90
    copy.save(force_insert=True)

    assert named(findings()) == {
        (Kind.EVENT_INSERTED, STREAM, 90),
        (Kind.COLUMN_DISAGREES, STREAM, 90),
    }


def test_reordered_events() -> None:
    lift_constraints()
    run_sql(
        f"UPDATE audit_event SET position = 15 - position WHERE stream = '{STREAM}' "
        "AND position IN (7, 8)"
    )

    found = findings()

    assert {(one.kind, one.position, one.found_at) for one in found} == {
        (Kind.EVENT_MOVED, 7, 8),
        (Kind.EVENT_MOVED, 8, 7),
    }


def test_event_set_back_and_sealed_again() -> None:
    lift_guards()
    Event.objects.filter(stream=STREAM, position=6).update(position=None)
    before = [(one.kind, one.position, one.found_at) for one in findings()]
    sealing.seal_round(now=AT)

    after = [(one.kind, one.position, one.found_at) for one in findings()]

    assert before == [(Kind.EVENT_MOVED, 6, None)]
    assert after == [(Kind.EVENT_MOVED, 6, 13)]


def test_event_carried_to_another_agency() -> None:
    lift_guards()
    Event.objects.filter(stream=STREAM, position=6).update(stream=str(RSUD))

    found = findings()

    assert (Kind.EVENT_MOVED, STREAM, 6) in named(found)
    assert (Kind.COLUMN_DISAGREES, str(RSUD), 6) in named(found)


def test_seal_changed() -> None:
    lift_guards()
    Seal.objects.filter(stream=STREAM, number=1).update(sealed_at=AT.replace(year=2025))

    assert named(findings()) == {(Kind.CHAIN_BROKEN, STREAM, 2)}


def test_leaves_of_a_seal_changed() -> None:
    lift_guards()
    Seal.objects.filter(stream=STREAM, number=3).update(leaves=bytes(128))

    assert named(findings()) == {(Kind.SEAL_BROKEN, STREAM, 3)}


def test_seal_removed() -> None:
    lift_guards()
    Seal.objects.filter(stream=STREAM, number=2).delete()

    assert named(findings()) == {(Kind.SEAL_MISSING, STREAM, 2)}


def test_last_seal_removed_leaves_its_events_unproved() -> None:
    lift_guards()
    Seal.objects.filter(stream=STREAM, number=3).delete()

    assert named(findings()) == {(Kind.EVENT_INSERTED, STREAM, at) for at in (9, 10, 11, 12)}


def test_event_changed_together_with_its_seal() -> None:
    event = change_body(6)
    seal = Seal.objects.get(stream=STREAM, number=2)
    leaves = bytes(seal.leaves)
    seal.leaves = leaves[:32] + bytes(event.digest) + leaves[64:]
    seal.save()

    assert named(findings()) == {(Kind.SEAL_BROKEN, STREAM, 2)}


def test_lifted_guards_are_told() -> None:
    name = "audit_event_kept"
    place = " ON audit_event" if connection.vendor == "postgresql" else ""
    run_sql(f"DROP TRIGGER {name}{place}")

    assert [(one.kind, one.detail) for one in findings(guards=True)] == [(Kind.GUARD_MISSING, name)]


@pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"], reason="SQLite can't disable a trigger"
)
def test_a_disabled_guard_is_told() -> None:
    run_sql("ALTER TABLE audit_event DISABLE TRIGGER audit_event_kept")

    assert [one.detail for one in findings(guards=True)] == ["audit_event_kept"]
