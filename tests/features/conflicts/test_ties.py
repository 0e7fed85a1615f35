"""Who has declared an interest reviews and handles nothing it touches."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person, Role
from bening.conflicts import actions
from bening.conflicts.models import AnswerOfFreedom, InterestList, Occasion
from bening.conflicts.ties import INTEREST, TiedByInterest, check_free, reach_of, ties_of
from bening.domain.conflicts import ConflictRefused, Section
from bening.reviews.conflicts import check_still_free
from bening.reviews.models import ReviewStage
from bening.reviews.refusals import ConflictOfInterest
from bening.whistleblowing.ties import tied
from tests.features.conflicts.conftest import declare, post
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401 - fixtures
from tests.people import NOW, TODAY, Cast, give, make_person

pytestmark = pytest.mark.django_db


def signed(by: Person, **more: object) -> InterestList:
    """A list that names one relative, signed."""
    row = actions.start_list(by=by, now=NOW)
    actions.add_interest(
        listing=row,
        section=Section.FAMILY,
        name="Kakak",
        relation="Saudara kandung",
        by=by,
        now=NOW,
        **more,  # type: ignore[arg-type]  # unit or person
    )
    for part in Section:
        if part is not Section.FAMILY:
            actions.state_no_interest(listing=row, section=part, by=by, now=NOW)
    return actions.sign_list(listing=row, rank="III/c", agrees=True, by=by, now=NOW)


def test_a_signed_list_ties_with_the_unit_and_all_below(cast: Cast, staff: Person) -> None:
    signed(staff, unit=cast.parent_unit)
    assert ties_of({staff.pk}, unit=cast.unit, on=TODAY) == {staff.pk: INTEREST}
    assert ties_of({cast.pic.pk}, unit=cast.unit, on=TODAY) == {}


def test_a_relative_ties_with_the_unit_where_they_work(cast: Cast, staff: Person) -> None:
    relative = post(cast, make_person("Rini Kakak", agency=cast.agency), cast.other_unit)
    signed(staff, person=relative.email)
    assert ties_of({staff.pk}, unit=cast.other_unit, on=TODAY) == {staff.pk: INTEREST}
    about = [relative.pk]
    assert ties_of({staff.pk}, unit=cast.unit, on=TODAY, about=about) == {staff.pk: INTEREST}
    with pytest.raises(TiedByInterest) as found:
        check_free(staff, unit=cast.other_unit, on=TODAY)
    assert set(found.value.values) == {"person", "unit"}


def test_next_years_list_replaces_its_ties(cast: Cast, staff: Person) -> None:
    signed(staff, unit=cast.other_unit)
    later = NOW + timedelta(days=300)
    row = actions.start_list(by=staff, now=later)
    assert (row.year, row.edition) == (2027, 1)
    actions.remove_interest(
        listing=row,
        section=Section.FAMILY,
        position=0,
        seen_version=row.version,
        by=staff,
        now=later,
    )
    actions.state_no_interest(listing=row, section=Section.FAMILY, by=staff, now=later)
    actions.sign_list(listing=row, rank="", agrees=True, by=staff, now=later)
    day = later.date()
    assert ties_of({staff.pk}, unit=cast.other_unit, on=day) == {}
    before = ties_of({staff.pk}, unit=cast.other_unit, on=day - timedelta(days=2))
    assert before == {staff.pk: INTEREST}


def test_a_reviewer_with_an_interest_is_refused(
    cast: Cast,
    sheet: object,  # noqa: F811 - the fixture
) -> None:
    reviewer = make_person("Maya Anggota", agency=cast.agency)
    _ = cast.agency_head
    program = sheet.program  # type: ignore[attr-defined]  # an EvaluationSheet
    check_still_free(reviewer, program, ReviewStage.TPI, TODAY)
    declare(reviewer, about_unit=cast.unit)
    with pytest.raises(ConflictOfInterest) as found:
        check_still_free(reviewer, program, ReviewStage.TPI, TODAY)
    assert found.value.code == INTEREST


def test_who_is_tied_cannot_state_to_be_free(cast: Cast, staff: Person) -> None:
    asker = make_person("Sari Dewi", agency=cast.agency)
    give(asker, Role.UNIT_HEAD, unit=cast.other_unit)
    asked = actions.ask_statement(
        unit=cast.other_unit,
        person=staff.email,
        occasion=Occasion.TENDER,
        subject="Pengadaan blangko",
        due_on=TODAY,
        by=asker,
        now=NOW,
    )
    declare(staff, about_unit=cast.other_unit)
    with pytest.raises(TiedByInterest):
        actions.give_statement(statement=asked, answer=AnswerOfFreedom.FREE, by=staff, now=NOW)
    given = actions.give_statement(statement=asked, answer=AnswerOfFreedom.TIED, by=staff, now=NOW)
    assert given.answer == AnswerOfFreedom.TIED


def test_a_signed_list_changes_no_more_and_is_signed_whole(cast: Cast, staff: Person) -> None:
    row = actions.start_list(by=staff, now=NOW)
    with pytest.raises(ConflictRefused) as found:
        actions.sign_list(listing=row, rank="", agrees=True, by=staff, now=NOW)
    assert found.value.code == "interests_unanswered"
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=staff, now=NOW)
    with pytest.raises(ConflictRefused) as found:
        actions.sign_list(listing=row, rank="", agrees=False, by=staff, now=NOW)
    assert found.value.code == "conflict_statement_missing"
    actions.sign_list(listing=row, rank="", agrees=True, by=staff, now=NOW)
    with pytest.raises(ConflictRefused) as found:
        actions.state_no_interest(listing=row, section=Section.FAMILY, by=staff, now=NOW)
    assert found.value.code == "conflict_list_is_signed"


def test_the_protected_house_leaves_out_who_is_tied(cast: Cast, staff: Person) -> None:
    declare(staff, about_unit=cast.other_unit)
    people = [staff.pk, cast.unit_head.pk]
    assert tied(people, cast.other_unit.pk, TODAY) == {staff.pk}
    assert tied(people, cast.unit.pk, TODAY) == frozenset()
    assert tied(people, None, TODAY) == frozenset()


def test_what_one_person_is_tied_to_reaches_as_each_case_says(cast: Cast, staff: Person) -> None:
    """`reach_of` and `ties_of` say the same: of units, of those below, of people, both ways."""
    relative = post(cast, make_person("Rini Kakak", agency=cast.agency), cast.other_unit)
    signed(staff, unit=cast.parent_unit, person=relative.email)
    for person in (staff, relative, cast.pic):
        reach = reach_of(person, TODAY)
        for unit in (cast.unit, cast.parent_unit, cast.other_unit):
            reached = unit.pk in reach.units or any(
                unit.agency_id == agency and unit.path.startswith(path)
                for agency, path in reach.paths
            )
            assert reached == bool(ties_of({person.pk}, unit=unit, on=TODAY))
            for about in (staff, relative, cast.pic):
                if about != person:
                    tied_to = ties_of({person.pk}, unit=unit, on=TODAY, about={about.pk})
                    assert (reached or about.pk in reach.people) == bool(tied_to)
    assert reach_of(staff, TODAY - timedelta(days=400)).paths == frozenset()
