"""Tables of units and people: read, checked, applied whole or not at all."""

import io
import tracemalloc
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bening.accounts import actions
from bening.accounts.actions.imports import plan_of
from bening.accounts.imports.people import COLUMNS as PEOPLE
from bening.accounts.imports.table import MOST_ROWS, FileRefused, csv_of, harmless, read_rows
from bening.accounts.imports.units import COLUMNS as UNITS
from bening.accounts.models import ImportDraft, ImportKind, Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed, PeopleRefused
from bening.agencies.models import UnitLevel, WorkUnit
from bening.agencies.queries import tree_of, units_in
from bening.audit import record
from bening.audit.models import Event
from tests.people import NOW, TODAY, Cast, sign_in

UNIT_HEAD = "kode;nama;kode induk;tingkat;zona waktu;melayani publik"
PEOPLE_HEAD = "nama;surel;nip;jabatan;peran;kode unit;area"


def draft(cast: Cast, content: str | bytes, kind: ImportKind = ImportKind.UNITS) -> ImportDraft:
    return actions.store_import(
        agency=cast.agency,
        kind=kind,
        file_name="daftar.csv",
        content=content.encode() if isinstance(content, str) else content,
        by=cast.agency_admin,
        now=NOW,
    )


def units_csv(*rows: str) -> str:
    return "\n".join((UNIT_HEAD, *rows))


def people_csv(*rows: str) -> str:
    return "\n".join((PEOPLE_HEAD, *rows))


def workbook(rows: list[list[Any]], *, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    if extra:
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
            for name, content in extra.items():
                package.writestr(name, content)
    return out.getvalue()


def told(cast: Cast, content: str, kind: ImportKind = ImportKind.UNITS) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in plan_of(draft(cast, content, kind)).faults]


# --- reading


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_is_read_with_any_separator_and_byte_order_mark(separator: str, mark: str) -> None:
    text = mark + separator.join(
        ["Kode ", "NAMA", "kode induk", "tingkat", "zona waktu", "melayani publik"]
    )
    text += "\r\n" + separator.join(["33", "Dinas Satu", "", "", "", ""]) + "\r\n"

    rows = read_rows(text.encode(), UNITS)

    assert (rows[0].line, rows[0].cells["code"], rows[0].cells["name"]) == (2, "33", "Dinas Satu")


def test_a_workbook_is_read_with_numbers_as_codes() -> None:
    content = workbook([[*UNIT_HEAD.split(";")], [], [3301, "Dinas Satu", 33.0, "", "", True]])

    row = read_rows(content, UNITS)[0]

    assert (row.line, row.cells["code"], row.cells["parent"]) == (3, "3301", "33")
    assert row.cells["serves_public"] == "ya"


def test_a_formula_in_a_workbook_gives_its_value_and_is_not_kept() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, UNIT_HEAD.split(";"))
        sheet.write_row(1, 0, ["33", "x"])
        sheet.write_formula(1, 1, "=1+1", None, "Dinas Dua")

    row = read_rows(out.getvalue(), UNITS)[0]

    assert row.cells["name"] == "Dinas Dua"


def _many(count: int) -> bytes:
    return units_csv(*(f"{number};Unit {number};;;;" for number in range(count))).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \n ", "file_empty"),
        (UNIT_HEAD.encode(), "no_rows"),
        (b"kode;nama\n1;2", "columns_missing"),
        (b"\x00\x01\x02binary", "not_a_table"),
        (b"PK\x03\x04broken", "not_a_table"),
        ((UNIT_HEAD + '\n1;"tak tertutup').encode(), "csv_broken"),
        (b"x" * (5 * 1024 * 1024 + 1), "file_too_large"),
        (_many(MOST_ROWS + 1), "too_many_rows"),
        (workbook([["kode"]], extra={"xl/vbaProject.bin": b"x"}), "macros"),
        (workbook([["kode"]], extra={"xl/bom.xml": bytes(70 * 1024 * 1024)}), "packed_bomb"),
        (workbook([["kode"]], extra={"xl/a.xml": bytes(5 * 1024 * 1024)}), "packed_bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_plain_table_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_rows(content, UNITS)

    assert refused.value.code == code


def test_a_package_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "x")

    with pytest.raises(FileRefused) as refused:
        read_rows(out.getvalue(), UNITS)

    assert refused.value.code == "not_a_table"


