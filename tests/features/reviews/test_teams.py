"""Forming teams, assigning them with their load, and the roles that follow."""

from datetime import timedelta

import pytest

from bening.accounts import actions as accounts
from bening.accounts.access import roles_of
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.programs.models import ProgramState
from bening.reviews import actions
from bening.reviews.limits import Limits
from bening.reviews.models import (
    ReviewAssignment,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    TeamMember,
)
from bening.reviews.refusals import ReviewRefused
from tests.features.reviews.conftest import TRAINED, UNTIL, Reviews
from tests.people import NOW, TODAY, Cast, make_unit


def add(reviews: Reviews, person: Person, tier: ReviewTier, team: ReviewTeam) -> TeamMember:
    return actions.add_member(
        team=team, person=person, tier=tier, trained_on=TRAINED, by=reviews.cast.inspector, now=NOW
    )


# --- forming


@pytest.mark.parametrize(
    "who", ["agency_admin", "agency_head", "pic", "unit_head", "operator", "outsider"]
)
def test_the_inspector_alone_forms_teams_of_an_agency(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="teams_by_inspector"):
        actions.create_team(
            agency=cast.agency, stage=ReviewStage.TPI, name="Tim", by=getattr(cast, who), now=NOW
        )


@pytest.mark.parametrize("who", ["inspector", "agency_admin"])
def test_the_operator_alone_forms_national_teams(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="teams_by_operator"):
        actions.create_team(
            agency=None, stage=ReviewStage.TPN, name="TPN", by=getattr(cast, who), now=NOW
        )


def test_a_team_has_a_name_of_its_own_and_a_stage_that_fits(cast: Cast, reviews: Reviews) -> None:
    assert reviews.team.name == "Tim 1"
    for stage, name, code in (
        (ReviewStage.TPI, " Tim 1 ", "team_exists"),
        (ReviewStage.TPI, " ", "team_name_missing"),
        (ReviewStage.TPN, "Tim 2", "team_of_wrong_stage"),
        (ReviewStage.SELF, "Tim 2", "team_of_wrong_stage"),
    ):
        with pytest.raises(ReviewRefused, match=code):
            actions.create_team(
                agency=cast.agency, stage=stage, name=name, by=cast.inspector, now=NOW
            )
    assert reviews.national_team.agency is None
    with pytest.raises(ReviewRefused, match="team_exists"):
        actions.create_team(
            agency=None, stage=ReviewStage.TPN, name="TPN 1", by=cast.operator, now=NOW
        )


def test_a_team_has_one_lead_two_members_and_two_controllers_at_most(reviews: Reviews) -> None:
    team = reviews.team
    with pytest.raises(ReviewRefused, match="team_has_lead"):
        add(reviews, reviews.reviewer("Lead Dua"), ReviewTier.LEAD, team)
    add(reviews, reviews.reviewer("Anggota Dua"), ReviewTier.MEMBER, team)
    with pytest.raises(ReviewRefused, match="team_has_members"):
        add(reviews, reviews.reviewer("Anggota Tiga"), ReviewTier.MEMBER, team)
    add(reviews, reviews.reviewer("Dalnis Dua"), ReviewTier.CONTROLLER, team)
    with pytest.raises(ReviewRefused, match="team_has_controllers"):
        add(reviews, reviews.reviewer("Dalnis Tiga"), ReviewTier.CONTROLLER, team)
    with pytest.raises(ReviewRefused, match="member_twice"):
        add(reviews, reviews.member, ReviewTier.CONTROLLER, team)


def test_a_controller_watches_two_teams_at_most(cast: Cast, reviews: Reviews) -> None:
    people = {ReviewTier.CONTROLLER: [reviews.controller]}
    _ = reviews.team
    reviews.team_of("Tim 2", people, ReviewStage.TPI)

    with pytest.raises(ReviewRefused, match="controller_is_full"):
        reviews.team_of("Tim 3", people, ReviewStage.TPI)

    actions.set_limits(
        agency=cast.agency, limits=Limits(teams_per_controller=3), by=cast.inspector, now=NOW
    )
    reviews.team_of("Tim 4", people, ReviewStage.TPI)


