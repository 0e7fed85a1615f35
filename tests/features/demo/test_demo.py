"""The demo: made whole through the actions, once, with nothing real in it."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.audit.models import Event
from bening.calendars.turns import turns_of
from bening.config.demo import PASSWORD, lives, make_demo
from bening.config.demo.cast import UNITS
from bening.domain.scoring import score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.evaluations.queries import given_answers
from bening.evidence.models import Evidence, EvidenceState
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.states import BY_NAME
from bening.surveys.actions.results import undecided_signals
from bening.surveys.checking import check_period
from bening.surveys.models import SurveyPeriod
from tests.features.demo.page_costs import check_pages_cost_little
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, settings: Settings) -> None:
    """Keys and files in a folder of the test; jobs are only asked for, as before a first start."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.once
@pytest.mark.slow
def test_the_demo_is_whole_scores_and_is_made_up() -> None:
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO())

    assert WorkUnit.objects.count() == len(UNITS) == 12
    assert EvaluationCycle.objects.count() == 2
    check_sheets()
    check_programs()
    check_surveys()
    check_nothing_is_real()
    addresses = re.findall(r"\S+@\S+", out.getvalue())
    assert PASSWORD in out.getvalue()
    check_sign_ins(addresses)
    check_pages_cost_little()

    with pytest.raises(CommandError, match="Sudah ada instansi"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())
    assert Agency.objects.count() == 1


def check_sheets() -> None:
    """Every sheet scores, each otherwise; what was sent has its snapshot."""
    sheets = EvaluationSheet.objects.select_related("instrument", "unit").order_by("pk")
    totals = set()
    for sheet in sheets:
        instrument = instrument_of(sheet.instrument)
        summary = score(instrument, given_answers(instrument, sheet.answers.all()))
        assert 0 <= summary.total <= 100
        totals.add(summary.total)
        if sheet.state == "submitted":
            assert sheet.snapshots.exists()
            assert summary.answered == summary.questions
    assert len(totals) > 12
    assert set(sheets.values_list("state", flat=True)) == {"draft", "submitted"}
    assert set(Evidence.objects.values_list("state", flat=True)) == set(EvidenceState)
    assert Event.objects.count() > sheets.count()


def check_programs() -> None:
    """Programs stand in many states, and came there by the moves of the table alone."""
    newest = ZoneProgram.objects.filter(cycle__year=EvaluationCycle.objects.latest("year").year)
    assert len(set(newest.values_list("state", flat=True))) >= 8
    for program in ZoneProgram.objects.prefetch_related("steps__documents"):
        before = ProgramState.BUILDING if program.continues_id else ProgramState.DRAFT
        for step in sorted(program.steps.all(), key=lambda one: one.number):
            move = BY_NAME[step.transition]
            assert (step.source, step.target) == (move.source, move.target)
            assert step.source == before
            assert set(move.documents) <= {paper.kind for paper in step.documents.all()}
            before = ProgramState(step.target)
        assert program.state == before


def check_surveys() -> None:
    """Surveys stand in as many states as there are to see; what is sealed is as it was sealed."""
    states = set(SurveyPeriod.objects.values_list("state", flat=True))
    assert states >= {"designed", "open", "processed", "confirmed", "published"}
    for period in SurveyPeriod.objects.filter(days__isnull=False).distinct():
        assert list(check_period(period)) == []
    judged = SurveyPeriod.objects.get(state="processed")
    assert "bursts" in undecided_signals(judged, judged.results.latest("computed_at"))


def check_nothing_is_real() -> None:
    addresses = set(Person.objects.values_list("email", flat=True))
    assert all(address.endswith(".example") for address in addresses)
    links = Evidence.objects.exclude(url="").values_list("url", flat=True)
    assert all(re.match(r"https://[\w.-]+\.example/", link) for link in links)


def check_sign_ins(addresses: list[str]) -> None:
    """Everybody who is printed can sign in; for most of them something waits."""
    assert len(addresses) >= 12
    waited_for = 0
    for address in addresses:
        signed = Client().post("/masuk/", {"login": address, "password": PASSWORD})
        assert signed.status_code == 302, address
        waited_for += bool(turns_of(Person.objects.get(email=address), timezone.now()))
    assert waited_for >= len(addresses) // 2


def test_an_installation_with_an_agency_gets_no_demo(cast: Cast) -> None:
    _agency = cast.agency

    with pytest.raises(CommandError, match="Sudah ada instansi"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())

    assert not EvaluationSheet.objects.exists()


def test_a_demo_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        assert Agency.objects.exists()
        raise RuntimeError("power cut")

    monkeypatch.setattr(lives, "last_year", fails)

    with pytest.raises(RuntimeError, match="power cut"):
        make_demo(now=timezone.now(), say=lambda _: None)

    assert not Agency.objects.exists()
    assert not Person.objects.exists()