def test_the_most_rows_are_read() -> None:
    assert len(read_rows(_many(MOST_ROWS), UNITS)) == MOST_ROWS


@given(st.text(max_size=40))
def test_no_cell_of_ours_begins_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        rows = read_rows(UNIT_HEAD.encode() + b"\n" + content, UNITS)
    except FileRefused:
        return
    assert all(set(row.cells) == set(UNITS) for row in rows)


def test_the_templates_are_readable() -> None:
    from bening.accounts.imports import people, units

    assert read_rows(csv_of(units.HEADINGS.values(), units.EXAMPLES), UNITS)[1].line == 3
    assert read_rows(csv_of(people.HEADINGS.values(), people.EXAMPLES), PEOPLE)[0].line == 2


# --- checking units


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";Tanpa kode;;;;", "kode"),
        ("1;;;;;", "nama"),
        ("=1+1;Nama;;;;", "kode"),
        ("1;@SUM(A1);;;;", "nama"),
        ("1;Nama;99;;;", "kode induk"),
        ("1;Nama;1;;;", "kode induk"),
        ("1;Nama;;Eselon IX;;", "tingkat"),
        ("1;Nama;;;GMT;", "zona waktu"),
        ("1;Nama;;;;mungkin", "melayani publik"),
        ("1;" + "x" * 201 + ";;;;", "nama"),
    ],
)
def test_each_fault_of_a_unit_names_line_and_column(cast: Cast, row: str, column: str) -> None:
    assert (3, column) in told(cast, units_csv("0;Pertama;;;;", row))


@pytest.mark.parametrize("language", ["id", "en"])
def test_levels_are_known_in_indonesian_whatever_the_reader_speaks(
    cast: Cast, language: str
) -> None:
    with translation.override(language):
        own = str(UnitLevel.SERVICE_UNIT.label)
        rows = units_csv("1;Satu;;Unit pelaksana teknis;WIT;", f"2;Dua;;{own.upper()};WIB;ya")

        assert told(cast, rows) == []
        assert told(cast, units_csv("1;Satu;;Unit tak dikenal;;")) == [(2, "tingkat")]


def test_a_code_twice_or_taken_is_a_fault(cast: Cast) -> None:
    _taken = cast.other_unit

    faults = told(cast, units_csv("1;Satu;;;;", "1;Dua;;;;", "34;Tiga;;;;"))

    assert faults == [(3, "kode"), (4, "kode")]


def test_parents_in_a_circle_are_a_fault(cast: Cast) -> None:
    assert told(cast, units_csv("1;Satu;2;;;", "2;Dua;1;;;")) == [
        (2, "kode induk"),
        (3, "kode induk"),
    ]


def test_a_tree_too_deep_is_a_fault(cast: Cast) -> None:
    rows = ["1;Unit;;;;", *(f"{n};Unit;{n - 1};;;" for n in range(2, 11))]

    assert (10, "kode induk") in told(cast, units_csv(*rows))


def test_a_unit_of_another_agency_is_no_parent(cast: Cast) -> None:
    _outside = cast.outside_unit

    assert told(cast, units_csv(f"7;Nama;{cast.outside_unit.code};;;")) == [(2, "kode induk")]


# --- applying


def test_units_are_added_with_parents_in_any_order(cast: Cast) -> None:
    _parent = cast.parent_unit
    kept = draft(
        cast,
        units_csv(
            "B1;Anak;B;Eselon III;WIT;tidak",
            "B;Induk;;;;",
            "C;Di bawah yang ada;33;;;",
            "B2;Lagi;B;;;",
        ),
    )

    count = actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    tree = [(row.unit.code, row.depth) for row in tree_of(units_in(cast.agency))]
    unit = WorkUnit.objects.get(code="B1")
    assert count == 4
    assert tree == [("33", 0), ("C", 1), ("B", 0), ("B1", 1), ("B2", 1)]
    assert (unit.time_zone, unit.serves_public, unit.level) == ("Asia/Jayapura", False, "echelon_3")
    assert all(not problem for problem in WorkUnit.objects.find_problems())
    assert Event.objects.filter(act="unit.added").count() == 4
    assert Event.objects.get(act="units.imported").data["count"] == 4


