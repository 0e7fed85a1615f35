"""Documents that are brought in, and documents that are withdrawn."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bening.accounts.refusals import NotAllowed
from bening.adapters.file_types import FileRefused
from bening.audit.models import Event
from bening.documents import access, actions, holds, queries
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.documents.refusals import DocumentRefused, DocumentTaken
from bening.evidence.refusals import UploadRefused, UploadTooLarge
from bening.programs.models import ProgramStep, ZoneProgram
from tests.adapters import samples
from tests.features.documents.conftest import Issue
from tests.features.evidence.conftest import make_sheet
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db


def attached(cast: Cast, **changes: object) -> OfficialDocument:
    values: dict[str, object] = {
        "kind": DocumentKind.SELECTION_DECREE,
        "file": io.BytesIO(samples.picture("png")),
        "filename": "sk.png",
        "agency": cast.agency,
        "unit": cast.unit,
        "number": "SK-1/2026",
        "dated_on": TODAY,
        "title": "SK penetapan unit",
        "by": cast.pic,
        "now": NOW,
    }
    return actions.attach(**{**values, **changes})  # type: ignore[arg-type]  # by name


def program_of(cast: Cast) -> ZoneProgram:
    return make_sheet(cast.unit, cast.agency_admin).program


def test_attached_document_is_kept_as_it_is_without_a_seal(cast: Cast) -> None:
    document = attached(cast)

    assert document.origin == Origin.UPLOADED
    assert document.file.media_type == "image/png"
    assert document.sealed_at is None
    assert document.certificate == ""
    assert Event.objects.filter(act="document.attached", subject_id=str(document.pk)).exists()


def test_program_in_its_executable_disguise_is_refused(cast: Cast) -> None:
    with pytest.raises(FileRefused) as refusal:
        attached(cast, file=io.BytesIO(b"MZ" + bytes(2000)), filename="surat.pdf")

    assert refusal.value.code == "file_is_not"
    assert not OfficialDocument.objects.exists()


def test_kind_that_is_no_document_is_refused(cast: Cast) -> None:
    with pytest.raises(UploadRefused) as refusal:
        attached(cast, file=io.BytesIO(b"kolom;nilai\n1;2\n"), filename="nilai.csv")

    assert refusal.value.code == "kind_not_taken_here"


def test_file_over_the_limit_is_refused(cast: Cast, settings: Settings) -> None:
    settings.MAX_FILE_MB = 1

    with pytest.raises(UploadTooLarge):
        attached(cast, file=io.BytesIO(bytes(1024 * 1024 + 1)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "document_title_missing"),
        ({"title": "x" * 201}, "document_too_long"),
        ({"number": "9" * 121}, "document_too_long"),
        ({"dated_on": TODAY + timedelta(days=2)}, "document_in_future"),
        ({"dated_on": date(1989, 12, 31)}, "document_too_early"),
    ],
)
def test_details_that_cannot_be_are_refused(
    cast: Cast, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        attached(cast, **changes)

    assert refusal.value.code == code


def test_outsider_attaches_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        attached(cast, by=cast.outsider)
    with pytest.raises(NotAllowed):
        attached(cast, by=cast.outsider, unit=None)

    assert not OfficialDocument.objects.exists()


def test_papers_of_the_whole_agency_are_brought_by_its_own_side(cast: Cast) -> None:
    for person in (cast.pic, cast.unit_head, cast.parent_head, cast.colleague):
        with pytest.raises(NotAllowed) as refusal:
            attached(cast, by=person, unit=None)
        assert refusal.value.code == "attaches_documents_of_own_agency"

    for number, person in enumerate((cast.agency_admin, cast.agency_head, cast.inspector)):
        assert attached(cast, by=person, unit=None, number=f"SK-{number}").unit is None


def test_program_of_another_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        attached(cast, unit=cast.other_unit, program=program_of(cast), by=cast.inspector)

    assert refusal.value.code == "document_of_other_unit"


def test_number_of_another_paper_is_refused_but_the_same_decree_serves_two_units(
    cast: Cast,
) -> None:
    attached(cast)

    twin = attached(cast, unit=cast.other_unit, by=cast.inspector)
    with pytest.raises(DocumentTaken) as refusal:
        attached(cast, file=io.BytesIO(samples.picture("png", color="red")))

    assert twin.number == "SK-1/2026"
    assert refusal.value.code == "document_number_taken"


def test_withdrawn_document_counts_no_more_but_stays(cast: Cast, issue: Issue) -> None:
    program = program_of(cast)
    document = issue(program=program)

    actions.withdraw(document=document, reason="  Salah\nnilai ", by=cast.inspector, now=NOW)

    kept = queries.readable_by(cast.pic).get()
    assert (kept.withdrawn_by, kept.withdrawn_at) == (cast.inspector, NOW)
    assert kept.withdrawn_reason == "Salah nilai"
    assert queries.newest(program, DocumentKind.EVALUATION_REPORT_1) is None


def test_newest_document_of_a_program_is_found(cast: Cast, issue: Issue) -> None:
    program = program_of(cast)
    issue(program=program, dated_on=date(2026, 4, 1), number="1")
    second = issue(program=program, number="2")
    issue(number="3")

    assert queries.newest(program, DocumentKind.EVALUATION_REPORT_1) == second
    assert queries.documents_of(program).count() == 2


def test_only_maker_signer_head_and_inspector_withdraw(cast: Cast, issue: Issue) -> None:
    document = issue()

    with pytest.raises(NotAllowed):
        actions.withdraw(document=document, reason="Salah", by=cast.pic, now=NOW)
    with pytest.raises(NotAllowed):
        actions.withdraw(document=document, reason="Salah", by=cast.outsider, now=NOW)
    actions.withdraw(document=document, reason="Salah", by=cast.agency_head, now=NOW)

    assert OfficialDocument.objects.get().is_withdrawn


def test_what_others_found_is_not_withdrawn_by_the_agency(cast: Cast, issue: Issue) -> None:
    """A result of the national team stays its own; whoever made it may take it back."""
    national = make_person("Tirta Nasional", agency=None)
    document = issue(kind=DocumentKind.CLEARANCE_LETTER, by=national, signer=national)
    for who in (cast.agency_head, cast.inspector):
        with pytest.raises(NotAllowed, match="withdrawn_by_its_maker"):
            actions.withdraw(document=document, reason="Salah", by=who, now=NOW)
    actions.withdraw(document=document, reason="Salah", by=national, now=NOW)


def test_what_is_held_is_not_withdrawn_and_says_why(
    cast: Cast, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = issue()
    held = DocumentRefused("document_used_in_step", title=document.title)
    monkeypatch.setitem(holds._holds, "test", lambda one: held if one == document else None)
    with pytest.raises(DocumentRefused, match="document_used_in_step"):
        actions.withdraw(document=document, reason="Salah", by=cast.inspector, now=NOW)
    page = sign_in(Client(), cast.inspector).get(f"/dokumen/{document.pk}/").text
    assert "Tarik dokumen ini" not in page
    assert "jadi tidak dapat ditarik" in page
    assert "tidak dapat ditarik" not in (
        sign_in(Client(), cast.pic).get(f"/dokumen/{document.pk}/").text
    )


def test_withdrawing_needs_a_reason_and_happens_once(cast: Cast, issue: Issue) -> None:
    document = issue()

    with pytest.raises(DocumentRefused) as without:
        actions.withdraw(document=document, reason=" ", by=cast.inspector, now=NOW)
    actions.withdraw(document=document, reason="Salah", by=cast.inspector, now=NOW)
    with pytest.raises(DocumentTaken) as twice:
        actions.withdraw(document=document, reason="Lagi", by=cast.inspector, now=NOW)

    assert without.value.code == "document_reason_missing"
    assert twice.value.code == "document_withdrawn_already"


def test_basis_of_a_step_is_not_withdrawn(cast: Cast, issue: Issue) -> None:
    program = program_of(cast)
    document = issue(program=program)
    step = ProgramStep.objects.create(
        agency=program.agency,
        program=program,
        number=1,
        transition="declared",
        source="draft",
        target="declared",
        taken_by=cast.inspector,
        role="inspector",
        taken_at=NOW,
    )
    step.documents.add(document)

    with pytest.raises(DocumentRefused) as refusal:
        actions.withdraw(document=document, reason="Salah", by=cast.inspector, now=NOW)

    assert refusal.value.code == "document_used_in_step"


def test_form_attaches_and_returns(cast: Cast, client: Client) -> None:
    program = program_of(cast)
    sent = {
        "program": str(program.pk),
        "kind": "team_decree",
        "title": "SK tim kerja",
        "number": "",
        "dated_on": "2026-04-01",
        "file": SimpleUploadedFile("sk.png", samples.picture("png")),
        "next": "/dokumen/?tahun=2026",
    }

    answer = sign_in(client, cast.pic).post(reverse("documents:attach"), sent)

    assert answer.status_code == 302
    assert answer["Location"] == "/dokumen/?tahun=2026"
    assert queries.newest(program, DocumentKind.TEAM_DECREE) is not None


def test_form_leads_nowhere_else_and_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    program = program_of(cast)
    sent = {
        "program": str(program.pk),
        "kind": "team_decree",
        "title": "SK tim kerja",
        "dated_on": "2026-04-01",
        "next": "https://lain.example/",
    }
    file = SimpleUploadedFile("sk.png", samples.picture("png"))
    sign_in(client, cast.pic)

    refused = client.post(reverse("documents:attach"), sent)
    taken = client.post(reverse("documents:attach"), {**sent, "file": file})

    made = OfficialDocument.objects.get()
    assert refused.status_code == 422
    assert "SK tim kerja" in refused.text
    assert taken["Location"] == reverse("documents:document", args=[made.pk])


def test_form_for_a_program_of_others_is_not_found(cast: Cast, client: Client) -> None:
    program = program_of(cast)
    sent = {
        "program": str(program.pk),
        "kind": "team_decree",
        "title": "SK",
        "dated_on": "2026-04-01",
        "file": SimpleUploadedFile("sk.png", samples.picture("png")),
    }

    answer = sign_in(client, cast.outsider).post(reverse("documents:attach"), sent)

    assert answer.status_code == 404
    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize("kind", sorted(access.MADE_HERE))
def test_nobody_brings_a_paper_in_place_of_one_that_work_makes(cast: Cast, kind: str) -> None:
    with pytest.raises(DocumentRefused, match="document_made_here"):
        attached(cast, kind=kind)

    assert not OfficialDocument.objects.exists()


def test_a_brought_report_is_refused_in_words(cast: Cast, client: Client) -> None:
    """The unit's own LHE would be sent on with the proposal as the newest of its kind."""
    sent = {
        "program": str(program_of(cast).pk),
        "kind": "evaluation_report_2",
        "title": "LHE",
        "number": "7",
        "dated_on": "2026-04-01",
        "file": SimpleUploadedFile("lhe.png", samples.picture("png")),
    }

    answer = sign_in(client, cast.pic).post(reverse("documents:attach"), sent)

    assert answer.status_code == 422
    assert "jadi tidak diunggah" in answer.text
    assert not OfficialDocument.objects.exists()
