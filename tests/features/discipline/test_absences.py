"""Recaps of attendance: read by row, never opening a case by themselves, decided by a person."""

import io
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.casework.retention import erase_lapsed
from bening.discipline import absences, actions, waiting
from bening.discipline.absence_files import (
    COLUMNS,
    read_recap,
    shipped_scales,
    table_of,
    template,
)
from bening.discipline.models import (
    AbsenceRecap,
    AbsenceReview,
    DisciplineCase,
    Level,
    NoCase,
    Source,
)
from bening.discipline.sanctions import shipped_sanctions
from bening.discipline.words import FAULTS
from bening.domain.discipline import DisciplineRefused
from bening.domain.discipline.absence import scale_on
from tests.features.conflicts.conftest import post
from tests.features.discipline.conftest import ACT, Clock, days, keep
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"
HOME = "/disiplin/kehadiran/"


def numbered(person: Person, number: str = NIP) -> Person:
    person.employee_number = number
    person.save(update_fields=["employee_number"])
    return person


def line(
    count: int | str, *, month: int = 1, nip: str = NIP, run: str = "", **more: str
) -> list[str]:
    cells = {
        "nip": nip, "mulai": f"2026-0{month}-01", "sampai": f"2026-0{month}-28",
        "hari tanpa alasan": str(count), "berturut-turut": run, "nama": "",
    }  # fmt: skip
    cells |= {name.replace("_", " "): value for name, value in more.items()}
    return [cells[name] for name in COLUMNS]


def table(*lines: Sequence[str]) -> list[list[str]]:
    return [[str(at), *cells] for at, cells in enumerate(lines, start=2)]


def bring(by: Person, *lines: Sequence[str]) -> int:
    return actions.import_recap(table=table(*lines), by=by, now=NOW)


def the(by: Person, person: Person) -> absences.Absence:
    return absences.absence_for(by, person.pk, 2026, NOW)


@pytest.mark.parametrize(
    ("count", "run", "code"),
    [
        (2, 2, None), (3, 1, "spoken_reprimand"), (4, 1, "written_reprimand"),
        (6, 1, "written_reprimand"), (7, 1, "displeasure"), (10, 1, "displeasure"),
        (11, 1, "allowance_6"), (14, 1, "allowance_9"), (20, 1, "allowance_12"),
        (21, 1, "demotion"), (25, 1, "relieved"), (28, 1, "dismissal"), (10, 10, "dismissal"),
    ],
)  # fmt: skip
def test_the_scale(count: int, run: int, code: str | None) -> None:
    scale = scale_on(shipped_scales(), date(2026, 12, 31))
    step = scale.step_of(count, run)
    assert (step.code if step else None) == code
    assert (scale.rank_of(count, run) > 0) == (code is not None)
    assert not scale.is_verified


def test_the_steps_rise_and_name_known_sanctions() -> None:
    kinds = list(shipped_sanctions())
    for scale in shipped_scales():
        assert [step.days for step in scale.steps] == sorted({step.days for step in scale.steps})
        ranks = [kinds.index(step.code) for step in scale.steps]
        assert ranks == sorted(ranks)
        assert scale.in_a_row.code in kinds


def test_days_of_a_year_add_up_and_nothing_opens_by_itself(staff: Person, officer: Person) -> None:
    numbered(staff)
    assert bring(officer, line(2), line(0, month=2)) == 2
    assert not absences.absences_of(officer, NOW)
    assert bring(officer, line(2, month=3)) == 1
    found = the(officer, staff)
    assert (found.days, found.asks) == (4, True)
    assert found.kind is not None
    assert found.kind.code == "written_reprimand"
    assert not DisciplineCase.objects.exists()
    assert Event.objects.filter(act="discipline.recap_imported").count() == 2
    assert bring(officer, line(1, month=3)) == 1  # the same period corrects itself
    assert the(officer, staff).days == 3
    assert AbsenceRecap.objects.count() == 3


def test_each_wrong_line_says_why_and_the_others_stay(
    staff: Person, officer: Person, cast: Cast
) -> None:
    numbered(staff)
    bring(officer, line(1, month=1))
    rows = table(
        line(2, month=2),
        line(2, month=2),
        line(2, mulai="2026-01-15", sampai="2026-02-10"),
        line(2, nip="199"),
        line(2, mulai="kemarin"),
        line(2, mulai="2026-12-01", sampai="2026-12-31"),
        line("lima", month=3),
        line(3, month=3, run="x"),
        line(3, month=3, sampai="2026-02-27"),
        line(3, mulai="2025-12-20", sampai="2026-01-10"),
        line(29, month=3),
        line(3, month=3, run="4"),
    )
    found = actions.look_at_recap(table=rows, by=officer, now=NOW)
    assert [one.number for one in found.lines] == [2]
    codes = [(one.number, one.code) for one in found.faults]
    assert codes == [
        (3, "absence_twice"),
        (4, "absence_overlaps"),
        (5, "absence_person"),
        (6, "absence_day"),
        (7, "absence_day_in_future"),
        (7, "absence_day_in_future"),
        (8, "absence_count"),
        (9, "absence_count"),
        (10, "absence_ends_before"),
        (11, "absence_two_years"),
        (12, "absence_too_many"),
        (13, "absence_row_too_long"),
    ]
    assert {code for _number, code in codes} | {"absence_too_long", "absence_rounded"} == set(
        FAULTS
    )
    too_many = actions.look_at_recap(table=table(*[line(1)] * 2001), by=officer, now=NOW)
    assert [one.code for one in too_many.faults] == ["absence_too_long"]
    with pytest.raises(DisciplineRefused, match="discipline_recap_empty"):
        bring(officer, line(2, nip="199"))


