"""What sealing signed pacts takes: processor time of each part, and a job of many beside pages.

    python -m bench.pacts [sqlite|postgresql] [HOW_MANY]

1,000 signed pacts unless told otherwise. The job of the product makes them on a running server,
each set as PDF/UA, sealed with the agency's key, stored and recorded, while somebody looks at the
page that shows how far it is, again and again without think time. A line of JSON follows.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.http import Case, Client, Site, measure, run, sites

if TYPE_CHECKING:
    from bening.documents.letters import Letter

ROOT = Path(__file__).resolve().parent.parent
MANY = 1000
ROUNDS = 20
SECONDS = 10.0
PATIENCE = 1800.0
CSRF = "b" * 32
GIVEN = "bench.json"
MADE = re.compile(rb'<progress [^>]*value="(\d+)"')


def main() -> None:
    """The parts, then the job on both databases or the one that is named."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    many = next((int(one) for one in sys.argv[1:] if one.isdigit()), MANY)
    print("processor time of one pact")
    for part, value in parts().items():
        print(f"  {part:<14}{value:8.1f}")
    for site in sites(partial(prepare, many=many), wanted):
        with site as running:
            print(json.dumps(job(running, many)))


def parts() -> dict[str, float]:
    """Milliseconds of the processor for each part, and the size of the sealed file."""
    from bening.adapters.keys import new_key
    from bening.adapters.pdf_seal import examine, seal
    from bening.documents.letter_pdf import Mark, letter_pdf

    now = datetime.now(UTC)
    names = ("Pemerintah Kota Tirtamaya", "Dinas Kependudukan")
    url = "https://bening.contoh.go.id/verifikasi/7KQ294MXH8VD2R6T/"
    mark = Mark("7KQ294MXH8VD2R6T", url, "Pakta integritas", now, "Asia/Jakarta")
    with tempfile.TemporaryDirectory(prefix="bening-bench-") as folder:
        keys = Path(folder)
        plain = letter_pdf(pact("Ani Setiawati", *names), mark)
        given = {"folder": keys, "agency": new_key(), "name": names[0], "reason": "", "at": now}
        sealed = seal(plain, **given).pdf  # type: ignore[arg-type]  # by name
        return {
            "PDF ms": cpu(lambda: letter_pdf(pact("Ani", *names), mark)),
            "seal ms": cpu(lambda: seal(plain, **given)),  # type: ignore[arg-type]  # by name
            "check ms": cpu(lambda: examine(sealed, folder=keys)),
            "kilobytes": len(sealed) / 1024,
        }


def prepare(environment: dict[str, str], *, many: int) -> None:
    """Fills the database and leaves what the clients must know in the data folder."""
    print(f"  {many:,} signatures…", flush=True)
    environment["BENING_REQUIRE_TWO_FACTOR"] = "tidak"
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_pacts", str(many)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    (Path(environment["BENING_DATA"]) / GIVEN).write_bytes(made.stdout)


def job(site: Site, many: int) -> dict[str, float | str]:
    """Asks for the papers and looks at pages until all are made.

    `cpu` is the processor time of the server for one pact, the pages asked for meanwhile left out
    by what the same page took before.
    """
    given = json.loads((Path(site.environment["BENING_DATA"]) / GIVEN).read_text())
    papers = f"/pakta/penandatanganan/{given['campaign']}/dokumen/"

    def sign_in(client: Client) -> None:
        client.cookies = {"bening_session": given["session"], "bening_csrf": CSRF}

    def look(client: Client) -> None:
        client.get(papers)

    page = Case("how far it is, a page", look, sign_in, clients=(1,))
    before = measure(site, [page])[-1]
    client = Client(site.port)
    sign_in(client)
    client.post(papers, {})
    began, used, asked = time.perf_counter(), site.cpu(), 0.0
    worst, p95, made = 0.0, 0.0, 0
    while made < many:
        seen = run(site, Case("meanwhile", look, sign_in, seconds=SECONDS), 1)
        asked += seen.rate * SECONDS
        worst, p95 = max(worst, seen.worst), max(p95, seen.p95)
        made, took = how_many(client, papers), time.perf_counter() - began
        print(
            f"  {made:>5} of {many}: {took:4.0f} s; pages meanwhile p50 {seen.p50:.0f}, "
            f"p95 {seen.p95:.0f}, worst {seen.worst:.0f} ms",
            flush=True,
        )
        if took > PATIENCE:
            raise RuntimeError(f"{made} of {many} papers in {took:.0f} s")
    took = time.perf_counter() - began
    cpu_ms = (site.cpu() - used) * 1000 - asked * before.cpu
    return {
        "site": site.name,
        "pacts": many,
        "seconds": round(took, 1),
        "cpu_ms": round(cpu_ms / many, 1),
        "page_p95_before": before.p95,
        "page_p95_meanwhile": p95,
        "page_worst_meanwhile": worst,
    }


def how_many(client: Client, papers: str) -> int:
    """How many papers the page says are made."""
    found = MADE.search(client.get(papers))
    assert found, "the page shows no progress"
    return int(found[1])


def pact(name: str, agency: str, unit: str) -> "Letter":
    """A pact of one page, as long as the usual one."""
    from bening.documents.letters import Facts, Items, Letter, Paragraph, Signature

    vows = [
        "Berperan secara proaktif dalam upaya pencegahan korupsi, kolusi, dan nepotisme.",
        "Tidak meminta atau menerima pemberian secara langsung atau tidak langsung.",
        "Bersikap transparan, jujur, objektif, dan akuntabel dalam melaksanakan tugas.",
        "Menghindari pertentangan kepentingan dalam melaksanakan tugas.",
        "Memberi contoh dalam kepatuhan terhadap peraturan perundang-undangan.",
        "Menyampaikan informasi penyimpangan integritas dan menjaga kerahasiaan saksi.",
        "Menerima konsekuensi bila melanggar hal-hal tersebut di atas.",
    ]
    return Letter(
        title=f"Pakta integritas {name}",
        heading="PAKTA INTEGRITAS",
        agency=agency,
        unit=unit,
        place_and_date="Tirtamaya, 15 April 2026",
        blocks=(
            Paragraph(f"Saya, {name}, menyatakan sebagai berikut."),
            Items(vows),
            Facts((("Cara", "Satu per satu"), ("Naskah", "versi 1"), ("SHA-256", "0" * 64))),
        ),
        signatures=(Signature(name, "Pranata komputer", "198001012005012001"),),
    )


def cpu(job: Callable[[], object]) -> float:
    """Milliseconds of the processor, the mean of several runs after one that is not counted."""
    job()
    before = time.process_time()
    for _ in range(ROUNDS):
        job()
    return (time.process_time() - before) * 1000 / ROUNDS


if __name__ == "__main__":
    main()
