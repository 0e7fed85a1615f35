"""Who is named, ticked, above or below is no recipient; nobody left means nothing is sent."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from bening.accounts.models import Role
from bening.domain.days import day_in
from bening.domain.whistleblowing import read_report
from bening.whistleblowing import recipients, sealing, ties
from bening.whistleblowing.models import Report, SiteMode
from bening.whistleblowing.recipients import Involvement, NoRecipient
from tests.features.whistleblowing.reporting import SECRET, House, post
from tests.people import Cast, give, make_person

pytestmark = pytest.mark.django_db


@dataclass
class Told:
    """What a reporter says of people."""

    answer: str = "none"
    who: str = ""
    what: str = ""


def chosen(
    house: House, told: Told, *, ticked: tuple[str, ...] = (), unit: object = None
) -> set[str]:
    """The names a report is sealed to."""
    people = {each.name: each.key for each in recipients.people_asked(house.site, today(house))}
    found = recipients.choose(
        house.site,
        unit,  # type: ignore[arg-type]  # a unit or None
        Involvement(
            answer=told.answer,
            ticked=frozenset(people[name] for name in ticked),
            who=told.who,
            texts=(told.what,),
        ),
        on=today(house),
    )
    return {key.person.name for key in found.keys}


def today(house: House) -> date:
    return day_in(house.agency.time_zone, timezone.now())


@pytest.fixture
def trio(house: House) -> House:
    """Two handlers of the inspectorate and one who leads them."""
    house.handler("Nanda Prasetyo")
    house.handler("Oki Ramadhan")
    house.handler("Putri Wijayanti")
    return house


def test_all_handlers_receive_where_nobody_is_named(trio: House) -> None:
    assert chosen(trio, Told()) == {"Nanda Prasetyo", "Oki Ramadhan", "Putri Wijayanti"}


@pytest.mark.parametrize(
    "told",
    [
        Told(who="Nanda Prasetyo"),
        Told(who="pak NANDA dari inspektorat"),
        Told(what="uangnya diserahkan ke Prasetyo, lalu Nanda menghitungnya"),
        Told(who="Bpk. Nandá  Prasetyó, S.H."),
    ],
)
def test_who_is_named_anywhere_is_left_out(trio: House, told: Told) -> None:
    assert chosen(trio, told) == {"Oki Ramadhan", "Putri Wijayanti"}


def test_who_is_ticked_is_left_out_and_named_in_the_report(client: Client, trio: House) -> None:
    nanda = next(one for one in recipients.people_asked(trio.site, today(trio)) if one.is_handler)

    post(client, answer="some", ticked=[str(nanda.key)])

    report = Report.objects.get()
    keys = {grant.key.person_id for grant in report.grants.all()}
    assert nanda.key not in keys
    assert len(keys) == 2


def test_a_single_common_word_elsewhere_leaves_nobody_out(trio: House) -> None:
    assert len(chosen(trio, Told(what="rapat di ruang Nanda"))) == 3


def test_the_chief_named_takes_those_below_along(house: House, cast: Cast) -> None:
    """The inspector is above the handlers; the head of the agency may read of the inspector."""
    chief = cast.inspector
    house.handler("Nanda Prasetyo")
    top = house.handler("", person=cast.agency_head)

    assert chosen(house, Told(), ticked=(chief.name,)) == {top.person.name}


def test_the_chief_named_with_nobody_above_closes_the_form(
    client: Client, house: House, cast: Cast
) -> None:
    chief = cast.inspector
    house.handler("Nanda Prasetyo")

    page = post(client, answer="some", who=chief.name)

    assert page.status_code == 422
    assert SECRET in page.content.decode()
    assert not Report.objects.exists()


def test_a_handler_above_the_one_named_is_left_out(house: House, cast: Cast) -> None:
    """The head of a unit never reads of the unit's own staff."""
    staff = make_person("Rangga Saputra", agency=cast.agency)
    give(staff, Role.UNIT_PIC, unit=cast.unit)
    house.handler("", person=cast.unit_head)
    other = house.handler("Nanda Prasetyo")

    assert chosen(house, Told(who="Rangga Saputra")) == {other.person.name}


def test_a_unit_with_a_key_receives_and_one_without_falls_to_the_centre(
    cast: Cast,
) -> None:
    house = House(cast, mode=SiteMode.UNIT)
    own = house.handler("Nanda Prasetyo", unit=cast.unit)
    central = house.handler("Oki Ramadhan")

    assert chosen(house, Told(), unit=cast.unit) == {own.person.name}
    assert chosen(house, Told(), unit=cast.other_unit) == {central.person.name}
    assert chosen(house, Told(who="Nanda Prasetyo"), unit=cast.unit) == {central.person.name}


def test_only_similar_names_leave_nobody_the_reporter_is_asked(house: House) -> None:
    house.handler("Nanda Prasetyo")

    with pytest.raises(NoRecipient) as refusal:
        chosen(house, Told(answer="unknown", who="Nanda"))
    assert refusal.value.code == "report_all_named"
    assert chosen(house, Told(answer="none", who="Nanda")) == {"Nanda Prasetyo"}
    with pytest.raises(NoRecipient):
        chosen(house, Told(answer="some", who="Nanda"))


def test_a_declared_tie_leaves_out(trio: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {each.name: each.key for each in recipients.people_asked(trio.site, today(trio))}
    monkeypatch.setitem(ties._known, "test", lambda people, unit, on: {keys["Oki Ramadhan"]})

    assert chosen(trio, Told()) == {"Nanda Prasetyo", "Putri Wijayanti"}


def test_retired_keys_and_people_who_left_receive_nothing(trio: House) -> None:
    first, second, third = recipients.active_keys(trio.site)
    first.retired_at = timezone.now()
    first.save()
    second.person.is_active = False
    second.person.save()

    assert chosen(trio, Told()) == {third.person.name}


def test_left_out_handlers_cannot_open_what_was_filed(client: Client, house: House) -> None:
    named, other = house.handler("Nanda Prasetyo"), house.handler("Oki Ramadhan")

    post(client, who="Nanda Prasetyo")

    sealed = bytes(Report.objects.get().sealed)
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(sealed, named.secret)
    assert read_report(sealing.unseal(sealed, other.secret)).left_out == ("Nanda Prasetyo",)