def test_only_trained_people_of_the_same_agency_join(cast: Cast, reviews: Reviews) -> None:
    team = reviews.team
    with pytest.raises(ReviewRefused, match="not_trained_yet"):
        actions.add_member(
            team=team,
            person=cast.colleague,
            tier=ReviewTier.MEMBER,
            trained_on=TODAY + timedelta(days=1),
            by=cast.inspector,
            now=NOW,
        )
    for person in (cast.outsider, reviews.national_member):
        with pytest.raises(ReviewRefused, match="member_of_other_agency"):
            add(reviews, person, ReviewTier.MEMBER, team)
    with pytest.raises(ReviewRefused, match="member_of_other_agency"):
        actions.add_member(
            team=reviews.national_team,
            person=cast.operator,
            tier=ReviewTier.MEMBER,
            trained_on=TRAINED,
            by=cast.operator,
            now=NOW,
        )


def test_limits_that_leave_nothing_are_refused(cast: Cast) -> None:
    for limits in (Limits(units_per_team=0), Limits(sample_percent=101), Limits(sample_percent=-1)):
        with pytest.raises(ReviewRefused, match="limits_implausible"):
            actions.set_limits(agency=cast.agency, limits=limits, by=cast.inspector, now=NOW)
    with pytest.raises(NotAllowed):
        actions.set_limits(agency=cast.agency, limits=Limits(), by=cast.agency_admin, now=NOW)


# --- assigning


def test_an_assignment_gives_the_role_of_its_stage_for_its_days(reviews: Reviews) -> None:
    assignment = reviews.assign()

    for person in (reviews.member, reviews.lead, reviews.controller):
        role = RoleAssignment.objects.get(person=person)
        assert (role.role, role.unit, role.starts_on, role.ends_on) == (
            Role.TPI,
            reviews.program.unit,
            TODAY,
            UNTIL,
        )
        assert roles_of(person, reviews.program.unit, TODAY) == {Role.TPI}
        assert not roles_of(person, reviews.program.unit, UNTIL + timedelta(days=1))
    assert assignment.given.count() == 3


def test_ending_an_assignment_ends_the_roles_at_once(reviews: Reviews) -> None:
    assignment = reviews.assign()
    with pytest.raises(ReviewRefused, match="unassign_reason_missing"):
        actions.end_assignment(assignment=assignment, reason="", by=reviews.cast.inspector, now=NOW)

    actions.end_assignment(
        assignment=assignment, reason="Beban.", by=reviews.cast.inspector, now=NOW
    )

    assert not roles_of(reviews.member, reviews.program.unit, TODAY)
    assert reviews.assign() != assignment


def test_an_assignment_with_an_open_round_is_not_ended(reviews: Reviews) -> None:
    round_ = reviews.round

    with pytest.raises(ReviewRefused, match="round_is_open"):
        actions.end_assignment(
            assignment=round_.assignment, reason="x", by=reviews.cast.inspector, now=NOW
        )


def test_who_joins_or_leaves_a_team_gets_or_loses_its_units(reviews: Reviews) -> None:
    reviews.assign()
    person = reviews.reviewer("Anggota Dua")

    member = add(reviews, person, ReviewTier.MEMBER, reviews.team)
    assert roles_of(person, reviews.program.unit, TODAY) == {Role.TPI}

    actions.remove_member(member=member, by=reviews.cast.inspector, now=NOW)
    assert not roles_of(person, reviews.program.unit, TODAY)


def test_an_incomplete_team_gets_no_unit(reviews: Reviews) -> None:
    team = reviews.team_of("Tim 9", {ReviewTier.LEAD: [reviews.lead]}, ReviewStage.TPI)

    with pytest.raises(ReviewRefused, match="team_incomplete") as refused:
        reviews.assign(team=team)

    assert refused.value.values["missing"] == "Anggota tim, Pengendali teknis"


def test_a_full_team_gets_no_more_units(cast: Cast, reviews: Reviews) -> None:
    actions.set_limits(
        agency=cast.agency, limits=Limits(units_per_team=2), by=cast.inspector, now=NOW
    )
    programs = [reviews.program_of(make_unit(cast.agency, f"7{n}")) for n in range(3)]
    for program in programs[:2]:
        reviews.assign(program)

    with pytest.raises(ReviewRefused, match="team_is_full") as refused:
        reviews.assign(programs[2])

    assert refused.value.values["most"] == 2
    assert Limits().units_per_team == 14


