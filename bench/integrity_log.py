"""What the daily checkpoint and a proof cost over a million events and a million leaves.

    python -m bench.integrity_log [EVENTS]

The events lie sealed in a thousand batches of a thousand, as the sealer leaves them; the leaves in
tiles. Measured are issuing the checkpoint, one inclusion proof (the tiles read from the database
each time), one consistency proof, and checking both. Clock and processor time, on SQLite.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVENTS = 1_000_000
BATCH = 1_000
TOGETHER = 25
"""Batches that are filled in one transaction: lifting the guards costs more than a batch."""
PROOFS = 200
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def main() -> None:
    """A database of its own in a folder that is gone afterwards."""
    from tests import servers

    folder = Path(tempfile.mkdtemp(prefix="bening-bench-"))
    try:
        environment = {
            **servers.environment_for(folder, 8000),
            "DJANGO_SETTINGS_MODULE": "bening.config.settings",
        }
        for command in (
            ["-m", "django", "migrate", "-v", "0"],
            ["-m", "bench.integrity_log", "--inside", *sys.argv[1:]],
        ):
            subprocess.run([sys.executable, "-u", *command], cwd=ROOT, env=environment, check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(events: int) -> None:
    """In a process whose environment names the database."""
    import django

    django.setup()
    from bening.audit import actions, leaves, receipts, signing
    from bening.domain.sealing.merkle import verify_consistency, verify_inclusion

    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {events:,} events and leaves")
    signing.signing_key()
    _timed("filled", lambda: _fill(events), "s")
    _timed("first checkpoint", lambda: actions.issue_checkpoint(now=AT), "s")
    _event_and_seal()
    _timed(
        "checkpoint the day after",
        lambda: actions.issue_checkpoint(now=AT + timedelta(days=1)),
        "s",
    )
    found = receipts.of_day((AT + timedelta(days=1)).date())
    if found is None:
        raise SystemExit("no checkpoint")
    size, root = found[1].size, bytes.fromhex(found[1].root)
    places = [size * at // PROOFS for at in range(PROOFS)]
    digests = {place: _digest(place) for place in places if place < events}
    spent = time.process_time()
    began = time.perf_counter()
    proofs = {place: leaves.tree(size).inclusion(place) for place in digests}
    took, cpu = time.perf_counter() - began, time.process_time() - spent
    print(f"inclusion proof: {took / len(proofs) * 1e3:.2f} ms ({cpu / len(proofs) * 1e3:.2f} cpu)")
    good = all(verify_inclusion(digests[at], at, size, path, root) for at, path in proofs.items())
    old = events // 2
    path = leaves.tree(size).consistency(old)
    _timed("consistency proof", lambda: leaves.tree(size).consistency(old), "ms")
    good = good and verify_consistency(old, size, leaves.tree(old).root, root, path)
    print("all proofs hold" if good else "A PROOF DOES NOT HOLD")


def _fill(events: int) -> None:
    """Events in sealed batches, and as many leaves."""
    from django.db import transaction

    from bening.adapters import sealing_sql
    from bening.adapters.keys import new_key
    from bening.audit import leaves
    from bening.audit.models import Event, Seal
    from bening.domain.sealing import seals

    head: seals.Seal | None = None
    for start in range(0, events, BATCH * TOGETHER):
        with transaction.atomic(), sealing_sql.guards_lifted():
            for first in range(start, min(start + BATCH * TOGETHER, events), BATCH):
                digests = [_digest(at) for at in range(first, min(first + BATCH, events))]
                head = seals.next_seal(head, stream="installation", digests=digests, sealed_at=AT)
                Event.objects.bulk_create(
                    Event(
                        id=new_key(),
                        stream=head.stream,
                        position=head.first + at,
                        act="answer.saved",
                        subject_type="answer",
                        subject_id=str(first + at),
                        at=AT,
                        body="{}",
                        digest=digest,
                    )
                    for at, digest in enumerate(digests)
                )
                Seal(**vars(head)).save(force_insert=True)
                leaves.append(digests)


def _event_and_seal() -> None:
    from django.db import transaction

    from bening.audit import acts, record, sealing

    acts.register("bench.saved", "x")
    with transaction.atomic():
        record(act="bench.saved", by=None, agency=None, subject=("x", "1"), at=AT, data={})
    sealing.seal_all(now=AT)


def _digest(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _timed(name: str, act: Callable[[], object], unit: str) -> None:
    spent, began = time.process_time(), time.perf_counter()
    act()
    took, cpu = time.perf_counter() - began, time.process_time() - spent
    factor = 1e3 if unit == "ms" else 1
    print(f"{name}: {took * factor:.2f} {unit} ({cpu * factor:.2f} cpu)")


if __name__ == "__main__":
    if "--inside" in sys.argv:
        given = [int(each) for each in sys.argv[1:] if each.isdigit()]
        measure(given[0] if given else EVENTS)
    else:
        main()
