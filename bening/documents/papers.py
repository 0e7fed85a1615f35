"""Papers are set, sealed and kept while no transaction is open, and referred to inside one.

What a paper says is read under the locks of the action that issues it; setting it takes as long as
many actions, and on SQLite everybody's writing would wait. So `with_papers` carries an action out
as far as its first paper and undoes it, makes the paper, and carries it out anew. The action takes
the paper if it says what is now read under the locks, to the letter; else another is made.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from bening.documents.refusals import DocumentTaken

MOST = 6
"""Papers made for one action before it is given up: what they say keeps changing."""

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class _NotReady(Exception):
    """A paper is wanted that was not made yet."""

    def __init__(self, key: str, make: Callable[[], object]) -> None:
        super().__init__(key)
        self.key, self.make = key, make


class _Desk:
    """The papers made for one action."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def paper(self, key: str, make: Callable[[], T]) -> T:
        if key not in self._made:
            raise _NotReady(key, make)
        made: T = self._made[key]
        return made

    def make(self, wanted: _NotReady) -> None:
        """Raises DocumentTaken("document_data_changing")."""
        if len(self._made) == MOST:
            raise DocumentTaken("document_data_changing")
        self._made[wanted.key] = wanted.make()


class _OwnDatabase(_Desk):
    """The desk of whoever writes alone: papers are made where they are wanted."""

    def paper(self, key: str, make: Callable[[], T]) -> T:
        return make()


_open: ContextVar[_Desk | None] = ContextVar("desk", default=None)


def with_papers(action: Callable[P, R]) -> Callable[P, R]:
    """An action in one transaction, for which papers are made before it.

    It is carried out once more for each paper, so it may change nothing but the database, and
    names no key that it makes anew in what a paper says. Raises RuntimeError inside a transaction
    (an action with papers that calls another is one with it), and
    DocumentTaken("document_data_changing").
    """

    @wraps(action)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        if _open.get() is not None:
            with transaction.atomic():
                return action(*args, **kwargs)
        desk = _Desk()
        token = _open.set(desk)
        try:
            while True:
                try:
                    with transaction.atomic(durable=True):
                        return action(*args, **kwargs)
                except _NotReady as found:
                    wanted = found
                desk.make(wanted)
        finally:
            _open.reset(token)

    return carried_out


def paper(key: str, make: Callable[[], T]) -> T:
    """What `make` makes, made while no transaction is open; only within `with_papers`.

    `key` stands for all that it says.
    """
    desk = _open.get()
    if desk is None:
        raise RuntimeError("a paper is made for an action with papers only")
    return desk.paper(key, make)


@contextmanager
def writing_alone() -> Iterator[None]:
    """For whoever fills a database that nobody else uses yet: papers inside one transaction."""
    token = _open.set(_OwnDatabase())
    try:
        yield
    finally:
        _open.reset(token)