def test_only_those_of_ones_own_units_and_never_oneself(
    staff: Person, officer: Person, cast: Cast
) -> None:
    numbered(staff)
    elsewhere = numbered(make_person("Wira Sena", agency=cast.agency), "2")
    post(cast, elsewhere, unit=cast.other_unit)
    numbered(officer, "3")
    found = actions.look_at_recap(
        table=table(line(1), line(1, nip="2"), line(1, nip="3")), by=officer, now=NOW
    )
    assert [one.employee_number for one in found.lines] == [NIP]
    assert [one.code for one in found.faults] == ["absence_person"] * 2
    for by in (staff, cast.inspector, cast.outsider):
        with pytest.raises(NotAllowed, match="discipline_of_keepers"):
            bring(by, line(9))
    assert not AbsenceRecap.objects.exists()


def test_a_person_opens_the_case_once_and_more_days_ask_again(
    staff: Person, officer: Person, cast: Cast
) -> None:
    numbered(staff)
    bring(officer, line(3))
    case = opens(officer, staff)
    assert (case.source, case.nature, case.person) == (Source.ATTENDANCE, "attendance", staff)
    assert not the(officer, staff).asks
    with pytest.raises(DisciplineRefused, match="discipline_absence_decided"):
        opens(officer, staff)
    with pytest.raises(DisciplineRefused, match="discipline_absence_decided"):
        aside(officer, staff)
    bring(officer, line(1, month=2))
    assert the(officer, staff).asks
    made = aside(officer, staff)
    assert (made.no_case, made.days, made.case) == (NoCase.EXCUSED, 4, None)
    assert not the(officer, staff).asks
    assert DisciplineCase.objects.count() == 1


def opens(by: Person, about: Person) -> DisciplineCase:
    return actions.open_for_absence(
        person=about.pk, year=2026, level=Level.LIGHT, happened_on=date(2026, 1, 28), act=ACT,
        article="Pasal 4", by=by, now=NOW,
    )  # fmt: skip


def aside(by: Person, about: Person) -> AbsenceReview:
    return actions.set_absence_aside(
        person=about.pk, year=2026, no_case=NoCase.EXCUSED, by=by, now=NOW
    )


def test_nobody_decides_about_themselves_or_about_others_units(
    staff: Person, officer: Person, cast: Cast
) -> None:
    numbered(staff)
    bring(officer, line(9))
    keep(cast, staff)  # an officer now, of the unit whose recap names them
    outsider = keep(cast, make_person("Elok Ratri", agency=cast.agency))
    post(cast, outsider)
    for by in (staff, cast.inspector):
        with pytest.raises((AbsenceRecap.DoesNotExist, NotAllowed)):
            opens(by, staff)
        with pytest.raises((AbsenceRecap.DoesNotExist, NotAllowed)):
            aside(by, staff)
    with transaction.atomic(), pytest.raises(IntegrityError, match="absence_by_another"):
        AbsenceReview.objects.create(
            agency=cast.agency, person=staff, year=2026, days=3, in_a_row=0,
            no_case=NoCase.MISTAKEN, reviewed_by=staff, reviewed_at=NOW,
        )  # fmt: skip


def test_who_may_open_a_case_is_told_until_somebody_decides(
    cast: Cast, staff: Person, officer: Person
) -> None:
    head = cast.unit_head
    other = post(cast, numbered(make_person("Ayu Lestari", agency=cast.agency), "2"))
    numbered(staff)
    bring(officer, line(2), line(3, nip="2"))

    def told(person: Person) -> list[str]:
        return [turn.detail for turn in waiting.turns(person, NOW)]

    (turn,) = waiting.turns(officer, NOW)
    assert (turn.url, turn.personal) == (HOME, True)
    assert other.name not in f"{turn.title} {turn.detail}"
    assert told(head) == [turn.detail]
    assert told(other) == told(cast.pic) == []
    bring(officer, line(4, month=2))
    assert told(head)[0].startswith("2 pegawai")
    actions.open_for_absence(
        person=staff.pk, year=2026, level=Level.LIGHT, happened_on=TODAY, act=ACT,
        article="Pasal 4 huruf f", by=head, now=NOW,
    )  # fmt: skip
    assert told(officer)[0].startswith("1 pegawai")
    actions.set_absence_aside(
        person=other.pk, year=2026, no_case=NoCase.EXCUSED, by=officer, now=NOW
    )
    assert told(officer) == told(head) == []
    bring(officer, line(2, month=2, nip="2"), line(2, month=3, nip="2"))
    assert told(officer)[0].startswith("1 pegawai")


