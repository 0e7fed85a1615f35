"""What the review screen costs through the whole server: pages, and one value saved.

    python -m bench.review [sqlite|postgresql]

TPI's second round with the controller: 113 questions, five columns, 300 files, everything valued by
the tiers before. Each page also reads one question with its evidence beside the list.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from bench.http import Case, Client, Site, measure, sites

ROOT = Path(__file__).resolve().parent.parent
CSRF = "b" * 32
GIVEN = "bench.json"
SEEN = re.compile(rb'name="seen"[^>]* value="(\d+)"')
CODE = "A.I.5.i.a"


def prepare(environment: dict[str, str]) -> None:
    """Fills the database and leaves what the clients must know in the data folder."""
    print("  113 answers, 300 files and two rounds…", flush=True)
    environment["BENING_REQUIRE_TWO_FACTOR"] = "tidak"
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_review"],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    (Path(environment["BENING_DATA"]) / GIVEN).write_bytes(made.stdout)


class Reviewer:
    """The controller, who looks at pages and saves one value again and again."""

    def __init__(self, round_: str, session: str) -> None:
        self.base, self.session = f"/evaluasi/{round_}/lembar/", session
        self.seen = 0

    def sign_in(self, client: Client) -> None:
        """A session of the controller."""
        client.cookies = {"bening_session": self.session, "bening_csrf": CSRF}

    def begin(self, client: Client) -> None:
        """Signs in and reads which version the value has."""
        self.sign_in(client)
        found = SEEN.search(client.get(f"{self.base}{CODE}/", {"HX-Request": "true"}))
        assert found, f"{CODE} shows no version"
        self.seen = int(found[1])

    def save(self, client: Client) -> None:
        """Another note each time, as the page sends it."""
        form = {
            "value": "A",
            "note": f"Notula diperiksa, versi {self.seen}.",
            "seen": str(self.seen),
            "seconds": "3",
        }
        headers = {"HX-Request": "true", "X-CSRFToken": CSRF}
        client.post(f"{self.base}{CODE}/nilai/", form, headers)
        self.seen += 1


def cases(site: Site) -> list[Case]:
    """The figures asked for."""
    given = json.loads((Path(site.environment["BENING_DATA"]) / GIVEN).read_text())["bench"]
    person = Reviewer(given["round"], given["sessions"]["controller"])
    alone = (1,)
    return [
        Case(
            "one area, five columns",
            lambda client: client.get(f"{person.base}?area=5&saring=semua&butir={CODE}"),
            person.sign_in,
            clients=alone,
            asked="c=1: p95 < 80",
        ),
        Case(
            "whole sheet, five columns",
            lambda client: client.get(f"{person.base}?saring=semua&butir={CODE}"),
            person.sign_in,
            clients=alone,
            asked="c=1: p95 < 200",
        ),
        Case(
            "one question beside the list",
            lambda client: client.get(f"{person.base}{CODE}/", {"HX-Request": "true"}),
            person.sign_in,
            clients=alone,
        ),
        Case("one value saved, with its event", person.save, person.begin, clients=alone),
    ]


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for site in sites(prepare, wanted):
        with site as running:
            measure(running, cases(running))


if __name__ == "__main__":
    main()
