"""Drafts are nobody's but the tier's own until they are sent; the unit sees the closed report."""

import pytest

from bening.accounts.models import Person
from bening.programs.models import ProgramState
from bening.reviews import actions, queries
from bening.reviews.models import ReviewMark, ReviewRound, ReviewStage, ReviewTier
from bening.reviews.refusals import ReviewRefused
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, Cast

CODE = "A.I.1.i.a"
TIERS = ("member", "lead", "controller")


def seen(reviews: Reviews, person: Person, round_: ReviewRound | None = None) -> dict[str, str]:
    """By column what the person reads of CODE; a column that can't be read is absent."""
    chosen = queries.round_for(person, (round_ or reviews.round).pk, NOW)
    view = queries.view_of(person, chosen, NOW)
    return {
        column.key: column.cells[CODE].held.value
        for column in view.columns
        if column.is_visible and CODE in column.cells
    }


def test_a_round_is_found_by_its_key_exactly_by_whom_it_is_listed_for(
    cast: Cast, reviews: Reviews
) -> None:
    for who in ("pic", "agency_head", "operator", "outsider", "outside_admin"):
        assert getattr(cast, who)
    first = reviews.round
    second = reviews.reviewer("Rani Kedua")
    reviews.team_of("Tim 2", {ReviewTier.MEMBER: [second]}, ReviewStage.TPI)
    other = reviews.program_of(cast.other_unit)
    reviews.assign(other)
    rounds = [first, actions.open_round(program=other, by=reviews.lead, now=NOW)]

    found = {}
    for person in Person.objects.all():
        listed = set(queries.rounds_of(person, NOW).values_list("pk", flat=True))
        for round_ in rounds:
            found[person.name, round_.pk] = is_found(person, round_)
            assert found[person.name, round_.pk] == (round_.pk in listed), person
    assert found[second.name, rounds[1].pk]
    assert not found[second.name, first.pk]


def is_found(person: Person, round_: ReviewRound) -> bool:
    try:
        return queries.round_for(person, round_.pk, NOW) == round_
    except ReviewRound.DoesNotExist:
        return False


def back(reviews: Reviews, by: Person) -> None:
    kept = reviews.fresh(reviews.round)
    actions.return_to_tier(round_=kept, reason="Ulangi.", seen_version=kept.version, by=by, now=NOW)


@pytest.mark.parametrize(
    "who",
    [
        "pic",
        "unit_head",
        "area_lead",
        "area_member",
        "parent_head",
        "agency_admin",
        "operator",
        "outsider",
        "outside_admin",
        "colleague",
    ],
)
def test_the_unit_and_strangers_find_no_round_at_all(
    cast: Cast, reviews: Reviews, who: str
) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)
    person = getattr(cast, who)

    assert not queries.rounds_of(person, NOW).exists()
    with pytest.raises(ReviewRound.DoesNotExist):
        queries.round_for(person, reviews.round.pk, NOW)
    reviews.through_round_1()
    assert not queries.rounds_of(person, NOW).exists()


def test_a_draft_is_read_by_its_own_tier_only(cast: Cast, reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)

    assert seen(reviews, reviews.member) == {"self": "Ya", "member": "Tidak"}
    for person in (reviews.lead, reviews.controller, cast.inspector):
        assert seen(reviews, person) == {"self": "Ya"}


def test_what_is_sent_is_read_by_all_later_tiers(cast: Cast, reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)
    round_ = reviews.to_lead(reviews.round)
    reviews.mark(CODE, "Ya", by=reviews.lead, round_=round_)

    assert seen(reviews, reviews.member) == {"self": "Ya", "member": "Tidak"}
    assert seen(reviews, reviews.lead) == {"self": "Ya", "member": "Tidak", "lead": "Ya"}
    assert seen(reviews, reviews.controller) == {"self": "Ya", "member": "Tidak"}
    assert seen(reviews, cast.inspector) == {"self": "Ya"}

    reviews.confirm_all(round_, ReviewTier.LEAD, reviews.lead)
    reviews.send(round_, reviews.lead)
    assert seen(reviews, reviews.controller) == {"self": "Ya", "member": "Tidak", "lead": "Ya"}
    assert seen(reviews, reviews.member) == {"self": "Ya", "member": "Tidak"}


def test_a_return_shows_the_tier_before_what_was_noted(reviews: Reviews) -> None:
    round_ = reviews.to_lead(reviews.round)
    reviews.mark(CODE, "Tidak", by=reviews.lead, round_=round_)
    back(reviews, reviews.lead)

    assert seen(reviews, reviews.member) == {"self": "Ya", "member": "Ya", "lead": "Tidak"}
    # what the members change now is their draft again
    reviews.mark(CODE, "", by=reviews.member, seen=1)
    assert seen(reviews, reviews.lead) == {"self": "Ya", "lead": "Tidak"}

    reviews.send(round_, reviews.member)
    assert seen(reviews, reviews.member) == {"self": "Ya", "member": ""}
    assert seen(reviews, reviews.lead) == {"self": "Ya", "member": "", "lead": "Tidak"}