def test_below_every_step_nothing_is_opened(staff: Person, officer: Person) -> None:
    numbered(staff)
    bring(officer, line(2))
    with pytest.raises(DisciplineRefused, match="discipline_absence_decided"):
        opens(officer, staff)


def test_recaps_are_erased_with_their_term(staff: Person, officer: Person) -> None:
    numbered(staff)
    bring(officer, line(9))
    aside(officer, staff)
    erase_lapsed(now=days(1827 - 80))
    assert AbsenceRecap.objects.count() == 1
    erase_lapsed(now=days(1827 + 2))
    assert not AbsenceRecap.objects.exists()
    assert not AbsenceReview.objects.exists()


def test_a_file_is_looked_at_first_and_saved_by_whoever_looked(
    client: Client, clock: Clock, staff: Person, officer: Person, cast: Cast
) -> None:
    clock(NOW)
    numbered(staff)
    sign_in(client, officer)
    page = client.get(HOME).content.decode()
    assert "Tidak ada yang mencapai ambang" in page
    assert "(belum diverifikasi)" in page
    content = "\n".join([",".join(COLUMNS), ",".join(line(5)), ",".join(line(2, nip="9"))])
    sent = client.post(HOME, {"file": SimpleUploadedFile("rekap.csv", content.encode())})
    shown = sent.content.decode()
    assert "1 baris siap disimpan, 1 kesalahan." in shown
    assert "NIP “9” tidak dikenal" in shown
    assert not AbsenceRecap.objects.exists()
    packed = sent.context["packed"]
    other = keep(cast, make_person("Elok Ratri", agency=cast.agency))
    sign_in(client, other)
    assert "kedaluwarsa" in client.post(HOME, {"list": packed}, follow=True).content.decode()
    sign_in(client, officer)
    assert "kedaluwarsa" in client.post(HOME, {"list": packed[:-3]}, follow=True).content.decode()
    assert not AbsenceRecap.objects.exists()
    kept = client.post(HOME, {"list": packed}, follow=True).content.decode()
    assert "Tidak ada perkara yang terbuka sendiri" in kept
    assert staff.name in kept
    assert AbsenceRecap.objects.get().days == 5
    refused = client.post(HOME, {"file": SimpleUploadedFile("rekap.csv", b"a,b\n1,2\n")})
    assert refused.status_code == 422
    assert client.get(f"{HOME}contoh.csv").content == template()
    sign_in(client, staff)
    assert client.get(HOME).status_code == 403
    assert client.get(f"{HOME}contoh.csv").status_code == 403


def test_the_page_of_one_and_its_two_ways(
    client: Client, clock: Clock, staff: Person, officer: Person
) -> None:
    clock(NOW)
    numbered(staff)
    bring(officer, line(12))
    place = f"{HOME}{staff.pk}/2026/"
    sign_in(client, staff)
    assert client.get(place).status_code == 404
    sign_in(client, officer)
    page = client.get(place).content.decode()
    assert "12 hari tanpa alasan" in page
    assert "PP 94/2021" in page
    fields = {
        "step": "case", "level": "moderate", "happened_on": "", "act": "Tidak masuk dua belas hari",
        "article": "Pasal 4 huruf f", "reference": "Rekap",
    }  # fmt: skip
    refused = client.post(place, fields)
    assert refused.status_code == 422
    assert "Tidak masuk dua belas hari" in refused.content.decode()
    sent = client.post(place, {**fields, "happened_on": "2026-01-28"})
    case = DisciplineCase.objects.get()
    assert sent.headers["Location"] == f"/disiplin/perkara/{case.pk}/"
    page = client.get(place).content.decode()
    assert case.number in page
    assert 'value="case"' not in page
    assert client.get(f"{HOME}{staff.pk}/2025/").status_code == 404


def test_an_xlsx_is_read_as_a_csv() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, COLUMNS)
        for at, nip in enumerate((NIP, int(NIP)), start=1):
            sheet.write(at, 0, nip)
            sheet.write_datetime(at, 1, date(2026, 1, 1), day)
            sheet.write_datetime(at, 2, date(2026, 1, 31), day)
            sheet.write_row(at, 3, (3, 2, "Sari"))
    key = uuid4()
    found = read_recap(table_of(content.getvalue()), {NIP: key}, {}, today=TODAY)
    (line,) = found.lines
    assert (line.person, line.starts_on, line.ends_on) == (
        key, date(2026, 1, 1), date(2026, 1, 31),
    )  # fmt: skip
    assert (line.days, line.in_a_row) == (3, 2)
    assert [(one.number, one.code) for one in found.faults] == [(3, "absence_rounded")]
    assert table_of(template())[0][1] == NIP
