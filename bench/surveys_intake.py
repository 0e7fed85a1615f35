"""How many survey answers a second are kept durably, from the post to the thank-you.

    python -m bench.surveys_intake [sqlite|postgresql] [SECONDS]

Clients on the same cores post filled forms of nine items, each with a token of its own, over
connections that are kept: 16 and 64 of them, then 10,000 answers over 500 connections at once, each
of which is counted or refused with a time to come again. Beside it the trivial page. SQLite has one
process, PostgreSQL two; both wait for the disk at each commit. Asked for: at least 1,500 a second
at c = 64, the longest wait below 0.5 s.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from bench._lines import Figure, measure, request
from bench.http import ROOT, Site, sites

SECONDS = 4.0
AT_ONCE = (16, 64)
MANY, CONNECTIONS = 10_000, 500
ROOM = 12_000  # tokens for each second of a case, far more than are spent
SLUG = "ukur"

PREPARE = """
import sys
from datetime import date, time
import django
django.setup()
from django.db import transaction
from django.utils import timezone
from bening.accounts.models import Person
from bening.agencies.models import Agency, AgencyKind, UnitLevel, WorkUnit
from bening.instruments.surveys import load_survey, survey_document
from bening.surveys.models import Questionnaire, SurveyPeriod
from bening.surveys.tokens_made import issue_tokens

now = timezone.now()
agency = Agency.objects.create(name="Instansi", kind=AgencyKind.REGIONAL, created_at=now)
unit = WorkUnit.objects.add_root({"agency": agency, "code": "1", "name": "Unit",
    "level": UnitLevel.ECHELON_2, "created_at": now})
person = Person(agency=agency, name="Petugas", email="petugas@instansi.example", date_joined=now)
person.set_password(None)
person.save()
form = Questionnaire.objects.create(slug="skm-1", version=1, title="SKM", state="approved",
    content=survey_document("skm-1"), sha256=load_survey("skm-1").sha256,
    made_at=now, approved_at=now)
period = SurveyPeriod.objects.create(agency=agency, unit=unit, questionnaire=form, slug=sys.argv[1],
    name="Ukur", starts_on=date(now.year, 1, 1), ends_on=date(now.year, 12, 31), state="open",
    opens_at=time(8), closes_at=time(16), made_by=person, made_at=now)
wanted = int(sys.argv[2])
with open(sys.argv[3], "w") as file:
    for start in range(0, wanted, 20_000):
        with transaction.atomic():
            tokens = issue_tokens(period=period, count=min(20_000, wanted - start))
        file.write("".join(f"{token}\\n" for token in tokens))
"""


def rows_kept(environment: dict[str, str]) -> int:
    """How many answers the database holds."""
    ask = "import django; django.setup(); from bening.surveys.models import SpentToken as S;"
    command = [sys.executable, "-c", ask + "print(S.objects.count())"]
    return int(subprocess.check_output(command, cwd=ROOT, env=environment))


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    tokens_wanted = int(MANY + ROOM * seconds)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")

    def prepare(environment: dict[str, str]) -> None:
        environment["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
        place = str(Path(environment["BENING_DATA"]) / "tokens.txt")
        command = [sys.executable, "-c", PREPARE, SLUG, str(tokens_wanted), place]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)

    for one in sites(prepare=prepare, wanted=wanted):
        with one as site:
            figures = list(cases(site, seconds))
            there = rows_kept(site.environment)
            counted = sum(figure.answers for figure in figures if figure.case != "trivial page")
            print(f"thanked for {counted}, in the database {there}")
            if counted != there:
                raise SystemExit("an answer that was thanked for is missing")
            for figure in figures:
                print(json.dumps(asdict(figure)))


def cases(site: Site, seconds: float) -> "list[Figure]":
    """All figures of a site, printed as they come."""
    tokens = (Path(site.environment["BENING_DATA"]) / "tokens.txt").read_text().split()
    answers = "&".join(f"i-U{number}=4" for number in range(1, 10))
    path = f"/survei/{SLUG}/kirim/"
    forms = [
        request(site.port, path, f"token={token}&{answers}&mode=self&language=id&seconds=95")
        for token in tokens
    ]
    print(f"\n{site.name}")
    print(f"{'':28}  c  answers refused   rate/s     p50     p95     p99   worst    cpu  (ms)")
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
        share = [forms.pop() for _ in range(int(ROOM * seconds / 2))]
        show(measure(site, "answer kept", count, share, seconds))
    show(measure(site, "10,000 over 500 lines", CONNECTIONS, forms[:MANY], 0))
    return found


if __name__ == "__main__":
    main()
