"""Who holds keys, how they are made, opened, closed and lost."""

from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.whistleblowing import sealing
from bening.whistleblowing.desk import access, keys, naming, unlocking
from bening.whistleblowing.desk.refusals import DeskRefused, KeyClosed, Settled
from bening.whistleblowing.desk.trying import CLOSED_FOR, MOST_WRONG
from bening.whistleblowing.models import (
    Custodian,
    HandlerKey,
    HolderKind,
    KeyHolder,
    UnlockedKey,
)
from tests.features.whistleblowing_desk import conftest
from tests.features.whistleblowing_desk.world import PASSPHRASE, World
from tests.people import NOW, Cast, make_person

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]


def test_who_names_makes_no_key_and_reads_nothing(world: World, cast: Cast) -> None:
    person = make_person("Nanda Prasetyo", agency=cast.agency)
    holder = naming.name_holder(
        agency=cast.agency,
        person=person,
        kind=HolderKind.HANDLER,
        unit=None,
        by=cast.inspector,
        now=NOW,
    )
    assert not HandlerKey.objects.exists()
    with pytest.raises(DeskRefused, match="key_of_another"):
        keys.make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=cast.inspector,
            now=NOW,
        )


@pytest.mark.parametrize("role", ["pic", "unit_head", "agency_head", "operator", "outsider"])
def test_others_name_nobody(world: World, cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed, match="wbs_named_by"):
        naming.name_holder(
            agency=cast.agency,
            person=cast.area_lead,
            kind=HolderKind.HANDLER,
            unit=None,
            by=getattr(cast, role),
            now=NOW,
        )


def name(cast: Cast, person: Person, kind: HolderKind, unit: object = None) -> KeyHolder:
    return naming.name_holder(
        agency=cast.agency,
        person=person,
        kind=kind,
        unit=unit,  # type: ignore[arg-type]  # a unit or nothing
        by=cast.inspector,
        now=NOW,
    )


def test_nobody_names_oneself_nor_people_of_other_agencies(world: World, cast: Cast) -> None:
    with pytest.raises(DeskRefused, match="holder_names_self"):
        name(cast, cast.inspector, HolderKind.HANDLER)
    with pytest.raises(DeskRefused, match="holder_of_other_agency"):
        name(cast, cast.outsider, HolderKind.HANDLER)


def test_a_handler_is_no_custodian_and_the_other_way_round(world: World, two: Two) -> None:
    with pytest.raises(DeskRefused, match="custodian_handles"):
        name(world.cast, two[0], HolderKind.FIRST_CUSTODIAN)
    first, _second = world.custodians()
    with pytest.raises(DeskRefused, match="custodian_handles"):
        name(world.cast, first, HolderKind.HANDLER, world.cast.unit)
    with pytest.raises(DeskRefused, match="custodian_is_named"):
        name(world.cast, world.cast.pic, HolderKind.FIRST_CUSTODIAN)
    with pytest.raises(DeskRefused, match="custodian_has_no_unit"):
        name(world.cast, world.cast.pic, HolderKind.FIRST_CUSTODIAN, world.cast.unit)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"accepts": False}, "terms_not_taken"),
        ({"passphrase": "pendek", "again": "pendek"}, "passphrase_short"),
        ({"again": PASSPHRASE + "a"}, "passphrase_differs"),
    ],
)
def test_a_key_needs_the_terms_and_a_long_passphrase(
    world: World, cast: Cast, values: dict[str, object], code: str
) -> None:
    holder = name(cast, cast.area_lead, HolderKind.HANDLER)
    given = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "accepts": True, **values}
    with pytest.raises(DeskRefused, match=code):
        keys.make_key(holder=holder, by=cast.area_lead, now=NOW, **given)  # type: ignore[arg-type]


def test_the_passphrase_is_not_the_password(world: World, cast: Cast) -> None:
    cast.area_lead.set_password(PASSPHRASE)
    holder = name(cast, cast.area_lead, HolderKind.HANDLER)
    with pytest.raises(DeskRefused, match="passphrase_is_password"):
        keys.make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=cast.area_lead,
            now=NOW,
        )


def test_a_key_is_made_once(world: World, two: Two) -> None:
    holder = access.holders_of(two[0]).get()
    with pytest.raises(Settled, match="key_is_made"):
        keys.make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=two[0],
            now=NOW,
        )


def test_the_real_passphrase_is_stretched_and_salted() -> None:
    public, secret = sealing.new_key()
    wrapped = conftest.real_wrap(secret, PASSPHRASE)
    assert secret.encode() not in wrapped
    assert wrapped != conftest.real_wrap(secret, PASSPHRASE)
    assert conftest.real_unwrap(wrapped, PASSPHRASE) == secret
    for wrong, typed in (
        (wrapped, PASSPHRASE + "!"),
        (wrapped[:-1] + bytes([wrapped[-1] ^ 1]), PASSPHRASE),
        (bytes([wrapped[0] ^ 1]) + wrapped[1:], PASSPHRASE),
        (b"", PASSPHRASE),
    ):
        with pytest.raises(sealing.WrongKey):
            conftest.real_unwrap(wrong, typed)
    assert sealing.unseal(sealing.seal(b"x", [public]), secret) == b"x"