def test_a_fault_in_the_last_row_imports_none(cast: Cast) -> None:
    kept = draft(cast, units_csv("1;Satu;;;;", "2;Dua;;;;", "3;;;;;"))

    with pytest.raises(PeopleRefused) as refused:
        actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "import_has_faults"
    assert not WorkUnit.objects.filter(agency=cast.agency).exists()


def test_a_failure_midway_rolls_everything_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = draft(cast, units_csv("1;Satu;;;;", "2;Dua;;;;"))
    before = Event.objects.count()

    def break_at_second(**values: Any) -> Any:
        if values["data"].get("code") == "2":
            raise OSError("disk full")
        return record(**values)

    monkeypatch.setattr("bening.accounts.actions.imports.record", break_at_second)
    with pytest.raises(OSError, match="disk full"):
        actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    kept.refresh_from_db()
    assert not WorkUnit.objects.filter(agency=cast.agency).exists()
    assert (kept.applied_at, Event.objects.count()) == (None, before)


def test_an_import_is_applied_once(cast: Cast) -> None:
    kept = draft(cast, units_csv("1;Satu;;;;"))
    actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "import_already_applied"
    assert ImportDraft.objects.get(pk=kept.pk).rows == []


def test_rows_are_checked_again_when_confirmed(cast: Cast) -> None:
    kept = draft(cast, units_csv("34;Satu;;;;"))
    assert not plan_of(kept).faults
    _meanwhile = cast.other_unit

    with pytest.raises(PeopleRefused) as refused:
        actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "import_has_faults"


@pytest.mark.parametrize("who", ["outside_admin", "unit_head", "operator", "inspector"])
def test_others_import_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.store_import(
            agency=cast.agency,
            kind=ImportKind.UNITS,
            file_name="x.csv",
            content=units_csv("1;Satu;;;;").encode(),
            by=getattr(cast, who),
            now=NOW,
        )


# --- people


def test_people_are_added_with_several_roles(cast: Cast) -> None:
    _unit = cast.unit
    kept = draft(
        cast,
        people_csv(
            "Maya Sari;Maya@X.example;198001012005011001;Kepala Seksi;PIC unit;3301;",
            "Maya Sari;maya@x.example;;;Ketua kelompok kerja area;3301;5",
            "Nuri Hasan;nuri@x.example;;;;;",
        ),
        ImportKind.PEOPLE,
    )

    with translation.override("en"):
        count = actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW)

    maya = Person.objects.get(email="maya@x.example")
    assert count == 2
    assert (maya.agency, maya.position, maya.has_usable_password()) == (
        cast.agency,
        "Kepala Seksi",
        False,
    )
    assert set(
        RoleAssignment.objects.in_force(TODAY).filter(person=maya).values_list("role", "area")
    ) == {
        (Role.UNIT_PIC, None),
        (Role.AREA_LEAD, 5),
    }
    assert Event.objects.filter(act="role.given").count() == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";a@x.example;;;;;", "nama"),
        ("Maya;bukan-surel;;;;;", "surel"),
        ("Maya;;;;;;", "surel"),
        ("Maya;fitri.handayani@tirtamaya.example;;;;;", "surel"),
        ("Maya;a@x.example;12ab;;;;", "nip"),
        ("Maya;a@x.example;;;Admin instansi;;", "peran"),
        ("Maya;a@x.example;;;Pengelola sistem;;", "peran"),
        ("Maya;a@x.example;;;PIC unit;;", "kode unit"),
        ("Maya;a@x.example;;;PIC unit;01;", "kode unit"),
        ("Maya;a@x.example;;;Inspektur/pimpinan APIP;3301;", "kode unit"),
        ("Maya;a@x.example;;;Ketua kelompok kerja area;3301;", "area"),
        ("Maya;a@x.example;;;Ketua kelompok kerja area;3301;7", "area"),
        ("Maya;a@x.example;;;PIC unit;3301;2", "area"),
        ("Maya;a@x.example;;;;3301;", "kode unit"),
    ],
)
def test_each_fault_of_a_person_names_line_and_column(cast: Cast, row: str, column: str) -> None:
    _needed = (cast.unit, cast.agency_admin, cast.outside_unit)

    assert (2, column) in told(cast, people_csv(row), ImportKind.PEOPLE)


