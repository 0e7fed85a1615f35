"""An identity is opened by two people, with a reason, for a week; nobody alone reads it."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.domain.whistleblowing import IdentityContent
from bening.whistleblowing import sealing
from bening.whistleblowing.desk import access, granting, identity
from bening.whistleblowing.desk.keeping import keep_house
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.models import IdentityLayer, IdentityRequest, Report
from tests.features.whistleblowing_desk.world import World
from tests.people import NOW

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]
WHO = IdentityContent("Umar Hadikusumo", "0811 2233")


def ask(world: World, report: Report, by: Person, reason: str = "pelindungan") -> IdentityRequest:
    return identity.ask(report=report, reason=reason, keys=world.open(by), by=by, now=NOW)


@pytest.mark.parametrize("first", [IdentityLayer.INNER, IdentityLayer.OUTER])
def test_two_open_it_whoever_asks(world: World, two: Two, first: IdentityLayer) -> None:
    report = world.file(identity=WHO)
    asker = next(each for each in two if identity.layer_of(report, each) == first)
    other = next(each for each in two if each != asker)
    request = ask(world, report, asker)
    with pytest.raises(DeskRefused, match="identity_not_agreed"):
        identity.read(request=request, keys=world.open(asker), by=asker, now=NOW)
    request = identity.agree(request=request, keys=world.open(other), by=other, now=NOW)
    assert identity.read(request=request, keys=world.open(asker), by=asker, now=NOW) == WHO
    with pytest.raises(DeskRefused, match="identity_not_yours"):
        identity.read(request=request, keys=world.open(other), by=other, now=NOW)
    assert request.half is not None
    with pytest.raises(sealing.WrongKey):
        world.open(other).read(request.half)
    logged = report.accesses.values_list("act", "by")
    assert ("identity_asked", asker.pk) in logged
    assert ("identity_agreed", other.pk) in logged
    assert ("identity_read", asker.pk) in logged


def test_nobody_agrees_with_oneself(world: World, two: Two) -> None:
    report = world.file(identity=WHO)
    request = ask(world, report, two[0])
    with pytest.raises(DeskRefused, match="identity_by_another"):
        identity.agree(request=request, keys=world.open(two[0]), by=two[0], now=NOW)


def test_two_of_the_same_layer_open_nothing(world: World, two: Two) -> None:
    third = world.handler("Sekar Wulandari")
    report = world.file(identity=WHO)
    people = [*two, third]
    same = [p for p in people if identity.layer_of(report, p) == IdentityLayer.INNER]
    assert len(same) == 2
    request = ask(world, report, same[0])
    with pytest.raises(DeskRefused, match="identity_not_yours"):
        identity.agree(request=request, keys=world.open(same[1]), by=same[1], now=NOW)


def test_who_came_later_neither_asks_nor_agrees(world: World, two: Two) -> None:
    report = world.file(identity=WHO)
    late = world.handler("Sekar Wulandari")
    granting.grant(
        report=report,
        key=access.keys_of(late).get(),
        reason="cuti",
        keys=world.open(two[0]),
        by=two[0],
        now=NOW,
    )
    report.refresh_from_db()
    with pytest.raises(DeskRefused, match="identity_not_yours"):
        ask(world, report, late)
    request = ask(world, report, two[0])
    with pytest.raises(DeskRefused, match="identity_not_yours"):
        identity.agree(request=request, keys=world.open(late), by=late, now=NOW)
    with pytest.raises(DeskRefused, match="identity_not_yours"):
        identity.refuse(request=request, by=late, now=NOW)


def test_a_reason_an_identity_and_one_request_at_a_time(world: World, two: Two) -> None:
    report = world.file(identity=WHO)
    with pytest.raises(DeskRefused, match="identity_reason_missing"):
        ask(world, report, two[0], reason=" ")
    request = ask(world, report, two[0])
    with pytest.raises(Settled, match="identity_is_asked"):
        ask(world, report, two[1])
    identity.refuse(request=request, by=two[1], now=NOW)
    with pytest.raises(Settled, match="identity_is_settled"):
        identity.agree(request=request, keys=world.open(two[1]), by=two[1], now=NOW)
    with pytest.raises(DeskRefused, match="identity_missing"):
        ask(world, world.file(), two[0])


def test_a_week_later_it_is_closed_again(world: World, two: Two) -> None:
    report = world.file(identity=WHO)
    request = ask(world, report, two[0])
    request = identity.agree(request=request, keys=world.open(two[1]), by=two[1], now=NOW)
    later = NOW + timedelta(days=8)
    with pytest.raises(DeskRefused, match="identity_lapsed"):
        identity.read(request=request, keys=world.open(two[0], later), by=two[0], now=later)
    keep_house(now=later)
    request.refresh_from_db()
    assert request.half is None