def test_a_stage_of_a_program_has_one_team(reviews: Reviews) -> None:
    reviews.assign()
    other = reviews.team_of(
        "Tim 2",
        {
            ReviewTier.MEMBER: [reviews.reviewer("A Dua")],
            ReviewTier.LEAD: [reviews.reviewer("B Dua")],
            ReviewTier.CONTROLLER: [reviews.controller],
        },
        ReviewStage.TPI,
    )

    with pytest.raises(ReviewRefused, match="stage_is_taken"):
        reviews.assign(team=other)

    assert ReviewAssignment.objects.count() == 1


def test_a_period_must_be_one_and_not_be_over(reviews: Reviews) -> None:
    for starts, ends, code in (
        (TODAY, TODAY - timedelta(days=1), "period_out_of_order"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "period_is_over"),
    ):
        with pytest.raises(ReviewRefused, match=code):
            actions.assign(
                team=reviews.team,
                program=reviews.program,
                starts_on=starts,
                ends_on=ends,
                by=reviews.cast.inspector,
                now=NOW,
            )


def test_a_team_reviews_no_unit_of_another_agency(cast: Cast, reviews: Reviews) -> None:
    from bening.programs.models import ZoneProgram  # noqa: PLC0415

    program = reviews.program
    ZoneProgram.objects.filter(pk=program.pk).update(
        agency=cast.outside_agency, unit=cast.outside_unit
    )

    with pytest.raises(ReviewRefused, match="program_of_other_agency"):
        reviews.assign(ZoneProgram.objects.get(pk=program.pk))


@pytest.mark.parametrize("who", ["agency_admin", "agency_head", "unit_head", "operator"])
def test_others_assign_nobody(cast: Cast, reviews: Reviews, who: str) -> None:
    with pytest.raises(NotAllowed, match="teams_by_inspector"):
        actions.assign(
            team=reviews.team,
            program=reviews.program,
            starts_on=TODAY,
            ends_on=UNTIL,
            by=getattr(cast, who),
            now=NOW,
        )


@pytest.mark.parametrize("role", [Role.PRELIMINARY, Role.TPI, Role.TPN])
def test_a_reviewers_role_is_given_by_no_hand(cast: Cast, reviews: Reviews, role: Role) -> None:
    for by in (cast.agency_admin, cast.unit_head):
        with pytest.raises(NotAllowed, match="reviewers_by_assignment_only"):
            accounts.give_role(person=cast.colleague, role=role, unit=cast.unit, by=by, now=NOW)
    assignment = reviews.assign()
    with pytest.raises(NotAllowed, match="reviewers_by_assignment_only"):
        given = assignment.given.select_related("role").first()
        assert given is not None
        accounts.end_role(assignment=given.role, by=cast.agency_admin, now=NOW)


def test_national_reviewers_get_their_role_on_units_of_any_agency(reviews: Reviews) -> None:
    program = reviews.put(reviews.program, ProgramState.NOMINATED)

    reviews.assign(program, reviews.national_team)

    assert roles_of(reviews.national_lead, program.unit, TODAY) == {Role.TPN}
    role = RoleAssignment.objects.get(person=reviews.national_lead)
    assert role.agency == reviews.cast.agency


def test_a_busy_team_is_not_closed_and_a_closed_one_takes_nothing(reviews: Reviews) -> None:
    assignment = reviews.assign()
    by = reviews.cast.inspector
    with pytest.raises(ReviewRefused, match="team_is_busy"):
        actions.close_team(team=reviews.team, by=by, now=NOW)
    actions.end_assignment(assignment=assignment, reason="Selesai.", by=by, now=NOW)

    actions.close_team(team=reviews.team, by=by, now=NOW)

    with pytest.raises(ReviewRefused, match="team_is_closed"):
        reviews.assign()
    with pytest.raises(ReviewRefused, match="team_is_closed"):
        add(reviews, reviews.reviewer("Baru"), ReviewTier.MEMBER, reviews.team)
