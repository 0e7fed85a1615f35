"""What the report of a TPI round (LHE) takes: PDF, seal, draft, and the round closed with it.

    python -m bench.letters

The second round of a whole sheet: 113 questions with notes and recommendations, in a database made
for this. *First* is the first call of the process, library and fonts included.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import django

from bench._table import Timing, show, timed

if TYPE_CHECKING:
    from bening.documents.letters import Letter

ROUNDS = 20
ASKED_P95 = 1000.0
T = TypeVar("T")


def main() -> None:
    """Fills a folder of its own and prints what it took."""
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
        from django.db import connections

        call_command("migrate", verbosity=0)
        show("report of a TPI round (LHE)", measure(Path(folder) / "keys"))
        connections.close_all()


def measure(keys: Path) -> list[Timing]:
    """Each part of the report, then the whole closing."""
    from bench._seed_review import SECOND, Agency
    from bening.adapters.pdf_seal import seal
    from bening.documents.letter_docx import letter_docx
    from bening.documents.letter_pdf import Mark, letter_pdf
    from bening.reviews import actions, reports
    from bening.reviews.dossier import whole
    from bening.reviews.models import ReviewRound, ReviewTier
    from bening.reviews.results import result_of

    print("  113 answers and two rounds…", flush=True)
    seeded = Agency(files=0)
    key = seeded.at(SECOND, 1)["round"]
    round_ = ReviewRound.objects.get(pk=key)
    seeded._mark(round_, ReviewTier.CONTROLLER)  # noqa: SLF001 - the seed of the same folder
    now = datetime.now(UTC)
    head = reports.ReportHead(number="700/12/LHE/2026", dated_on=now.date(), place="Tirtamaya")
    by = seeded.people[ReviewTier.CONTROLLER]
    members = list(round_.assignment.team.members.select_related("person"))
    url = "https://bening.contoh.go.id/verifikasi/7KQ294MXH8VD2R6T/"
    mark = Mark("7KQ294MXH8VD2R6T", url, "Laporan hasil evaluasi", now, "Asia/Jakarta")

    def letter() -> "Letter":
        return reports.evaluation_report(result_of(whole(key)), head, members=members, by=by)

    written = letter()
    number = 0

    def pdf() -> bytes:
        nonlocal number
        number += 1  # other words each time, so that nothing kept can be used again
        return letter_pdf(replace(written, number=f"700/{number}/LHE/2026"), mark)

    def sealed(plain: bytes) -> bytes:
        given = {"folder": keys, "agency": seeded.agency.pk, "name": seeded.agency.name}
        return seal(plain, **given, reason="LHE", at=now).pdf  # type: ignore[arg-type]  # by name

    def close() -> ReviewRound:
        kept = whole(key)
        return actions.close_round(
            round_=kept,
            outcome="not_proposed",
            reason="Nilai minimal belum terpenuhi.",
            seen_version=kept.version,
            by=by,
            now=now,
            report=head,
        )

    first, plain = once("PDF, first", pdf)
    timings = [
        timed("read, scored and worded", letter, ROUNDS),
        first,
        timed("PDF", pdf, ROUNDS, ASKED_P95),
        timed("seal", lambda: sealed(plain), ROUNDS),
        timed("editable draft (DOCX)", lambda: letter_docx(written, mark), ROUNDS),
        once("round closed, all of it", close)[0],
    ]
    print(f"  {len(sealed(plain)) / 1024:.0f} kB sealed", flush=True)
    return timings


def once(name: str, job: Callable[[], T]) -> tuple[Timing, T]:
    """One call with what it gives."""
    began, used = time.perf_counter(), time.process_time()
    given = job()
    took, cpu = (time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000
    return Timing(name, 1, 1000 / took, took, took, took, took, cpu, ASKED_P95), given


if __name__ == "__main__":
    main()
