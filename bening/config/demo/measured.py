"""Surveys of the demo that others held: values from outside, and a file that was taken in."""

import io
import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bening.accounts.imports.table import csv_of
from bening.accounts.models import Person
from bening.config.demo import files
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.serving import LICENSING
from bening.config.demo.stage import Stage
from bening.facts import Period
from bening.surveys.actions import external, importing, publication, results
from bening.surveys.actions import integrity as rulings
from bening.surveys.actions import periods as surveys
from bening.surveys.calendar_quarters import NUMERALS, quarter_of
from bening.surveys.import_files import guessed
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ExternalSource,
    PopulationSource,
    Questionnaire,
    SurveyPeriod,
    Verdict,
)
from bening.surveys.population import Sample

IMPORTED = 82
AS_IS = "Diperiksa bersama buku layanan dan jadwal loket; tidak ada yang janggal."
FROM_PAPER = "Isian dari formulir lain tanpa kode undangan; ditandai dan dihitung terpisah."
"""Why an inspector keeps the answers that a signal points at."""


def moment(stage: Stage, day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of a day where the unit is; never after now."""
    zone = ZoneInfo(stage.units[MAIN_UNIT].zone)
    return min(stage.now, datetime.combine(day, time(hour, minute), zone).astimezone(UTC))


def worked_out(stage: Stage, period: SurveyPeriod, officer: Person, day: date, why: str) -> None:
    """Worked out, looked at by the inspector where a signal points, and confirmed by the head."""
    result = results.process_period(period=period, by=officer, now=moment(stage, day, 9))
    for code in results.undecided_signals(period, result):
        rulings.decide_signal(
            period=period,
            signal=code,
            verdict=Verdict.KEPT,
            reason=why,
            by=stage.inspector,
            now=moment(stage, day + timedelta(days=4), 10),
        )
    head = stage.heads[period.unit.code]
    newest = results.latest_result(period)
    if newest is not None:
        results.confirm_result(
            period=period, result=newest, by=head, now=moment(stage, day + timedelta(days=6), 9)
        )


def enter(stage: Stage) -> None:
    """What the national team, BPS and TPI measured, each with its report."""
    for kind, source, value, respondents, ago in (
        ("spak", ExternalSource.TPN, "3.41", 60, 700),
        ("spak", ExternalSource.TPN, "3.62", 84, 330),
        ("spkp", ExternalSource.TPN, "3.28", 84, 330),
        ("skm", ExternalSource.BPS, "81.40", 120, 320),
    ):
        title = f"Laporan survei eksternal {kind.upper()} {source.label}"
        external.enter_external_index(
            unit=stage.units[MAIN_UNIT],
            kind=kind,
            source=source,
            value=Decimal(value),
            respondents=respondents,
            measured_from=stage.day(ago),
            measured_until=stage.day(ago - 25),
            number=stage.number("SURVEI", ago - 30),
            dated_on=stage.day(ago - 30),
            file=io.BytesIO(paper(stage, MAIN_UNIT, title, stage.day(ago - 30))),
            filename=f"{title}.pdf",
            by=stage.inspector,
            now=stage.at(ago - 32),
        )


def bring_in(stage: Stage, quarter: Period) -> None:
    """Another unit asked with a spreadsheet form: its file is taken in, worked out, published."""
    unit, pic = stage.units[LICENSING], stage.pics[LICENSING]
    head = stage.heads[LICENSING]
    year, number = quarter_of(quarter.start)
    period = surveys.design(
        unit=unit,
        wanted=surveys.Design(
            name=f"SKM Triwulan {NUMERALS[number - 1]} {year}",
            questionnaire=Questionnaire.objects.get(agency=None, slug="skm", version=1),
            starts_on=quarter.start,
            ends_on=quarter.end,
        ),
        by=pic,
        now=moment(stage, quarter.start - timedelta(days=10)),
    )
    period = surveys.approve(
        period=period,
        sample=Sample(
            PopulationSource.TYPED,
            population=98,
            note="Pemohon yang izinnya terbit pada pekan survei, menurut register perizinan.",
        ),
        by=head,
        now=moment(stage, quarter.start - timedelta(days=1), 15),
    )
    period = surveys.open_period(period=period, by=None, now=moment(stage, quarter.start, 0, 2))
    last = moment(stage, quarter.end, 15)
    paper = importing.keep_answer_file(
        period=period,
        content=_spreadsheet(period),
        filename="isian formulir survei.csv",
        by=pic,
        now=last,
    )
    mapping = guessed(
        importing.answer_file(paper),
        instrument_of(period.questionnaire),
        importing.service_names(period),
    )
    importing.import_answers(period=period, document=paper, mapping=mapping, by=pic, now=last)
    after = quarter.end + timedelta(days=1)
    period = surveys.close_period(period=period, now=moment(stage, after, 0, 10))
    worked_out(stage, period, pic, after, FROM_PAPER)
    publication.publish_result(
        period=period, by=head, now=moment(stage, after + timedelta(days=8), 9)
    )


def _spreadsheet(period: SurveyPeriod) -> bytes:
    """The table that a spreadsheet form makes: wording as headings, labels as cells."""
    form = instrument_of(period.questionnaire)
    chance = random.Random("isian formulir")  # noqa: S311 - invented, no secret
    names = [*importing.service_names(period).values()]
    rows = []
    for _ in range(IMPORTED):
        mood = chance.gauss(0.8, 0.8)
        cells = [chance.choices(names, (5, 2, 1)[: len(names)])[0]]
        for item in form.items:
            steps = sum(mood + chance.gauss(1.0, 0.9) > edge for edge in (-2.0, -0.8, 1.1))
            cells.append(item.scale.labels["id"][steps])
        rows.append(cells)
    return csv_of(["Layanan", *(f"{item.code}. {item.text['id']}" for item in form.items)], rows)


def paper(stage: Stage, code: str, title: str, day: date) -> bytes:
    return files.paper(
        title=title,
        unit=stage.units[code].name,
        agency=stage.agency.name,
        day=day,
        text="Angka dan nama dalam dokumen contoh ini dikarang.",
    )
