"""Lists of private interests: who fills them, what they can't hold, who opens them."""

from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.conflicts import actions, queries
from bening.conflicts.models import InterestList, Tie
from bening.domain.conflicts import ConflictRefused, Section
from bening.domain.conflicts.interests import LONGEST, MOST_ENTRIES
from tests.features.conflicts.conftest import post
from tests.people import NOW, Cast, make_person

pytestmark = pytest.mark.django_db


def add(row: InterestList, by: Person, **more: Any) -> InterestList:
    values = {"section": Section.FAMILY, "name": "Kakak", "relation": "Saudara", **more}
    return actions.add_interest(listing=row, by=by, now=NOW, **values)


def signed(by: Person) -> InterestList:
    row = actions.start_list(by=by, now=NOW)
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=by, now=NOW)
    return actions.sign_list(listing=row, rank="", agrees=True, by=by, now=NOW)


@pytest.fixture
def draft(staff: Person) -> InterestList:
    return actions.start_list(by=staff, now=NOW)


def refused(code: str, field: str, act: Any, *args: Any, **values: Any) -> None:
    with pytest.raises(ConflictRefused) as found:
        act(*args, **values)
    assert (found.value.code, found.value.field) == (code, field)


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("interest_name_missing", "name", {"name": " "}),
        ("interest_relation_missing", "relation", {"relation": ""}),
        ("interest_too_long", "name", {"name": "a" * (LONGEST + 1)}),
        ("interest_too_long", "relation", {"relation": "a" * (LONGEST + 1)}),
        ("interest_too_long", "detail", {"detail": "a" * (LONGEST + 1)}),
        ("conflict_person_unknown", "person", {"person": "nobody@tirtamaya.example"}),
    ],
)
def test_an_entry_says_who_and_how(
    draft: InterestList, staff: Person, code: str, field: str, more: dict[str, str]
) -> None:
    refused(code, field, add, draft, staff, **more)
    draft.refresh_from_db()
    assert draft.version == 1


def test_an_entry_names_others_of_the_agency(
    cast: Cast, draft: InterestList, staff: Person
) -> None:
    refused("interest_in_oneself", "person", add, draft, staff, person=staff.email)
    refused("conflict_unit_unknown", "unit", add, draft, staff, unit=cast.outside_unit)
    refused("conflict_person_unknown", "person", add, draft, staff, person=cast.outsider.email)


def test_an_entry_stands_once_and_a_part_ends(draft: InterestList, staff: Person) -> None:
    add(draft, staff)
    refused("interest_repeated", "name", add, draft, staff)
    for count in range(MOST_ENTRIES - 1):
        add(draft, staff, name=f"Saudara {count}")
    refused("interests_too_many", "", add, draft, staff, name="Satu lagi")
    none = actions.state_no_interest
    refused("interests_not_empty", "", none, listing=draft, section=Section.FAMILY,
            by=staff, now=NOW)  # fmt: skip


def test_what_another_window_changed_is_not_taken_out(draft: InterestList, staff: Person) -> None:
    add(draft, staff)
    values: dict[str, Any] = {"listing": draft, "section": Section.FAMILY, "by": staff, "now": NOW}
    remove = actions.remove_interest
    refused("conflict_list_changed", "", remove, position=0, seen_version=1, **values)
    refused("interest_gone", "", remove, position=1, seen_version=2, **values)
    remove(position=0, seen_version=2, **values)


@pytest.mark.parametrize("who", ["unit_head", "inspector", "agency_admin", "outsider"])
def test_nobody_else_fills_or_signs_a_list(
    cast: Cast, draft: InterestList, staff: Person, who: str
) -> None:
    by = getattr(cast, who)
    common: dict[str, Any] = {"listing": draft, "by": by, "now": NOW}
    for act, more in (
        (add, None),
        (actions.state_no_interest, {"section": Section.FAMILY}),
        (actions.remove_interest, {"section": Section.FAMILY, "position": 0, "seen_version": 1}),
        (actions.sign_list, {"rank": "", "agrees": True}),
    ):
        with pytest.raises(NotAllowed) as found:
            add(draft, by) if more is None else act(**common, **more)
        assert found.value.code == "interests_of_another"


def test_a_draft_is_read_by_nobody_else_and_a_signed_list_by_those_in_charge(
    cast: Cast, staff: Person, officer: Person
) -> None:
    row = actions.start_list(by=staff, now=NOW)

    def readers() -> set[Person]:
        others = (cast.unit_head, officer, cast.inspector, cast.pic, cast.agency_admin,
                  cast.agency_head, cast.parent_head, cast.outsider)  # fmt: skip
        return {
            who for who in (staff, *others)
            if queries.lists_of(who, NOW).filter(pk=row.pk).exists()
        }  # fmt: skip

    assert readers() == {staff}
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=staff, now=NOW)
    actions.sign_list(listing=row, rank="", agrees=True, by=staff, now=NOW)
    assert readers() == {staff, cast.unit_head, officer, cast.inspector}


def test_opening_a_list_asks_for_a_reason_that_its_owner_sees(cast: Cast, staff: Person) -> None:
    row = signed(staff)
    head = cast.unit_head
    opened = actions.open_list
    refused("conflict_opening_reason_missing", "reason", opened, listing=row, reason="abcd",
            by=head, now=NOW)  # fmt: skip
    opened(listing=row, reason="", by=staff, now=NOW)
    assert not Event.objects.filter(act="conflict.personal_opened").exists()
    opened(listing=row, reason="Tinjauan tahunan", by=head, now=NOW)
    event = Event.objects.get(act="conflict.personal_opened")
    assert (event.by, event.data["reason"]) == (head.pk, "Tinjauan tahunan")
    with pytest.raises(InterestList.DoesNotExist):
        opened(listing=row, reason="Ingin tahu", by=cast.pic, now=NOW)


def test_what_was_listed_is_not_in_the_database(draft: InterestList, staff: Person) -> None:
    add(draft, staff, name="Rahayu Ningsih", relation="Kakak ipar")
    row = InterestList.objects.values().get(pk=draft.pk)
    assert b"Rahayu" not in bytes(row["kept"])
    assert "Rahayu" not in str({**row, "kept": ""})
    assert not [each for each in Event.objects.all() if "Rahayu" in str(each.body)]


def test_this_years_list_begins_with_last_years(cast: Cast, staff: Person) -> None:
    row = actions.start_list(by=staff, now=NOW)
    assert actions.start_list(by=staff, now=NOW).pk == row.pk
    add(row, staff, unit=cast.other_unit)
    for part in Section:
        if part is not Section.FAMILY:
            actions.state_no_interest(listing=row, section=part, by=staff, now=NOW)
    actions.sign_list(listing=row, rank="III/d", agrees=True, by=staff, now=NOW)
    again = actions.start_list(by=staff, now=NOW + timedelta(days=1))
    assert (again.year, again.edition, again.rank) == (2026, 2, "III/d")
    later = NOW + timedelta(days=365)
    assert actions.start_list(by=staff, now=later).pk == again.pk
    held = actions.open_list(listing=again, reason="", by=staff, now=later)
    assert [each.name for each in held.entries] == ["Kakak"]
    assert Tie.objects.count() == 1


def test_the_head_of_another_unit_reads_no_list(cast: Cast) -> None:
    other = post(cast, make_person("Ratna Juwita", agency=cast.agency), cast.other_unit)
    row = signed(other)
    assert row.unit == cast.other_unit
    assert not queries.lists_of(cast.unit_head, NOW).filter(pk=row.pk).exists()
