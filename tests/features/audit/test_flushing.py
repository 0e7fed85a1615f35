"""What a test with real transactions leaves behind: nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from bening.accounts.models import Person
from bening.adapters import sealing_sql
from bening.agencies.models import WorkUnit
from bening.audit import record
from bening.audit.models import Event
from tests.flushing import empty, filled
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_that_guards_and_keys_hold_are_gone_afterwards() -> None:
    cast = Cast()
    with transaction.atomic():
        record(act="test.saved", by=cast.pic.pk, agency=None, subject=("a", "b"), at=NOW, data={})
    before = Permission.objects.count(), ContentType.objects.count()
    assert {"audit_event", "accounts_person", "agencies_workunit"} <= set(filled(connection))
    if connection.vendor == "sqlite":
        sealing_sql.remove_guards()

    empty(connection)

    assert filled(connection) == []
    for model in (Event, Person, WorkUnit):
        assert not model.objects.exists()
    assert (Permission.objects.count(), ContentType.objects.count()) == before
    assert all(before)


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_finds_what_the_one_before_it_wrote(turn: int) -> None:
    assert filled(connection) == []

    assert Cast().outsider.name, turn