def test_one_address_with_two_names_is_a_fault(cast: Cast) -> None:
    faults = told(
        cast, people_csv("Maya;a@x.example;;;;;", "Mira;A@x.example;;;;;"), ImportKind.PEOPLE
    )

    assert faults == [(3, "nama")]


def test_a_number_that_the_spreadsheet_rounded_is_a_fault(cast: Cast) -> None:
    content = workbook(
        [PEOPLE_HEAD.split(";"), ["Maya", "a@x.example", 198001012005011001, "", "", "", ""]]
    )

    plan = plan_of(draft(cast, content, ImportKind.PEOPLE))

    assert [(fault.line, fault.column) for fault in plan.faults][:1] == [(2, "nip")]
    assert "format kolom menjadi teks" in plan.faults[0].message


# --- pages


def upload(client: Client, word: str, content: str | bytes) -> Any:
    file = SimpleUploadedFile(
        "daftar.csv", content.encode() if isinstance(content, str) else content
    )
    return client.post(reverse("accounts:import", args=[word]), {"file": file})


def test_upload_preview_confirm_without_script(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    answer = upload(client, "unit", units_csv("1;Satu;;;;"))
    preview = client.get(answer.headers["Location"]).content.decode()
    nothing_yet = WorkUnit.objects.filter(agency=cast.agency).exists()
    done = client.post(answer.headers["Location"], {"pilihan": "terapkan"})

    assert "Semua baris dapat diimpor" in preview
    assert not nothing_yet
    assert done.headers["Location"] == reverse("agencies:units")
    assert WorkUnit.objects.get(agency=cast.agency).name == "Satu"


def test_the_preview_lists_faults_and_offers_no_import(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    answer = upload(client, "unit", units_csv("1;Satu;;;;", "2;;;;;"))
    preview = client.get(answer.headers["Location"]).content.decode()

    assert "Wajib diisi" in preview
    assert 'value="terapkan"' not in preview


def test_rows_in_a_forged_confirmation_are_ignored(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)
    answer = upload(client, "unit", units_csv("1;Satu;;;;", "2;;;;;"))

    client.post(
        answer.headers["Location"],
        {"pilihan": "terapkan", "rows": '[{"code": "9", "name": "Palsu"}]', "faults": "0"},
    )

    assert not WorkUnit.objects.filter(agency=cast.agency).exists()


def test_a_draft_of_another_is_not_found(cast: Cast, client: Client) -> None:
    kept = draft(cast, units_csv("1;Satu;;;;"))
    sign_in(client, cast.outside_admin)
    page = reverse("accounts:import_preview", args=[kept.pk])

    assert client.get(page).status_code == 404
    assert client.post(page, {"pilihan": "terapkan"}).status_code == 404
    assert not WorkUnit.objects.filter(agency=cast.agency).exists()


def test_a_discarded_draft_is_gone(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)
    answer = upload(client, "unit", units_csv("1;Satu;;;;"))

    client.post(answer.headers["Location"], {"pilihan": "batal"})

    assert not ImportDraft.objects.exists()


def test_a_refused_file_is_told_on_the_form(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    answer = upload(client, "unit", workbook([["kode"]], extra={"xl/vbaProject.bin": b"x"}))

    assert answer.status_code == 422
    assert ".xlsm" in answer.content.decode()


@pytest.mark.slow
def test_five_thousand_units_are_imported_in_one_go(cast: Cast) -> None:
    rows = [f"{n};Unit {n};{'' if n < 10 else n // 10};;;" for n in range(1, MOST_ROWS + 1)]
    kept = draft(cast, units_csv(*rows))

    assert actions.apply_import(draft=kept, by=cast.agency_admin, now=NOW) == MOST_ROWS
    assert all(not problem for problem in WorkUnit.objects.find_problems())


def test_two_cells_far_apart_cost_no_memory() -> None:
    """A file of a few kilobytes may claim a million empty rows between two cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["kode", "nama"])
        sheet.write(1_000_000, 16_000, "jauh")
    tracemalloc.start()

    with pytest.raises(FileRefused) as refused:
        read_rows(out.getvalue(), {"code": ("kode",), "name": ("nama",)})

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == "no_rows"
    assert peak < 8 * 1024 * 1024
