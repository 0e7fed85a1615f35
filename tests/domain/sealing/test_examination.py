"""Each attack on the rows of a stream is named with its place, and nothing else is reported."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.sealing.events import EventBody, digest_of
from bening.domain.sealing.examination import StoredEvent, examine, examine_unsealed
from bening.domain.sealing.findings import Finding, Kind
from bening.domain.sealing.seals import Seal, next_seal

AGENCY = uuid.UUID(int=0xA)
AT = datetime(2026, 1, 5, 1, tzinfo=UTC)
Rows = list[StoredEvent]


def event(number: int, position: int | None, agency: uuid.UUID | None = AGENCY) -> StoredEvent:
    body = EventBody(
        id=uuid.UUID(int=number),
        agency=agency,
        by=None,
        act="answer.saved",
        subject_type="answer",
        subject_id=str(number),
        at=AT,
        data={"note": f"isi {number}"},
    )
    text = body.text()
    return StoredEvent(
        body.id, body.stream, position, agency, None, body.act, "answer", str(number), AT,
        digest_of(text), text,
    )  # fmt: skip


def sealed(*sizes: int) -> tuple[list[Seal], Rows]:
    """A stream with seals of these sizes; the event at position n has the key n."""
    rows = [event(number, number) for number in range(1, sum(sizes) + 1)]
    seals: list[Seal] = []
    for size in sizes:
        head = seals[-1] if seals else None
        first = head.last if head else 0
        digests = [row.digest for row in rows[first : first + size]]
        seals.append(next_seal(head, stream=str(AGENCY), digests=digests, sealed_at=AT))
    return seals, rows


def look(seals: list[Seal], rows: Rows) -> list[Finding]:
    def find(digests: Sequence[bytes]) -> Rows:
        return [row for row in rows if row.digest in digests]

    mine = [row for row in rows if row.stream == str(AGENCY) and row.position is not None]
    return list(examine(seals, sorted(mine, key=lambda row: row.position or 0), find))


def told(findings: list[Finding]) -> list[tuple[Kind, int | None, int | None]]:
    return [(finding.kind, finding.position, finding.seal) for finding in findings]


def rewritten(row: StoredEvent) -> StoredEvent:
    """Changed by someone careful: columns, digest and body agree."""
    changed = event(row.id.int + 1000, row.position)
    text = changed.body.replace(str(changed.id), str(row.id))
    return replace(changed, id=row.id, body=text, digest=digest_of(text))


def test_a_whole_stream_has_no_findings() -> None:
    assert look(*sealed(4, 1, 3)) == []


def test_changed() -> None:
    seals, rows = sealed(4, 4)
    rows[5] = rewritten(rows[5])

    (finding,) = look(seals, rows)

    assert (finding.kind, finding.position, finding.seal) == (Kind.EVENT_CHANGED, 6, 2)
    assert finding.event == rows[5].id
    assert finding.subject == ("answer", "1006")


def test_removed() -> None:
    seals, rows = sealed(4, 4)
    del rows[4]

    assert told(look(seals, rows)) == [(Kind.EVENT_REMOVED, 5, 2)]


def test_inserted_at_a_taken_position_or_beyond_the_last_seal() -> None:
    seals, rows = sealed(4, 4)
    rows += [event(100, 6), event(101, 9), event(102, 0)]

    assert [(found.kind, found.position, found.event) for found in look(seals, rows)] == [
        (Kind.EVENT_INSERTED, 0, uuid.UUID(int=102)),
        (Kind.EVENT_INSERTED, 6, uuid.UUID(int=100)),
        (Kind.EVENT_INSERTED, 9, uuid.UUID(int=101)),
    ]


def test_swapped() -> None:
    seals, rows = sealed(4, 4)
    rows[2], rows[6] = replace(rows[2], position=7), replace(rows[6], position=3)

    assert [(found.kind, found.position, found.found_at) for found in look(seals, rows)] == [
        (Kind.EVENT_MOVED, 3, 7),
        (Kind.EVENT_MOVED, 7, 3),
    ]


def test_set_back_to_not_sealed() -> None:
    seals, rows = sealed(4, 4)
    rows[5] = replace(rows[5], position=None)

    (finding,) = look(seals, rows)

    assert (finding.kind, finding.position, finding.found_at) == (Kind.EVENT_MOVED, 6, None)


def test_sealed_a_second_time() -> None:
    seals, rows = sealed(4, 4)
    rows[5] = replace(rows[5], position=9)
    again = next_seal(seals[-1], stream=str(AGENCY), digests=[rows[5].digest], sealed_at=AT)

    (finding,) = look([*seals, again], rows)

    assert (finding.kind, finding.position, finding.found_at) == (Kind.EVENT_MOVED, 6, 9)


def test_carried_to_another_stream() -> None:
    seals, rows = sealed(4)
    rows[1] = replace(rows[1], stream="installation", position=1)

    (finding,) = look(seals, rows)

    assert (finding.kind, finding.position, finding.detail) == (Kind.EVENT_MOVED, 2, "installation")


def test_a_copy_over_another_event() -> None:
    seals, rows = sealed(4)
    rows[2] = replace(rows[2], body=rows[0].body, digest=rows[0].digest)

    findings = look(seals, rows)

    assert (Kind.EVENT_CHANGED, 3, 1) in told(findings)
    assert {found.detail for found in findings if found.kind == Kind.COLUMN_DISAGREES} == {
        "id", "subject_id",
    }  # fmt: skip


def test_a_missing_seal_hides_no_fault_elsewhere() -> None:
    seals, rows = sealed(4, 4, 4)
    del rows[9]

    assert told(look([seals[0], seals[2]], rows)) == [
        (Kind.SEAL_MISSING, None, 2),
        (Kind.EVENT_REMOVED, 10, 3),
    ]


def test_altered_leaves_accuse_no_event() -> None:
    seals, rows = sealed(4, 4)
    seals[1] = replace(seals[1], leaves=seals[0].leaves)

    assert told(look(seals, rows)) == [(Kind.SEAL_BROKEN, None, 2)]


def test_altered_leaves_excuse_no_event() -> None:
    seals, rows = sealed(4, 4)
    rows[5] = rewritten(rows[5])
    leaves = b"".join(row.digest for row in rows[4:])
    seals[1] = replace(seals[1], leaves=leaves)

    assert told(look(seals, rows)) == [(Kind.SEAL_BROKEN, None, 2)]


COLUMNS: dict[str, object] = {
    "id": uuid.UUID(int=99),
    "agency": None,
    "by": uuid.UUID(int=1),
    "act": "answer.read",
    "subject_type": "sheet",
    "subject_id": "other",
    "at": datetime(2025, 1, 1, tzinfo=UTC),
    "digest": bytes(32),
}


def test_every_column_beside_the_body_is_compared() -> None:
    seals, rows = sealed(4)

    for name, value in COLUMNS.items():
        changed = [*rows[:1], replace(rows[1], **{name: value}), *rows[2:]]  # type: ignore[arg-type]
        findings = look(seals, changed)
        assert [(found.kind, found.position, found.detail) for found in findings] == [
            (Kind.COLUMN_DISAGREES, 2, name)
        ]


def test_columns_of_events_that_wait_for_their_seal_are_compared() -> None:
    good = event(1, None)

    findings = list(examine_unsealed([good, replace(good, act="x.y"), replace(good, body="{")]))

    assert [found.detail for found in findings] == ["act", "digest", "body"]


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=6),
    st.sampled_from(["remove", "change", "insert"]),
    st.data(),
)
def test_one_fault_is_one_finding_at_its_place(
    sizes: list[int], fault: str, draw: st.DataObject
) -> None:
    seals, rows = sealed(*sizes)
    place = draw.draw(st.integers(0, len(rows) - 1))
    faults: dict[str, tuple[Kind, Callable[[], object]]] = {
        "remove": (Kind.EVENT_REMOVED, lambda: rows.pop(place)),
        "change": (Kind.EVENT_CHANGED, lambda: rows.insert(place, rewritten(rows.pop(place)))),
        "insert": (Kind.EVENT_INSERTED, lambda: rows.append(event(5000, place + 1))),
    }
    kind, commit = faults[fault]
    commit()

    assert [(found.kind, found.position) for found in look(seals, rows)] == [(kind, place + 1)]
