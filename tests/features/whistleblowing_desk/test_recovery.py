"""A key whose passphrase is lost: both custodians hand it to another handler, and no fewer."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.whistleblowing import sealing
from bening.whistleblowing.desk import access, naming, reading, recovery
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.models import HandlerKey, KeyRecovery, Report
from tests.features.whistleblowing_desk.world import PASSPHRASE, SECRET, World
from tests.people import NOW

pytestmark = pytest.mark.django_db


class Lost:
    """One handler who left, the reports that only that key opens, and who receives them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first, self.second = world.custodians()
        self.gone = world.handler("Nanda Prasetyo")
        self.report: Report = world.file()
        self.about_receiver: Report = world.file(who="Oki Ramadhan dari loket")
        self.key: HandlerKey = access.keys_of(self.gone).get()
        self.receiver = world.handler("Oki Ramadhan")
        naming.dismiss_holder(
            holder=access.holders_of(self.gone).get(), by=world.cast.inspector, now=NOW
        )
        self.key.refresh_from_db()

    def ask(self, by: Person | None = None, reason: str = "lupa frasa sandi") -> KeyRecovery:
        return recovery.ask_recovery(
            key=self.key,
            receiver=access.keys_of(self.receiver).get(),
            reason=reason,
            by=by or self.world.cast.inspector,
            now=NOW,
        )

    def part(self, row: KeyRecovery, by: Person) -> KeyRecovery:
        return recovery.give_part(recovery=row, passphrase=PASSPHRASE, by=by, now=NOW)


@pytest.fixture
def lost(world: World) -> Lost:
    return Lost(world)


def test_both_custodians_hand_a_key_over(lost: Lost) -> None:
    row = lost.ask()
    row = lost.part(row, lost.second)
    assert row.half
    row = lost.part(row, lost.first)
    assert (row.half, bool(row.handed)) == (None, True)
    keys = lost.world.open(lost.receiver)
    assert recovery.receive(recovery=row, keys=keys, by=lost.receiver, now=NOW) == (1, 1)
    lost.report.refresh_from_db()
    found = access.report_for(lost.receiver, lost.report.handle)
    content = reading.content_of(found, lost.world.open(lost.receiver))
    assert content is not None
    assert content.what == SECRET
    row.refresh_from_db()
    assert row.handed is None
    assert not access.reports_of(lost.receiver).filter(pk=lost.about_receiver.pk).exists()
    with pytest.raises(Settled, match="recovery_is_settled"):
        recovery.receive(recovery=row, keys=keys, by=lost.receiver, now=NOW)


def test_one_custodian_alone_opens_nothing(lost: Lost) -> None:
    row = lost.ask()
    with pytest.raises(DeskRefused, match="recovery_after_second"):
        lost.part(row, lost.first)
    row = lost.part(row, lost.second)
    with pytest.raises(Settled, match="recovery_is_settled"):
        lost.part(row, lost.second)
    with pytest.raises(DeskRefused, match="recovery_not_handed"):
        recovery.receive(
            recovery=row, keys=lost.world.open(lost.receiver), by=lost.receiver, now=NOW
        )
    with pytest.raises(sealing.WrongKey):
        lost.world.open(lost.receiver).read(row.half or b"")


def test_nobody_else_takes_part(lost: Lost) -> None:
    row = lost.ask()
    for person in (lost.receiver, lost.world.cast.inspector, lost.gone):
        with pytest.raises(DeskRefused, match="recovery_not_yours"):
            lost.part(row, person)
    with pytest.raises(NotAllowed, match="wbs_named_by"):
        lost.ask(by=lost.receiver)


def test_a_custodian_gives_the_passphrase(lost: Lost) -> None:
    row = lost.ask()
    with pytest.raises(DeskRefused, match="passphrase_wrong"):
        recovery.give_part(recovery=row, passphrase="salah salah salah", by=lost.second, now=NOW)
    row.refresh_from_db()
    assert row.half is None


def test_a_recovery_has_a_reason_a_retired_key_and_runs_once(lost: Lost) -> None:
    with pytest.raises(DeskRefused, match="recovery_reason_missing"):
        lost.ask(reason=" ")
    lost.ask()
    with pytest.raises(Settled, match="recovery_is_asked"):
        lost.ask()
    lost.key = access.keys_of(lost.receiver).get()
    with pytest.raises(DeskRefused, match="recovery_of_key_in_use"):
        lost.ask()


def test_a_stopped_recovery_holds_nothing(lost: Lost) -> None:
    row = lost.part(lost.ask(), lost.second)
    recovery.refuse_recovery(recovery=row, by=lost.first, now=NOW + timedelta(days=1))
    row.refresh_from_db()
    assert row.half is None
    with pytest.raises(Settled, match="recovery_is_settled"):
        lost.part(row, lost.first)


def test_a_key_without_copy_is_lost(world: World) -> None:
    gone = world.handler("Nanda Prasetyo")
    other = world.handler("Oki Ramadhan")
    world.file()
    key = access.keys_of(gone).get()
    naming.dismiss_holder(holder=access.holders_of(gone).get(), by=world.cast.inspector, now=NOW)
    key.refresh_from_db()
    with pytest.raises(DeskRefused, match="recovery_copy_missing"):
        recovery.ask_recovery(
            key=key,
            receiver=access.keys_of(other).get(),
            reason="lupa",
            by=world.cast.inspector,
            now=NOW,
        )
