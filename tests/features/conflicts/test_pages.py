"""The pages of conflicts of interest, without script: what each shows, does and refuses."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts.models import Person
from bening.audit.models import Event
from bening.conflicts import actions
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ConflictCase,
    Consultation,
    ControlKind,
    FreedomStatement,
    InterestList,
    MainFunction,
    Occasion,
    Outreach,
    ServiceControl,
)
from bening.services.models import Service
from tests.features.conflicts.conftest import declare
from tests.people import NOW, Cast, make_unit, sign_in

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def sent(client: Client, address: str, status: int = 302, /, **fields: Any) -> Any:
    response = client.post(address, fields)
    assert response.status_code == status, response.content.decode()[:2000]
    return response


def test_a_list_is_filled_and_signed_without_script(
    cast: Cast, staff: Person, client: Client
) -> None:
    sign_in(client, staff)
    place = sent(client, "/konflik-kepentingan/daftar/").url
    row = InterestList.objects.get()
    assert place == reverse("conflicts:list", args=[row.pk])
    entry = {"A-name": SCRIPT, "A-relation": "Saudara", "A-unit": str(cast.other_unit.pk)}
    sent(client, place, step="add-A", **entry)
    text = page(client, place)
    assert ESCAPED in text
    assert SCRIPT not in text
    assert "memblokir penugasan" in text
    again = sent(client, place, 422, step="add-A", **entry)
    assert "Isian itu sudah ada." in again.content.decode()
    early = sent(client, place, 422, step="sign", agrees="on")
    assert "Bagian B, C, D, E, F belum diisi" in early.content.decode()
    for part in "BCDEF":
        sent(client, place, step=f"none-{part}")
    unsaid = sent(client, place, 422, step="sign")
    assert "Setujui pernyataan sebelum menandatangani." in unsaid.content.decode()
    sent(client, place, step="sign", agrees="on", rank="III/c")
    row.refresh_from_db()
    assert row.state == "signed"
    paper = client.get(f"{place}pdf/")
    assert (paper.content[:5], paper["Cache-Control"]) == (b"%PDF-", "no-store")


def test_an_entry_is_taken_out_of_the_version_that_was_seen(staff: Person, client: Client) -> None:
    sign_in(client, staff)
    place = sent(client, "/konflik-kepentingan/daftar/").url
    sent(client, place, step="add-B", **{"B-name": "CV Embun", "B-relation": "Pemilik"})
    sent(client, place, step="remove-B", position="0", version="1")
    assert "Daftar berubah sejak halaman dibuka" in page(client, place)
    sent(client, place, step="remove-B", position="x", version="2")
    assert "Isian itu sudah tidak ada." in page(client, place)
    sent(client, place, step="remove-B", position="0", version="2")
    assert "CV Embun" not in page(client, place)


def test_people_of_no_agency_are_told_so(cast: Cast, client: Client) -> None:
    sign_in(client, cast.operator)
    said = sent(client, "/konflik-kepentingan/daftar/", 422).content.decode()
    assert "Konflik kepentingan dinyatakan oleh pegawai suatu instansi." in said


def test_a_declaration_reaches_its_superior_and_is_decided(
    cast: Cast, staff: Person, client: Client
) -> None:
    sign_in(client, staff)
    fields = {"kind": "actual", "sources": ["family"], "description": SCRIPT}
    sent(client, "/konflik-kepentingan/deklarasi/baru/", 422, kind="actual", description="a")
    place = sent(client, "/konflik-kepentingan/deklarasi/baru/", **fields).url
    text = page(client, place)
    assert ESCAPED in text
    assert SCRIPT not in text
    sign_in(client, cast.unit_head)
    shut = page(client, place)
    assert "alert(1)" not in shut
    short = sent(client, place, 422, step="open", reason="x").content.decode()
    assert "Tulis alasan membuka isi ini" in short
    assert "alert(1)" not in short
    opened = sent(client, place, 200, step="open", reason="Menilai deklarasi").content.decode()
    assert ESCAPED in opened
    decision = {"step": "decide", "outcome": "controlled", "reason": "Nyata"}
    said = sent(client, place, 422, **decision).content.decode()
    assert "Tetapkan paling sedikit satu tindakan pengendalian." in said
    due = timezone.localdate().isoformat()
    measure = {"control": "withdraw", "text": "Menarik diri", "due_on": due}
    sent(client, place, **decision, **measure)
    case = ConflictCase.objects.get()
    assert case.state == CaseState.CONTROLLED
    early = client.post(place, {"step": "close"}, follow=True).content.decode()
    assert "Langkah itu tidak berlaku lagi" in early
    sign_in(client, staff)
    task = reverse("conflicts:measure", args=[case.measures.get().pk])
    assert "Menarik diri" in page(client, task)
    sent(client, task, 422, text="")
    sent(client, task, text="Sudah menarik diri")
    sign_in(client, cast.unit_head)
    sent(client, place, step="check", works="yes", text="Berjalan")
    sent(client, place, step="close")
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    stale = {"step": "decide", "outcome": "no_conflict", "reason": "Lain"}
    late = client.post(place, stale, follow=True).content.decode()
    assert "Langkah itu tidak berlaku lagi" in late
    sign_in(client, staff)
    sent(client, place, 403, **stale)


def test_the_paper_of_a_declaration_asks_others_for_a_reason(
    cast: Cast, staff: Person, case: ConflictCase, client: Client
) -> None:
    paper = reverse("conflicts:case_file", args=[case.pk])
    sign_in(client, staff)
    assert client.get(paper).content[:5] == b"%PDF-"
    sign_in(client, cast.unit_head)
    assert client.get(paper).status_code == 302
    assert not Event.objects.filter(act="conflict.personal_opened").exists()
    assert sent(client, paper, 200, reason="Berkas keputusan").content[:5] == b"%PDF-"
    assert Event.objects.get(act="conflict.personal_opened").by == cast.unit_head.pk


def test_a_signed_list_asks_others_for_a_reason(cast: Cast, staff: Person, client: Client) -> None:
    row = actions.start_list(by=staff, now=NOW)
    for part in "ABCDEF":
        sign_in(client, staff)
        sent(client, reverse("conflicts:list", args=[row.pk]), step=f"none-{part}")
    sent(client, reverse("conflicts:list", args=[row.pk]), step="sign", agrees="on")
    sign_in(client, cast.unit_head)
    paper = reverse("conflicts:list_file", args=[row.pk])
    assert "Isi dilindungi" in page(client, paper)
    assert sent(client, paper, 200, reason="Tinjauan tahunan").content[:5] == b"%PDF-"
    text = sent(
        client, reverse("conflicts:list", args=[row.pk]), 200, reason="Tinjauan lagi"
    ).content.decode()
    assert "Hubungan keluarga dan kerabat" in text
    assert Event.objects.filter(act="conflict.personal_opened").count() == 2


def test_the_register_names_no_reported_person_and_tells_nothing(
    cast: Cast, case: ConflictCase, client: Client
) -> None:
    report, _code = actions.report_conflict(
        unit=cast.unit, named="Kepala Bidang", text="Memenangkan adiknya", now=NOW
    )
    actions.identify_person(case=report, person=cast.pic.email, by=cast.inspector, now=NOW)
    sign_in(client, cast.inspector)
    text = page(client, "/konflik-kepentingan/deklarasi/?keadaan=filed")
    assert case.number in text
    assert cast.pic.name not in text
    answer = client.get("/konflik-kepentingan/deklarasi/register.xlsx")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert {row[0] for row in rows[1:]} == {case.number, report.number}
    flat = " ".join(" ".join(row) for row in rows)
    assert cast.colleague.name in flat
    for kept in (cast.pic.name, "Kepala Bidang", "Memenangkan", "Ipar"):
        assert kept not in flat


def test_anybody_reports_and_finds_the_report_by_its_code(cast: Cast, client: Client) -> None:
    _ = cast.unit_head
    place = f"/lapor-konflik/{cast.unit.pk}/"
    assert cast.unit.name in page(client, "/lapor-konflik/?q=" + cast.unit.name[:8])
    kept = sent(client, place, 422, named="", text="Memenangkan adiknya").content.decode()
    assert "Memenangkan adiknya" in kept
    answer = sent(client, place, 200, named=SCRIPT, text="Memenangkan adiknya")
    found = re.search(r"<code>([0-9a-f ]+)</code>", answer.content.decode())
    assert found
    assert "no-store" in answer["Cache-Control"]
    shown = sent(client, "/lapor-konflik/cek/", 200, code=found[1]).content.decode()
    assert "Menunggu penilaian atasan" in shown
    assert "Memenangkan" not in shown
    wrong = sent(client, "/lapor-konflik/cek/", 422, code="0" * 20).content.decode()
    assert "Tidak ada laporan dengan kode itu" in wrong
    sign_in(client, cast.unit_head)
    case = ConflictCase.objects.get()
    opened = sent(
        client, reverse("conflicts:case", args=[case.pk]), 200, step="open", reason="Menilai"
    ).content.decode()
    assert ESCAPED in opened
    assert SCRIPT not in opened


def test_a_flood_is_refused_and_what_was_typed_stays(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bening.conflicts.actions.filing.REPORTS_AN_HOUR", 0)
    _ = cast.unit_head
    text = sent(
        client, f"/lapor-konflik/{cast.unit.pk}/", 429, named="K", text="Uraian panjang"
    ).content.decode()
    assert "Terlalu banyak laporan" in text
    assert "Uraian panjang" in text


def test_a_report_about_a_closed_or_unknown_unit_is_not_there(cast: Cast, client: Client) -> None:
    closed = make_unit(cast.agency, "9", "Unit lama")
    closed.closed_at = NOW
    closed.save()
    assert client.get(f"/lapor-konflik/{closed.pk}/").status_code == 404
    assert client.get(f"/lapor-konflik/{cast.pic.pk}/").status_code == 404


def test_who_is_identified_reads_the_report_no_more(
    cast: Cast, officer: Person, client: Client
) -> None:
    _ = cast.agency_head
    report, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    place = reverse("conflicts:case", args=[report.pk])
    sign_in(client, cast.unit_head)
    sent(client, place, 422, step="identify", person="nobody@tirtamaya.example")
    assert sent(client, place, step="identify", person=cast.unit_head.email).url == reverse(
        "conflicts:cases"
    )
    assert client.get(place).status_code == 404


def test_a_statement_is_asked_for_and_given(cast: Cast, staff: Person, client: Client) -> None:
    home = "/konflik-kepentingan/pernyataan/"
    day = timezone.localdate().isoformat()
    fields = {
        "unit": str(cast.unit.pk),
        "person": staff.email,
        "occasion": "tender",
        "subject": SCRIPT,
        "due_on": day,
    }
    sign_in(client, staff)
    sent(client, home, 403, **fields)
    sign_in(client, cast.unit_head)
    sent(client, home, 422, **{**fields, "person": "x"})
    place = sent(client, home, **fields).url
    assert ESCAPED in page(client, place)
    assert ESCAPED in page(client, home)
    sent(client, place, 403, answer="free")
    sign_in(client, staff)
    assert ESCAPED in page(client, "/konflik-kepentingan/")
    sent(client, place, 422, answer="waiting")
    assert sent(client, place, answer="tied").url == reverse("conflicts:declare")
    assert FreedomStatement.objects.get().answer == AnswerOfFreedom.TIED


def test_who_is_tied_is_told_why_not_free(cast: Cast, staff: Person, client: Client) -> None:
    declare(staff, about_unit=cast.unit)
    row = actions.ask_statement(
        unit=cast.unit, person=staff.email, occasion=Occasion.TENDER, subject="Pengadaan",
        due_on=timezone.localdate(), by=cast.unit_head, now=timezone.now(),
    )  # fmt: skip
    sign_in(client, staff)
    place = reverse("conflicts:statement", args=[row.pk])
    said = sent(client, place, 422, answer="free").content.decode()
    assert "mempunyai kepentingan yang dinyatakan" in said


def test_advice_goes_to_the_officer_and_back(
    staff: Person, officer: Person, client: Client
) -> None:
    home = "/konflik-kepentingan/konsultasi/"
    sign_in(client, staff)
    sent(client, home, 422, text="")
    place = sent(client, home, text=SCRIPT).url
    sent(client, place, 403, text="Jawaban sendiri")
    sign_in(client, officer)
    assert ESCAPED not in page(client, place)
    opened = Event.objects.filter(act="conflict.advice_opened")
    assert not opened.exists()
    assert ESCAPED in sent(client, place, 200, step="open").content.decode()
    assert opened.get().by == officer.pk
    sent(client, place, 422, text=" ")
    sent(client, place, text=SCRIPT)
    sign_in(client, staff)
    assert page(client, place).count(ESCAPED) == 2
    assert Consultation.objects.get().answered_by == officer


def test_the_page_of_a_unit_keeps_its_map_and_records(cast: Cast, client: Client) -> None:
    service = Service.objects.create(
        agency=cast.agency, unit=cast.unit, code="ktp", name=SCRIPT, added_at=NOW
    )
    home = reverse("conflicts:unit", args=[cast.unit.pk])
    day = timezone.localdate().isoformat()
    act = {name: reverse("conflicts:act", args=[cast.unit.pk, name])
           for name in ("officer", "function", "outreach", "service", "end", "other")}  # fmt: skip
    sign_in(client, cast.unit_head)
    sent(client, act["other"], 404)
    sent(client, act["function"], 422, name=" ")
    place = sent(client, act["function"], name=SCRIPT).url
    sent(client, place, 422, possible="a")
    mapping = {"possible": SCRIPT, "posts": SCRIPT, "level": "high", "prevention": SCRIPT,
               "owner": cast.pic.email, "review_on": "2099-01-01"}  # fmt: skip
    sent(client, place, **mapping)
    held = {"kind": "training", "title": SCRIPT, "held_on": day, "participants": "8",
            "proof": SCRIPT, "services": [str(service.pk)]}  # fmt: skip
    sent(client, act["outreach"], 422, **{**held, "participants": "0"})
    sent(client, act["outreach"], **held)
    practice = {"service": str(service.pk), "practice": SCRIPT, "proof": SCRIPT, "starts_on": day}
    sent(client, act["service"], 422, **{**practice, "starts_on": "2099-01-01"})
    sent(client, act["service"], **practice)
    assert "Akhiri penerapan" in page(client, home)
    ended = {"control": str(ServiceControl.objects.get().pk), "ends_on": day}
    sent(client, act["end"], 422, **{**ended, "ends_on": "2099-01-01"})
    sent(client, act["end"], **ended)
    assert "Akhiri penerapan" not in page(client, home)
    sent(client, act["officer"], 422, person="x", starts_on=day)
    sent(client, act["officer"], person=cast.colleague.email, starts_on=day)
    text = page(client, home)
    assert SCRIPT not in text
    assert text.count(ESCAPED) >= 5
    assert "1 dari 1 tugas utama dipetakan" in text
    assert (Outreach.objects.count(), ServiceControl.objects.count()) == (1, 1)
    sign_in(client, cast.inspector)
    assert ESCAPED in page(client, place)
    sent(client, place, 403, **mapping)
    sent(client, act["function"], 403, name="Lain")
    sign_in(client, cast.unit_head)
    sent(client, place, step="close")
    assert MainFunction.objects.get().closed_on is not None


def test_home_shows_what_waits(cast: Cast, case: ConflictCase, client: Client) -> None:
    sign_in(client, cast.unit_head)
    assert "Menunggu keputusan Anda" in page(client, "/konflik-kepentingan/")
    actions.decide_case(
        case=case,
        outcome=CaseState.CONTROLLED,
        reason="Nyata",
        measure=actions.MeasureHead(ControlKind.WITHDRAW, "Menarik diri", timezone.localdate()),
        by=cast.unit_head,
        now=NOW,
    )
    assert "Sedang Anda kendalikan" in page(client, "/konflik-kepentingan/")
    sign_in(client, cast.colleague)
    assert case.number in page(client, "/konflik-kepentingan/")


def test_a_search_without_result_says_how_to_go_on(cast: Cast, client: Client) -> None:
    assert cast.unit.name in page(client, "/lapor-konflik/")
    shown = page(client, "/lapor-konflik/?q=tidak-ada-unit-ini")
    assert "Tidak ada unit dengan nama itu." in shown
    assert "Tampilkan semua" in shown
    assert "Tidak ada unit dengan nama itu." not in page(client, "/lapor-konflik/")


def test_a_public_report_that_lacks_something_keeps_the_rest_and_names_it(
    cast: Cast, client: Client
) -> None:
    place = f"/lapor-konflik/{cast.unit.pk}/"
    shown = sent(client, place, 422, named="Kepala seksi", text="").content.decode()
    assert 'value="Kepala seksi"' in shown
    assert '<a href="#id_text">Apa konflik kepentingannya</a>' in shown
    assert 'aria-describedby="id_text-salah id_text-bantu" aria-invalid="true"' in shown


def test_what_is_shown_once_or_typed_is_not_lost_to_another_language(
    cast: Cast, client: Client
) -> None:
    _ = cast.unit_head
    place = f"/lapor-konflik/{cast.unit.pk}/"
    assert 'class="p-lang"' in page(client, place)
    for answer in (
        sent(client, place, 422, named="", text=""),
        sent(client, place, 200, named="Kepala seksi", text="Memutus izin usaha adiknya"),
        sent(client, "/lapor-konflik/cek/", 422, code="ABCD EFGH"),
    ):
        assert 'class="p-lang"' not in answer.content.decode()
    wrong = sent(client, "/lapor-konflik/cek/", 422, code="ABCD EFGH").content.decode()
    assert 'value="ABCD EFGH"' in wrong
