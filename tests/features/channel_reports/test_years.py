"""What the channels without questions of their own count for a year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bening.channel_reports.registry import ChannelFigures
from bening.domain.wealth_reports import read_recap
from bening.facts import Period
from bening.findings import actions as findings
from bening.findings import yearly as audit_year
from bening.findings.models import Auditor, AuditRecommendation, State
from bening.risks import actions as risks
from bening.risks import yearly as risk_year
from bening.wealth_reports import actions as wealth
from bening.wealth_reports import yearly as wealth_year
from tests.features.risks.conftest import added, adopted
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AFTER = datetime(2027, 1, 5, 3, tzinfo=UTC)


def told(figures: ChannelFigures) -> dict[str, int | None]:
    return {f"{one.group}: {one.label}": one.count for one in figures.counts}


def recommended(cast: Cast, *, received: date, value: int) -> AuditRecommendation:
    report = findings.enter_report(
        agency=cast.agency, auditor=Auditor.BPK, auditor_name="", number=f"LHP/{received}",
        title="Belanja", dated_on=received, received_on=received, by=cast.inspector, now=NOW,
    )  # fmt: skip
    return findings.add_recommendation(
        report=report, unit=cast.unit, finding_code="1", finding="Lebih bayar", text="Setor",
        value=value, owner=None, by=cast.inspector, now=NOW,
    )  # fmt: skip


def test_recommendations_of_the_year(cast: Cast) -> None:
    assert audit_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER) is None
    answered = recommended(cast, received=TODAY - timedelta(days=9), value=5_000)
    recommended(cast, received=TODAY - timedelta(days=8), value=0)
    recommended(cast, received=date(2025, 12, 31), value=7)
    findings.hand_in(
        recommendation=answered, text="Disetor", proof_url="https://a.example/b", by=cast.pic,
        now=NOW,
    )  # fmt: skip
    findings.enter_return(
        recommendation=answered, amount=5_000, on=TODAY, receipt="S-1", by=cast.inspector, now=NOW
    )
    findings.verify(
        recommendation=answered, state=State.FITTING, reason="", by=cast.inspector, now=NOW
    )

    found = audit_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER)

    assert found is not None
    assert (found.received, found.settled, found.open) == (2, 1, 1)
    assert (found.measured, found.on_time) == (2, 1)  # the other was never answered
    assert told(found)["Nilai (Rp): Dikembalikan"] == 5_000
    assert [(one.measured, one.longest) for one in found.durations] == [(1, 9), (1, 9)]
    assert audit_year.figures(cast.agency.pk, cast.other_unit.pk, YEAR, AFTER) is None


def test_duties_of_the_year(cast: Cast) -> None:
    assert wealth_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER) is None
    officer = wealth.name_officer(
        agency=cast.agency, unit=cast.unit, person=cast.area_member, by=cast.unit_head, now=NOW
    )
    lines = read_recap(
        [
            line.split(";")
            for line in (
                "nip;nama;jenjang;jenis;tanggal lapor;nomor bukti;lengkap",
                "198001012005011001;Sari;Kepala Satker;LHKPN;2026-01-05;T-1;ya",
                "198001012005011002;Tono;Pejabat Wajib;LHKPN;;;",
                "198001012005011003;Umar;Pelaksana;LHKAN;;;",
            )
        ],
        today=TODAY,
    ).lines
    wealth.import_recap(unit=cast.unit, year=2026, lines=lines, by=officer.person, now=NOW)

    found = wealth_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER)

    assert found is not None
    assert (found.received, found.settled, found.open) == (3, 1, 2)
    assert (found.measured, found.on_time) == (3, 1)
    assert told(found)["Belum lapor menurut jenjang: Pejabat yang wajib LHKPN"] == 1
    before = wealth_year.figures(
        cast.agency.pk, cast.unit.pk, YEAR, datetime(2026, 3, 31, 3, tzinfo=UTC)
    )
    assert before is not None
    assert before.measured == 1  # nobody is late on the last day


def test_actions_and_risks_of_the_year(cast: Cast) -> None:
    assert risk_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER) is None
    register = risks.open_register(unit=cast.unit, year=2026, copies=False, by=cast.pic, now=NOW)
    risk = added(register, cast.colleague, by=cast.pic)
    adopted(cast, risk)
    risks.record_event(
        risk=risk, happened_on=TODAY, text="Calo tertangkap", loss=250_000, by=cast.pic, now=NOW
    )

    found = risk_year.figures(cast.agency.pk, cast.unit.pk, YEAR, AFTER)

    assert found is not None
    assert (found.received, found.settled, found.measured, found.on_time) == (1, 0, 1, 0)
    counts = told(found)
    assert counts["Kejadian risiko: Kejadian"] == 1
    assert counts["Kejadian risiko: Kerugian (Rp)"] == 250_000
    assert counts["Risiko menurut kategori: Kecurangan dan korupsi"] == 1
    assert sum(count or 0 for name, count in counts.items() if "sisa" in name) == 1
    early = risk_year.figures(cast.agency.pk, cast.unit.pk, YEAR, NOW)
    assert early is not None
    assert early.measured == 0  # its day has not come
