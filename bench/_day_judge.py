"""What of a day in `bench.queue_day` is not as it must be: answers against the database."""

from collections.abc import Iterator, Mapping
from typing import Any

from bench._day_web import Ledger

COUNTED = (
    "issued", "called", "recalled", "started", "held", "resumed", "skipped", "late",
    "transferred", "finished", "cancelled", "returned", "reopened",
)  # fmt: skip
"""Acts that people were told are done: each is one event, and no event is of anything else."""
OVER = {"done", "cancelled", "expired"}


def faults_of(ledger: Ledger, held: Mapping[str, Any], visits: int) -> list[str]:
    """Sentences, none where all is well."""
    return [*ledger.faults, *_numbers(ledger, held, visits), *_acts(ledger, held), *_day(held)]


def _numbers(ledger: Ledger, held: Mapping[str, Any], visits: int) -> Iterator[str]:
    if not held["closed"]:
        yield "the day was not closed"
        return
    told = {one.code for one in ledger.visitors.values()}
    there = set(held["states"])
    if len(ledger.visitors) != ledger.done["issued"]:
        yield f"{ledger.done['issued']} numbers were given, {len(ledger.visitors)} differ"
    if told != there:
        yield f"{len(told - there)} numbers are lost, {len(there - told)} belong to nobody"
    refused = sum(many for what, many in ledger.refused.items() if what.startswith("no number"))
    if ledger.done["issued"] + refused != visits:
        yield f"{visits} came, {ledger.done['issued']} have a number, {refused} were refused one"
    if held["labels"] != len(there) or held["doubled"] or held["gaps"]:
        yield f"{held['doubled']} numbers twice, {held['gaps']} left out, {held['labels']} labels"


def _acts(ledger: Ledger, held: Mapping[str, Any]) -> Iterator[str]:
    if not held["closed"]:
        return
    for act in COUNTED:
        if ledger.done[act] != held["acts"].get(act, 0):
            yield f"{act}: {ledger.done[act]} were answered, {held['acts'].get(act, 0)} are kept"
    if others := set(held["acts"]) - set(COUNTED) - {"expired"}:
        yield f"events of nobody's doing: {sorted(others)}"
    finished = ledger.done["finished"] + ledger.done["transferred, done"]
    if held["register"] != finished:
        yield f"{finished} services were finished, the register says {held['register']}"


def _day(held: Mapping[str, Any]) -> Iterator[str]:
    if not held["closed"]:
        return
    yield from held["wrong"]
    if held["folded"] != len(held["states"]):
        yield f"{held['folded']} of {len(held['states'])} tickets were looked at"
    if left := {state for state in held["states"].values() if state not in OVER}:
        yield f"tickets left {sorted(left)}"
    if held["needs"]:
        yield f"the needs of {held['needs']} visitors are still there"
    if held["calls_left"]:
        yield "a call for help is not settled"
    for name, value in held["counted"].items():
        if held["figures"][name] != value:
            yield f"figures: {name} {held['figures'][name]}, counted {value}"
