"""Types what would take a person hours, through the same actions, beside the running server.

`python -m tests.journeys.typist` reads one line of JSON for each task and answers with one: the
rest of a tier's values in the round that is open, or last year's answers taken over.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import django

from tests.servers import ROOT, environment_for


class Typist:
    """The process, as a test speaks to it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, task: str, **given: Any) -> Any:
        """What a task came to; its error is that of the test."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"task": task, **given}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the typist ended; see what it wrote to the log"
        return json.loads(answer)


@contextmanager
def typist(data: Path) -> Iterator[Typist]:
    """A typist at the data folder until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typist"],
        cwd=ROOT,
        env=environment_for(data, 1),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Typist(process)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(20)


def value_the_rest(*, round_: str, weak: str, email: str, now: datetime) -> int:
    """The person values what its tier has not touched as it is proposed; how many it were.

    Questions whose code begins with `weak` get the last of their options.
    """
    from bening.accounts.access import today_of
    from bening.accounts.models import Person
    from bening.reviews import access, actions
    from bening.reviews.actions import Verdict
    from bening.reviews.dossier import dossier_of, whole

    by = Person.objects.get(email=email)
    dossier = dossier_of(whole(UUID(round_)))
    tier = access.tier_writing(by, dossier.round, today_of(by, now))
    proposals = dossier.proposals(tier)
    codes = dossier.untouched(tier)
    for code in codes:
        options = dossier.instrument.question(code).criteria
        lowered = bool(weak) and code.startswith(weak) and bool(options)
        held = proposals[code].held
        actions.save_mark(
            round_=dossier.round,
            official_code=code,
            value=options[-1].key if lowered else held.value or None,
            inputs=None if lowered else dict(held.inputs) or None,
            note="Belum terlihat." if lowered else "Sesuai bukti.",
            seen_version=0,
            verdict=Verdict(relevant=True, valid=True, sufficient=not lowered),
            by=by,
            now=now,
        )
    return len(codes)


def reuse_all(*, sheet: str, email: str, now: datetime) -> int:
    """The PIC takes over every answer of last year that is not answered yet; how many it were."""
    from bening.accounts.models import Person
    from bening.evaluations.actions import reuse_answer
    from bening.evaluations.instruments import instrument_of
    from bening.evaluations.models import EvaluationSheet

    by = Person.objects.get(email=email)
    found = EvaluationSheet.objects.select_related(
        "unit__agency", "cycle", "instrument", "program"
    ).get(pk=sheet)
    done = set(found.answers.values_list("official_code", flat=True))
    codes = [one.code for one in instrument_of(found.instrument).questions if one.code not in done]
    for code in codes:
        reuse_answer(sheet=found, official_code=code, seen_version=0, by=by, now=now)
    return len(codes)


TASKS: dict[str, Callable[..., int]] = {task.__name__: task for task in (value_the_rest, reuse_all)}


def main() -> None:
    """Works until its input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    for line in sys.stdin:
        given = json.loads(line)
        task = TASKS[given.pop("task")]
        now = datetime.fromisoformat(given.pop("now"))
        with transaction.atomic():  # one sync of the disk instead of hundreds
            came_to = task(now=now, **given)
        sys.stdout.write(json.dumps(came_to) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
