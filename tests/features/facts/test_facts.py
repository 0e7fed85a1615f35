"""Facts: registered once, bound by data, proposed to people, frozen on submission."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from bening import facts
from bening.accounts.facts import areas_staffed
from bening.accounts.models import Role, RoleAssignment
from bening.domain.scoring import IndexScale
from bening.evaluations import actions, queries
from bening.evaluations.instruments import instrument_of, store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from bening.facts.bindings import BindingRefused, read_bindings
from bening.facts.registry import FactRegisteredTwice
from bening.instruments import binding_text, shipped
from tests.features.evaluations.conftest import make_sheet
from tests.people import NOW, TODAY, Cast, give, make_person

CODE = "A.I.1.i.a"
RISING = """
bindings:
  - fact: y
    question: x
    propose:
      - {at_least: "0", answer: A, reason: r}
      - {at_least: "1", answer: B, reason: r}
"""
YEAR = facts.Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def sheet(cast: Cast) -> EvaluationSheet:
    store_shipped(now=NOW)
    return make_sheet(cast, InstrumentVersion.objects.get(slug="lke-2021"))


def staff(cast: Cast, areas: range) -> list[RoleAssignment]:
    given = []
    for area in areas:
        for role in (Role.AREA_LEAD, Role.AREA_MEMBER):
            person = make_person(f"{role} {area}", agency=cast.agency)
            given.append(give(person, role, unit=cast.unit, area=area))
    return given


def value_of(cast: Cast, period: facts.Period = YEAR) -> Fraction:
    found = areas_staffed(cast.unit.pk, period, NOW)
    assert found is not None
    return found.value


def test_a_name_belongs_to_one_fact() -> None:
    known = facts.fact("teams.areas_staffed")
    assert facts.register(known) is known

    with pytest.raises(FactRegisteredTwice):
        facts.register(facts.Fact(known.name, "Lain", "bagian", lambda *_: None))

    assert facts.fact(known.name) is known


def test_an_unknown_fact_is_no_fact() -> None:
    with pytest.raises(KeyError):
        facts.fact("surveys.nothing")


def test_every_binding_names_a_fact_a_question_and_options_that_exist(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    names = {each.name for each in facts.registered()}
    for version in InstrumentVersion.objects.all():
        instrument = instrument_of(version)
        for binding in facts.bindings_of(version.slug):
            question = instrument.question(binding.code)
            assert binding.fact in names
            keys = {c.key for c in question.criteria}
            assert {step.answer for step in binding.steps} <= keys | {""}
            assert binding.value is None or isinstance(question.scale, IndexScale)


def test_an_own_version_takes_the_bindings_of_its_regulation() -> None:
    assert facts.bindings_of("lke-2021-tirtamaya") == facts.bindings_of("lke-2021")
    assert facts.bindings_of("lke-2014") == ()
    assert facts.bindings_of("lain-sekali") == ()
    assert [bool(binding_text(each)) for each in shipped()] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "bindings: [{fact: x}]",
        "bindings: [{question: x, fact: y, propose: [{at_least: satu, answer: A, reason: r}]}]",
        "bindings: [{question: x, fact: y, propose: [{at_least: '1'}]}]",
        "bindings: [x]",
        RISING,
    ],
)
def test_a_wrong_binding_file_is_refused(text: str) -> None:
    with pytest.raises(BindingRefused):
        read_bindings(text)


def test_an_empty_binding_file_binds_nothing() -> None:
    assert read_bindings("") == ()


def test_areas_count_as_staffed_with_a_lead_and_another_member(cast: Cast) -> None:
    assert value_of(cast) == 0
    lead = make_person("Ketua", agency=cast.agency)
    give(lead, Role.AREA_LEAD, unit=cast.unit, area=1)
    give(lead, Role.AREA_MEMBER, unit=cast.unit, area=1)
    assert value_of(cast) == 0

    give(make_person("Anggota", agency=cast.agency), Role.AREA_MEMBER, unit=cast.unit, area=1)

    assert value_of(cast) == Fraction(1, 6)


def test_a_role_counts_from_its_first_to_its_last_day(cast: Cast) -> None:
    given = staff(cast, range(1, 7))
    assert value_of(cast) == 1

    given[0].ends_on = TODAY - timedelta(days=1)
    given[0].save()
    assert value_of(cast) == Fraction(5, 6)
    given[0].ends_on = TODAY
    given[0].save()
    assert value_of(cast) == 1
    given[2].starts_on = TODAY + timedelta(days=1)
    given[2].save()
    assert value_of(cast) == Fraction(5, 6)


def test_roles_of_another_unit_do_not_count(cast: Cast) -> None:
    person = make_person("Ketua Lain", agency=cast.agency)
    give(person, Role.AREA_LEAD, unit=cast.other_unit, area=1)
    give(make_person("Lain", agency=cast.agency), Role.AREA_MEMBER, unit=cast.other_unit, area=1)

    assert value_of(cast) == 0


def test_an_unknown_unit_has_no_value(cast: Cast) -> None:
    assert areas_staffed(cast.agency.pk, YEAR, NOW) is None


@pytest.mark.parametrize(("last", "answer"), [(6, "Tidak"), (7, "Ya")])
def test_a_value_becomes_a_proposal_with_its_reason(
    cast: Cast, sheet: EvaluationSheet, last: int, answer: str
) -> None:
    staff(cast, range(1, last))

    proposal = queries.proposals_of(sheet, now=NOW)[CODE]

    assert (proposal.fact, proposal.answer) == ("teams.areas_staffed", answer)
    assert f"{last - 1} dari 6 area" in proposal.reason
    assert proposal.value.counts == {"staffed": last - 1, "areas": 6}
    assert proposal.value.as_of == NOW
    assert len(proposal.value.records) == 6


def test_a_fact_proposes_and_never_answers(cast: Cast, sheet: EvaluationSheet) -> None:
    staff(cast, range(1, 7))
    queries.proposals_of(sheet, now=NOW)

    assert not sheet.answers.exists()


def test_what_was_proposed_is_frozen_on_submission(
    cast: Cast,
    sheet: EvaluationSheet,
    answer_all: Callable[[EvaluationSheet], None],
) -> None:
    given = staff(cast, range(1, 7))
    answer_all(sheet)
    snapshot = actions.submit_sheet(sheet=sheet, by=cast.pic, now=NOW)
    for role in given:
        role.ends_on = TODAY - timedelta(days=1)
        role.save()

    frozen = json.dumps(json.loads(snapshot.content)["facts"])

    snapshot.refresh_from_db()
    assert json.dumps(json.loads(snapshot.content)["facts"]) == frozen
    assert '"staffed": 6' in frozen
    assert value_of(cast) == 0


@pytest.fixture
def answer_all(cast: Cast) -> Callable[[EvaluationSheet], None]:
    """Every question with its least answer, which needs no evidence."""

    def answered(sheet: EvaluationSheet) -> None:
        for question in instrument_of(sheet.instrument).questions:
            value, inputs = None, None
            if question.formula:
                inputs = {**{each.id: "6" for each in question.inputs}, question.inputs[-1].id: "1"}
            elif question.criteria:
                value = question.criteria[-1].key
            else:
                value = "0"
            actions.save_answer(
                sheet=sheet, official_code=question.code, value=value, inputs=inputs,
                note="Catatan.", seen_version=0, by=cast.pic, now=NOW,
            )  # fmt: skip

    return answered
