"""Prepared reads give what their querysets give, whatever was read before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import DateField, F, QuerySet, UUIDField
from django.test.utils import CaptureQueriesContext

from bening.accounts.models import Person, Role, RoleAssignment
from bening.adapters.prepared import Prepared, Slot
from bening.agencies.models import Agency, WorkUnit
from tests.people import give, make_agency, make_person, make_unit

pytestmark = pytest.mark.django_db

people: Prepared[Person] = Prepared(
    lambda slot: (
        Person.objects.select_related("agency")
        .filter(agency=slot("agency", UUIDField()))
        .order_by("name")
    )
)
names: Prepared[tuple[str, UUID, datetime]] = Prepared(
    lambda slot: (
        Person.objects.filter(agency=slot("agency", UUIDField()))
        .order_by("name")
        .values_list("name", "pk", "date_joined")
    )
)


def test_models_come_whole_with_what_was_joined() -> None:
    agency, other = make_agency(), make_agency("Pemerintah Kota Lain")
    ani, budi = (make_person(name, agency=agency) for name in ("Ani", "Budi"))
    cici = make_person("Cici", agency=other)
    assert people(agency=agency.pk) == [ani, budi]
    assert people(agency=other.pk) == [cici]
    with CaptureQueriesContext(connection) as queries:
        found = people(agency=agency.pk)
        assert [person.agency for person in found] == [agency, agency]
    assert len(queries) == 1
    assert vars(found[0]).keys() - {"_state"} == vars(Person.objects.get(pk=ani.pk)).keys() - {
        "_state"
    }
    assert not found[0]._state.adding


def test_an_empty_relation_is_none() -> None:
    operator = make_person("Operator", agency=None)
    alone: Prepared[Person] = Prepared(
        lambda slot: Person.objects.select_related("agency").filter(pk=slot("key", UUIDField()))
    )
    found = alone.first(key=operator.pk)
    assert found == operator
    with CaptureQueriesContext(connection) as queries:
        assert found.agency is None
    assert not queries.captured_queries


def test_rows_are_converted_as_the_queryset_converts_them() -> None:
    agency = make_agency()
    for name in ("Ani", "Budi"):
        make_person(name, agency=agency)
    expected = list(
        Person.objects.filter(agency=agency)
        .order_by("name")
        .values_list("name", "pk", "date_joined")
    )
    assert names(agency=agency.pk) == expected
    assert names(agency=uuid4()) == []
    assert names.first(agency=uuid4()) is None
    assert expected[0][2].tzinfo is UTC


def test_a_value_may_stand_beside_literals_in_any_order() -> None:
    agency = make_agency()
    unit = make_unit(agency, "01", "Dinas A")
    person = make_person("Ani", agency=agency)
    give(person, Role.UNIT_PIC, unit=unit)
    give(person, Role.AREA_LEAD, unit=unit, area=2)

    def in_force(day: Any, key: Any) -> "QuerySet[RoleAssignment, tuple[str, int | None]]":
        held = RoleAssignment.objects.in_force(day).filter(person=key, role__in=["unit_pic", "x"])
        return held.values_list("role", "area")

    read = Prepared(lambda slot: in_force(slot("day", DateField()), slot("who", UUIDField())))
    for day in (date(1999, 1, 1), date(2026, 11, 22)):
        assert read(day=day, who=person.pk) == list(in_force(day, person.pk))


def test_a_read_is_made_once_and_asks_the_database_each_time() -> None:
    agency = make_agency()
    made = []

    def build(slot: Callable[..., Slot]) -> "QuerySet[Agency]":
        made.append(1)
        return Agency.objects.filter(pk=slot("key", UUIDField()))

    read: Prepared[Agency] = Prepared(build)
    assert read(key=agency.pk)[0].name == agency.name
    Agency.objects.filter(pk=agency.pk).update(name="Nama Baru")
    assert read(key=agency.pk)[0].name == "Nama Baru"
    assert made == [1]


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        people()


def test_what_can_find_nothing_is_refused() -> None:
    never: Prepared[WorkUnit] = Prepared(lambda _slot: WorkUnit.objects.filter(pk__in=[]))
    with pytest.raises(ValueError, match="find nothing"):
        never()


def test_a_broken_transaction_is_not_read_on() -> None:
    agency = make_agency()
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            people(agency=agency.pk)


def test_what_is_annotated_comes_along() -> None:
    agency = make_agency()
    ani = make_person("Ani", agency=agency)
    called: Prepared[Any] = Prepared(
        lambda slot: (
            Person.objects.select_related("agency")
            .filter(pk=slot("key", UUIDField()))
            .annotate(agency_called=F("agency__name"))
        )
    )
    found = called.first(key=ani.pk)
    assert found is not None
    assert (found.name, found.agency_called, found.agency) == ("Ani", agency.name, agency)


def test_postgresql_plans_a_read_that_comes_again_once() -> None:
    agency = make_agency()
    ani = make_person("Ani", agency=agency)
    for _time in range(6):
        assert people(agency=agency.pk) == [ani]
    if connection.vendor == "sqlite":
        return  # keeps its statements by itself
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        planned = [text for (text,) in cursor.fetchall() if "accounts_person" in text]
    assert len(planned) == 1


def test_a_read_that_is_logged_has_its_text() -> None:
    agency = make_agency()
    for _time in range(6):
        people(agency=agency.pk)
    with CaptureQueriesContext(connection) as queries:
        people(agency=agency.pk)
    assert "accounts_person" in queries[0]["sql"]