def test_a_passphrase_costs_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, ...]] = []

    def hashed(*given: Any) -> bytes:
        asked.append(given)
        return bytes(sealing.KEY)

    monkeypatch.setattr(sealing, "hash_secret_raw", hashed)
    conftest.real_wrap("x", PASSPHRASE)
    _typed, salt, time, memory, lanes, length, _kind = asked[0]
    assert (len(salt), time, memory, lanes, length) == (16, 3, 64 * 1024, 1, 32)


def test_an_open_key_needs_the_cookie_and_the_database(world: World, two: Two) -> None:
    cookie = unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    opened = unlocking.opened(cookie=cookie, by=two[0], now=NOW)
    secret = next(iter(opened.secrets.values()))
    row = UnlockedKey.objects.get()
    assert secret.encode() not in bytes(row.kept)
    assert secret not in cookie
    assert secret not in repr(opened)
    for wrong in ("", "bukan base64 ~", cookie[:-6] + "AAAAA=", "A" * 44):
        with pytest.raises(KeyClosed):
            unlocking.opened(cookie=wrong, by=two[0], now=NOW)
    with pytest.raises(KeyClosed):
        unlocking.opened(cookie=cookie, by=two[1], now=NOW)


def test_a_row_moved_to_another_key_opens_nothing(world: World, two: Two) -> None:
    cookie = unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    row = UnlockedKey.objects.get()
    UnlockedKey.objects.create(key=access.keys_of(two[1]).get(), kept=row.kept, used_at=NOW)
    with pytest.raises(KeyClosed):
        unlocking.opened(cookie=cookie, by=two[1], now=NOW)


def test_a_quarter_of_an_hour_idle_closes_a_key(world: World, two: Two) -> None:
    cookie = unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    later = NOW + timedelta(minutes=14)
    assert unlocking.opened(cookie=cookie, by=two[0], now=later).secrets
    again = later + timedelta(minutes=14)
    assert unlocking.opened(cookie=cookie, by=two[0], now=again).secrets
    with pytest.raises(KeyClosed):
        unlocking.opened(cookie=cookie, by=two[0], now=again + timedelta(minutes=16))
    assert unlocking.forget_idle(now=again + timedelta(minutes=16)) == 1


def test_locking_closes_every_session(world: World, two: Two) -> None:
    cookies = [unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW) for _ in range(2)]
    unlocking.lock(by=two[0])
    for cookie in cookies:
        with pytest.raises(KeyClosed):
            unlocking.opened(cookie=cookie, by=two[0], now=NOW)


def test_wrong_passphrases_close_the_keys_for_a_while(world: World, two: Two) -> None:
    for left in range(MOST_WRONG - 1, -1, -1):
        with pytest.raises(DeskRefused, match="passphrase_wrong") as refused:
            unlocking.unlock(passphrase="salah salah salah", by=two[0], now=NOW)
        assert refused.value.values["left"] == left
    with pytest.raises(DeskRefused, match="passphrase_closed"):
        unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    assert unlocking.unlock(passphrase=PASSPHRASE, by=two[1], now=NOW)
    assert unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW + CLOSED_FOR)


def test_a_right_passphrase_forgets_the_wrong_ones(world: World, two: Two) -> None:
    for _round in range(3):
        for _wrong in range(MOST_WRONG - 1):
            with pytest.raises(DeskRefused, match="passphrase_wrong"):
                unlocking.unlock(passphrase="salah salah salah", by=two[0], now=NOW)
        assert unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)


def test_another_passphrase_opens_the_same_key(world: World, two: Two) -> None:
    new = "rotan senja perahu garam lentera"
    before = access.keys_of(two[0]).get().public
    assert keys.change_passphrase(old=PASSPHRASE, passphrase=new, again=new, by=two[0], now=NOW)
    with pytest.raises(DeskRefused, match="passphrase_wrong"):
        unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    assert unlocking.unlock(passphrase=new, by=two[0], now=NOW)
    assert access.keys_of(two[0]).get().public == before


def test_a_dismissed_handler_opens_nothing(world: World, two: Two) -> None:
    report = world.file()
    cookie = unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    holder = access.holders_of(two[0]).get()
    naming.dismiss_holder(holder=holder, by=world.cast.inspector, now=NOW)
    with pytest.raises(KeyClosed):
        unlocking.opened(cookie=cookie, by=two[0], now=NOW)
    with pytest.raises(DeskRefused, match="key_missing"):
        unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    assert not access.reports_of(two[0]).exists()
    assert access.reports_of(two[1]).get() == report
    with pytest.raises(Settled, match="holder_is_dismissed"):
        naming.dismiss_holder(holder=holder, by=world.cast.inspector, now=NOW)


def test_a_copy_for_recovery_waits_for_both_custodians(world: World, two: Two) -> None:
    assert access.keys_of(two[0]).get().recovery is None
    world.custodians()
    assert access.keys_of(two[0]).get().recovery is None
    unlocking.unlock(passphrase=PASSPHRASE, by=two[0], now=NOW)
    assert access.keys_of(two[0]).get().recovery
    second = Custodian.objects.get(place=2)
    holder = access.holders_of(second.person).get()
    naming.dismiss_holder(holder=holder, by=world.cast.inspector, now=NOW)
    assert access.keys_of(two[0]).get().recovery is None
