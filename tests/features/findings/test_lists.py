"""Lists brought from elsewhere, what waits for whom, the report, and scores on the public page."""

import io
from datetime import date, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.calendars.models import Notice
from bening.calendars.telling import sentence
from bening.casework.clocks import clocks_of
from bening.domain.findings import FollowUpRefused
from bening.findings import actions, waiting
from bening.findings.importing import import_list
from bening.findings.list_files import COLUMNS, MOST_LINES, FindingList, read_list, table_of
from bening.findings.models import AuditRecommendation, AuditReport, MoneyReturned, State
from bening.findings.public_part import context
from bening.findings.queries import totals_of
from tests.people import NOW, TODAY, Cast, give, make_person, sign_in
from tests.whole.overseen import Overseen

pytestmark = pytest.mark.django_db
GOOD = {
    "nomor lhp": "12/LHP",
    "pemeriksa": "BPK",
    "tanggal lhp": "2026-01-20",
    "diterima": "01/02/2026",
    "kode unit": "",
    "temuan": "Kelebihan pembayaran",
    "rekomendasi": "Setorkan",
}


def read(cast: Cast, *changes: dict[str, str]) -> FindingList:
    rows = [
        [
            str(line),
            *({**GOOD, "kode unit": cast.unit.code, **change}.get(one, "") for one in COLUMNS),
        ]
        for line, change in enumerate(changes, start=2)
    ]
    return read_list(rows, [cast.unit.code], today=TODAY)


