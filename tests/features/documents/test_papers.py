"""Papers are made while no transaction is open, for what is then read under the locks."""

import ast
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import transaction
from django.utils import timezone, translation

import bening
from bening.adapters.file_store import file_store
from bening.agencies.models import WorkUnit
from bening.audit.models import Event
from bening.documents import issuing
from bening.documents.letters import Letter, Paragraph
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import MOST, paper, with_papers, writing_alone
from bening.documents.refusals import DocumentTaken
from bening.domain.refusals import Refused
from bening.evidence.models import StoredFile
from bening.evidence.sweeping import sweep_content
from bening.ui.refusals import sentence
from tests.features.documents.conftest import Issue
from tests.features.documents.letters import full_letter
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.people import NOW, TODAY, Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(cast: Cast) -> None:
    """They are there before an action that is undone names them."""
    assert cast.unit.agency == cast.inspector.agency


def test_no_paper_is_made_inside_a_transaction(issue: Issue, watched: Watched) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        issue()
    with pytest.raises(RuntimeError):
        paper("key", lambda: "made")

    assert not watched.made


@pytest.mark.django_db(transaction=True)
def test_somebody_waits_for_a_paper_that_is_made_inside(issue: Issue, watched: Watched) -> None:
    """What the other tests of waiting would see if papers were made under a lock."""
    watched.patience = 0.5

    def issue_locked() -> None:
        with writing_alone(), transaction.atomic():
            list(WorkUnit.objects.select_for_update())
            issue()

    with pytest.raises(AssertionError, match="waits for a paper"):
        issue_locked()


def test_each_paper_of_an_action_is_made_once(cast: Cast, issue: Issue, watched: Watched) -> None:
    runs = []

    @with_papers
    def both() -> tuple[OfficialDocument, OfficialDocument]:
        runs.append(1)
        return issue(number="1/2026"), issue(number="2/2026")

    watched.meanwhile = None
    first, second = both()

    assert len(runs) == 3
    assert sorted(watched.made.values()) == [1, 1]
    assert len({first.code, second.code}) == 2
    assert set(OfficialDocument.objects.all()) == {first, second}
    assert Event.objects.filter(act="document.issued").count() == 2


def test_an_action_refused_after_its_paper_leaves_no_row_and_its_file_is_swept(
    issue: Issue, watched: Watched
) -> None:
    watched.meanwhile = None

    @with_papers
    def refused() -> None:
        issue()
        raise Refused("too_late")

    with pytest.raises(Refused, match="too_late"):
        refused()

    assert list(watched.made.values()) == [1]
    assert not OfficialDocument.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Event.objects.filter(act="document.issued").exists()
    assert len(list(file_store().hashes())) == 1
    assert sweep_content(now=timezone.now()) == 0
    assert sweep_content(now=timezone.now() + timedelta(days=31)) == 1
    assert not list(file_store().hashes())


def test_a_paper_whose_data_keep_changing_is_given_up_in_words(
    issue: Issue, watched: Watched
) -> None:
    runs: list[int] = []
    watched.meanwhile = None

    @with_papers
    def changing() -> OfficialDocument:
        runs.append(1)
        return issue(letter=full_letter(subject=f"Keadaan {len(runs)}"))

    with pytest.raises(DocumentTaken) as refusal:
        changing()

    assert refusal.value.code == "document_data_changing"
    assert "terus berubah" in sentence(refusal.value)
    assert sum(watched.made.values()) == MOST
    assert not OfficialDocument.objects.exists()


def test_whoever_writes_alone_has_papers_in_one_transaction(issue: Issue, watched: Watched) -> None:
    watched.meanwhile = None

    @with_papers
    def refused() -> None:
        issue(number="2/2026")
        raise Refused("too_late")

    with writing_alone(), transaction.atomic():
        kept = issue(number="1/2026")
        with pytest.raises(Refused):
            refused()

    assert OfficialDocument.objects.get() == kept


def test_papers_are_indonesian_whoever_makes_them(issue: Issue) -> None:
    with translation.override("en"):
        made = issue(kind=DocumentKind.MINUTES)

    with pikepdf.open(file_store().path(made.file_id)) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == "Berita acara"


ASKS = {"issue", "attach", "issued", "attached"}
"""What features call to have a paper; some by a name of their own."""

ISSUING = ("aftercare", "mentoring", "nominations", "pacts", "programs", "reviews", "selection")


def called_in(function: ast.FunctionDef) -> set[str]:
    """The names that a function calls, without what stands before their dots."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {getattr(one, "attr", "") or getattr(one, "id", "") for one in calls}


def without_papers(path: Path) -> set[str]:
    """The public functions of a module that ask for a paper and are not one `with_papers`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {
        node.name: called_in(node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and "with_papers" not in {getattr(one, "id", "") for one in node.decorator_list}
    }
    asking: set[str] = set()
    while more := {
        name for name, calls in functions.items() if calls & (ASKS | asking) and name not in asking
    }:
        asking |= more
    return {name for name in asking if not name.startswith("_")} - ASKS


def test_each_action_that_asks_for_a_paper_is_one_with_papers(tmp_path: Path) -> None:
    forgetful = tmp_path / "actions.py"
    forgetful.write_text("def decide():\n    _paper()\n\ndef _paper():\n    papers.issue()\n")
    assert without_papers(forgetful) == {"decide"}

    root = Path(bening.__file__).parent
    modules = [path for app in ISSUING for path in (root / app).rglob("*.py")]
    assert any("with_papers" in path.read_text(encoding="utf-8") for path in modules)
    assert {path.name: found for path in modules if (found := without_papers(path))} == {}


CHANGES: dict[str, object] = {
    "title": "Lain",
    "heading": "LAIN",
    "agency": "Lain",
    "unit": "Lain",
    "subject": "Lain",
    "attachments": "2 berkas",
    "addressee": ("Yth. Lain",),
    "place_and_date": "Lain",
    "blocks": (Paragraph("Lain"),),
    "signatures": (),
    "copies": (),
    "landscape": True,
    "is_certificate": True,
}


def row_of(cast: Cast, **changes: Any) -> OfficialDocument:
    given: dict[str, Any] = {
        "agency": cast.agency,
        "kind": DocumentKind.MINUTES,
        "number": "1/2026",
        "dated_on": TODAY,
        "signed_by": cast.inspector,
        "signed_as": "Inspektur",
    }
    return OfficialDocument(**{**given, **changes})


def test_whatever_a_paper_says_counts(cast: Cast) -> None:
    letter, row = full_letter(), row_of(cast)
    before = issuing.fingerprint(letter, row, now=NOW)
    others = {
        issuing.fingerprint(replace(letter, **{name: value}), row, now=NOW)  # type: ignore[arg-type]
        for name, value in CHANGES.items()
    }
    rows: list[dict[str, Any]] = [
        {"number": "2/2026"},
        {"kind": DocumentKind.PACT},
        {"signed_as": "Plt. Inspektur"},
        {"signed_by": cast.pic},
        {"agency": cast.outside_agency},
    ]
    others |= {issuing.fingerprint(letter, row_of(cast, **one), now=NOW) for one in rows}
    others.add(issuing.fingerprint(letter, row, now=NOW + timedelta(minutes=1)))

    assert {field.name for field in fields(Letter)} - set(CHANGES) == {"number"}  # the row's counts
    assert len(others - {before}) == len(CHANGES) + len(rows) + 1
    assert issuing.fingerprint(full_letter(), row_of(cast), now=NOW) == before