def test_what_the_controller_noted_does_not_reach_the_members(reviews: Reviews) -> None:
    round_ = reviews.to_controller(reviews.round)
    reviews.mark(CODE, "Tidak", by=reviews.controller, round_=round_)
    back(reviews, reviews.controller)

    assert seen(reviews, reviews.lead)["controller"] == "Tidak"
    back(reviews, reviews.lead)
    assert seen(reviews, reviews.lead)["controller"] == "Tidak"
    assert "controller" not in seen(reviews, reviews.member)
    assert seen(reviews, reviews.member)["lead"] == "Ya"


def test_a_closed_round_is_read_by_its_team_and_the_inspector(cast: Cast, reviews: Reviews) -> None:
    reviews.through_round_1()

    for person in (reviews.member, reviews.lead, reviews.controller, cast.inspector):
        assert set(seen(reviews, person)) == {"self", *TIERS}
    assert seen(reviews, cast.agency_head) == {"self": "Ya"}


def test_a_lead_is_shown_no_proposal_from_an_unsent_draft(reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)

    view = queries.view_of(
        reviews.lead, queries.round_for(reviews.lead, reviews.round.pk, NOW), NOW
    )

    assert view.proposals == {}
    assert (view.required, view.untouched) == ((), ())
    assert not view.may_mark


def test_the_national_team_starts_from_closed_internal_values_only(reviews: Reviews) -> None:
    reviews.through_round_1()
    round_2 = reviews.open_round_2()
    reviews.mark(CODE, "Tidak", by=reviews.member, round_=round_2)
    with pytest.raises(ReviewRefused, match="stage_not_near"):
        reviews.assign(reviews.again(reviews.program), reviews.national_team)
    with pytest.raises(ReviewRound.DoesNotExist):
        queries.round_for(reviews.national_lead, round_2.pk, NOW)

    ReviewMark.objects.filter(round=round_2).delete()
    reviews.close_round_2(round_2, value_of={CODE: "Tidak"})
    program = reviews.put(reviews.again(reviews.program), ProgramState.TPN_DESK)
    desk = reviews.open_national(program)

    assert seen(reviews, reviews.national_member, desk) == {"self": "Ya", "tpi_2": "Tidak"}
    for person in (reviews.member, reviews.lead, reviews.controller, reviews.cast.pic):
        with pytest.raises(ReviewRound.DoesNotExist):
            queries.round_for(person, desk.pk, NOW)


def test_national_people_find_nothing_of_units_they_were_not_given(reviews: Reviews) -> None:
    _ = reviews.round
    _ = reviews.national_team

    assert not queries.rounds_of(reviews.national_lead, NOW).exists()


def test_an_assignment_that_is_over_shows_nothing_more(reviews: Reviews) -> None:
    from datetime import timedelta  # noqa: PLC0415

    from tests.features.reviews.conftest import UNTIL  # noqa: PLC0415
    from tests.people import TODAY  # noqa: PLC0415

    _ = reviews.round
    later = NOW + (UNTIL - TODAY) + timedelta(days=1)

    assert queries.rounds_of(reviews.member, NOW).count() == 1
    assert not queries.rounds_of(reviews.member, later).exists()


def test_the_talk_of_the_team_stays_in_the_team(cast: Cast, reviews: Reviews) -> None:
    actions.write_comment(
        round_=reviews.round, official_code=CODE, text="Cek SK.", by=reviews.member, now=NOW
    )

    assert queries.comments_of(reviews.lead, reviews.round, NOW)[CODE][0].text == "Cek SK."
    assert queries.comments_of(cast.inspector, reviews.round, NOW) == {}
    assert queries.comments_of(cast.pic, reviews.round, NOW) == {}


def test_time_spent_is_shown_to_the_own_tier_only(cast: Cast, reviews: Reviews) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member, seconds=90)

    def seconds(person: Person) -> list[int]:
        return [one.seconds for one in queries.progress_of(person, reviews.round, NOW)]

    assert seconds(reviews.member) == [90, 0, 0]
    assert seconds(reviews.lead) == seconds(reviews.controller) == [0, 0, 0]
    assert seconds(cast.inspector) == [0, 0, 0]
    assert [one.done for one in queries.progress_of(cast.inspector, reviews.round, NOW)] == [
        1,
        0,
        0,
    ]


def test_teams_of_another_stage_see_nothing_of_each_other(cast: Cast, reviews: Reviews) -> None:
    people = {
        ReviewTier.MEMBER: [reviews.reviewer("Pra Anggota")],
        ReviewTier.LEAD: [reviews.reviewer("Pra Ketua")],
    }
    team = reviews.team_of("Pendahuluan", people, ReviewStage.PRELIMINARY)
    reviews.assign(reviews.put(reviews.program, ProgramState.PRELIMINARY_REVIEW), team)
    reviews.put(reviews.program, ProgramState.TPI_ROUND_1)
    _ = reviews.round

    for person in (one for many in people.values() for one in many):
        assert not queries.rounds_of(person, NOW).exists()


def test_a_later_tiers_column_stays_closed_until_it_returns_the_round(reviews: Reviews) -> None:
    def closed() -> list[str]:
        round_ = queries.round_for(reviews.member, reviews.round.pk, NOW)
        view = queries.view_of(reviews.member, round_, NOW)
        return [column.key for column in view.columns if not column.is_visible]

    assert closed() == ["lead", "controller"]
    reviews.to_lead(reviews.round)
    assert closed() == ["lead", "controller"]
    back(reviews, reviews.lead)
    assert closed() == ["controller"]
