"""The evaluation of a channel's year: drafted by the unit, approved by its head, followed up."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.queries import timeline
from bening.calendars.turns import turns_of
from bening.channel_reports import actions, facts
from bening.channel_reports.models import CauseKind, ChannelReport, Outcome, ReportChange
from bening.channel_reports.refusals import ReportRefused, ReportSettled
from bening.documents import actions as documents
from bening.facts import Fact, FactValue, Period, bindings_of, registered
from tests.features.channel_reports.conftest import FEBRUARY, NEXT_YEAR, Started, figures
from tests.people import Cast

pytestmark = pytest.mark.django_db
YEAR_2027 = Period(date(2027, 1, 1), date(2027, 12, 31))


def approve(cast: Cast, report: ChannelReport, **changed: object) -> ChannelReport:
    values: dict[str, object] = {
        "report": report, "number": f"EV/{report.year}", "dated_on": FEBRUARY,
        "by": cast.unit_head, "now": NEXT_YEAR, **changed,
    }  # fmt: skip
    return actions.approve_report(**values)  # type: ignore[arg-type] # named values of one call


def test_it_is_approved_with_figures_and_paper(cast: Cast, started: Started) -> None:
    report = approve(cast, started(complete=True))

    assert report.is_approved
    assert report.figures["received"] == 12
    assert report.document is not None
    assert report.document.editable_id  # the DOCX beside the sealed PDF
    assert "Pengaduan masyarakat tahun 2026" in report.document.title
    assert (
        "menyetujui evaluasi" in timeline(("channel_report", report.pk)).entries[0].sentence.lower()
    )


def test_an_approved_one_keeps_what_was_told(
    cast: Cast, started: Started, said: dict[str, object]
) -> None:
    report = approve(cast, started(complete=True))
    said["complaint"] = figures(99)

    report.refresh_from_db()
    assert report.figures["received"] == 12


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda report: report.causes.all().delete(), "channel_causes_missing"),
        (lambda report: report.changes.all().delete(), "channel_changes_missing"),
        (lambda report: _set(report, summary=""), "channel_summary_missing"),
        (lambda report: _set(report, year=2027), "channel_year_not_over"),
    ],
)
def test_what_an_approval_asks_for(
    cast: Cast, started: Started, spoil: Callable[[ChannelReport], object], code: str
) -> None:
    report = started(complete=True)
    spoil(report)

    with pytest.raises(ReportRefused) as refused:
        approve(cast, report)

    assert refused.value.code == code
    report.refresh_from_db()
    assert not report.is_approved


def _set(report: ChannelReport, **values: object) -> None:
    ChannelReport.objects.filter(pk=report.pk).update(**values)


def test_a_number_is_asked_for(cast: Cast, started: Started) -> None:
    with pytest.raises(ReportRefused) as refused:
        approve(cast, started(complete=True), number=" ")
    assert refused.value.code == "channel_number_missing"


def test_a_year_without_cases_needs_no_cause(
    cast: Cast, started: Started, said: dict[str, object]
) -> None:
    said["complaint"] = figures(
        0, settled=0, open=0, measured=0, on_time=0, counts=(), durations=()
    )
    report = started(complete=True)
    report.causes.all().delete()

    assert approve(cast, report).is_approved


@pytest.mark.parametrize("who", ["pic", "inspector", "agency_head", "colleague", "outsider"])
def test_only_the_head_of_the_unit_approves(cast: Cast, started: Started, who: str) -> None:
    report = started(complete=True)

    with pytest.raises(NotAllowed):
        approve(cast, report, by=getattr(cast, who))


def test_the_agencys_own_is_approved_by_its_head(cast: Cast) -> None:
    report = actions.start_report(
        agency=cast.agency, unit=None, channel="complaint", year=2026, by=cast.inspector,
        now=NEXT_YEAR,
    )  # fmt: skip
    actions.put_cause(
        report=report, kind=CauseKind.PEOPLE, text="Kurang orang", by=cast.inspector, now=NEXT_YEAR
    )
    actions.save_report(
        report=report, summary="Cukup.", no_change_reason="Sudah memadai.", seen_version=1,
        by=cast.inspector, now=NEXT_YEAR,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        approve(cast, report)

    assert approve(cast, report, by=cast.agency_head).is_approved


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"channel": "nothing"}, "channel_unknown"),
        ({"year": 2028}, "channel_year_future"),
        ({}, "channel_report_exists"),
    ],
)
def test_what_can_not_be_started(
    cast: Cast, started: Started, changed: dict[str, object], code: str
) -> None:
    started()
    values: dict[str, object] = {
        "agency": cast.agency, "unit": cast.unit, "channel": "complaint", "year": 2026,
        "by": cast.pic, "now": NEXT_YEAR, **changed,
    }  # fmt: skip

    with pytest.raises(ReportRefused) as refused:
        actions.start_report(**values)  # type: ignore[arg-type] # named values of one call

    assert refused.value.code == code


def test_an_approved_one_is_never_changed(cast: Cast, started: Started) -> None:
    report = approve(cast, started(complete=True))
    by, now = cast.pic, NEXT_YEAR
    assert report.document is not None

    for act in (
        lambda: actions.put_cause(report=report, kind=CauseKind.POLICY, text="x", by=by, now=now),
        lambda: actions.drop_line(line=report.causes.get(), by=by, now=now),
        lambda: actions.save_report(
            report=report,
            summary="x",
            no_change_reason="",
            seen_version=report.version,
            by=by,
            now=now,
        ),
        lambda: approve(cast, report),
    ):
        with pytest.raises(ReportSettled):
            act()
    with pytest.raises(ReportSettled):
        documents.withdraw(document=report.document, reason="Keliru", by=cast.unit_head, now=now)


def test_who_opened_it_earlier_overwrites_nothing(cast: Cast, started: Started) -> None:
    report = started(complete=True)

    with pytest.raises(ReportSettled) as refused:
        actions.save_report(
            report=report, summary="Lain", no_change_reason="", seen_version=1, by=cast.pic,
            now=NEXT_YEAR,
        )  # fmt: skip
    assert refused.value.code == "channel_report_changed"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": " "}, "channel_text_missing"),
        ({"text": "x" * 1001}, "channel_text_too_long"),
        ({"owner": ""}, "channel_owner_missing"),
        ({"due_on": date(2027, 1, 31)}, "channel_due_past"),
    ],
)
def test_a_change_has_words_an_owner_and_a_day(
    cast: Cast, started: Started, changed: dict[str, object], code: str
) -> None:
    values: dict[str, object] = {
        "report": started(), "text": "Satu loket", "owner": "Kepala seksi",
        "due_on": date(2027, 6, 1), "by": cast.pic, "now": NEXT_YEAR, **changed,
    }  # fmt: skip

    with pytest.raises(ReportRefused) as refused:
        actions.put_change(**values)  # type: ignore[arg-type] # named values of one call

    assert refused.value.code == code


# The year after -----------------------------------------------------------------------------------


def two_years(cast: Cast, started: Started) -> tuple[ChannelReport, ReportChange, ChannelReport]:
    """2025 approved with one change, and the draft of 2026."""
    first = approve(cast, started(year=2025, complete=True))
    return first, first.changes.get(), started(year=2026, complete=True)


def follow(cast: Cast, change: ReportChange, outcome: Outcome, note: str = "Berjalan") -> None:
    actions.follow_up(change=change, outcome=outcome, note=note, by=cast.pic, now=NEXT_YEAR)


def test_last_years_changes_are_followed_up_before_the_next_approval(
    cast: Cast, started: Started
) -> None:
    _first, change, second = two_years(cast, started)
    with pytest.raises(ReportRefused) as refused:
        approve(cast, second)
    assert refused.value.code == "channel_follow_up_missing"

    follow(cast, change, Outcome.PARTLY, "Baru satu lantai")
    second = approve(cast, second)

    assert second.followed == [
        {"text": "Satu loket", "outcome": "partly", "note": "Baru satu lantai"}
    ]
    with pytest.raises(ReportSettled) as settled:
        follow(cast, change, Outcome.DONE)
    assert settled.value.code == "channel_followed_already"


def test_an_outcome_says_what_was_done(cast: Cast, started: Started) -> None:
    first, change, second = two_years(cast, started)

    with pytest.raises(ReportRefused) as refused:
        follow(cast, change, Outcome.DONE, " ")
    assert refused.value.code == "channel_outcome_note_missing"
    with pytest.raises(ReportRefused) as refused:
        follow(cast, second.changes.get(), Outcome.DONE)
    assert refused.value.code == "channel_change_draft"
    assert first.changes.get().outcome == Outcome.OPEN


def test_two_years_are_routine_and_a_followed_change_counts(cast: Cast, started: Started) -> None:
    evaluated, followed = facts.evaluated("complaint"), facts.followed_up("complaint")

    def value(query: facts.Query) -> Fraction | None:
        found = query(cast.unit.pk, YEAR_2027, NEXT_YEAR)
        return found.value if found else None

    assert (value(evaluated), value(followed)) == (Fraction(0), None)
    _first, change, second = two_years(cast, started)
    assert (value(evaluated), value(followed)) == (Fraction(1, 2), Fraction(0))
    follow(cast, change, Outcome.DONE)
    approve(cast, second)
    assert (value(evaluated), value(followed)) == (Fraction(1), Fraction(1, 2))


def test_evaluations_of_the_channel_itself_count_with_the_years(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, FactValue | None] = {"own": None, "points": None}
    known = {
        "whistleblowing.evaluations": lambda *_asked: said["own"],
        "whistleblowing.evaluation_follow_up": lambda *_asked: said["points"],
    }
    monkeypatch.setattr(
        facts, "fact", lambda name: Fact(name=name, label="", unit_of_measure="", query=known[name])
    )

    def value(query: facts.Query) -> Fraction | None:
        found = query(cast.unit.pk, YEAR_2027, NEXT_YEAR)
        return found.value if found else None

    def values() -> tuple[Fraction | None, Fraction | None]:
        evaluated = value(facts.evaluated("whistleblowing"))
        return evaluated, value(facts.followed_up("whistleblowing"))

    assert values() == (None, None)
    for own, expected in ((0, Fraction(0)), (1, Fraction(1, 2)), (3, Fraction(1))):
        said["own"] = FactValue(Fraction(own), {"published": own}, NEXT_YEAR)
        assert values() == (expected, None)
    said["points"] = FactValue(Fraction(1, 4), {"done": 1, "made": 4}, NEXT_YEAR)
    assert values() == (Fraction(1), Fraction(1, 4))


def test_each_question_has_one_rule_and_each_rule_a_fact() -> None:
    bound = bindings_of("lke-2021")
    codes = [binding.code for binding in bound]

    assert len(codes) == len(set(codes))
    assert {binding.fact for binding in bound} <= {each.name for each in registered()}


@pytest.mark.parametrize(
    ("end", "years"),
    [
        (date(2026, 12, 31), (2025, 2024)),
        (date(2027, 6, 30), (2026, 2025)),
        (date(2027, 1, 1), (2026, 2025)),
    ],
)
def test_the_years_that_count_were_over_before_the_period_ends(
    end: date, years: tuple[int, ...]
) -> None:
    assert facts.last_years(Period(date(2020, 1, 1), end)) == years


def test_what_waits(cast: Cast, started: Started) -> None:
    report = started(complete=True)
    later = datetime(2027, 6, 2, 3, 0, tzinfo=UTC)

    assert [turn.key for turn in turns_of(cast.unit_head, NEXT_YEAR)] == [
        f"channel_report:{report.pk}"
    ]
    assert not turns_of(cast.pic, NEXT_YEAR)
    approve(cast, report)
    assert [turn.key for turn in turns_of(cast.pic, later)] == [
        f"channel_change:{report.changes.get().pk}"
    ]


# The pages ----------------------------------------------------------------------------------------


def test_the_pages_from_start_to_paper(cast: Cast, client: Client) -> None:
    client.force_login(cast.unit_head)
    page = reverse("channel_reports:reports")
    year = date.today().year - 1  # noqa: DTZ011 - the page offers years by the clock
    sent = {"place": str(cast.unit.pk), "channel": "complaint", "year": str(year)}
    assert client.post(page, sent).status_code == 302
    report = ChannelReport.objects.get()
    own = reverse("channel_reports:report", args=[report.pk])
    text = client.get(own).text
    assert "Aspirasi" in text
    assert "91,67" in text  # 11 of 12 in time

    due = date(year + 5, 1, 1).isoformat()
    for step in (
        {"step": "cause", "kind": "people", "text": "Kurang orang <b>"},
        {"step": "change", "text": "Satu loket", "owner": "Kasi", "due_on": due},
        {"step": "save", "summary": "Cukup.", "no_change_reason": "", "seen_version": "1"},
        {"step": "approve", "number": "EV/1", "dated_on": date.today().isoformat()},  # noqa: DTZ011 - the same
    ):
        assert client.post(own, step).status_code == 302, step

    report.refresh_from_db()
    assert report.is_approved
    text = client.get(own).text
    assert "EV/1" in text
    assert "Kurang orang &lt;b&gt;" in text
    change = report.changes.get()
    follow_page = reverse("channel_reports:follow", args=[report.pk, change.pk])
    assert client.post(follow_page, {"outcome": "done", "note": ""}).status_code == 422
    assert client.post(follow_page, {"outcome": "done", "note": "Jadi"}).status_code == 302
    assert "Jadi" in client.get(own).text


def test_others_find_nothing(cast: Cast, client: Client, started: Started) -> None:
    report = started()
    client.force_login(cast.outsider)

    for address in (
        reverse("channel_reports:report", args=[report.pk]),
        reverse("channel_reports:follow", args=[report.pk, report.pk]),
    ):
        assert client.get(address).status_code == 404
    client.force_login(cast.inspector)  # reads, and writes nothing of the unit's
    own = reverse("channel_reports:report", args=[report.pk])
    assert client.get(own).status_code == 200
    sent = {"step": "save", "summary": "x", "no_change_reason": "", "seen_version": "1"}
    assert client.post(own, sent).status_code == 403


def test_evaluations_of_many_years_are_paged_newest_first(
    cast: Cast, client: Client, started: Started
) -> None:
    report = started()
    for year in range(1970, 2020):
        report.pk, report.year = uuid4(), year
        report.save(force_insert=True)
    client.force_login(cast.unit_head)

    page = client.get(reverse("channel_reports:reports")).context
    last = client.get(reverse("channel_reports:reports"), {"hal": "2"}).context

    assert (page["rows"][0][0].year, len(page["rows"])) == (2026, 50)
    assert [one.year for one, _label in last["rows"]] == [1970]