def brought(cast: Cast, *changes: dict[str, str]) -> tuple[int, int]:
    found = read(cast, *changes)
    assert not found.faults
    return import_list(agency=cast.agency, lines=found.lines, by=cast.inspector, now=NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"nomor lhp": ""}, "list_cell_empty"),
        ({"temuan": "x" * 500}, "list_cell_long"),
        ({"pemeriksa": "Warga"}, "list_auditor"),
        ({"kode unit": "99"}, "list_unit"),
        ({"tanggal lhp": "kapan"}, "list_day"),
        ({"diterima": "2031-01-01"}, "list_day_in_future"),
        ({"diterima": "2026-01-19"}, "list_received_before"),
        ({"nilai": "1,5"}, "list_money"),
        ({"keadaan": "beres"}, "list_state"),
        (
            {"nilai": "5", "dikembalikan": "6", "tanggal setor": "2026-02-01", "bukti setor": "S"},
            "list_returned_too_much",
        ),
        (
            {"nilai": "5", "dikembalikan": "5", "tanggal setor": "2026-02-01"},
            "list_receipt_missing",
        ),
        ({"nilai": "5", "dikembalikan": "5", "bukti setor": "S"}, "list_day"),
        ({"keadaan": "belum sesuai"}, "list_finding_reason_missing"),
        ({"keadaan": "sesuai", "nilai": "5"}, "list_finding_money_open"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(cast: Cast, change: dict[str, str], code: str) -> None:
    found = read(cast, change, {"kode temuan": "2"})
    assert [(fault.number, fault.code) for fault in found.faults] == [(2, code)]
    assert [line.number for line in found.lines] == [3]


def test_the_same_recommendation_twice_is_taken_once(cast: Cast) -> None:
    assert [fault.code for fault in read(cast, {}, {}).faults] == ["list_line_twice"]
    assert brought(cast, {}, {"kode temuan": "2"}) == (1, 2)
    assert brought(cast, {}, {"kode temuan": "3"}) == (0, 1)
    assert AuditRecommendation.objects.count() == 3


def test_states_money_and_terms_come_along(cast: Cast) -> None:
    paid = {
        "kode temuan": "1",
        "nilai": "Rp1.500.000",
        "keadaan": "Sesuai",
        "dikembalikan": "1500000",
        "tanggal setor": "2026-02-10",
        "bukti setor": "STS-9",
    }
    brought(cast, paid, {"kode temuan": "2"})
    settled, still = AuditRecommendation.objects.order_by("finding_code")
    assert (settled.state, settled.returned, settled.verified_by) == (
        State.FITTING,
        1_500_000,
        cast.inspector,
    )
    assert MoneyReturned.objects.get().on == date(2026, 2, 10)
    assert list(clocks_of(settled.pk)) == []
    (clock,) = clocks_of(still.pk)
    assert clock.due_on == date(2026, 2, 1) + timedelta(days=60)


def test_only_the_auditor_of_the_agency_imports(cast: Cast) -> None:
    lines = read(cast, {}).lines
    for person in (cast.agency_head, cast.agency_admin, cast.outside_admin):
        with pytest.raises(NotAllowed, match="finding_inspector_only"):
            import_list(agency=cast.agency, lines=lines, by=person, now=NOW)
    with pytest.raises(FollowUpRefused, match="finding_list_empty"):
        import_list(agency=cast.agency, lines=[], by=cast.inspector, now=NOW)
    assert not AuditReport.objects.exists()


def test_a_list_goes_through_the_pages(client: Client, cast: Cast) -> None:
    url, unit = reverse("findings:import"), cast.parent_unit
    sign_in(client, cast.inspector)
    sample = client.get(reverse("findings:import_template")).content
    assert table_of(sample)[0][0] == "2"
    bad = sample + b"13/LHP;Warga;2026-01-20;2026-01-21;1;x;y\r\n"
    answer = client.post(url, {"file": SimpleUploadedFile("daftar.csv", bad)})
    assert "Pemeriksa “Warga”" in answer.content.decode()
    assert not AuditRecommendation.objects.exists()
    packed = answer.context["packed"]
    client.post(url, {"list": packed + "x"})
    assert not AuditRecommendation.objects.exists()
    assert client.post(url, {"list": packed}).status_code == 302
    assert AuditRecommendation.objects.get().unit == unit
    macro = SimpleUploadedFile("daftar.xlsx", b"PK\x03\x04broken")
    assert client.post(url, {"file": macro}).status_code == 422
    assert sign_in(client, cast.pic).post(url, {"list": packed}).status_code == 403


def test_a_list_that_was_looked_at_is_taken_over_by_whoever_looked(
    client: Client, cast: Cast
) -> None:
    """An auditor with the preview of a colleague is refused."""
    url = reverse("findings:import")
    sign_in(client, cast.inspector)
    _ = cast.unit
    sample = client.get(reverse("findings:import_template")).content
    file = SimpleUploadedFile("daftar.csv", sample)
    packed = client.post(url, {"file": file}).context["packed"]
    second = make_person("Wayan Sudira", agency=cast.agency)
    give(second, Role.INSPECTOR)
    sign_in(client, second).post(url, {"list": packed})
    assert not AuditRecommendation.objects.exists()


def test_units_of_another_agency_are_in_no_list(cast: Cast) -> None:
    lines = read(cast, {}).lines
    cast.unit.closed_at = NOW
    cast.unit.save()
    with pytest.raises(FollowUpRefused, match="finding_of_other_agency"):
        import_list(agency=cast.agency, lines=lines, by=cast.inspector, now=NOW)


def test_a_list_that_never_ends_is_not_read(cast: Cast) -> None:
    found = read(cast, *[{}] * (MOST_LINES + 1))
    assert [fault.code for fault in found.faults] == ["list_too_long"]
    assert not found.lines


def turns(person: Person) -> list[str]:
    return [turn.key.partition(":")[0] for turn in waiting.turns(person, NOW)]


def test_it_waits_for_who_has_to_act(cast: Cast) -> None:
    row = Overseen(cast).recommendation
    assert (
        turns(cast.pic) == turns(cast.inspector) == []
    )  # the term of the answer is told by itself
    actions.plan_follow_up(
        recommendation=row,
        owner=cast.colleague,
        plan="Menagih",
        due_on=TODAY + timedelta(days=9),
        by=cast.pic,
        now=NOW,
    )
    for person in (cast.colleague, cast.pic, cast.unit_head):
        (turn,) = waiting.turns(person, NOW)
        assert turn.due_on == TODAY + timedelta(days=9)
    hand_in(row, cast.colleague)
    assert turns(cast.inspector) == ["finding_verify"]
    assert turns(cast.colleague) == turns(cast.area_member) == []
    actions.verify(
        recommendation=row,
        state=State.NOT_FITTING,
        reason="Kurang",
        by=cast.inspector,
        now=NOW + timedelta(minutes=2),
    )
    assert turns(cast.inspector) == []
    assert turns(cast.colleague) == turns(cast.pic) == ["finding_do"]


def hand_in(row: AuditRecommendation, by: Person) -> None:
    actions.hand_in(
        recommendation=row, text="Disetor", proof_url="https://arsip.example/b", by=by, now=NOW
    )


def test_the_bell_tells_the_unit(cast: Cast) -> None:
    people = (cast.pic, cast.unit_head)
    row = Overseen(cast).recommendation
    assert {one.person for one in Notice.objects.filter(code="finding_recommended")} == {*people}
    hand_in(row, cast.pic)
    actions.verify(
        recommendation=row, state=State.NOT_FITTING, reason="Kurang", by=cast.inspector, now=NOW
    )
    told = Notice.objects.filter(code="finding_verified")
    assert {one.person for one in told} == {*people}
    assert {sentence(one) for one in told} == {
        "Tindak lanjut LHP 1/LHP diverifikasi: Belum sesuai."
    }


def test_whose_role_has_ended_hears_nothing(cast: Cast) -> None:
    _ = cast.pic
    cast.unit_head.roles.update(ended_at=NOW - timedelta(days=1))
    _ = Overseen(cast).recommendation
    assert [one.person for one in Notice.objects.filter(code="finding_recommended")] == [cast.pic]


def test_the_report_says_the_same_everywhere(client: Client, cast: Cast) -> None:
    row = Overseen(cast).recommendation
    sign_in(client, cast.unit_head)
    content = client.get(reverse("findings:report_file")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Menurut unit kerja",
        "Menurut pemeriksa",
        "Umur yang belum selesai",
        "Rekomendasi",
    ]
    found = totals_of([row], TODAY)
    (line,) = [
        [cell.value for cell in cells]
        for cells in book["Menurut unit kerja"].iter_rows(min_row=4, max_row=4)
    ]
    assert line == [cast.unit.name, 1, 0, 0, 0, 1, "0,00%", found.value, 0, found.value]
    paper = client.get(reverse("findings:report_paper"))
    assert paper.content.startswith(b"%PDF")
    assert sign_in(client, cast.colleague).get(reverse("findings:report_file")).status_code == 403


def test_a_score_is_public_only_when_the_auditor_says_so(client: Client, cast: Cast) -> None:
    row = Overseen(cast).assessment
    assert context(cast.unit) is None
    url = reverse("findings:assessment", args=[row.pk])
    sent = {"findings": "Biaya", "follow_up": "Papan biaya", "is_public": "on"}
    with pytest.raises(NotAllowed, match="finding_inspector_only"):
        actions.follow_assessment(
            assessment=row, findings="", follow_up="", is_public=True, by=cast.unit_head, now=NOW
        )
    assert sign_in(client, cast.inspector).post(url, sent).status_code == 302
    shown = context(cast.unit)
    assert shown is not None
    assert [(one.score, one.follow_up) for one in shown["assessments"]] == [
        (row.score, "Papan biaya")
    ]
    assert context(cast.other_unit) is None


def test_the_oldest_reports_and_scores_stay_within_reach(client: Client, cast: Cast) -> None:
    made = Overseen(cast)
    report, score = made.recommendation.report, made.assessment
    for number in range(50):
        report.pk, report.number = uuid4(), f"{number + 2}/LHP"
        report.save(force_insert=True)
        score.pk, score.assessor_name = uuid4(), f"Penilai {number}"
        score.save(force_insert=True)
    sign_in(client, cast.inspector)

    for page in ("findings:reports", "findings:assessments"):
        table = client.get(reverse(page), {"hal": "2"}).context["table"]
        assert (table.total, len(table.rows)) == (51, 1)


def test_the_oldest_recommendation_comes_first_and_the_arrow_says_so(
    client: Client, cast: Cast
) -> None:
    older = Overseen(cast).recommendation
    assert brought(cast, {"nomor lhp": "99/LHP"}) == (1, 1)
    sign_in(client, cast.unit_head)

    table = client.get(reverse("findings:register")).context["table"]

    assert table.rows[0] == older
    assert [head.direction for head in table.heads if head.direction] == ["descending"]
