"""Yearly evaluations of channels: a year without a case, one followed up, a draft of this year."""

from datetime import timedelta

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.channel_reports import actions
from bening.channel_reports.models import CauseKind, ChannelReport, Outcome, ReportChange
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage

JANUARY = 25
"""Days after New Year on which the year before is evaluated."""


def evaluate(stage: Stage) -> None:
    """Complaints of the main unit for three years, the protected channel of the agency for one."""
    stage.say("Evaluasi saluran")
    new_year = stage.day(0).timetuple().tm_yday
    unit, pic, head = stage.units[MAIN_UNIT], stage.people["pic"], stage.heads[MAIN_UNIT]
    year = stage.day(0).year
    days = new_year - JANUARY + 365
    quiet = _begin(stage, unit, "complaint", year - 2, pic, days)
    change = _change(stage, quiet, "Pasang kode QR pengaduan di tiap loket", pic, days)
    _conclude(
        stage,
        quiet,
        "Tidak ada pengaduan yang tercatat. Warga belum mengetahui kanalnya.",
        head,
        days,
    )
    actions.follow_up(
        change=change,
        outcome=Outcome.DONE,
        note="Kode QR terpasang di sepuluh loket.",
        by=pic,
        now=stage.at(days - 60),
    )
    days = max(0, new_year - JANUARY)
    busy = _begin(stage, unit, "complaint", year - 1, pic, days)
    for kind, text in (
        (CauseKind.INFORMATION, "Papan syarat belum memuat pengecualian foto di tempat"),
        (CauseKind.SYSTEM, "Blangko KTP-el habis tanpa pemberitahuan kepada pemohon"),
    ):
        actions.put_cause(report=busy, kind=kind, text=text, by=pic, now=stage.at(days))
    first = _change(stage, busy, "Perbarui papan syarat dan naskah petugas loket", pic, days)
    _change(stage, busy, "Kirim pemberitahuan bila blangko tertunda", pic, days)
    _conclude(
        stage,
        busy,
        "Semua pengaduan terjawab. Dua sebab berulang: papan syarat dan blangko.",
        head,
        days,
    )
    actions.follow_up(
        change=first,
        outcome=Outcome.DONE,
        note="Papan diganti, naskah disampaikan pada apel.",
        by=pic,
        now=stage.at(days / 2),
    )
    draft = _begin(stage, unit, "complaint", year, pic, 0)
    actions.put_cause(
        report=draft,
        kind=CauseKind.PROCEDURE,
        text="Loket 4 masih meminta fotokopi",
        by=pic,
        now=stage.now,
    )
    protected = _begin(stage, None, "whistleblowing", year - 1, stage.inspector, days)
    _change(stage, protected, "Buka jalur rahasia dan tunjuk pengelolanya", stage.inspector, days)
    _conclude(
        stage,
        protected,
        "Jalur rahasia belum dibuka pada tahun ini; tidak ada laporan.",
        stage.mayor,
        days,
    )


def _begin(
    stage: Stage, unit: WorkUnit | None, channel: str, year: int, by: Person, days: float
) -> ChannelReport:
    return actions.start_report(
        agency=stage.agency, unit=unit, channel=channel, year=year, by=by, now=stage.at(days)
    )


def _change(
    stage: Stage, report: ChannelReport, text: str, by: Person, days: float
) -> ReportChange:
    now = stage.at(days)
    return actions.put_change(
        report=report,
        text=text,
        owner="Kepala Seksi Pelayanan",
        due_on=(now + timedelta(days=120)).date(),
        by=by,
        now=now,
    )


def _conclude(stage: Stage, report: ChannelReport, summary: str, by: Person, days: float) -> None:
    actions.save_report(
        report=report,
        summary=summary,
        no_change_reason="",
        seen_version=report.version,
        by=by,
        now=stage.at(days),
    )
    actions.approve_report(
        report=report,
        number=stage.number("LAP.EVALUASI", int(days)),
        dated_on=stage.day(int(days)),
        by=by,
        now=stage.at(days),
    )
