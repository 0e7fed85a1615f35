"""What auditors asked of the units, who reported wealth, and scores given from outside."""

from datetime import date
from decimal import Decimal

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.config.demo.stage import Stage
from bening.domain.wealth_reports import Line, Rank, ReportKind
from bening.findings import actions as findings
from bening.findings.models import (
    Auditor,
    AuditRecommendation,
    AuditReport,
    OutsideAssessor,
    State,
)
from bening.wealth_reports import actions as wealth

LISTED = ("2.01", "2.02", "2.03")
REPORTED_OF_TEN = {"2.01": 7, "2.02": 10, "2.03": 9}
"""So many of ten have reported this year."""


def oversee(stage: Stage) -> None:
    """Follow-up of two audits, duty lists of two years, two assessments."""
    stage.say("Tindak lanjut pemeriksaan, LHKPN dan LHKAN")
    _outer_audit(stage)
    _inner_audit(stage)
    _assess(stage)
    _list(stage)


def _report(stage: Stage, auditor: Auditor, title: str, days: int) -> AuditReport:
    return findings.enter_report(
        agency=stage.agency,
        auditor=auditor,
        auditor_name="",
        number=stage.number("700", days),
        title=title,
        dated_on=stage.day(days + 6),
        received_on=stage.day(days),
        by=stage.inspector,
        now=stage.at(days),
    )


def _ask(
    stage: Stage, report: AuditReport, unit: str, told: tuple[str, str, str], value: int = 0
) -> AuditRecommendation:
    code, finding, text = told
    return findings.add_recommendation(
        report=report,
        unit=stage.units[unit],
        finding_code=code,
        finding=finding,
        text=text,
        value=value,
        owner=stage.pics[unit],
        by=stage.inspector,
        now=report.entered_at,
    )


def _answer(stage: Stage, row: AuditRecommendation, unit: str, text: str, days: int) -> None:
    findings.hand_in(
        recommendation=row,
        text=text,
        proof_url="https://arsip.tirtamaya.example/tindak-lanjut",
        by=stage.pics[unit],
        now=stage.at(days),
    )


def _find(stage: Stage, row: AuditRecommendation, state: State, reason: str, days: int) -> None:
    findings.verify(
        recommendation=row, state=state, reason=reason, by=stage.inspector, now=stage.at(days)
    )


def _outer_audit(stage: Stage) -> None:
    """One settled with its money, one sent back, one that nobody has answered for a year."""
    report = _report(stage, Auditor.BPK, "Kepatuhan belanja barang dan jasa", 400)
    told = ("1.01", "Kelebihan pembayaran sewa perangkat.", "Setorkan kelebihan ke kas daerah.")
    paid = _ask(stage, report, "2.01", told, 48_500_000)
    _answer(stage, paid, "2.01", "Penyedia menyetor dalam dua tahap.", 352)
    for days, amount, receipt in ((350, 30_000_000, "STS-0117"), (310, 18_500_000, "STS-0254")):
        findings.enter_return(
            recommendation=paid,
            amount=amount,
            on=stage.day(days),
            receipt=receipt,
            by=stage.inspector,
            now=stage.at(days),
        )
    _find(stage, paid, State.FITTING, "", 300)
    told = ("1.02", "Denda keterlambatan belum dipungut.", "Tagih denda dan setorkan.")
    fined = _ask(stage, report, "2.02", told, 12_750_000)
    _answer(stage, fined, "2.02", "Surat tagihan sudah dikirim.", 345)
    _find(stage, fined, State.NOT_FITTING, "Penyedia belum menyetor.", 330)
    told = ("2.01", "Persediaan tidak dihitung akhir tahun.", "Susun berita acara persediaan.")
    _ask(stage, report, "2.02", told)


def _inner_audit(stage: Stage) -> None:
    """One planned, one handed in that waits for the auditor."""
    report = _report(stage, Auditor.INTERNAL, "Pengelolaan loket dan pelayanan", 40)
    told = ("A.3", "Standar pelayanan belum mencantumkan biaya.", "Lengkapi standar pelayanan.")
    planned = _ask(stage, report, "2.01", told)
    findings.plan_follow_up(
        recommendation=planned,
        owner=stage.pics["2.01"],
        plan="Menyusun ulang standar pelayanan bersama bagian hukum.",
        due_on=stage.day(-20),
        by=stage.heads["2.01"],
        now=stage.at(35),
    )
    told = ("A.4", "Jadwal piket loket tidak diumumkan.", "Umumkan jadwal piket.")
    shown = _ask(stage, report, "2.02", told)
    _answer(stage, shown, "2.02", "Jadwal dipasang di ruang tunggu dan laman unit.", 6)


def _assess(stage: Stage) -> None:
    """One that everybody may see, and one about the whole agency."""
    for unit, assessor, score, category, says in (
        (
            stage.units["2.01"],
            OutsideAssessor.OMBUDSMAN,
            "88.40",
            "Zona hijau",
            "Papan informasi biaya dipasang di kedua ruang layanan.",
        ),
        (None, OutsideAssessor.INTEGRITY_SURVEY, "74.15", "Waspada", ""),
    ):
        findings.enter_assessment(
            agency=stage.agency,
            unit=unit,
            assessor=assessor,
            assessor_name="",
            dated_on=stage.day(150),
            score=Decimal(score),
            out_of=Decimal(100),
            category=category,
            findings="Informasi biaya belum terlihat dari tempat duduk pengunjung.",
            follow_up=says,
            source_url="",
            is_public=unit is not None,
            by=stage.inspector,
            now=stage.at(140),
        )


def _list(stage: Stage) -> None:
    """Last year's list complete and kept, this year's on its way."""
    keeper = stage.people["secretary"]
    wealth.name_officer(
        agency=stage.agency, unit=None, person=keeper, by=stage.admin, now=stage.at(390)
    )
    year = stage.day(0).year
    for code in LISTED:
        unit = stage.units[code]
        for listed, of_ten in ((year - 1, 10), (year, REPORTED_OF_TEN[code])):
            wealth.import_recap(
                unit=unit,
                year=listed,
                lines=_lines(stage, unit, listed, of_ten),
                by=keeper,
                now=stage.now,
            )
        wealth.take_snapshot(unit=unit, year=year - 1, by=keeper, now=stage.now)


def _lines(stage: Stage, unit: WorkUnit, year: int, of_ten: int) -> list[Line]:
    staff = stage.staff[unit.code]
    return [
        _line(number, person, _rank(number), stage.day(0), year, reports=number % 10 < of_ten)
        for number, person in enumerate(staff)
    ]


def _rank(number: int) -> Rank:
    return (Rank.UNIT_HEAD, Rank.OFFICIAL, Rank.ADMINISTRATOR)[number] if number < 3 else Rank.STAFF


def _line(
    number: int, person: Person, rank: Rank, today: date, year: int, *, reports: bool
) -> Line:
    day = date(year, 3, 3 + number % 20)
    told = reports and day <= today
    proof = "LHKPN" if number < 2 else "BPE"
    return Line(
        number=number + 2,
        employee_number=person.employee_number,
        name=person.name,
        kind=ReportKind.LHKPN if number < 2 else ReportKind.LHKAN,
        rank=rank,
        reported_on=day if told else None,
        receipt=f"{proof}-{year}-{number + 1:03d}" if told else "",
        is_complete=told and number % 2 == 0,
    )
