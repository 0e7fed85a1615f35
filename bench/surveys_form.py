"""What a respondent waits for: the first page, a screen without script, the list of receipts.

Such pages come from memory; the review is drawn for each respondent and has no figure asked of it.

    python -m bench.surveys_form [sqlite|postgresql]

Sixteen clients ask without rest. Asked for: p95 below 40 ms at c = 16.
"""

import subprocess
import sys
from pathlib import Path

from bench.http import ROOT, Case, Client, Site, measure, sites
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


def page(path: str, name: str = "", **headers: str) -> Case:
    """One page asked for again and again."""
    address = f"/survei/{SLUG}/{path}"
    return Case(
        name or address,
        lambda client: client.get(address, headers),
        clients=CLIENTS,
        asked=ASKED,
    )


def personal(site: Site) -> Case:
    """The start behind a personal link; whether its token is free is asked anew each time."""
    tokens = (Path(site.environment["BENING_DATA"]) / "tokens.txt").read_text().split()

    def work(client: Client) -> object:
        token = tokens[(client.number + client.count) % len(tokens)]
        return client.get(f"/survei/{SLUG}/u/{token}/")

    return Case(f"/survei/{SLUG}/u/…/", work, clients=CLIENTS, asked=ASKED)


def step(client: Client) -> object:
    """The screen after an answer, without script: earlier answers come along."""
    return client.post(f"/survei/{SLUG}/isi/", ANSWERED)


def review(client: Client) -> object:
    """The last screen without script, which says all answers again: nothing of it is kept."""
    return client.post(f"/survei/{SLUG}/isi/", {**ANSWERED, "to": "review"})


def main(wanted: str = "") -> None:
    """Both databases, or the one named."""
    packed = {"Accept-Encoding": "gzip"}
    cases = [
        page(""),
        page("", "the same packed", **packed),
        Case("a screen without script", step, clients=CLIENTS, asked=ASKED),
        page("tanda-terima/"),
        Case("the review without script", review, clients=CLIENTS),
    ]
    for site in sites(prepare=prepare, wanted=wanted):
        with site as running:
            measure(running, [personal(running), *cases])


if __name__ == "__main__":
    main(*sys.argv[1:2])
