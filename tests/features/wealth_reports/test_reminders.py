"""Who is reminded of a missing report, what a person sees of their own, and the recap on paper."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse

from bening.accounts.imports.table import FileRefused
from bening.accounts.models import Person
from bening.domain.wealth_reports import COLUMNS, read_recap
from bening.wealth_reports import actions, waiting
from bening.wealth_reports.deadlines import special
from bening.wealth_reports.models import OccasionChoice, WealthDuty
from bening.wealth_reports.recap_files import table_of, template
from tests.people import NOW, TODAY, Cast, sign_in
from tests.whole.overseen import Overseen

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"
LONG_BEFORE = datetime(2026, 1, 5, 3, tzinfo=UTC)


def number(person: Person, nip: str = NIP) -> Person:
    Person.objects.filter(pk=person.pk).update(employee_number=nip)
    person.employee_number = nip
    return person


def report(row: WealthDuty, by: Person) -> None:
    actions.mark_reported(
        duty=row, reported_on=TODAY, receipt="T-1", is_complete=True, by=by, now=NOW
    )


def test_the_coordinator_is_reminded_until_everybody_reported(cast: Cast) -> None:
    made = Overseen(cast)
    row, keeper = made.duty, made.officer.person
    (turn,) = waiting.turns(keeper, NOW)
    assert (turn.title, turn.due_on) == (cast.unit.name, row.due_on)
    assert turn.detail == "1 orang belum melapor: LHKPN"
    assert turn.runs_from == date(2026, 1, 1)
    assert waiting.turns(keeper, LONG_BEFORE) == []
    assert waiting.turns(cast.pic, NOW) == waiting.turns(cast.unit_head, NOW) == []
    report(row, keeper)
    assert waiting.turns(keeper, NOW) == []


def test_a_person_is_reminded_of_their_own_report_only(client: Client, cast: Cast) -> None:
    made = Overseen(cast)
    row, person = made.duty, number(cast.colleague)
    (turn,) = waiting.turns(person, NOW)
    assert turn.personal
    assert turn.runs_from == date(2026, 1, 1)
    assert turn.url == reverse("wealth_reports:mine")
    page = sign_in(client, person).get(turn.url).content.decode()
    assert "Belum, lewat batas" in page
    unnumbered = sign_in(client, cast.area_lead).get(turn.url).content.decode()
    assert "Minta admin instansi mencatat NIP Anda." in unnumbered
    assert "Minta admin instansi" not in page
    stranger = number(cast.outsider)
    assert waiting.turns(stranger, NOW) == []
    assert "Belum, lewat batas" not in sign_in(client, stranger).get(turn.url).content.decode()
    report(row, made.officer.person)
    assert waiting.turns(person, NOW) == []
    assert "T-1" in sign_in(client, person).get(turn.url).content.decode()


def test_a_report_at_the_start_of_an_office_runs_for_its_own_months(cast: Cast) -> None:
    row, person = Overseen(cast).duty, number(cast.colleague)
    due_on = special(date(2026, 2, 1)).due_on
    WealthDuty.objects.filter(pk=row.pk).update(occasion=OccasionChoice.START, due_on=due_on)

    (turn,) = waiting.turns(person, NOW)

    assert (turn.due_on, turn.runs_from) == (due_on, date(2026, 2, 1))


def test_the_sample_is_a_good_recap(cast: Cast) -> None:
    found = read_recap(table_of(template()), today=TODAY)
    assert not found.faults
    assert [line.number for line in found.lines] == [2, 3]


def test_a_number_that_a_spreadsheet_rounded_is_no_employee_number() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, COLUMNS[:4])
        page.write_row(2, 0, (int(NIP), "Sari", "kepala satker", "LHKPN"))
        page.write_string(3, 0, NIP)
        page.write_row(3, 1, ("Sari", "kepala satker", "LHKPN"))
    found = read_recap(table_of(content.getvalue()), today=TODAY)
    assert [(fault.number, fault.code) for fault in found.faults] == [(3, "recap_nip")]
    assert [(line.number, line.employee_number) for line in found.lines] == [(4, NIP)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"nip;nama\r\n1;2\r\n"])
def test_what_is_no_recap_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused):
        table_of(content)


def test_the_recap_counts_alike_on_screen_and_on_paper(client: Client, cast: Cast) -> None:
    made = Overseen(cast)
    assert made.duty.reported_on is None
    sign_in(client, cast.inspector)
    asked = "?tahun=2026"
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("wealth_reports:totals_file") + asked).content)
    )
    line = [cell.value for cell in book.worksheets[0][4]]
    assert line == [cast.unit.name, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    paper = client.get(reverse("wealth_reports:totals_paper") + asked)
    assert paper.content.startswith(b"%PDF")
    page = client.get(reverse("wealth_reports:register") + asked + "&keadaan=belum")
    assert "Sari" in page.content.decode()
    report(made.duty, made.officer.person)
    page = client.get(reverse("wealth_reports:register") + asked + "&keadaan=belum")
    assert "Sari" not in page.content.decode()
