"""The tree of units: added, changed, moved, closed."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bening.accounts import access
from bening.accounts.refusals import NotAllowed
from bening.agencies import actions
from bening.agencies.models import Agency, AgencyKind, JointArea, TimeZone, UnitLevel, WorkUnit
from bening.agencies.queries import tree_of, units_in
from bening.agencies.refusals import AgencyRefused
from bening.audit.models import Event
from tests.people import NOW, TODAY, Cast, make_agency, make_unit, sign_in


def add(cast: Cast, code: str, **more: Any) -> WorkUnit:
    values = {
        "agency": cast.agency,
        "parent": None,
        "name": f"Unit {code}",
        "level": UnitLevel.ECHELON_2,
        "by": cast.agency_admin,
        "now": NOW,
    }
    return actions.add_unit(code=code, **{**values, **more})


def test_a_unit_is_added_under_its_parent_and_recorded(cast: Cast) -> None:
    unit = add(cast, "3302", parent=cast.parent_unit)

    event = Event.objects.get(act="unit.added")
    assert WorkUnit.objects.get_parent(unit).pk == cast.parent_unit.pk
    assert (event.subject_id, event.agency, event.by) == (
        str(unit.pk),
        cast.agency.pk,
        cast.agency_admin.pk,
    )


@pytest.mark.parametrize(
    "who", ["unit_head", "pic", "agency_head", "inspector", "operator", "outside_admin"]
)
def test_only_administrators_change_the_tree(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    unit = cast.unit
    attempts: list[Callable[[], object]] = [
        lambda: add(cast, "9", by=by),
        lambda: actions.move_unit(unit=unit, parent=None, by=by, now=NOW),
        lambda: actions.close_unit(unit=unit, by=by, now=NOW),
        lambda: actions.reopen_unit(unit=unit, by=by, now=NOW),
        lambda: actions.change_unit(
            unit=unit,
            code="1",
            name="X",
            level=UnitLevel.OTHER,
            time_zone="",
            serves_public=True,
            by=by,
            now=NOW,
        ),
        lambda: actions.save_joint_area(
            agency=cast.agency, area=None, name="X", units=[], by=by, now=NOW
        ),
    ]

    for act in attempts:
        with pytest.raises(NotAllowed):
            act()


def test_a_code_is_used_once_in_an_agency_but_freely_in_others(cast: Cast) -> None:
    add(cast, "01")
    _same_code_elsewhere = cast.outside_unit

    with pytest.raises(AgencyRefused) as refused:
        add(cast, "01")

    assert (refused.value.code, refused.value.field) == ("unit_code_taken", "code")


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"name": ""}, "unit_name_missing"), ({"code": ""}, "unit_code_missing")],
)
def test_a_unit_has_a_code_and_a_name(cast: Cast, changes: dict[str, str], code: str) -> None:
    with pytest.raises(AgencyRefused) as refused:
        add(cast, changes.pop("code", "7"), **changes)

    assert refused.value.code == code


def test_siblings_are_shown_by_code_and_other_agencies_stay_where_they_are(cast: Cast) -> None:
    outside = make_unit(cast.outside_agency, "M")
    for code in ("Z", "A", "K"):
        add(cast, code)

    shown = [branch.unit.code for branch in tree_of(units_in(cast.agency))]

    assert shown == ["A", "K", "Z"]
    assert WorkUnit.objects.get(pk=outside.pk).path == outside.path


def test_moving_takes_everything_below_along(cast: Cast) -> None:
    below = make_unit(cast.agency, "330101", parent=cast.unit)

    actions.move_unit(unit=cast.unit, parent=cast.other_unit, by=cast.agency_admin, now=NOW)

    moved = WorkUnit.objects.get(pk=below.pk)
    ancestors = [unit.code for unit in WorkUnit.objects.get_ancestors(moved)]
    assert ancestors == ["34", "3301"]
    assert not access.roles_of(cast.parent_head, moved, TODAY)
    assert all(not problem for problem in WorkUnit.objects.find_problems())
    assert Event.objects.get(act="unit.moved").data["after"] == cast.other_unit.name


def test_moving_to_the_top_leaves_other_agencies_in_place(cast: Cast) -> None:
    outside = cast.outside_unit

    moved = actions.move_unit(unit=cast.unit, parent=None, by=cast.agency_admin, now=NOW)

    assert moved.depth == 1
    assert WorkUnit.objects.get(pk=outside.pk).path == outside.path
    assert all(not problem for problem in WorkUnit.objects.find_problems())


def test_a_unit_does_not_move_below_itself(cast: Cast) -> None:
    for parent in (cast.parent_unit, cast.unit):
        with pytest.raises(AgencyRefused) as refused:
            actions.move_unit(unit=cast.parent_unit, parent=parent, by=cast.agency_admin, now=NOW)
        assert refused.value.code == "parent_below"


def test_a_unit_does_not_move_into_another_agency(cast: Cast) -> None:
    with pytest.raises(WorkUnit.DoesNotExist):
        actions.move_unit(unit=cast.unit, parent=cast.outside_unit, by=cast.agency_admin, now=NOW)


def test_a_move_to_the_same_place_leaves_no_event(cast: Cast) -> None:
    actions.move_unit(unit=cast.unit, parent=cast.parent_unit, by=cast.agency_admin, now=NOW)

    assert not Event.objects.filter(act="unit.moved").exists()


def test_the_tree_has_eight_levels_at_most(cast: Cast) -> None:
    parent = None
    for level in range(8):
        parent = add(cast, f"L{level}", parent=parent)

    with pytest.raises(AgencyRefused) as refused:
        add(cast, "L9", parent=parent)

    assert refused.value.code == "tree_too_deep"


def test_a_unit_with_open_units_below_is_not_closed(cast: Cast) -> None:
    _below = cast.unit

    with pytest.raises(AgencyRefused) as refused:
        actions.close_unit(unit=cast.parent_unit, by=cast.agency_admin, now=NOW)

    assert (refused.value.code, refused.value.values["count"]) == ("open_units_below", 1)


def test_a_closed_unit_stays_visible_and_takes_no_units(cast: Cast) -> None:
    closed = actions.close_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)

    assert closed in access.units_of(cast.agency_admin, TODAY)
    with pytest.raises(AgencyRefused) as refused:
        add(cast, "3401", parent=closed)
    assert refused.value.code == "parent_closed"


def test_closing_and_reopening_alternate(cast: Cast) -> None:
    actions.close_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)
    with pytest.raises(AgencyRefused):
        actions.close_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)
    actions.reopen_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)
    with pytest.raises(AgencyRefused):
        actions.reopen_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)

    acts = list(
        Event.objects.filter(subject_type="unit").order_by("pk").values_list("act", flat=True)
    )
    assert acts == ["unit.closed", "unit.reopened"]


def test_a_unit_reopens_only_under_an_open_parent(cast: Cast) -> None:
    actions.close_unit(unit=cast.unit, by=cast.agency_admin, now=NOW)
    actions.close_unit(unit=cast.parent_unit, by=cast.agency_admin, now=NOW)

    with pytest.raises(AgencyRefused) as refused:
        actions.reopen_unit(unit=cast.unit, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "parent_closed"


def test_a_kawasan_takes_units_of_its_agency_only(cast: Cast) -> None:
    area = actions.save_joint_area(
        agency=cast.agency,
        area=None,
        name="Mal Pelayanan Publik",
        units=[cast.unit, cast.outside_unit],
        by=cast.agency_admin,
        now=NOW,
    )

    assert list(area.units.all()) == [cast.unit]
    with pytest.raises(AgencyRefused):
        actions.save_joint_area(
            agency=cast.agency,
            area=None,
            name="mal pelayanan publik",
            units=[],
            by=cast.agency_admin,
            now=NOW,
        )
    actions.remove_joint_area(area=area, by=cast.agency_admin, now=NOW)
    assert not JointArea.objects.exists()
    assert WorkUnit.objects.filter(pk=cast.unit.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_roots_of_two_agencies_added_in_the_same_moment_both_stand() -> None:
    cast = Cast()
    pairs = [(cast.agency, cast.agency_admin), (cast.outside_agency, cast.outside_admin)]
    failed: list[Exception] = []
    start = threading.Barrier(2)

    def run(agency: Agency, by: Any) -> None:
        try:
            start.wait()
            for number in range(5):
                actions.add_unit(
                    agency=agency,
                    parent=None,
                    code=f"R{number}",
                    name="Unit",
                    level=UnitLevel.OTHER,
                    by=by,
                    now=NOW,
                )
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert WorkUnit.objects.filter(depth=1).count() == 10


# --- agencies


def test_the_operator_registers_an_agency(cast: Cast) -> None:
    agency = actions.create_agency(
        name="Kementerian Baru",
        short_name="",
        kind=AgencyKind.CENTRAL,
        time_zone=TimeZone.WIB,
        by=cast.operator,
        now=NOW,
    )

    assert Event.objects.get(act="agency.created").agency == agency.pk
    with pytest.raises(AgencyRefused):
        actions.create_agency(
            name="kementerian baru",
            short_name="",
            kind=AgencyKind.CENTRAL,
            time_zone=TimeZone.WIB,
            by=cast.operator,
            now=NOW,
        )


@pytest.mark.parametrize("who", ["agency_admin", "outside_admin", "unit_head", "agency_head"])
def test_others_register_no_agency(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.create_agency(
            name="Baru",
            short_name="",
            kind=AgencyKind.CENTRAL,
            time_zone=TimeZone.WIB,
            by=getattr(cast, who),
            now=NOW,
        )


def test_an_administrator_changes_only_the_own_agency(cast: Cast) -> None:
    values: dict[str, Any] = {
        "name": "Nama Baru",
        "short_name": "NB",
        "kind": AgencyKind.REGIONAL,
        "time_zone": TimeZone.WITA,
        "now": NOW,
    }
    changed = actions.change_agency(agency=cast.agency, by=cast.agency_admin, **values)

    assert changed.time_zone == "Asia/Makassar"
    with pytest.raises(NotAllowed):
        actions.change_agency(agency=cast.outside_agency, by=cast.agency_admin, **values)


# --- pages


def test_a_unit_is_added_on_the_page_without_script(cast: Cast, client: Client) -> None:
    _parent = cast.parent_unit
    sign_in(client, cast.agency_admin)

    answer = client.post(
        reverse("agencies:unit_new"),
        {
            "parent": str(cast.parent_unit.pk),
            "code": "3302",
            "name": "Dinas Baru",
            "level": "echelon_3",
            "serves_public": "on",
        },
    )

    unit = WorkUnit.objects.get(code="3302")
    assert answer.headers["Location"] == reverse("agencies:unit", args=[unit.pk])
    assert (unit.depth, unit.agency) == (2, cast.agency)


@pytest.mark.parametrize("name", ["unit_new", "move_unit"])
def test_a_forged_parent_of_another_agency_is_refused(
    cast: Cast, client: Client, name: str
) -> None:
    parent = str(cast.outside_unit.pk)
    unit = cast.unit
    sign_in(client, cast.agency_admin)
    page = reverse(f"agencies:{name}", args=[] if name == "unit_new" else [unit.pk])

    answer = client.post(page, {"parent": parent, "code": "9", "name": "X", "level": "echelon_2"})

    assert answer.status_code == 422
    assert not WorkUnit.objects.filter(code="9").exists()
    assert WorkUnit.objects.get(pk=unit.pk).path == unit.path


def test_the_head_of_a_unit_manages_its_people_but_not_the_unit(cast: Cast, client: Client) -> None:
    sign_in(client, cast.unit_head)
    page = reverse("agencies:unit", args=[cast.unit.pk])

    shown = client.get(page)
    given = client.post(
        reverse("agencies:give_unit_role", args=[cast.unit.pk]),
        {"email": cast.colleague.email, "role": "area_member", "area": "2"},
    )
    renamed = client.post(page, {"code": "1", "name": "X", "level": "other"})
    closed = client.post(reverse("agencies:close_unit", args=[cast.unit.pk]))

    assert shown.status_code == 200
    assert given.status_code == 302
    assert (renamed.status_code, closed.status_code) == (403, 403)
    assert WorkUnit.objects.get(pk=cast.unit.pk).name == cast.unit.name


@pytest.mark.parametrize("who", ["pic", "area_lead", "agency_head", "inspector"])
def test_others_of_the_unit_are_told_why_not(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, getattr(cast, who))

    answer = client.get(reverse("agencies:unit", args=[cast.unit.pk]))

    assert answer.status_code == 403
    assert "Hanya kepala unit" in answer.content.decode()


def test_the_history_stands_on_the_page(cast: Cast, client: Client) -> None:
    unit = add(cast, "3399")
    sign_in(client, cast.agency_admin)

    text = client.get(reverse("agencies:unit", args=[unit.pk])).content.decode()

    assert "enambahkan unit 3399 Unit 3399" in text
    assert "Fitri Handayani" in text


def test_an_agency_of_the_same_name_can_stand_once(db: None) -> None:
    make_agency("Satu")
    with pytest.raises(Exception, match=r"(?i)unique"):
        make_agency("Satu")
