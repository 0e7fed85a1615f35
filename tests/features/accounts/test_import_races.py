"""Two imports at once: each row comes in once, and who came second is told why."""

from functools import partial

import pytest

from bening.accounts import actions
from bening.accounts.models import ImportDraft, ImportKind, Person, Role, RoleAssignment
from bening.accounts.refusals import PeopleRefused
from bening.agencies.models import Agency, WorkUnit
from bening.agencies.queries import tree_of, units_in
from bening.audit.models import Event
from tests.features.accounts.test_imports import people_csv, units_csv
from tests.features.refusals.test_races import together
from tests.people import NOW, Cast, give, make_person

pytestmark = pytest.mark.django_db(transaction=True)

UNITS = units_csv(
    *(f"B{n};Bidang {n};{'' if n < 3 else f'B{n % 3}'};echelon_3;;tidak" for n in range(30))
)


def stored(agency: Agency, by: Person, kind: ImportKind, content: str) -> ImportDraft:
    return actions.store_import(
        agency=agency, kind=kind, file_name="a.csv", content=content.encode(), by=by, now=NOW
    )


def codes(found: list[object]) -> list[str]:
    """How each ended: a count of rows, or the code of its refusal."""
    return sorted(one.code if isinstance(one, PeopleRefused) else str(one) for one in found)


def test_a_draft_applied_twice_at_once_comes_in_once(cast: Cast) -> None:
    draft, by = stored(cast.agency, cast.agency_admin, ImportKind.UNITS, UNITS), cast.agency_admin
    apply = partial(actions.apply_import, draft=draft, by=by, now=NOW)

    assert codes(together(apply, apply, apply)) == [
        "30",
        "import_already_applied",
        "import_already_applied",
    ]
    assert WorkUnit.objects.filter(agency=cast.agency, code__startswith="B").count() == 30
    assert Event.objects.filter(act="unit.added", agency=cast.agency.pk).count() == 30


def test_two_administrators_with_the_same_units(cast: Cast) -> None:
    second = make_person("Rina Amalia", agency=cast.agency)
    give(second, Role.AGENCY_ADMIN)
    people = [cast.agency_admin, second]
    drafts = [stored(cast.agency, by, ImportKind.UNITS, UNITS) for by in people]

    found = together(
        *(
            partial(actions.apply_import, draft=draft, by=by, now=NOW)
            for draft, by in zip(drafts, people, strict=True)
        )
    )

    assert codes(found) == ["30", "import_has_faults"]
    assert WorkUnit.objects.filter(agency=cast.agency, code__startswith="B").count() == 30
    assert WorkUnit.objects.find_problems() == ([], [], [], [], [])


def test_units_of_two_agencies_at_once_leave_a_whole_tree(cast: Cast) -> None:
    pairs = [(cast.agency, cast.agency_admin), (cast.outside_unit.agency, cast.outside_admin)]
    drafts = [(stored(agency, by, ImportKind.UNITS, UNITS), by) for agency, by in pairs]

    found = together(
        *(partial(actions.apply_import, draft=draft, by=by, now=NOW) for draft, by in drafts)
    )

    assert set(codes(found)) <= {"30", "import_collided"}
    assert "30" in codes(found)
    assert WorkUnit.objects.filter(code__startswith="B").count() == 30 * codes(found).count("30")
    assert WorkUnit.objects.find_problems() == ([], [], [], [], [])
    for (agency, _by), how in zip(pairs, found, strict=True):
        tree = tree_of(units_in(agency))
        came = [one for one in tree if one.unit.code.startswith("B")]
        assert len(came) == (30 if how == 30 else 0)


def test_people_of_two_agencies_with_the_same_addresses(cast: Cast) -> None:
    rows = [f"Orang {n};orang{n}@contoh.example;;;;;" for n in range(20)]
    pairs = [(cast.agency, cast.agency_admin), (cast.outside_unit.agency, cast.outside_admin)]
    drafts = [
        (stored(agency, by, ImportKind.PEOPLE, people_csv(*rows)), by) for agency, by in pairs
    ]

    found = together(
        *(partial(actions.apply_import, draft=draft, by=by, now=NOW) for draft, by in drafts)
    )

    assert codes(found)[0] == "20"
    assert codes(found)[1] in {"import_has_faults", "import_address_taken"}
    made = Person.objects.filter(email__startswith="orang")
    assert made.count() == 20
    assert made.values("agency").distinct().count() == 1
    assert RoleAssignment.objects.filter(person__in=made).count() == 0
    assert Event.objects.filter(act="people.imported").count() == 1


def test_a_draft_that_is_discarded_meanwhile_is_applied_or_gone(cast: Cast) -> None:
    draft, by = stored(cast.agency, cast.agency_admin, ImportKind.UNITS, UNITS), cast.agency_admin

    found = together(
        partial(actions.apply_import, draft=draft, by=by, now=NOW),
        partial(actions.discard_import, draft=draft, by=by),
    )

    came = WorkUnit.objects.filter(agency=cast.agency, code__startswith="B").count()
    assert (codes(found[:1]), came) in ((["30"], 30), (["import_gone"], 0))


def test_a_draft_replaced_by_a_newer_file_is_gone(cast: Cast) -> None:
    old = stored(cast.agency, cast.agency_admin, ImportKind.UNITS, UNITS)
    stored(cast.agency, cast.agency_admin, ImportKind.UNITS, UNITS)

    with pytest.raises(PeopleRefused) as refused:
        actions.apply_import(draft=old, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "import_gone"
