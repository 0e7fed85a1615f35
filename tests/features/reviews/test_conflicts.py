"""Nobody reviews a unit they belong to, worked for in the period, filled for, or are tied with."""

from datetime import date, timedelta

import pytest

from bening.accounts.models import Person, Posting, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.evaluations import actions as evaluations
from bening.programs.models import ProgramState
from bening.reviews import actions
from bening.reviews.conflicts import tie_of
from bening.reviews.models import ConflictDeclaration, ReviewAssignment, ReviewStage, ReviewTier
from bening.reviews.queries import comments_of, view_of
from bening.reviews.refusals import ConflictOfInterest, ReviewRefused
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY, Cast, give, make_person, make_unit

LAST_YEAR = date(2025, 6, 1)  # inside the period of the cycle of 2026
LONG_AGO = date(2020, 1, 1)
CODE = "A.I.1.i.a"


def post(
    person: Person, unit: WorkUnit, since: date = LONG_AGO, until: date | None = None
) -> Posting:
    return Posting.objects.create(
        agency=unit.agency, person=person, unit=unit, starts_on=since, ends_on=until, entered_at=NOW
    )


def tie(reviews: Reviews, person: Person, stage: ReviewStage = ReviewStage.TPI) -> str | None:
    return tie_of(person, reviews.program, stage, TODAY)


def test_a_stranger_to_the_unit_has_no_tie(reviews: Reviews) -> None:
    post(reviews.member, reviews.inspectorate)

    assert tie(reviews, reviews.member) is None


@pytest.mark.parametrize("where", ["unit", "parent_unit", "below"])
def test_who_works_at_the_unit_above_or_below_is_tied(
    cast: Cast, reviews: Reviews, where: str
) -> None:
    unit = (
        make_unit(cast.agency, "330101", parent=cast.unit)
        if where == "below"
        else getattr(cast, where)
    )
    post(reviews.member, unit)

    assert tie(reviews, reviews.member) == "conflict_posted"


def test_who_worked_there_in_the_period_is_tied_and_earlier_is_not(
    cast: Cast, reviews: Reviews
) -> None:
    post(reviews.member, cast.unit, until=LAST_YEAR)
    post(reviews.lead, cast.unit, until=date(2024, 12, 31))
    post(reviews.controller, cast.unit, since=TODAY + timedelta(days=1))

    assert tie(reviews, reviews.member) == "conflict_posted"
    assert tie(reviews, reviews.lead) is None
    assert tie(reviews, reviews.controller) is None


@pytest.mark.parametrize("role", [Role.UNIT_PIC, Role.UNIT_HEAD, Role.AREA_MEMBER])
def test_a_role_of_the_unit_in_the_period_is_a_tie_also_when_it_ended(
    cast: Cast, reviews: Reviews, role: Role
) -> None:
    area = 5 if role == Role.AREA_MEMBER else None
    held = give(reviews.member, role, unit=cast.unit, area=area)
    assert tie(reviews, reviews.member) == "conflict_role"

    RoleAssignment.objects.filter(pk=held.pk).update(ended_at=NOW)
    assert tie(reviews, reviews.member) == "conflict_role"

    RoleAssignment.objects.filter(pk=held.pk).update(starts_on=LONG_AGO, ends_on=date(2024, 12, 31))
    assert tie(reviews, reviews.member) is None


def test_heads_above_and_of_the_agency_are_tied(cast: Cast, reviews: Reviews) -> None:
    assert tie(reviews, cast.parent_head) == "conflict_role"
    assert tie(reviews, cast.agency_head) == "conflict_role"
    assert tie(reviews, cast.inspector) is None


def test_in_the_preliminary_stage_the_unit_above_is_the_one_that_reviews(
    cast: Cast, reviews: Reviews
) -> None:
    post(reviews.member, cast.parent_unit)
    below = make_unit(cast.agency, "330101", parent=cast.unit)
    post(reviews.lead, below)

    assert tie(reviews, reviews.member, ReviewStage.PRELIMINARY) is None
    assert tie(reviews, cast.parent_head, ReviewStage.PRELIMINARY) is None
    assert tie(reviews, reviews.lead, ReviewStage.PRELIMINARY) == "conflict_posted"
    assert tie(reviews, cast.pic, ReviewStage.PRELIMINARY) == "conflict_role"


def test_who_filled_the_sheet_is_tied_whatever_role_is_left(cast: Cast, reviews: Reviews) -> None:
    program = reviews.put(reviews.program, ProgramState.REPAIR)
    helper = make_person("Bekas Pengisi", agency=cast.agency)
    held = give(helper, Role.UNIT_PIC, unit=cast.unit)
    program.sheet.state = "draft"
    program.sheet.save()
    evaluations.save_answer(
        sheet=program.sheet,
        official_code=CODE,
        value="Tidak",
        inputs=None,
        note="x",
        seen_version=1,
        by=helper,
        now=NOW,
    )
    held.delete()

    assert tie(reviews, helper) == "conflict_filled"
    assert tie(reviews, reviews.member) is None


