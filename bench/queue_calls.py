"""How many calls a second officers of one hall can make, each of another number.

    python -m bench.queue_calls [sqlite|postgresql] [HALLS]

Eight clients at once, all in the same hall, in which 150 wait at the beginning; each call is one
post by an officer who sits at a free counter. When its 96 counters are busy, the next hall is
called in. Afterwards every number that was called is at one counter, and every counter has one.
Beside it the trivial page. Asked for: at least 150 calls a second at c = 8.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench._lines import Figure, measure, request
from bench.http import ROOT, Site, sites
from bench.queue_issue import run

HALLS, COUNTERS, WAITING = 8, 96, 150
AT_ONCE = 8
CSRF = "b" * 32
GIVEN = "bench.json"

CHECK = """
import json
import django
django.setup()
from bening.queues.models import Ticket, TicketEvent
called = list(Ticket.objects.filter(state="called").values_list("hall", "counter"))
events = TicketEvent.objects.filter(act="called").count()
print(json.dumps([len(called), len(set(called)), events]))
"""


def prepare(environment: dict[str, str], halls: int) -> None:
    """The halls; what the clients must know is left in the data folder."""
    environment["BENING_REQUIRE_TWO_FACTOR"] = "tidak"
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_halls", str(halls), str(COUNTERS), str(WAITING)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    Path(environment["BENING_DATA"], GIVEN).write_bytes(made.stdout)


def call(port: int, hall: dict[str, Any], session: str) -> bytes:
    """An officer's post as it goes over the line."""
    body = f"csrfmiddlewaretoken={CSRF}"
    cookies = f"Cookie: bening_session={session}; bening_csrf={CSRF}\r\n"
    head, rest = request(port, f"/ruang-layanan/{hall['key']}/loket/panggil/", body).split(
        b"\r\n\r\n", 1
    )
    return head + b"\r\n" + cookies.encode() + b"\r\n" + rest


def cases(site: Site) -> list[Figure]:
    """The trivial page, then the calls of all halls together."""
    halls = json.loads(Path(site.environment["BENING_DATA"], GIVEN).read_text())
    trivial = [request(site.port, "/sehat/")] * 100_000
    found = [measure(site, "trivial page", AT_ONCE, trivial, 2)]
    asked = [call(site.port, hall, one) for hall in halls for one in hall["sessions"]]
    found.append(measure(site, "call next", AT_ONCE, asked[::-1], 0))
    return found


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    halls = next((int(one) for one in sys.argv[1:] if one.isdigit()), HALLS)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for one in sites(prepare=lambda environment: prepare(environment, halls), wanted=wanted):
        with one as site:
            figures = cases(site)
            called, places, events = json.loads(run(CHECK, site.environment))
            if not called == places == events == halls * COUNTERS == figures[-1].answers:
                raise SystemExit(f"calls {events}, numbers {called}, counters {places}")
            for figure in figures:
                print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
