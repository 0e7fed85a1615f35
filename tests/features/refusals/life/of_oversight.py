"""Duty lists of wealth reports, and the follow-up of audits: each write and who tries it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.domain.wealth_reports import Line, Rank, ReportKind
from bening.findings import actions as findings
from bening.findings import importing
from bening.findings.law import hand_to_law
from bening.findings.list_files import COLUMNS, read_list
from bening.findings.models import Auditor, OutsideAssessor, State
from bening.wealth_reports import actions as wealth
from bening.wealth_reports.models import KindChoice, OccasionChoice, RankChoice
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, SINCE, TODAY

AFTER = datetime(2026, 5, 4, 3, tzinfo=UTC)
NIP = "19800101200501100"


def listed(cast: LifeCast) -> SimpleNamespace:
    """A coordinator of the unit who is named nowhere else, with one duty on the list."""
    made = SimpleNamespace(agency=cast.agency, unit=cast.unit, next=cast.colleague)
    made.officer = name(made, cast.unit_head, person=cast.staff)
    made.duty = add(made, cast.staff, "1")
    return made


def name(made: SimpleNamespace, by: Person, *, person: Person, whole: bool = False) -> object:
    unit = None if whole else made.unit
    return wealth.name_officer(agency=made.agency, unit=unit, person=person, by=by, now=NOW)


def add(made: SimpleNamespace, by: Person, digit: str) -> object:
    return wealth.add_duty(
        unit=made.unit,
        year=2026,
        employee_number=NIP + digit,
        name="Sari",
        kind=KindChoice.LHKPN,
        rank=RankChoice.UNIT_HEAD,
        occasion=OccasionChoice.YEARLY,
        since=None,
        by=by,
        now=NOW,
    )


def bring(made: SimpleNamespace, by: Person) -> object:
    line = Line(2, NIP + "3", "Umar", ReportKind.LHKAN, Rank.STAFF, None, "", False)
    return wealth.import_recap(unit=made.unit, year=2026, lines=[line], by=by, now=NOW)


WEALTH_REPORTS: dict[str, Row] = rows(
    listed,
    name_officer=lambda s, by: name(s, by, person=s.next),
    name_officer__whole_agency=lambda s, by: name(s, by, person=s.next, whole=True),
    end_officer=lambda s, by: wealth.end_officer(officer=s.officer, by=by, now=NOW),
    add_duty=lambda s, by: add(s, by, "2"),
    import_recap=bring,
    mark_reported=lambda s, by: wealth.mark_reported(
        duty=s.duty, reported_on=TODAY, receipt="T-1", is_complete=False, by=by, now=NOW
    ),
    take_snapshot=lambda s, by: wealth.take_snapshot(unit=s.unit, year=2026, by=by, now=AFTER),
)


def recommended(cast: LifeCast) -> SimpleNamespace:
    """A recommendation with a value, in the charge of a colleague, answered by the PIC."""
    made = SimpleNamespace(agency=cast.agency, unit=cast.unit, owner=cast.colleague)
    made.report = report(made, cast.inspector, "1/LHP")
    made.row = recommend(made, cast.inspector)
    hand_in(made, cast.pic)
    made.row.refresh_from_db()
    made.assessment = assess(made, cast.inspector)
    return made


def report(made: SimpleNamespace, by: Person, number: str) -> object:
    return findings.enter_report(
        agency=made.agency,
        auditor=Auditor.BPK,
        auditor_name="",
        number=number,
        title="Belanja barang",
        dated_on=SINCE,
        received_on=SINCE,
        by=by,
        now=NOW,
    )


def recommend(made: SimpleNamespace, by: Person) -> object:
    return findings.add_recommendation(
        report=made.report,
        unit=made.unit,
        finding_code="",
        finding="Kelebihan pembayaran",
        text="Setorkan",
        value=100,
        owner=made.owner,
        by=by,
        now=NOW,
    )


def hand_in(made: SimpleNamespace, by: Person) -> object:
    return findings.hand_in(
        recommendation=made.row, text="Disetor", proof_url="https://arsip.example/b", by=by, now=NOW
    )


def assess(made: SimpleNamespace, by: Person) -> object:
    return findings.enter_assessment(
        agency=made.agency,
        unit=made.unit,
        assessor=OutsideAssessor.OMBUDSMAN,
        assessor_name="",
        dated_on=TODAY,
        score=Decimal(88),
        out_of=Decimal(100),
        category="",
        findings="",
        follow_up="",
        source_url="",
        is_public=True,
        by=by,
        now=NOW,
    )


FINDINGS: dict[str, Row] = rows(
    recommended,
    enter_report=lambda s, by: report(s, by, "2/LHP"),
    add_recommendation=recommend,
    plan_follow_up=lambda s, by: findings.plan_follow_up(
        recommendation=s.row,
        owner=s.owner,
        plan="Menagih",
        due_on=date(2026, 12, 1),
        by=by,
        now=NOW,
    ),
    hand_in=hand_in,
    enter_return=lambda s, by: findings.enter_return(
        recommendation=s.row, amount=10, on=TODAY, receipt="STS-1", by=by, now=NOW
    ),
    verify=lambda s, by: findings.verify(
        recommendation=s.row, state=State.NOT_FITTING, reason="Kurang", by=by, now=NOW
    ),
    enter_assessment=assess,
    follow_assessment=lambda s, by: findings.follow_assessment(
        assessment=s.assessment, findings="", follow_up="Loket", is_public=True, by=by, now=NOW
    ),
)


LAW: dict[str, Row] = rows(
    recommended,
    hand_to_law=lambda s, by: hand_to_law(
        recommendation=s.row, to="Polres", number="700/1", text="Suap", by=by, now=NOW
    ),
)


def bring_list(made: SimpleNamespace, by: Person) -> object:
    cells = ["2", "9/LHP", "BPK", "2026-01-05", "2026-01-06", made.unit.code, "Kas", "Perbaiki"]
    found = read_list(
        [cells + [""] * (len(COLUMNS) + 1 - len(cells))], [made.unit.code], today=TODAY
    )
    return importing.import_list(agency=made.agency, lines=found.lines, by=by, now=NOW)


LISTS: dict[str, Row] = rows(recommended, import_list=bring_list)
