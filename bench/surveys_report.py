"""What a closed survey period costs: worked out, and its report as a sealed document.

    python -m bench.surveys_report [ANSWERS]

A form of twenty items, three services, random and repeatable answers in a database made for this.
*Worked out* reads every sealed answer and examines the sealed days too.
"""

import os
import random
import secrets
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import django

from bench._table import Timing, show, timed

if TYPE_CHECKING:
    from bening.surveys.models import SurveyPeriod

ANSWERS = 2000
ASKED_P95 = 1000.0
SERVICES = {"ktp": "KTP elektronik", "akta": "Akta kelahiran", "kk": "Kartu keluarga"}
SET = 500


def main() -> None:
    """Fills a folder of its own and prints what it took."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
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
        show(f"a survey period of {how_many:,} answers", measure(how_many))
        connections.close_all()


def measure(how_many: int) -> list[Timing]:
    """Working out, then the report: its words, its PDF, its draft."""
    from bening.documents.letter_docx import letter_docx
    from bening.documents.letter_pdf import Mark, letter_pdf
    from bening.surveys import results
    from bening.surveys.report import report_letter

    period = seeded(how_many)
    now = datetime.now(UTC)
    kept = results.compute(period=period, by=None, now=now)
    by = period.made_by
    mark = Mark("7KQ294MXH8VD2R6T", "https://bening.contoh.go.id/", "Laporan", now, "Asia/Jakarta")
    number = 0

    def words() -> object:
        return report_letter(period, kept, [], number="SRV/1", dated_on=now.date(), by=by)

    written = report_letter(period, kept, [], number="SRV/1", dated_on=now.date(), by=by)

    def pdf() -> bytes:
        nonlocal number
        number += 1  # other words each time, so that nothing kept can be used again
        return letter_pdf(replace(written, number=f"SRV/{number}"), mark)

    return [
        timed("worked out, with its panel", lambda: results.computed(period), 3),
        timed("report in words", words, 20),
        timed("report as PDF", pdf, 10, ASKED_P95),
        timed("report as DOCX", lambda: letter_docx(written, mark), 10, ASKED_P95),
    ]


def seeded(how_many: int) -> "SurveyPeriod":
    """A closed period with its sealed answers."""
    from django.db import transaction

    from bening.accounts.models import Person
    from bening.agencies.models import Agency, AgencyKind, UnitLevel, WorkUnit
    from bening.domain.surveys.responses import Response, ResponseMode, canonical
    from bening.services.models import FinishedDay, RegisterSource, Service
    from bening.surveys.instruments import instrument_of
    from bening.surveys.models import Questionnaire, SurveyPeriod
    from bening.surveys.sealed_sets import Arrived, seal_set
    from bening.surveys.shipped import store_shipped

    now = datetime.now(UTC)
    store_shipped(now=now)
    agency = Agency.objects.create(name="Instansi", kind=AgencyKind.REGIONAL, created_at=now)
    unit = WorkUnit.objects.add_root(
        {
            "agency": agency,
            "code": "1",
            "name": "Unit",
            "level": UnitLevel.ECHELON_2,
            "created_at": now,
        }
    )
    by = Person(agency=agency, name="Kepala", email="kepala@contoh.go.id", date_joined=now)
    by.save()
    for code, name in SERVICES.items():
        service = Service.objects.create(
            agency=agency, unit=unit, code=code, name=name, added_at=now
        )
        FinishedDay.objects.create(
            service=service,
            day=date(2026, 2, 2),
            finished=how_many,
            source=RegisterSource.TYPED,
            recorded_at=now,
        )
    period = SurveyPeriod.objects.create(
        agency=agency,
        unit=unit,
        questionnaire=Questionnaire.objects.get(agency=None, slug="combined"),
        slug="bench",
        name="Triwulan I 2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        state="closed",
        population=3 * how_many,
        wanted=min(how_many, 384),
        opens_at=time(8),
        closes_at=time(15),
        made_by=by,
        made_at=now,
        closed_at=now,
    )
    instrument = instrument_of(period.questionnaire)
    lot = random.Random(2026)

    def answer() -> bytes:
        attributes = {one.code: lot.choice(one.options).key for one in instrument.attributes}
        return canonical(
            Response(
                answers={item.code: lot.choice((3, 4, 4, 4)) for item in instrument.items},
                attributes={**attributes, "service": lot.choice(tuple(SERVICES))},
                mode=ResponseMode.SELF,
                language="id",
            )
        )

    for start in range(0, how_many, SET):
        count = min(SET, how_many - start)
        with transaction.atomic():
            seal_set(
                period=period,
                day=date(2026, 3, 2),
                answers=[Arrived(answer()) for _ in range(count)],
                receipts=[secrets.token_bytes(32) for _ in range(count)],
                now=now,
            )
    return period


if __name__ == "__main__":
    main()
