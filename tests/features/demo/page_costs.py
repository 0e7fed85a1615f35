"""What the pages of the demo ask of the database: no statement again for each row, few in all.

A page that asks one statement more often than `MOST_ALIKE` times has a list that reads row by row:
the demo has a dozen units in as many states, with people, papers, visits and recommendations.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from bening.accounts.models import Person
from tests.people import sign_in

WHO = (
    "admin",
    "inspektur",
    "kepala.dukcapil",
    "ketua.tpi",
    "ketua.tpn",
    "koordinator",
    "loket3",
)
MOST_ALIKE = 4
MOST = 34
BUDGETS = {
    "aftercare:register": 8,
    "aftercare:titles": 8,
    "dashboards:board": 22,
    "dashboards:home": 14,
    "documents:document": 18,
    "documents:documents": 10,
    "evaluations:check": 75,  # both count every fact anew after an act; a sheet looked at again: 12
    "evaluations:sheet": 80,
    "mentoring:recommendations": 9,
    "nominations:requirements": 15,
    "notices:turns": 64,  # two or three for each feature that has something waiting
    "programs:list": 9,
    "programs:programs": 12,
    "queues:board": 42,  # while the hall is open; some four fewer on a day off
    "reviews:rounds": 12,
    "reviews:sheet": 15,
}
"""The pages that people open all day, and the lists."""
VISITED = {
    *BUDGETS,
    "mentoring:report",
    "pacts:campaign",
    "programs:program",
    "queues:board",
    "queues:console",
    "queues:display",
    "queues:statistics",
    "selection:round",
}

_LINK = re.compile(rb'href="(/[^"#]*)')
_TEXT = re.compile(r"'(?:[^']|'')*'")
_NUMBER = re.compile(r"\b\d+\b")
_LIST = re.compile(r"\(\?(?:, \?)*\)")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page asked: how many statements, and the one that came most often."""

    who: str
    route: str
    address: str
    queries: int
    alike: int
    statement: str


def check_pages_cost_little() -> None:
    """Opens one page of each kind that the people of the demo can reach by links."""
    found = [cost for who in WHO for cost in costs_for(who)]
    row_by_row = [cost for cost in found if cost.alike > MOST_ALIKE]
    assert not row_by_row, row_by_row
    dear = [cost for cost in found if cost.queries > BUDGETS.get(cost.route, MOST)]
    assert not dear, [(one.who, one.route, one.address, one.queries) for one in dear]
    assert not VISITED - {cost.route for cost in found}


def costs_for(who: str) -> Iterator[Cost]:
    """The costs of the pages that one person finds, each kind once."""
    client = sign_in(Client(), Person.objects.get(email__startswith=f"{who}@"))
    waiting, seen, met = deque(["/", "/predikat/"]), set[str](), set[str]()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if address in seen or route in met or ":" not in route:
            continue  # names without a colon are pages of the sign-in library
        seen.add(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code == 302:
            waiting.append(answer.headers["Location"])
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            met.add(route)
            waiting.extend(linked(answer.content))
            statements = Counter(shape(query["sql"]) for query in asked)
            statement, alike = statements.most_common(1)[0] if statements else ("", 0)
            yield Cost(who, route, address, len(asked), alike, statement)


def linked(page: bytes) -> Iterator[str]:
    """The addresses within the site that a page leads to, files left out."""
    for found in _LINK.findall(page):
        address = found.decode().replace("&amp;", "&")
        if not re.search(r"/unduh|/keluar|/static/|\.(csv|xlsx|pdf|docx|zip|ics)", address):
            yield address


def route_of(address: str) -> str:
    """The name of the page at an address; empty where there is none."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def shape(sql: str) -> str:
    """A statement without its values: those of two rows look alike."""
    return _LIST.sub("(?)", _NUMBER.sub("?", _TEXT.sub("?", sql)))
