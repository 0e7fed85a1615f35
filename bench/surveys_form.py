"""What a respondent waits for: the first page, a screen without script, the list of receipts.

    python -m bench.surveys_form [sqlite|postgresql]

Sixteen clients ask without rest. Asked for: p95 below 40 ms at c = 16.
"""

import subprocess
import sys
from pathlib import Path

from bench.http import ROOT, Case, Client, measure, sites
from bench.surveys_intake import PREPARE, SLUG

CLIENTS = (1, 16)
ASKED = "c=16: p95 < 40"
ANSWERED = {"i-U1": "4", "i-U2": "3", "language": "id"}
OPENED = """
import django
django.setup()
from bening.surveys.models import SurveyPeriod
SurveyPeriod.objects.update(has_open_link=True)
"""


def prepare(environment: dict[str, str]) -> None:
    """An open period with a link for everybody."""
    environment["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    place = str(Path(environment["BENING_DATA"]) / "tokens.txt")
    for script, *given in ((PREPARE, SLUG, "10", place), (OPENED,)):
        command = [sys.executable, "-c", script, *given]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def page(path: str) -> Case:
    """One page asked for again and again."""
    address = f"/survei/{SLUG}/{path}"
    return Case(address, lambda client: client.get(address), clients=CLIENTS, asked=ASKED)


def step(client: Client) -> object:
    """The screen after an answer, without script: earlier answers come along."""
    return client.post(f"/survei/{SLUG}/isi/", ANSWERED)


def main(wanted: str = "") -> None:
    """Both databases, or the one named."""
    cases = [page(""), Case("a screen without script", step, clients=CLIENTS, asked=ASKED)]
    cases.append(page("tanda-terima/"))
    for site in sites(prepare=prepare, wanted=wanted):
        with site as running:
            measure(running, cases)


if __name__ == "__main__":
    main(*sys.argv[1:2])
