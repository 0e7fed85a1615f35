"""How long reports stay, what figures tell, and the facts of the sheet."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.domain.whistleblowing import IdentityContent, ReportAct
from bening.facts import Period, propose
from bening.whistleblowing import vault
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.desk import evaluating, facts, keeping, statistics, steps, waiting
from bening.whistleblowing.desk.keeping import keep_house
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.models import ChannelEvaluation, Report, ReportAccess
from tests.features.whistleblowing_desk.world import World
from tests.people import NOW, TODAY, sign_in

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]
YEAR = timedelta(days=366)
LAST_YEAR = NOW.replace(year=NOW.year - 1)
PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))


def closed(world: World, by: Person) -> Report:
    report = world.file(
        identity=IdentityContent("Umar Hadikusumo"),
        files=[CleanFile("a.txt", "text/plain", b"isi")],
    )
    for act in (ReportAct.BEGIN_TRIAGE, ReportAct.REJECT, ReportAct.CLOSE):
        steps.take_step(report=report, act=act, note="x", message="y", by=by, now=NOW)
    report.refresh_from_db()
    return report


def test_what_another_run_erased_meanwhile_is_let_be(
    world: World, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(2):
        closed(world, two[0])
    Report.objects.update(identity=None, identity_until=None)

    def meanwhile(*, report: Report, **_told: object) -> None:
        Report.objects.exclude(pk=report.pk).delete()

    monkeypatch.setattr(keeping, "log", meanwhile)
    assert keep_house(now=NOW + 9 * YEAR) == 1

    assert not Report.objects.exists()


def test_identities_go_first_then_reports(world: World, two: Two) -> None:
    report = closed(world, two[0])
    assert report.identity_until == TODAY.replace(year=2028)
    assert keep_house(now=NOW + YEAR) == 0
    assert keep_house(now=NOW + 2 * YEAR) == 1
    report.refresh_from_db()
    assert report.identity is None
    assert Report.objects.count() == 1
    assert keep_house(now=NOW + 4 * YEAR) == 0


def test_a_report_goes_with_its_files(
    world: World, two: Two, django_capture_on_commit_callbacks: object
) -> None:
    report = closed(world, two[0])
    name = report.files.get().name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        keep_house(now=NOW + 6 * YEAR)
    assert not Report.objects.exists()
    with pytest.raises(vault.SealedFileMissing):
        vault.read(name)
    left = ReportAccess.objects.filter(act="report_erased").get()
    assert left.report is None


def test_open_reports_stay(world: World, two: Two) -> None:
    world.file(identity=IdentityContent("Umar Hadikusumo"))
    assert keep_house(now=NOW + 9 * YEAR) == 0
    assert Report.objects.get().identity is not None


def test_a_reopened_report_keeps_its_identity(world: World, two: Two) -> None:
    report = closed(world, two[0])
    steps.take_step(
        report=report, act=ReportAct.REOPEN, note="bukti", message="", by=two[0], now=NOW
    )
    assert keep_house(now=NOW + 9 * YEAR) == 0


def test_figures_start_at_five_and_hide_the_small(world: World, two: Two) -> None:
    for _each in range(4):
        world.file()
    start, end = TODAY - timedelta(days=30), TODAY
    assert statistics.figures_of(world.agency.pk, start, end).kinds.total is None
    for kind in ("bribery", "bribery", "bribery", "abuse", "conflict"):
        world.file(kind=kind)
    told = statistics.figures_of(world.agency.pk, start, end)
    assert (told.kinds.total, dict(told.kinds.cells), told.kinds.rest) == (9, {}, 9)
    assert dict(told.outcomes.cells) == {"open": 9}


def test_the_public_page_tells_them_too(world: World, two: Two, client: Client) -> None:
    for _each in range(6):
        world.file(now=LAST_YEAR)
    start = reverse("whistleblowing:start", args=[world.site.slug])
    with mock.patch("bening.whistleblowing.views.public.timezone.now", return_value=NOW):
        page = client.get(start).content.decode()
    assert "Suap: 6" in page
    assert "Sedang diproses: 6" in page
    Report.objects.first().delete()  # type: ignore[union-attr]  # there are six
    Report.objects.first().delete()  # type: ignore[union-attr]  # there are five
    with mock.patch("bening.whistleblowing.views.public.timezone.now", return_value=NOW):
        assert "Suap" not in client.get(start).content.decode().split("Sebelum mulai")[-1]


def test_no_two_spans_of_figures_overlap(world: World, two: Two, client: Client) -> None:
    """Whichever day is asked on and whatever is evaluated, the same whole years are told."""
    days = [date(2025, 12, 31) + timedelta(days=each) for each in range(800)]
    spans = sorted({statistics.last_year(day) for day in days})
    assert all(one[1] < next_[0] for one, next_ in pairwise(spans))
    for number in range(13):
        world.file(now=LAST_YEAR if number < 6 else NOW)
    made = [
        publish(world, starts_on=starts, ends_on=ends, unit=unit)
        for starts, ends in (
            (date(2025, 1, 1), date(2025, 12, 31)),
            (date(2025, 4, 1), date(2025, 9, 30)),
            (date(2025, 10, 1), date(2025, 12, 31)),
        )
        for unit in (None, world.cast.unit)
    ]
    told = {(one.figures["start"], one.figures["total"]) for one in made}
    assert told == {("2025-01-01", 6), ("2024-01-01", None)}
    page = sign_in(client, world.cast.inspector).get(f"/pengelolaan-rahasia/evaluasi/{made[0].pk}/")
    assert "1 Januari 2025 sampai 31 Desember 2025" in " ".join(page.content.decode().split())


def publish(world: World, **given: object) -> ChannelEvaluation:
    values: dict[str, object] = {
        "agency": world.agency,
        "unit": None,
        "starts_on": date(2025, 7, 1),
        "ends_on": date(2025, 12, 31),
        "findings": "Poster belum ada di tiap lantai.",
        "changes": "",
        "points": ["Pasang poster", "", "Latih pengelola"],
        "by": world.cast.inspector,
        "now": NOW,
        **given,
    }
    return evaluating.publish_evaluation(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ends_on": date(2025, 6, 30)}, "evaluation_period"),
        ({"ends_on": date(2026, 12, 31)}, "evaluation_too_early"),
        ({"starts_on": date(2025, 7, 2)}, "evaluation_quarters"),
        ({"ends_on": date(2025, 12, 30)}, "evaluation_quarters"),
        ({"ends_on": date(2025, 11, 30)}, "evaluation_quarters"),
        ({"findings": " "}, "evaluation_findings_missing"),
        ({"points": ["", " "]}, "evaluation_points_missing"),
    ],
)
def test_evaluations_are_whole(world: World, given: dict[str, object], code: str) -> None:
    with pytest.raises(DeskRefused, match=code):
        publish(world, **given)


def test_the_inspector_evaluates_and_settles(world: World) -> None:
    with pytest.raises(NotAllowed, match="wbs_inspected_by"):
        publish(world, by=world.cast.agency_admin)
    made = publish(world)
    point = made.points.first()
    assert point is not None
    with pytest.raises(NotAllowed, match="wbs_inspected_by"):
        evaluating.settle_point(point=point, done="x", by=world.cast.agency_admin, now=NOW)
    with pytest.raises(DeskRefused, match="point_done_missing"):
        evaluating.settle_point(point=point, done=" ", by=world.cast.inspector, now=NOW)
    evaluating.settle_point(point=point, done="terpasang", by=world.cast.inspector, now=NOW)
    with pytest.raises(Settled, match="point_is_done"):
        evaluating.settle_point(point=point, done="lagi", by=world.cast.inspector, now=NOW)


def proposed(world: World, letter: str) -> str | None:
    found = propose(
        instrument_slug="lke-2021", unit_id=world.cast.unit.pk, period=PERIOD, now=NOW
    ).get(f"A.I.5.iv.{letter}")
    return found.answer if found else None


def test_facts_answer_the_three_questions(world: World) -> None:
    assert [proposed(world, letter) for letter in "abc"] == ["C", "C", None]
    world.handler("Nanda Prasetyo")
    assert proposed(world, "a") == "B"
    made = publish(world)
    publish(world, unit=world.cast.other_unit)
    assert [proposed(world, letter) for letter in "bc"] == ["B", "C"]
    first, second = made.points.all()
    evaluating.settle_point(point=first, done="x", by=world.cast.inspector, now=NOW)
    share = facts.followed_up(world.cast.unit.pk, PERIOD, NOW)
    assert share is not None
    assert share.value == Fraction(1, 2)
    assert proposed(world, "c") == "B"
    evaluating.settle_point(point=second, done="x", by=world.cast.inspector, now=NOW)
    publish(world, unit=world.cast.unit, points=["Uji coba"])
    assert [proposed(world, letter) for letter in "bc"] == ["A", "B"]


def test_a_turn_tells_no_case(world: World, two: Two) -> None:
    assert waiting.turns(two[0], NOW) == []
    report = world.file(unit=world.cast.unit)
    for person in two:
        (turn,) = waiting.turns(person, NOW)
        assert turn.personal
        assert (turn.due_on, turn.since, turn.unit) == (None, None, None)
        words = f"{turn.key} {turn.title} {turn.detail} {turn.url}"
        assert str(report.handle) not in words
        assert world.cast.unit.name not in words
    world.name(world.cast.area_lead)
    (turn,) = waiting.turns(world.cast.area_lead, NOW)
    assert turn.url.endswith("/kunci/")
