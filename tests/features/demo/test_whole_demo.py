"""The demo as a first start makes it: whole, by the actions alone, with nothing real in it."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.utils import load_backend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.audit.models import Event
from bening.calendars.turns import turns_of
from bening.config.databases import database
from bening.config.demo import PASSWORD
from bening.config.demo.cast import UNITS
from bening.config.demo.queueing import DAYS
from bening.domain.scoring import score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.evaluations.queries import given_answers
from bening.evidence.models import Evidence, EvidenceState
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.states import BY_NAME
from bening.queues.models import Hall, QueueDay
from bening.surveys.actions.results import undecided_signals
from bening.surveys.checking import check_period
from bening.surveys.models import SurveyPeriod
from tests.features.demo.page_costs import check_pages_cost_little
from tests.servers import made_once, with_demo

MOST_VISITED, FEWEST_VISITED = 80, 12


@pytest.fixture
def installed(
    tmp_path: Path, settings: Settings, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """A copy of the demo that the whole run shares; its database is the one that is asked."""
    data = tmp_path / "data"
    shutil.copytree(made_once("demo", with_demo), data)
    settings.BENING_DATA, settings.STORAGE_FOLDER = data, data / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    usual = connections["default"]
    given = {**usual.settings_dict, **database("", data=data, pool_size=1)}
    connections["default"] = load_backend(given["ENGINE"]).DatabaseWrapper(given, "default")
    try:
        with django_db_blocker.unblock():
            yield data
            connections["default"].close()
    finally:
        connections["default"] = usual


@pytest.mark.once
@pytest.mark.slow
def test_the_demo_is_whole_scores_and_is_made_up(installed: Path) -> None:
    assert WorkUnit.objects.count() == len(UNITS) == 12
    assert EvaluationCycle.objects.count() == 2
    check_sheets()
    check_programs()
    check_surveys()
    check_hall()
    check_nothing_is_real()
    check_numbers_stay_inside()
    said = (installed / "demo-sign-ins.txt").read_text(encoding="utf-8")
    assert PASSWORD in said
    check_sign_ins(re.findall(r"\S+@\S+", said))
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


def check_hall() -> None:
    """One open hall with as many days of figures as it says."""
    hall = Hall.objects.get(opened_at__isnull=False)
    days = QueueDay.objects.filter(queue__hall=hall).values("day").distinct()
    assert days.count() == DAYS


def check_nothing_is_real() -> None:
    addresses = set(Person.objects.values_list("email", flat=True))
    assert all(address.endswith(".example") for address in addresses)
    links = Evidence.objects.exclude(url="").values_list("url", flat=True)
    assert all(re.match(r"https://[\w.-]+\.example/", link) for link in links)


def check_numbers_stay_inside() -> None:
    """Numbers of employees are well formed, belong to nobody, and stand on no public page."""
    numbers = set(
        Person.objects.exclude(employee_number="").values_list("employee_number", flat=True)
    )
    assert len(numbers) > len(UNITS)
    for number in numbers:
        born = date.fromisoformat(number[:8])
        assert re.fullmatch(rf"\d{{8}}{born.year + 25}12[12]000", number)
    visitor = Client()
    waiting = [
        reverse(name) for name in ("account_login", "pacts:public_pages", "aftercare:register")
    ]
    for path in waiting:
        answer = visitor.get(path)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        assert not numbers & set(re.findall(r"\d{18}", page)), path
        found = set(re.findall(r'href="(/[^"#?]*)', page)) - set(waiting)
        waiting += sorted(one for one in found if not one.startswith(reverse("ui:help")))
        if len(waiting) > MOST_VISITED:
            break
    assert len(waiting) >= FEWEST_VISITED


def check_sign_ins(addresses: list[str]) -> None:
    """Everybody who is printed can sign in; for most of them something waits."""
    assert len(addresses) >= 12
    waited_for = 0
    for address in addresses:
        signed = Client().post("/masuk/", {"login": address, "password": PASSWORD})
        assert signed.status_code == 302, address
        waited_for += bool(turns_of(Person.objects.get(email=address), timezone.now()))
    assert waited_for >= len(addresses) // 2