def test_a_tied_person_stops_the_whole_assignment(cast: Cast, reviews: Reviews) -> None:
    post(reviews.lead, cast.unit)

    with pytest.raises(ConflictOfInterest) as refused:
        reviews.assign()

    assert refused.value.code == "conflict_posted"
    assert refused.value.values == {"person": reviews.lead.name, "unit": cast.unit.name}
    assert not ReviewAssignment.objects.exists()
    assert not RoleAssignment.objects.filter(role=Role.TPI).exists()


def test_a_tied_person_does_not_join_a_team_that_reviews_the_unit(
    cast: Cast, reviews: Reviews
) -> None:
    reviews.assign()

    with pytest.raises(ConflictOfInterest, match="conflict_role"):
        actions.add_member(
            team=reviews.team,
            person=cast.pic,
            tier=ReviewTier.MEMBER,
            trained_on=LONG_AGO,
            by=cast.inspector,
            now=NOW,
        )


def test_who_is_moved_to_the_unit_meanwhile_values_nothing_more(
    cast: Cast, reviews: Reviews
) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member)
    post(reviews.member, cast.unit, since=TODAY)

    with pytest.raises(ConflictOfInterest, match="conflict_posted"):
        reviews.mark(CODE, "Tidak", by=reviews.member, seen=1)
    reviews.confirm_all(reviews.round, ReviewTier.MEMBER, reviews.member)
    with pytest.raises(ConflictOfInterest, match="conflict_posted"):
        reviews.send(reviews.round, reviews.member)


def test_who_is_moved_to_the_unit_meanwhile_reads_nothing_more(
    cast: Cast, reviews: Reviews
) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member)
    actions.write_comment(
        round_=reviews.round, official_code=CODE, text="Periksa lagi.", by=reviews.member, now=NOW
    )
    sent = reviews.to_controller(reviews.round)
    before = view_of(reviews.member, sent, NOW)
    assert any(column.is_own and column.cells for column in before.columns)
    assert comments_of(reviews.member, sent, NOW)

    for person in (reviews.member, reviews.controller):
        post(person, cast.unit, since=TODAY)
        view = view_of(person, sent, NOW)
        assert [column.key for column in view.columns] == ["self"]
        assert (view.own_tier, view.may_mark, dict(view.proposals)) == (None, False, {})
        assert comments_of(person, sent, NOW) == {}


def test_a_tied_controller_does_not_close(cast: Cast, reviews: Reviews) -> None:
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    post(reviews.controller, cast.unit, since=TODAY)

    with pytest.raises(ConflictOfInterest, match="conflict_posted"):
        reviews.close(sent, "round_1_closed", reviews.controller)


def test_a_declared_tie_takes_the_role_and_the_seat(reviews: Reviews) -> None:
    round_ = reviews.round

    with pytest.raises(ReviewRefused, match="tie_unexplained"):
        actions.declare_conflict(
            program=reviews.program, has_tie=True, text=" ", by=reviews.member, now=NOW
        )
    actions.declare_conflict(
        program=reviews.program, has_tie=True, text="Ipar PIC.", by=reviews.member, now=NOW
    )

    assert tie(reviews, reviews.member) == "conflict_declared"
    with pytest.raises(NotAllowed, match="marks_as_team"):
        reviews.mark(CODE, "Ya", by=reviews.member, round_=round_)
    with pytest.raises(NotAllowed, match="declares_as_reviewer"):
        reviews.declare(reviews.program, reviews.member)


def test_a_tie_declared_once_stops_the_next_assignment(reviews: Reviews) -> None:
    ConflictDeclaration.objects.create(
        agency=reviews.cast.agency,
        person=reviews.member,
        unit=reviews.program.unit,
        program=reviews.program,
        has_tie=True,
        text="Ipar PIC.",
        declared_at=NOW,
    )

    with pytest.raises(ConflictOfInterest, match="conflict_declared"):
        reviews.assign()


def test_a_declaration_counts_for_its_own_assignment_only(reviews: Reviews) -> None:
    assignment = reviews.assign()
    reviews.declare(reviews.program, reviews.member)
    ConflictDeclaration.objects.update(declared_at=NOW - timedelta(days=1))
    round_ = actions.open_round(program=reviews.program, by=reviews.lead, now=NOW)

    with pytest.raises(ReviewRefused, match="declaration_missing"):
        reviews.mark(CODE, "Ya", by=reviews.member, round_=round_)

    assert assignment.made_at == NOW


def test_only_reviewers_of_the_program_declare(cast: Cast, reviews: Reviews) -> None:
    reviews.assign()
    for by in (cast.pic, cast.inspector, cast.colleague):
        with pytest.raises(NotAllowed, match="declares_as_reviewer"):
            reviews.declare(reviews.program, by)
