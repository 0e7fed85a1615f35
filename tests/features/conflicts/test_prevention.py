"""The map, outreach, services, statements and advice: what each can't be, and what they count."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.audit.models import Event
from bening.conflicts import actions, facts, figures, queries
from bening.conflicts.models import (
    AnswerOfFreedom,
    Consultation,
    FreedomStatement,
    Level,
    MainFunction,
    Occasion,
    OutreachKind,
)
from bening.conflicts.waiting import turns
from bening.domain.conflicts import ConflictRefused
from bening.facts import FactValue, Period
from bening.services.models import Service
from tests.features.conflicts.conftest import declare
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def refused(code: str, field: str, act: Any, **values: Any) -> None:
    with pytest.raises(ConflictRefused) as found:
        act(**values)
    assert (found.value.code, found.value.field) == (code, field)


def service(cast: Cast, code: str, *, elsewhere: bool = False) -> Service:
    unit = cast.other_unit if elsewhere else cast.unit
    return Service.objects.create(agency=cast.agency, unit=unit, code=code, name=code, added_at=NOW)


def function(cast: Cast, name: str = "Perizinan") -> MainFunction:
    return actions.add_function(unit=cast.unit, name=name, by=cast.pic, now=NOW)


def mapped(cast: Cast, row: MainFunction, **more: Any) -> MainFunction:
    values: dict[str, Any] = {
        "possible": "Kerabat mengajukan izin",
        "posts": "Petugas loket",
        "level": Level.HIGH,
        "prevention": "Dua orang memeriksa",
        "owner": cast.unit_head.email,
        "review_on": AFTER,
    }
    return actions.map_function(function=row, by=cast.pic, **{**values, "now": NOW, **more})


def outreach(cast: Cast, **more: Any) -> Any:
    values: dict[str, Any] = {
        "unit": cast.unit,
        "kind": OutreachKind.TRAINING,
        "title": "Pelatihan",
        "held_on": TODAY,
        "participants": 12,
        "proof": "Daftar hadir",
        "services": [],
    }
    return actions.hold_outreach(by=cast.pic, now=NOW, **{**values, **more})


def asked(cast: Cast, person: Person, **more: Any) -> FreedomStatement:
    values: dict[str, Any] = {
        "unit": cast.unit,
        "person": person.email,
        "occasion": Occasion.TENDER,
        "subject": "Pengadaan blangko",
        "due_on": AFTER,
    }
    return actions.ask_statement(by=cast.unit_head, now=NOW, **{**values, **more})


def test_an_officer_is_named_once_and_ends(cast: Cast) -> None:
    name: dict[str, Any] = {"unit": cast.unit, "by": cast.unit_head, "now": NOW}
    who = cast.colleague.email
    act = actions.name_officer
    refused("conflict_person_missing", "person", act, person="", starts_on=TODAY, **name)
    refused("conflict_person_unknown", "person", act, person=cast.outsider.email,
            starts_on=TODAY, **name)  # fmt: skip
    refused("conflict_ends_before_start", "ends_on", act, person=who, starts_on=TODAY,
            ends_on=BEFORE, **name)  # fmt: skip
    made = act(person=who, starts_on=TODAY, **name)
    refused("conflict_officer_exists", "person", act, person=who, starts_on=TODAY, **name)
    ended = actions.end_officer(officer=made, by=cast.unit_head, now=NOW)
    assert ended.ends_on == TODAY
    refused("conflict_officer_has_ended", "", actions.end_officer, officer=made,
            by=cast.unit_head, now=NOW)  # fmt: skip
    tomorrow = NOW + timedelta(days=1)
    case = declare(cast.pic)
    assert queries.cases_of(cast.colleague, NOW).filter(pk=case.pk).exists()
    assert not queries.cases_of(cast.colleague, tomorrow).exists()


def test_a_function_stands_once_on_the_map(cast: Cast) -> None:
    made = function(cast)
    add: dict[str, Any] = {"unit": cast.unit, "by": cast.pic, "now": NOW}
    refused("conflict_function_missing", "name", actions.add_function, name=" ", **add)
    refused("conflict_function_exists", "name", actions.add_function, name="Perizinan", **add)
    actions.close_function(function=made, by=cast.pic, now=NOW)
    refused("conflict_function_closed", "", actions.close_function, function=made, by=cast.pic,
            now=NOW)  # fmt: skip
    refused("conflict_function_closed", "", mapped, cast=cast, row=made)


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_mapping_incomplete", "possible", {"possible": " "}),
        ("conflict_mapping_incomplete", "posts", {"posts": ""}),
        ("conflict_mapping_incomplete", "prevention", {"prevention": ""}),
        ("conflict_review_in_past", "review_on", {"review_on": TODAY}),
        ("conflict_person_missing", "owner", {"owner": ""}),
        ("conflict_person_unknown", "owner", {"owner": "nobody@tirtamaya.example"}),
    ],
)
def test_a_function_is_mapped_whole_or_not(
    cast: Cast, code: str, field: str, more: dict[str, Any]
) -> None:
    made = function(cast)
    refused(code, field, mapped, cast=cast, row=made, **more)
    assert figures.mapping_counts(cast.unit.pk, TODAY) == (0, 1)
    mapped(cast, made)
    assert figures.mapping_counts(cast.unit.pk, TODAY) == (1, 1)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (9, (0, 0)),
        (10, (0, 1)),
        (19, (0, 1)),
        (20, (1, 1)),
        (29, (1, 1)),
        (30, (1, 1)),
        (39, (1, 1)),
        (40, (0, 0)),
    ],
)
def test_the_map_is_counted_as_it_stood_on_a_day(
    cast: Cast, day: int, counts: tuple[int, int]
) -> None:
    """Added on the tenth day, mapped on the 20th, mapped anew on the 30th, closed on the 40th."""
    at = {each: NOW + timedelta(days=each) for each in (10, 20, 30, 40)}
    row = actions.add_function(unit=cast.unit, name="Perizinan", by=cast.pic, now=at[10])
    for moment in (at[20], at[30]):
        mapped(cast, row, review_on=TODAY + timedelta(days=90), now=moment)
    actions.close_function(function=row, by=cast.pic, now=at[40])
    assert figures.mapping_counts(cast.unit.pk, TODAY + timedelta(days=day)) == counts


def test_a_mapping_counts_from_the_day_at_its_agency(cast: Cast) -> None:
    """It is already tomorrow in Jakarta while it is still today in UTC."""
    late = datetime.combine(TODAY, time(17, 30), tzinfo=UTC)
    row = actions.add_function(unit=cast.unit, name="Perizinan", by=cast.pic, now=late)
    mapped(cast, row, review_on=TODAY + timedelta(days=90), now=late)
    assert figures.mapping_counts(cast.unit.pk, TODAY) == (0, 0)
    assert figures.mapping_counts(cast.unit.pk, AFTER) == (1, 1)


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_outreach_title_missing", "title", {"title": " "}),
        ("conflict_outreach_in_future", "held_on", {"held_on": AFTER}),
        ("conflict_participants_missing", "participants", {"participants": 0}),
        ("conflict_proof_missing", "proof", {"proof": " "}),
    ],
)
def test_outreach_has_happened_and_has_proof(
    cast: Cast, code: str, field: str, more: dict[str, Any]
) -> None:
    refused(code, field, outreach, cast=cast, **more)


def test_a_service_is_the_units_own(cast: Cast) -> None:
    other = service(cast, "lain", elsewhere=True)
    refused("conflict_service_of_another", "services", outreach, cast=cast, services=[other])
    refused("conflict_service_of_another", "service", asked, cast=cast, person=cast.colleague,
            service=other)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_practice_missing", "practice", {"practice": ""}),
        ("conflict_proof_missing", "proof", {"proof": ""}),
        ("conflict_practice_in_future", "starts_on", {"starts_on": AFTER}),
    ],
)
def test_handling_in_a_service_has_begun_and_has_proof(
    cast: Cast, code: str, field: str, more: dict[str, Any]
) -> None:
    values: dict[str, Any] = {"practice": "Dua orang", "proof": "SOP 4", "starts_on": TODAY, **more}
    refused(code, field, actions.apply_to_service, service=service(cast, "ktp"), by=cast.pic,
            now=NOW, **values)  # fmt: skip


def test_handling_in_a_service_ends_once(cast: Cast) -> None:
    made = actions.apply_to_service(
        service=service(cast, "ktp"),
        practice="Dua orang",
        proof="SOP 4",
        starts_on=TODAY,
        by=cast.pic,
        now=NOW,
    )
    end: dict[str, Any] = {"control": made, "by": cast.pic, "now": NOW}
    refused("conflict_practice_in_future", "ends_on", actions.end_service, ends_on=AFTER, **end)
    refused("conflict_ends_before_start", "ends_on", actions.end_service, ends_on=BEFORE, **end)
    assert figures.services_handled(cast.unit.pk, AFTER, AFTER) == {made.service_id}
    actions.end_service(ends_on=TODAY, **end)
    assert figures.services_handled(cast.unit.pk, AFTER, AFTER) == set()
    assert figures.services_handled(cast.unit.pk, TODAY, AFTER) == {made.service_id}
    refused("conflict_practice_ended", "control", actions.end_service, ends_on=TODAY, **end)


def test_the_map_is_looked_at_again_by_its_owner(cast: Cast) -> None:
    row = mapped(cast, function(cast))

    assert row.review_on is not None
    review_on = row.review_on

    def due(person: Person, days: int) -> list[date | None]:
        at = datetime.combine(review_on, time(3), tzinfo=UTC) + timedelta(days=days)
        return [turn.due_on for turn in turns(person, at) if turn.key.startswith("mapping:")]

    assert row.owner is not None
    assert due(row.owner, -15) == []
    assert due(row.owner, -14) == due(row.owner, 90) == [review_on]
    assert due(cast.colleague, -14) == []
    actions.close_function(function=row, by=cast.pic, now=NOW)
    assert due(row.owner, -14) == []


def test_facts_tell_the_parts_covered(cast: Cast) -> None:
    unit = cast.unit.pk
    queried = (facts.mapped_share, facts.services_told, facts.services_handled)
    assert [each(unit, YEAR, NOW) for each in queried] == [None, None, None]
    first, _second = service(cast, "ktp"), service(cast, "kia")
    mapped(cast, function(cast))
    function(cast, "Pengadaan")
    function(cast, "Pengaduan")
    outreach(cast, services=[first])
    actions.apply_to_service(
        service=first, practice="Dua orang", proof="SOP 4", starts_on=TODAY, by=cast.pic, now=NOW
    )
    found = [each(unit, YEAR, NOW) for each in queried]
    assert [str(each.value) for each in found if isinstance(each, FactValue)] == [
        "1/3", "1/2", "1/2",
    ]  # fmt: skip
    assert isinstance(found[0], FactValue)
    assert found[0].counts == {"mapped": 1, "functions": 3}
    before = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert facts.mapped_share(unit, before, NOW) is None
    told = facts.services_told(unit, before, NOW)
    assert isinstance(told, FactValue)
    assert told.counts["told"] == 0


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_subject_missing", "subject", {"subject": ""}),
        ("conflict_statement_due_in_past", "due_on", {"due_on": BEFORE}),
        ("conflict_person_missing", "person", {"person": ""}),
    ],
)
def test_a_statement_is_asked_of_somebody_for_something(
    cast: Cast, staff: Person, code: str, field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(ConflictRefused) as found:
        actions.ask_statement(**{  # the one argument that differs
            "unit": cast.unit, "person": staff.email, "occasion": Occasion.TENDER,
            "subject": "Pengadaan", "due_on": AFTER, "by": cast.unit_head, "now": NOW, **more,
        })  # fmt: skip
    assert (found.value.code, found.value.field) == (code, field)


def test_a_statement_is_given_once_and_by_its_person(cast: Cast, staff: Person) -> None:
    row = asked(cast, staff)
    give: dict[str, Any] = {"statement": row, "by": staff, "now": NOW}
    refused("conflict_answer_of_freedom_missing", "answer", actions.give_statement,
            answer=AnswerOfFreedom.WAITING, **give)  # fmt: skip
    given = actions.give_statement(answer=AnswerOfFreedom.FREE, **give)
    assert (given.answer, given.answered_at) == (AnswerOfFreedom.FREE, NOW)
    refused("conflict_statement_given", "", actions.give_statement,
            answer=AnswerOfFreedom.TIED, **give)  # fmt: skip


def test_a_statement_carries_ones_own_declaration_only(cast: Cast, staff: Person) -> None:
    of_another = declare(cast.pic)
    given = actions.give_statement(
        statement=asked(cast, staff), answer=AnswerOfFreedom.TIED, case=of_another, by=staff,
        now=NOW,
    )  # fmt: skip
    assert given.case is None
    own = declare(staff)
    again = actions.give_statement(
        statement=asked(cast, staff), answer=AnswerOfFreedom.TIED, case=own, by=staff, now=NOW
    )
    assert again.case == own


def test_advice_is_asked_and_answered_once(cast: Cast, staff: Person, officer: Person) -> None:
    ask, answer = actions.ask_consultation, actions.answer_consultation
    refused("conflict_question_missing", "text", ask, text=" ", by=staff, now=NOW)
    row = ask(text="Bolehkah menilai tetangga?", by=staff, now=NOW)
    refused("conflict_answer_missing", "text", answer, consultation=row, text="", by=officer,
            now=NOW)  # fmt: skip
    answer(consultation=row, text="Jangan.", by=officer, now=NOW)
    refused("conflict_consultation_answered", "", answer, consultation=row, text="Boleh.",
            by=officer, now=NOW)  # fmt: skip
    opened = actions.open_consultation(consultation=row, by=staff, now=NOW)
    assert opened == {"question": "Bolehkah menilai tetangga?", "answer": "Jangan."}
    assert not Event.objects.filter(act="conflict.advice_opened").exists()
    actions.open_consultation(consultation=row, by=officer, now=NOW)
    assert Event.objects.get(act="conflict.advice_opened").by == officer.pk
    with pytest.raises(Consultation.DoesNotExist):
        actions.open_consultation(consultation=row, by=cast.unit_head, now=NOW)
    kept = Consultation.objects.values().get(pk=row.pk)
    assert b"tetangga" not in bytes(kept["kept"])
    assert b"Jangan" not in bytes(kept["answer_kept"] or b"")
