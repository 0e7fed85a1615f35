"""The pages of discipline: register, case, one's own page, papers, a unit's rules and figures."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from bening.accounts.models import Person
from bening.audit.models import Event
from bening.calendars.models.notice import Notice
from bening.casework.marking import tell_marks
from bening.channel_reports.registry import figures_of
from bening.discipline import actions, facts, figures, waiting
from bening.discipline.models import Capacity, CaseState, DisciplineCase, Outcome, RuleKind
from bening.facts import Period
from tests.features.discipline.conftest import (
    ACT,
    SOON,
    TOMORROW,
    Clock,
    call,
    days,
    decide,
    examined,
    handed_over,
    proposed,
    registered,
    summoned,
    write,
)
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
HOME = "/disiplin/"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def sent(client: Client, place: str, status: int = 302, /, **fields: Any) -> Any:
    answer = client.post(place, fields)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def page(client: Client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))


def test_a_case_by_its_pages_from_the_form_to_the_end(
    cast: Cast, clock: Clock, client: Client, staff: Person, officer: Person, examiner: Person
) -> None:
    clock(NOW)
    sign_in(client, officer)
    fields: dict[str, Any] = {
        "person": staff.email, "nature": "attendance", "level": "light", "source": "audit",
        "happened_on": "2026-04-01", "act": ACT, "article": "Pasal 4", "reference": "LHP 7",
    }  # fmt: skip
    said = sent(client, f"{HOME}perkara/baru/", 422, **{**fields, "person": "siapa@x.example"})
    assert ACT in said.content.decode()
    place = sent(client, f"{HOME}perkara/baru/", **fields).url
    text = page(client, place)
    assert ACT not in text
    assert "LHP 7" not in text
    opened = sent(client, place, 200, step="open", reason="Menyiapkan panggilan")
    assert ACT in opened.content.decode()
    sent(client, place, 422, step="open", reason="")
    sent(client, place, step="examiner", person=examiner.email, capacity="superior")
    sent(client, place, step="summon", letter="P-1", examine_on=SOON.isoformat(), place="R1")
    clock(TOMORROW)
    sign_in(client, examiner)
    sent(client, place, step="attendance", came="yes")
    told: dict[str, Any] = {"held_on": SOON.isoformat(), "statement": "Benar", "is_signed": "on"}
    sent(client, place, step="examine", **told)
    sent(client, place, step="propose", analysis="Terbukti", code="written_reprimand")
    sign_in(client, cast.unit_head)
    decision: dict[str, Any] = {
        "outcome": "proven",
        "code": "dismissal",
        "article": "Pasal 4",
        "letter": "K-1",
        "reason": "Diakui",
    }
    said = sent(client, place, 422, step="decide", **decision)
    assert "lebih berat" in said.content.decode()
    sent(client, place, step="decide", **{**decision, "code": "written_reprimand"})
    sign_in(client, officer)
    sent(client, place, step="hand_over", received_on=SOON.isoformat())
    assert (
        "paling awal 7 Mei 2026"
        in sent(client, place, 422, step="start", starts_on=SOON.isoformat()).content.decode()
    )
    clock(days(40))
    sign_in(client, officer)
    sent(client, place, step="start", starts_on="2026-05-07")
    sent(client, place, step="close")
    assert "Selesai" in page(client, place)
    text = page(client, f"{HOME}perkara/?keadaan=closed")
    assert staff.name in text
    assert DisciplineCase.objects.get().state == CaseState.CLOSED


def test_the_own_page_and_an_appeal(
    cast: Cast, clock: Clock, client: Client, staff: Person, officer: Person, examiner: Person,
    case: DisciplineCase,
) -> None:  # fmt: skip
    sign_in(client, staff)
    place = f"{HOME}saya/{case.pk}/"
    assert client.get(place).status_code == 404
    handed_over(case, officer, examiner, cast.unit_head)
    clock(days(3))
    text = page(client, place)
    assert ACT in text
    assert "Teguran tertulis" in text
    assert "6 Mei 2026" in text
    assert "Rekap Maret" not in text
    assert "Terbukti dua kali" not in text
    assert case.number in page(client, HOME)
    sent(client, place, 422, grounds=" ")
    sent(client, place, grounds="Mesin absen rusak")
    assert "Mesin absen rusak" in page(client, place)
    assert client.get(f"{HOME}perkara/{case.pk}/").status_code == 404
    sign_in(client, officer)
    settled: dict[str, Any] = {
        "result": "upheld",
        "letter": "K-2",
        "settled_on": "2026-04-18",
        "reason": "Ya",
    }
    sent(client, f"{HOME}perkara/{case.pk}/", step="settle", **settled)


def test_the_papers(
    cast: Cast, client: Client, staff: Person, officer: Person, examiner: Person,
    case: DisciplineCase,
) -> None:  # fmt: skip
    handed_over(case, officer, examiner, cast.unit_head)
    sign_in(client, staff)
    expected = {
        "panggilan-1": ("SURAT PANGGILAN", "Ruang rapat", ACT),
        "bap-1": ("BERITA ACARA PEMERIKSAAN", "Benar saya menitipkan", examiner.name),
        "keputusan": ("KEPUTUSAN", "Teguran tertulis", "Mengakui perbuatannya"),
    }
    for name, words in expected.items():
        answer = client.get(f"{HOME}saya/{case.pk}/berkas/{name}/")
        assert "no-store" in answer["Cache-Control"]
        text = words_of(answer.content)
        assert all(word in text for word in words)
        assert "Rekap Maret" not in text
    assert client.get(f"{HOME}saya/{case.pk}/berkas/panggilan-2/").status_code == 404
    sign_in(client, officer)
    place = f"{HOME}perkara/{case.pk}/berkas/bap-1/"
    assert client.get(place).status_code == 302
    assert sent(client, place, reason="").url == f"{HOME}perkara/{case.pk}/"
    assert not Event.objects.filter(act="discipline.personal_opened").exists()
    answer = sent(client, place, 200, reason="Melengkapi berkas")
    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(act="discipline.personal_opened").count() == 1


def test_the_decision_is_no_own_paper_before_it_is_handed_over(
    cast: Cast, client: Client, staff: Person, officer: Person, examiner: Person,
    case: DisciplineCase,
) -> None:  # fmt: skip
    examined(case, officer, examiner)
    actions.propose(case=case, analysis="a", code="written_reprimand", by=examiner, now=TOMORROW)
    decide(case, cast.unit_head)
    sign_in(client, staff)
    assert client.get(f"{HOME}saya/{case.pk}/berkas/keputusan/").status_code == 404
    assert "Teguran tertulis" not in page(client, f"{HOME}saya/{case.pk}/")


def test_the_register_as_a_workbook_is_recorded(
    cast: Cast, client: Client, staff: Person, officer: Person, case: DisciplineCase
) -> None:
    sign_in(client, cast.pic)
    assert client.get(f"{HOME}perkara/register.xlsx").status_code == 403
    sign_in(client, officer)
    answer = client.get(f"{HOME}perkara/register.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    lines = rows.to_python()
    assert [line[:3] for line in lines[1:]] == [[case.number, cast.unit.name, staff.name]]
    assert ACT not in str(lines)
    assert Event.objects.get(act="discipline.register_taken").data["rows"] == 1


def test_rules_outreach_and_officers_of_a_unit(
    cast: Cast, clock: Clock, client: Client, staff: Person
) -> None:
    place = f"{HOME}unit/{cast.unit.pk}/"
    clock(NOW)
    sign_in(client, cast.pic)
    rule: dict[str, Any] = {"kind": "ethics", "title": "Kode etik", "number": "PER-1",
            "starts_on": "2026-01-02"}  # fmt: skip
    sent(client, f"{place}rule/", **rule)
    sent(client, f"{place}rule/", 422, **rule)
    key = actions_rule(cast).pk
    told: dict[str, Any] = {
        "rules": [str(key)],
        "way": "Apel",
        "held_on": "2026-03-01",
        "participants": "40",
        "proof": "DH-1",
    }
    sent(client, f"{place}outreach/", 422, **{**told, "proof": " "})
    sent(client, f"{place}outreach/", **told)
    text = page(client, place)
    assert "1 dari 2 aturan disosialisasikan" in text
    assert client.post(f"{place}officer/", {}).status_code == 403
    assert client.post(f"{place}lain/", {}).status_code == 404
    sign_in(client, cast.unit_head)
    sent(client, f"{place}officer/", person=staff.email, starts_on="2026-04-01")
    assert staff.name in page(client, place)
    sign_in(client, staff)
    assert "Kode etik" in page(client, HOME)


def actions_rule(cast: Cast) -> Any:
    """A second rule, of the unit above."""
    return actions.enter_rule(
        unit=cast.parent_unit, kind=RuleKind.DISCIPLINE, title="Disiplin", number="PP 94/2021",
        starts_on=date(2021, 9, 1), by=cast.parent_head, now=NOW,
    )  # fmt: skip


def test_the_facts_and_their_rule_for_none(
    cast: Cast, staff: Person, officer: Person, case: DisciplineCase
) -> None:
    assert facts.rules_applied(cast.unit.pk, YEAR, NOW) is None
    assert facts.breaches_declined(cast.other_unit.pk, YEAR, NOW) is None
    rule = actions_rule(cast)
    found = facts.rules_applied(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert (int(found.value), dict(found.counts)) == (0, {"applied": 0, "rules": 1})
    actions.hold_outreach(
        unit=cast.unit, rules=[rule], way="Apel", held_on=TODAY, participants=9, proof="DH",
        by=officer, now=NOW,
    )  # fmt: skip
    found = facts.rules_applied(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == 1
    before = registered(officer, staff)
    DisciplineCase.objects.filter(pk=before.pk).update(registered_at=days(-365))
    dropped = registered(officer, staff)
    actions.drop_case(case=dropped, reason="Salah orang", by=cast.unit_head, now=NOW)
    found = facts.breaches_declined(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert (int(found.value), dict(found.counts)) == (
        0, {"before": 1, "breaches": 1, "sanctioned": 0},
    )  # fmt: skip
    actions.drop_case(case=case, reason="Salah orang", by=cast.unit_head, now=NOW)
    found = facts.breaches_declined(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == 1


def test_figures_of_few_cases_are_not_broken_down(
    cast: Cast, clock: Clock, client: Client, staff: Person, officer: Person
) -> None:
    _ = cast.agency_head
    for _case in range(4):
        registered(officer, staff)
    rows = figures.cases_in(cast.unit, YEAR.start, YEAR.end)
    assert figures.parts_of(rows) == []
    year: dict[str, Any] = {
        "agency": cast.agency.pk,
        "unit": cast.unit.pk,
        "period": YEAR,
        "now": NOW,
    }
    found = figures_of("discipline", **year)
    assert found is not None
    assert (found.received, found.counts) == (4, ())
    registered(officer, staff)
    assert [group for group, _counts in figures.parts_of(rows.all())] == ["nature", "level"]
    found = figures_of("discipline", **year)
    assert found is not None
    assert [one.count for one in found.counts] == [5, 5]
    sign_in(client, cast.pic)
    clock(NOW)
    text = page(client, f"{HOME}unit/{cast.unit.pk}/")
    assert staff.name not in text
    assert client.get(f"{HOME}perkara/").content.decode().count("DIS-2026") == 0


def test_what_waits_and_who_hears_of_a_term_that_passed(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    summoned(case, officer, examiner)
    (turn,) = waiting.turns(staff, NOW)
    assert (turn.due_on, turn.personal) == (SOON, True)
    assert turn.url == f"{HOME}saya/{case.pk}/"
    tell_marks(now=days(30))
    told = set(Notice.objects.filter(code="clock_100").values_list("person", flat=True))
    assert told == {officer.pk}
    actions.record_attendance(case=case, came=False, by=officer, now=TOMORROW)
    call(case, officer, examine_on=TODAY + timedelta(days=3), now=TOMORROW)
    actions.record_attendance(case=case, came=True, by=officer, now=days(3))
    assert waiting.turns(staff, NOW) == []


def test_a_case_not_proven_is_told(
    cast: Cast, client: Client, staff: Person, officer: Person, examiner: Person,
    case: DisciplineCase,
) -> None:  # fmt: skip
    examined(case, officer, examiner)
    actions.propose(case=case, analysis="Kurang", code="", by=examiner, now=TOMORROW)
    decide(case, cast.unit_head, outcome=Outcome.NOT_PROVEN, code="", article="")
    sign_in(client, staff)
    assert "Tidak terbukti" in page(client, f"{HOME}saya/{case.pk}/")


def test_markup_is_shown_as_it_was_written(
    cast: Cast, client: Client, staff: Person, officer: Person, examiner: Person
) -> None:
    script = "<script>alert(1)</script>"
    case = registered(officer, staff, act=script, article=script, reference=script)
    actions.name_examiner(
        case=case, person=examiner.email, capacity=Capacity.SUPERIOR, by=officer, now=NOW
    )
    call(case, officer, place=script, letter=script)
    actions.record_attendance(case=case, came=True, by=officer, now=TOMORROW)
    write(case, examiner, statement=script)
    actions.propose(case=case, analysis=script, code="displeasure", by=examiner, now=TOMORROW)
    decide(case, cast.unit_head, reason=script, article=script, letter=script)
    actions.hand_over(case=case, received_on=SOON, by=officer, now=TOMORROW)
    actions.file_appeal(case=case, grounds=script, by=staff, now=days(3))
    sign_in(client, officer)
    text = sent(
        client, f"{HOME}perkara/{case.pk}/", 200, step="open", reason=script
    ).content.decode()
    sign_in(client, staff)
    text += page(client, f"{HOME}saya/{case.pk}/")
    assert script not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 15


def test_every_field_of_a_page_has_an_id_of_its_own(
    cast: Cast, client: Client, case: DisciplineCase, officer: Person, examiner: Person
) -> None:
    proposed(case, officer, examiner)
    for person, place in (
        (cast.unit_head, f"{HOME}perkara/{case.pk}/"),
        (cast.unit_head, f"{HOME}unit/{cast.unit.pk}/"),
        (officer, f"{HOME}perkara/{case.pk}/"),
    ):
        sign_in(client, person)
        ids = re.findall(r'\bid="([^"]+)"', page(client, place))
        assert {each for each in ids if ids.count(each) > 1} == set()
