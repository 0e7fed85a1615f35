"""The demo: made whole through the actions, once, with nothing real in it."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.audit.models import Event
from bening.config.demo import PASSWORD, make_demo
from bening.config.demo.cast import UNITS
from bening.domain.scoring import score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.evaluations.queries import given_answers
from bening.evidence.models import Evidence, EvidenceState
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_demo_is_whole_scores_and_is_made_up() -> None:
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO())

    assert WorkUnit.objects.count() == len(UNITS) == 12
    assert EvaluationCycle.objects.count() == 2
    sheets = EvaluationSheet.objects.select_related("instrument", "unit").order_by("pk")
    totals = set()
    for sheet in sheets:
        instrument = instrument_of(sheet.instrument)
        summary = score(instrument, given_answers(instrument, sheet.answers.all()))
        assert 0 <= summary.total <= 100
        totals.add(summary.total)
        if sheet.state == "submitted":
            assert sheet.snapshots.count() == 1
            assert summary.answered == summary.questions
    assert len(totals) > 12
    assert set(sheets.values_list("state", flat=True)) == {"draft", "submitted"}
    assert set(Evidence.objects.values_list("state", flat=True)) == set(EvidenceState)
    assert Event.objects.count() > sheets.count()

    addresses = set(Person.objects.values_list("email", flat=True))
    assert all(address.endswith(".example") for address in addresses)
    links = Evidence.objects.exclude(url="").values_list("url", flat=True)
    assert all(re.match(r"https://[\w.-]+\.example/", link) for link in links)

    printed = out.getvalue()
    assert PASSWORD in printed
    for address in re.findall(r"\S+@\S+", printed):
        signed = Client().post("/masuk/", {"login": address, "password": PASSWORD})
        assert signed.status_code == 302, address

    with pytest.raises(CommandError, match="Sudah ada instansi"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())
    assert Agency.objects.count() == 1


def test_an_installation_with_an_agency_gets_no_demo(cast: Cast) -> None:
    _agency = cast.agency

    with pytest.raises(CommandError, match="Sudah ada instansi"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())

    assert not EvaluationSheet.objects.exists()


def test_a_demo_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from bening.config.demo import make  # noqa: PLC0415

    def fails(*_given: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(make, "_evidence", fails)
    monkeypatch.setattr(make, "UNITS", UNITS[:2])

    with pytest.raises(RuntimeError, match="power cut"):
        make_demo(now=timezone.now(), say=lambda _: None)

    assert not Agency.objects.exists()
    assert not Person.objects.exists()
