"""What sealing signed pacts takes: processor time of each part, and of many one after another.

    python -m bench.pacts [HOW_MANY]

1,000 pacts unless told otherwise, each set as PDF/UA, sealed with the agency's key, stored and
recorded in a database made for this; the job says how far it is. A line of JSON follows.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from bening.documents.letters import Letter

MANY = 1000
ROUNDS = 20
STEP = 100


def main() -> None:
    """Fills a folder of its own and prints what it took."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory(prefix="bening-bench-") as folder:
        os.environ.update(
            {
                "DJANGO_SETTINGS_MODULE": "bening.config.settings",
                "BENING_DATA": folder,
                "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                "BENING_LOG_LEVEL": "ERROR",
            }
        )
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        figures = measure(many)
    sys.stdout.write(json.dumps(figures) + "\n")


def measure(many: int) -> dict[str, float]:
    """Milliseconds of the processor for each part and for a whole sealed pact."""
    from bening.adapters.pdf_seal import examine, seal
    from bening.documents import actions
    from bening.documents.letter_pdf import Mark, letter_pdf
    from bening.documents.models import DocumentKind
    from tests.people import make_agency, make_person, make_unit

    now = datetime.now(UTC)
    agency = make_agency()
    unit = make_unit(agency, "01", "Dinas Kependudukan")
    person = make_person("Ani Setiawati", agency=agency)
    url = "https://bening.contoh.go.id/verifikasi/7KQ294MXH8VD2R6T/"
    mark = Mark("7KQ294MXH8VD2R6T", url, "Pakta integritas", now, "Asia/Jakarta")
    keys = actions.key_folder()
    plain = letter_pdf(pact("Ani Setiawati", agency.name, unit.name), mark)
    given = {"folder": keys, "agency": agency.pk, "name": agency.name, "reason": "", "at": now}
    sealed = seal(plain, **given).pdf  # type: ignore[arg-type]
    figures = {
        "kilobytes": len(sealed) / 1024,
        "pdf_ms": cpu(lambda: letter_pdf(pact("Ani", agency.name, unit.name), mark)),
        "seal_ms": cpu(lambda: seal(plain, **given)),  # type: ignore[arg-type]
        "check_ms": cpu(lambda: examine(sealed, folder=keys)),
    }
    for part, value in figures.items():
        sys.stdout.write(f"{part:<14}{value:8.1f}\n")
    before, clock = time.process_time(), time.perf_counter()
    for number in range(1, many + 1):
        actions.issue(
            kind=DocumentKind.PACT,
            letter=pact(f"Pegawai {number}", agency.name, unit.name),
            agency=agency,
            unit=unit,
            dated_on=now.date(),
            signer=person,
            signed_as="Pranata komputer",
            by=person,
            now=now,
        )
        if number % STEP == 0 or number == many:
            each = (time.process_time() - before) * 1000 / number
            took = time.perf_counter() - clock
            sys.stdout.write(
                f"{number:>6} dari {many}: {each:.1f} ms prosesor tiap pakta, {took:.0f} detik\n"
            )
            sys.stdout.flush()
    figures["pact_ms"] = (time.process_time() - before) * 1000 / many
    figures["pacts"] = many
    figures["stored_megabytes"] = size(Path(os.environ["BENING_DATA"]) / "files") / 1024 / 1024
    return figures


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


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
