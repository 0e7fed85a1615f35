"""How much a screen of the review asks of the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bening.accounts.models import Posting
from bening.programs.models import ProgramState
from bening.reviews import actions, desk, queries
from bening.reviews.actions.seconds import candidates
from bening.reviews.dossier import whole
from bening.reviews.models import ReviewStage, ReviewTier
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY, make_unit

MOST = 15


def asked(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as found:
        read()
    return len(found)


def test_one_area_in_five_stages_takes_15_queries_at_most(reviews: Reviews) -> None:
    """Own, both TPI rounds, desk and field beside each other, with notes, evidence and talk."""
    reviews.through_round_1()
    reviews.close_round_2(reviews.open_round_2())
    desk = reviews.open_national(reviews.put(reviews.again(reviews.program), ProgramState.TPN_DESK))
    reviews.close_desk(desk)
    field = reviews.open_national(reviews.again(reviews.program))
    area = {question.code for question in reviews.instrument.questions if question.area_number == 5}
    person = reviews.national_member
    shown = []

    def read() -> None:
        round_ = queries.round_for(person, field.pk, NOW)
        view = queries.view_of(person, round_, NOW, area)
        queries.comments_of(person, round_, NOW, area, view.seat)
        shown.append([column.key for column in view.columns])

    read()

    assert asked(read) <= MOST
    assert shown[-1] == ["self", "tpi_2", "desk", "member"]


@pytest.mark.parametrize("who", ["member", "lead", "controller", "inspector"])
def test_a_round_costs_the_same_whatever_is_marked(reviews: Reviews, who: str) -> None:
    person = reviews.cast.inspector if who == "inspector" else getattr(reviews, who)

    def read() -> None:
        queries.view_of(person, queries.round_for(person, reviews.round.pk, NOW), NOW)

    reviews.mark("A.I.1.i.a", "Ya", by=reviews.member)
    few = asked(read)
    reviews.confirm_all(reviews.round, ReviewTier.MEMBER, reviews.member)
    assert asked(read) == few <= MOST

    reviews.to_controller(reviews.round)
    assert asked(read) <= MOST


def test_saving_a_value_costs_a_fixed_number_of_queries(reviews: Reviews) -> None:
    reviews.mark("A.I.1.i.a", "Ya", by=reviews.member)

    first = asked(lambda: reviews.mark("A.I.1.i.b", "A", by=reviews.member))
    reviews.to_controller(reviews.round)
    last = asked(
        lambda: reviews.mark("A.I.1.i.b", "B", by=reviews.controller, round_=reviews.round)
    )

    assert first <= 22
    assert last <= first + 1


def test_progress_costs_the_same_for_each_round(reviews: Reviews) -> None:
    round_ = queries.round_for(reviews.member, reviews.round.pk, NOW)
    before = asked(lambda: queries.progress_of(reviews.member, round_, NOW))
    reviews.to_controller(reviews.round)
    again = queries.round_for(reviews.member, reviews.round.pk, NOW)

    assert asked(lambda: queries.progress_of(reviews.member, again, NOW)) == before <= 8


@pytest.mark.parametrize("who", ["inspector", "member", "lead"])
def test_the_list_of_rounds_costs_the_same_for_many(reviews: Reviews, who: str) -> None:
    person = reviews.cast.inspector if who == "inspector" else getattr(reviews, who)

    def read() -> None:
        desk.my_rounds(person, NOW)
        desk.ready_to_open(person, NOW)

    def add(code: str, *, opened: bool) -> None:
        program = reviews.program_of(make_unit(reviews.cast.agency, code))
        reviews.assign(program)
        if opened:
            actions.open_round(program=program, by=reviews.lead, now=NOW)

    _ = reviews.round
    add("70", opened=False)
    one = asked(read)
    for code in ("71", "72", "73", "74"):
        add(code, opened=code != "73")

    assert asked(read) == one


def test_who_may_value_a_second_time_costs_the_same_for_many(reviews: Reviews) -> None:
    round_ = whole(reviews.round.pk)
    people = {ReviewTier.MEMBER: [reviews.reviewer("Rani Kedua")]}
    reviews.team_of("Tim 2", people, ReviewStage.TPI)
    few = asked(lambda: candidates(round_, NOW))
    tied = reviews.reviewer("Sari Terikat")
    Posting.objects.create(
        agency=reviews.cast.agency,
        person=tied,
        unit=reviews.cast.unit,
        starts_on=TODAY,
        entered_at=NOW,
    )
    more = [tied, *(reviews.reviewer(f"Tuti {number}") for number in range(6))]
    for number, person in enumerate(more, 3):
        reviews.team_of(f"Tim {number}", {ReviewTier.MEMBER: [person]}, ReviewStage.TPI)

    assert asked(lambda: candidates(round_, NOW)) == few <= 8
    free = {person.name for person in candidates(round_, NOW)}
    assert free == {"Rani Kedua", *(f"Tuti {number}" for number in range(6))}


def test_notes_are_kept_once_and_seen_by_their_owner_only(reviews: Reviews) -> None:
    kept = actions.keep_note(text=" Bukti belum ditandatangani. ", by=reviews.member, now=NOW)
    assert actions.keep_note(text=kept.text, by=reviews.member, now=NOW) == kept

    assert queries.canned_notes_of(reviews.member) == [kept]
    assert queries.canned_notes_of(reviews.lead) == []
    assert not actions.drop_note(key=kept.pk, by=reviews.lead)
    assert actions.drop_note(key=kept.pk, by=reviews.member)
