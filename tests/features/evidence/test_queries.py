"""Reads of evidence: the same number of queries whatever they hold, and nobody else's rows."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from bening import facts
from bening.audit.parts import heads
from bening.domain.sealing import merkle
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evidence import actions, queries
from bening.evidence.access import can_check
from bening.evidence.details import Period
from bening.evidence.models import (
    Evidence,
    EvidenceLink,
    EvidenceRevision,
    EvidenceState,
    StoredFile,
)
from bening.evidence.periods import period_text
from bening.evidence.queries import Asked, Filter
from tests.features.evidence.conftest import CODE, OTHER_AREA, make_sheet
from tests.people import NOW, Cast

Put = Callable[..., Evidence]
QUARTER = Period(date(2025, 10, 1), date(2025, 12, 31))


def fill(sheet: EvaluationSheet, cast: Cast, count: int) -> None:
    """`count` files of two revisions each, spread over all questions of the sheet."""
    codes = [question.code for question in instrument_of(sheet.instrument).questions]
    for number in range(count):
        files = [
            StoredFile.objects.create(
                sha256=f"{number * 2 + step:064x}",
                size=1000,
                media_type="application/pdf",
                extension="pdf",
                stored_at=NOW,
            )
            for step in range(2)
        ]
        evidence = Evidence.objects.create(
            agency=cast.agency,
            unit=cast.unit,
            kind="file",
            title=f"Bukti {number}",
            added_by=cast.pic,
            added_at=NOW + timedelta(seconds=number),
        )
        for step, file in enumerate(files, start=1):
            EvidenceRevision.objects.create(
                evidence=evidence,
                number=step,
                file=file,
                filename=f"bukti-{number}-{step}.pdf",
                added_by=cast.pic,
                added_at=NOW,
            )
        EvidenceLink.objects.create(
            agency=cast.agency,
            evidence=evidence,
            sheet=sheet,
            official_code=codes[number % len(codes)],
            need=0,
            linked_by=cast.pic,
            linked_at=NOW + timedelta(seconds=number),
        )


@pytest.mark.parametrize("count", [1, 300])
def test_all_evidence_of_a_sheet_takes_two_queries(
    cast: Cast, sheet: EvaluationSheet, count: int
) -> None:
    fill(sheet, cast, count)

    with CaptureQueriesContext(connection) as asked:
        found = queries.evidence_for(sheet)

    assert len(asked) == 2
    assert sum(map(len, found.values())) == count
    assert {one.number for many in found.values() for one in many} == {2}


def test_evidence_of_some_questions_leaves_the_others_out(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    first, second = put(cast.pic, cast.unit), put(cast.pic, cast.unit)
    for code, evidence in ((CODE, first), (CODE, second), (OTHER_AREA, first)):
        actions.attach(evidence=evidence, sheet=sheet, official_code=code, by=cast.pic, now=NOW)

    found = queries.evidence_for(sheet, [CODE])

    assert list(found) == [CODE]
    assert [one.evidence_id for one in found[CODE]] == [first.pk, second.pk]
    assert [one.used for one in found[CODE]] == [2, 1]


def test_what_a_snapshot_keeps_finds_the_very_content(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    link = actions.add_link(
        unit=cast.unit, url="https://contoh.go.id", title="Situs", by=cast.pic, now=NOW
    )
    for one in (evidence, link):
        actions.attach(evidence=one, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    kept = [one.frozen() for one in queries.evidence_for(sheet)[CODE]]
    before = kept[0]["sha256"]

    put(cast.pic, cast.unit, evidence=evidence)

    after = queries.evidence_for(sheet)[CODE][0]
    assert after.sha256 != before
    assert after.number == 2
    assert StoredFile.objects.filter(sha256=before).exists()
    assert (kept[1]["kind"], kept[1]["url"], kept[1]["sha256"]) == (
        "link",
        "https://contoh.go.id",
        "",
    )


def checked(put: Put, cast: Cast) -> Evidence:
    evidence = put(cast.pic, cast.unit)
    actions.edit(evidence=evidence, title="x", period=QUARTER, by=cast.pic, now=NOW)
    actions.submit(evidence=evidence, by=cast.pic, now=NOW)
    return actions.check(evidence=evidence, by=cast.unit_head, now=NOW)


def test_expected_proofs_are_counted_met_and_checked(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    question = instrument_of(sheet.instrument).question(OTHER_AREA)
    assert len(question.evidence) == 3
    uses = [(checked(put, cast), 0), (put(cast.pic, cast.unit), 0), (put(cast.pic, cast.unit), 1)]
    for evidence, need in [*uses, (put(cast.pic, cast.unit), None)]:
        actions.attach(
            evidence=evidence,
            sheet=sheet,
            official_code=OTHER_AREA,
            need=need,
            by=cast.pic,
            now=NOW,
        )

    met = queries.needs_met(sheet)

    assert met[OTHER_AREA] == queries.NeedsMet(expected=3, met=2, checked=1)
    assert met[CODE].met == 0
    needs = queries.needs_of(question.evidence, queries.evidence_for(sheet)[OTHER_AREA])
    assert [(one.is_met, one.is_checked) for one in needs] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_the_checked_share_is_a_fact_of_each_question(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    actions.attach(
        evidence=checked(put, cast),
        sheet=sheet,
        official_code=OTHER_AREA,
        need=2,
        by=cast.pic,
        now=NOW,
    )
    fact = facts.fact("evidence.proofs_checked")
    period = facts.Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on)

    values = fact.query(cast.unit.pk, period, NOW)

    assert isinstance(values, dict)
    assert values[OTHER_AREA].value.as_integer_ratio() == (1, 3)
    assert values[OTHER_AREA].counts == {"expected": 3, "met": 1, "checked": 1}
    assert fact.query(cast.other_unit.pk, period, NOW) is None


def test_evidence_outside_the_period_is_found(put: Put, cast: Cast, sheet: EvaluationSheet) -> None:
    spans = {
        "dalam": QUARTER,
        "sebelum": Period(date(2023, 1, 1), date(2024, 12, 31)),
        "menyentuh": Period(date(2024, 1, 1), date(2025, 1, 1)),
        "sesudah": Period(date(2026, 5, 1), date(2026, 5, 2)),
    }
    for title, span in spans.items():
        evidence = put(cast.pic, cast.unit)
        actions.edit(evidence=evidence, title=title, period=span, by=cast.pic, now=NOW)
        actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)

    found = queries.evidence_outside_period(sheet)

    assert [one.title for one in found] == ["sebelum", "sesudah"]


def test_one_file_for_many_questions_is_found_under_all_its_titles(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    codes = [question.code for question in instrument_of(sheet.instrument).questions][:5]
    one = put(cast.pic, cast.unit, content=b"sama\n", name="satu.txt")
    two = put(cast.pic, cast.unit, content=b"sama\n", name="dua.txt")
    for place, code in enumerate(codes):
        evidence = one if place % 2 else two
        actions.attach(evidence=evidence, sheet=sheet, official_code=code, by=cast.pic, now=NOW)

    (found,) = queries.duplicates_everywhere(sheet)

    assert found.titles == ("dua", "satu")
    assert found.codes == tuple(sorted(codes))
    assert queries.duplicates_everywhere(sheet, least=6) == []
    twins = queries.search(cast.pic, cast.unit, Asked(only=Filter.TWINS))
    assert {row.pk for row in twins} == {one.pk, two.pk}


def test_what_answered_the_question_before_is_offered_first(put: Put, cast: Cast) -> None:
    last, this = make_sheet(cast.unit, cast.pic, 2025), make_sheet(cast.unit, cast.pic, 2026)
    old = put(cast.pic, cast.unit)
    actions.attach(evidence=old, sheet=last, official_code=CODE, by=cast.pic, now=NOW)
    in_period = put(cast.pic, cast.unit)
    actions.edit(evidence=in_period, title="x", period=QUARTER, by=cast.pic, now=NOW)
    plain, used = put(cast.pic, cast.unit), put(cast.pic, cast.unit)
    actions.attach(evidence=used, sheet=this, official_code=CODE, by=cast.pic, now=NOW)
    gone = put(cast.pic, cast.unit)
    actions.withdraw(evidence=gone, by=cast.pic, now=NOW)

    offered = queries.reusable(cast.pic, this, CODE)

    assert [row.pk for row in offered] == [old.pk, in_period.pk, plain.pk]
    assert not queries.reusable(cast.outsider, this, CODE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("pic", ["kepala"]), ("unit_head", ["pic"]), ("area_lead", ["pic"]), ("area_member", [])],
)
def test_the_filter_of_what_to_check_agrees_with_the_right(
    put: Put, cast: Cast, sheet: EvaluationSheet, name: str, expected: list[str]
) -> None:
    for title, by in (("pic", cast.pic), ("kepala", cast.unit_head)):
        evidence = put(by, cast.unit)
        actions.edit(evidence=evidence, title=title, period=QUARTER, by=by, now=NOW)
        actions.submit(evidence=evidence, by=by, now=NOW)
        code = CODE if title == "pic" else OTHER_AREA
        actions.attach(evidence=evidence, sheet=sheet, official_code=code, by=by, now=NOW)
    person = getattr(cast, name)

    found = queries.search(person, cast.unit, Asked(only=Filter.TO_CHECK))

    assert [row.title for row in found] == expected

    waiting = Evidence.objects.filter(state=EvidenceState.SUBMITTED)
    assert sorted(row.title for row in waiting if can_check(person, row)) == expected


def test_counts_agree_with_what_each_filter_shows(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    checked(put, cast)
    used = put(cast.pic, cast.unit)
    actions.attach(evidence=used, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    for name in ("satu.txt", "dua.txt"):
        put(cast.unit_head, cast.unit, content=b"sama\n", name=name)
    cycle = sheet.cycle
    proves = (cycle.period_starts_on, cycle.period_ends_on)

    counts = queries.counts_of(cast.pic, cast.unit, proves)

    for only in Filter:
        rows = queries.search(cast.pic, cast.unit, Asked(only=only, proves=proves))
        assert counts[(only.value or "all").replace("-", "_")] == rows.count(), only


def test_evidence_of_an_area_follows_the_instrument(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)

    assert [row.pk for row in queries.search(cast.pic, cast.unit, Asked(area=5))] == [evidence.pk]
    assert not queries.search(cast.pic, cast.unit, Asked(area=1))


def test_checkpoints_vouch_for_the_content(put: Put, cast: Cast) -> None:
    put(cast.pic, cast.unit)
    put(cast.pic, cast.unit)
    hashes = sorted(StoredFile.objects.values_list("sha256", flat=True))

    (part,) = [part for part in heads() if part.name == "evidence"]

    assert part.size == 2
    assert part.root == merkle.root([bytes.fromhex(one) for one in hashes]).hex()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2024, 1, 1), date(2025, 12, 31), "2024–2025"),
        (date(2025, 10, 1), date(2025, 12, 31), "Okt–Des 2025"),
        (date(2026, 3, 1), date(2026, 3, 31), "Mar 2026"),
        (date(2025, 12, 1), date(2026, 1, 31), "Des 2025–Jan 2026"),
        (date(2026, 4, 10), date(2026, 4, 10), "10 Apr 2026"),
        (date(2026, 4, 10), date(2026, 4, 12), "10 Apr–12 Apr 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Des 2025–2 Jan 2026"),
    ],
)
def test_days_are_told_as_short_as_they_are_exact(start: date, end: date, expected: str) -> None:
    assert period_text(start, end) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_every_span_of_days_has_words(start: date, days: int) -> None:
    end = start + timedelta(days=days)

    assert str(end.year) in period_text(start, end)
