"""How many numbers a second are given durably, unique and without a gap.

    python -m bench.queue_issue [sqlite|postgresql] [SECONDS]

Eight clients on the same cores ask for numbers of four lines of a hall over kept connections, each
again as soon as it has one; then 64 of them. Beside it the trivial page. SQLite has one process,
PostgreSQL two; both wait for the disk at each commit. Afterwards every series must run from 1 to
its last number. Asked for: at least 250 a second at c = 8, p99 below 100 ms, no number twice, no
gap.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime

from bench._lines import Figure, measure, request
from bench.http import ROOT, Site, sites
from bening.domain.queueing.presence import presence_code

SECONDS = 4.0
AT_ONCE = (8, 64)
SLUG = "ukur"
ROOM = 20_000  # requests for each second of a case

PREPARE = """
import sys
from datetime import date, time
import django
django.setup()
from django.utils import timezone
from bening.accounts.models import Person
from bening.agencies.models import Agency, AgencyKind, UnitLevel, WorkUnit
from bening.queues.models import Hall, HallPulse, HallSpan, Queue, ServicePromise
from bening.services.models import Service

now = timezone.now()
agency = Agency.objects.create(name="Instansi", kind=AgencyKind.REGIONAL, created_at=now)
unit = WorkUnit.objects.add_root({"agency": agency, "code": "1", "name": "Unit",
    "level": UnitLevel.ECHELON_2, "created_at": now})
person = Person(agency=agency, name="Petugas", email="petugas@instansi.example", date_joined=now)
person.set_password(None)
person.save()
hall = Hall.objects.create(agency=agency, unit=unit, slug=sys.argv[1], name="Ruang layanan",
    presence_key=bytes(32), added_at=now, opened_at=now)
HallPulse.objects.create(hall=hall)
for prefix in "ABCD":
    service = Service.objects.create(agency=agency, unit=unit, code=prefix, name=prefix,
        added_at=now)
    Queue.objects.create(hall=hall, service=service, prefix=prefix)
for weekday in range(7):
    HallSpan.objects.create(hall=hall, weekday=weekday, begins=time(0), ends=time(23, 59, 59))
ServicePromise.objects.create(hall=hall, starts_on=date(2020, 1, 1), made_by=person, made_at=now)
"""

CHECK = """
import json
import django
django.setup()
from bening.queues.models import NumberSeries, Ticket
series = {str(row.pk): row.last for row in NumberSeries.objects.all()}
numbers = {}
for key, number in Ticket.objects.values_list("series", "number"):
    numbers.setdefault(str(key), []).append(number)
there = sum(map(len, numbers.values()))
doubled = sum(len(one) - len(set(one)) for one in numbers.values())
gaps = sum(last - len(set(numbers.get(key, ()))) for key, last in series.items())
print(json.dumps([there, doubled, gaps]))
"""


def run(script: str, environment: dict[str, str], *given: str) -> str:
    """What a script prints that runs on the measured database."""
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"}
    command = [sys.executable, "-c", script, *given]
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True)


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")

    def prepare(environment: dict[str, str]) -> None:
        run(PREPARE, environment, SLUG)

    for one in sites(prepare=prepare, wanted=wanted):
        with one as site:
            figures = list(cases(site, seconds))
            there, doubled, gaps = json.loads(run(CHECK, site.environment))
            given = sum(figure.answers for figure in figures if figure.case != "trivial page")
            print(f"numbers given {given}, there {there}, doubled {doubled}, gaps {gaps}")
            if (there, doubled, gaps) != (given, 0, 0):
                raise SystemExit("a number is lost, doubled or left out")
            for figure in figures:
                print(json.dumps(asdict(figure)))


def cases(site: Site, seconds: float) -> list[Figure]:
    """All figures of a site, printed as they come."""
    path = f"/antrean/{SLUG}/ambil/"
    code = presence_code(bytes(32), datetime.now(UTC))  # who shows it is not counted by network
    form = f"language=id&presence={code}&queue="
    asked = [request(site.port, path, form + line) for line in "ABCD"]
    print(f"\n{site.name}")
    print(f"{'':28}  c    given refused   rate/s     p50     p95     p99   worst    cpu  (ms)")
    found = []

    def show(figure: Figure) -> None:
        found.append(figure)
        times = (figure.p50, figure.p95, figure.p99, figure.worst, figure.cpu)
        print(
            f"{figure.case:26} {figure.clients:4} {figure.answers:8} {figure.refused:7} "
            f"{figure.rate:8.1f}" + "".join(f"{one:8.1f}" for one in times),
            flush=True,
        )

    trivial = request(site.port, "/sehat/")
    show(measure(site, "trivial page", 8, [trivial] * 100_000, seconds / 2))
    for count in AT_ONCE:
        share = (asked * int(ROOM * seconds / len(asked)))[:]
        show(measure(site, "number given", count, share, seconds))
    return found


if __name__ == "__main__":
    main()
