"""Whom a report may be about: they never read or decide it, and it finds somebody who can."""

import pytest
from django.test import Client

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.casework.models import CaseClock
from bening.conflicts import actions, queries
from bening.conflicts.models import CaseState, ConflictCase, NamedParty
from bening.conflicts.superiors import above_clock
from bening.domain.conflicts import ConflictRefused
from tests.people import NOW, Cast, give, make_person

pytestmark = pytest.mark.django_db


def reported(
    unit: WorkUnit, named: str, text: str = "Uraian", *, is_about_head: bool = False
) -> ConflictCase:
    case, _code = actions.report_conflict(
        unit=unit, named=named, text=text, is_about_head=is_about_head, now=NOW
    )
    return case


def reads(person: Person, case: ConflictCase) -> bool:
    return queries.cases_of(person, NOW).filter(pk=case.pk).exists()


@pytest.mark.parametrize("named", ["Ibu Nurul Aini, S.E.", "Petugas NURUL AINI dan rekannya"])
def test_an_officer_whom_it_names_never_reads_it(cast: Cast, officer: Person, named: str) -> None:
    head = cast.unit_head
    case = reported(cast.unit, named)
    assert case.superior == head
    assert reads(head, case)
    assert not reads(officer, case)
    for act in (
        lambda: actions.identify_person(case=case, person=head.email, by=officer, now=NOW),
        lambda: actions.check_case(case=case, works=True, text="Baik", by=officer, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_would_read_it_is_sought_in_the_text_too(cast: Cast, officer: Person) -> None:
    head, above = cast.unit_head, cast.agency_head
    text = f"Bersama {head.name} dan Nurul Aini ia memenangkan adiknya"
    case = reported(cast.unit, "Kepala seksi", text)
    assert case.superior == above
    assert not reads(head, case)
    assert not reads(officer, case)


def test_one_name_among_several_is_not_enough(cast: Cast, officer: Person) -> None:
    _ = cast.unit_head
    assert reads(officer, reported(cast.unit, "Nurul", "Nurul dari seksi dua"))


def test_a_colleague_whom_only_the_text_mentions_is_no_party(cast: Cast) -> None:
    _ = cast.unit_head
    make_person("Rahmat Hidayat", agency=cast.agency)
    reported(cast.unit, "Kepala seksi", "Rahmat Hidayat melihatnya")
    assert not NamedParty.objects.exists()


def test_whoever_is_named_stays_out_when_they_are_given_an_office(cast: Cast) -> None:
    _ = cast.unit_head
    later = make_person("Rahmat Hidayat", agency=cast.agency)
    case = reported(cast.unit, "Rahmat Hidayat")
    give(later, Role.INSPECTOR)
    assert not reads(later, case)


def test_the_head_who_is_reported_never_reads_it_also_as_the_agencys_head(cast: Cast) -> None:
    both, inspector = cast.unit_head, cast.inspector
    give(both, Role.AGENCY_HEAD)
    case = reported(cast.unit, "Kepala", is_about_head=True)
    assert case.superior == inspector
    assert not reads(both, case)


def test_another_inspector_decides_where_it_names_one(cast: Cast) -> None:
    head, inspector = cast.agency_head, cast.inspector
    other = make_person("Yusuf Hamdani", agency=cast.agency)
    give(other, Role.INSPECTOR)
    case = reported(cast.unit, f"{head.name} dan {inspector.name}")
    assert case.superior == other
    assert not reads(inspector, case)


def test_where_nobody_is_independent_an_outside_body_is_named_and_nothing_lost(
    cast: Cast, client: Client
) -> None:
    head, inspector = cast.unit_head, cast.inspector
    values = {"named": f"{head.name} dan {inspector.name}", "text": "Memenangkan adiknya"}
    answer = client.post(f"/lapor-konflik/{cast.unit.pk}/", values)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Laporan belum terkirim" in shown
    assert "Ombudsman Republik Indonesia" in shown
    assert all(words in shown for words in values.values())
    assert not ConflictCase.objects.exists()


def test_who_is_identified_reads_it_no_more_also_where_nobody_is_above(
    cast: Cast, officer: Person
) -> None:
    head = cast.unit_head
    case = reported(cast.unit, "K")
    with pytest.raises(ConflictRefused) as found:
        actions.identify_person(case=case, person=head.email, by=officer, now=NOW)
    assert found.value.code == "conflict_nobody_above"
    assert not reads(head, case)
    assert CaseClock.objects.get(case=case.pk).owner is None
    with pytest.raises(NotAllowed):
        actions.decide_case(
            case=case, outcome=CaseState.NO_CONFLICT, reason="Tidak ada", by=head, now=NOW
        )
    inspector = cast.inspector
    kept = actions.identify_person(case=case, person=head.email, by=officer, now=NOW)
    assert (kept.superior, kept.person) == (inspector, head)
    assert CaseClock.objects.get(case=case.pk).owner == inspector


def test_a_term_that_passed_is_not_told_to_whom_it_names(cast: Cast) -> None:
    head, chief, above = cast.unit_head, cast.parent_head, cast.agency_head
    clock = CaseClock.objects.get(case=reported(cast.unit, "K").pk)
    assert list(above_clock(clock)) == [chief]
    NamedParty.objects.create(case_id=clock.case, person=chief, named_at=NOW)
    assert clock.owner == head
    assert list(above_clock(clock)) == [above]
