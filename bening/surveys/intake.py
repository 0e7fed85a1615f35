"""Survey intake: one writer in each process, many answers in one commit.

A post is thanked for only after the commit that holds its answer and has spent its token.
"""

import logging
import time
from collections.abc import Callable, Sequence

from django.utils import timezone

from bening.adapters.group_commit import PENDING, GroupCommit
from bening.surveys import batches
from bening.surveys.batches import Judge, Outcome, Post
from bening.surveys.day_key import day_keys

log = logging.getLogger("bening.surveys")

Write = Callable[[Sequence[Post]], Sequence[Outcome]]


class Intake(GroupCommit[Post, Outcome]):
    """The writer of answers; its judge remembers from one batch to the next."""

    def __init__(self, write: Write | None = None, *, pending: int = PENDING) -> None:
        self._judge = Judge()
        super().__init__("survey-intake", write or self._commit, log, pending=pending)

    def _commit(self, posts: Sequence[Post]) -> list[Outcome]:
        return batches.write(
            posts,
            judge=self._judge,
            keys=day_keys(),
            now=timezone.now(),
            moment=time.monotonic(),
        )


intake = Intake()
"""The intake of this process; the server starts it."""
