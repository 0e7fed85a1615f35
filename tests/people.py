"""The cast: people of a made-up agency, and one outsider, used by every test that needs somebody.

Each member is made when a test first names it, with what it needs and nothing more::

    def test_pic_answers(cast):
        save_answer(by=cast.pic, ...)

`sign_in(client, cast.pic)` signs a test client in. `Cast` has no tests' logic of its own.
"""

from datetime import UTC, date, datetime
from functools import cached_property

from django.test import Client

from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import Agency, AgencyKind, UnitLevel, WorkUnit

NOW = datetime(2026, 4, 15, 3, 0, tzinfo=UTC)  # Wednesday 10.00 WIB
TODAY = date(2026, 4, 15)
SINCE = date(2025, 1, 1)
PASSWORD = "Sungai-jernih-77"


def sign_in(client: Client, person: Person) -> Client:
    """The client, signed in as `person` without the sign-in page."""
    client.force_login(person, backend="bening.accounts.backends.PersonBackend")
    return client


def make_agency(name: str = "Pemerintah Kota Tirtamaya") -> Agency:
    """An agency without units."""
    return Agency.objects.create(name=name, kind=AgencyKind.REGIONAL, created_at=NOW)


def make_unit(
    agency: Agency, code: str, name: str = "", *, parent: WorkUnit | None = None
) -> WorkUnit:
    """A unit of the agency, a root or under `parent`."""
    values = {
        "agency": agency,
        "code": code,
        "name": name or f"Unit {code}",
        "level": UnitLevel.ECHELON_2 if parent is None else UnitLevel.ECHELON_3,
        "created_at": NOW,
    }
    if parent is None:
        root: WorkUnit = WorkUnit.objects.add_root(values)
        return root
    child: WorkUnit = WorkUnit.objects.add_child(parent, values)
    return child


def make_person(name: str, *, agency: Agency | None, password: str | None = None) -> Person:
    """Somebody without roles. The address follows from the name; without `password` none works."""
    person = Person(
        agency=agency, name=name, email=f"{name.lower().replace(' ', '.')}@tirtamaya.example"
    )
    person.date_joined = NOW
    person.set_password(password)
    person.save()
    return person


def give(
    person: Person, role: Role, *, unit: WorkUnit | None = None, area: int | None = None
) -> RoleAssignment:
    """A role of the person since 2025, on a unit or on the whole of the person's agency."""
    return RoleAssignment.objects.create(
        person=person,
        role=role,
        agency=None if role == Role.OPERATOR else person.agency,
        unit=unit,
        area=area,
        starts_on=SINCE,
        given_at=NOW,
    )


class Cast:
    """Who acts in a test. Each attribute is made in the database at first use."""

    @cached_property
    def agency(self) -> Agency:
        """The agency of everybody but the operator and the outsider."""
        return make_agency()

    @cached_property
    def parent_unit(self) -> WorkUnit:
        """The unit above `unit`."""
        return make_unit(self.agency, "33", "Sekretariat Daerah")

    @cached_property
    def unit(self) -> WorkUnit:
        """The unit of the PIC, the head and the area people, under `parent_unit`."""
        return make_unit(
            self.agency, "3301", "Dinas Kependudukan dan Pencatatan Sipil", parent=self.parent_unit
        )

    @cached_property
    def other_unit(self) -> WorkUnit:
        """A unit of the same agency in which none of them has a role."""
        return make_unit(self.agency, "34", "Dinas Penanaman Modal")

    @cached_property
    def pic(self) -> Person:
        """PIC of `unit`."""
        return self._with_role("Ani Setiawati", Role.UNIT_PIC, unit=self.unit)

    @cached_property
    def area_lead(self) -> Person:
        """Lead of area 5 in `unit`."""
        return self._with_role("Bayu Prakoso", Role.AREA_LEAD, unit=self.unit, area=5)

    @cached_property
    def area_member(self) -> Person:
        """Member of area 5 in `unit`."""
        return self._with_role("Citra Lestari", Role.AREA_MEMBER, unit=self.unit, area=5)

    @cached_property
    def unit_head(self) -> Person:
        """Head of `unit`."""
        return self._with_role("Darma Wijaya", Role.UNIT_HEAD, unit=self.unit)

    @cached_property
    def parent_head(self) -> Person:
        """Head of `parent_unit`, and so of `unit` below it."""
        return self._with_role("Eka Nugraha", Role.UNIT_HEAD, unit=self.parent_unit)

    @cached_property
    def agency_admin(self) -> Person:
        """Administrator of the agency."""
        return self._with_role("Fitri Handayani", Role.AGENCY_ADMIN)

    @cached_property
    def agency_head(self) -> Person:
        """Head of the agency."""
        return self._with_role("Gunawan Saputra", Role.AGENCY_HEAD)

    @cached_property
    def inspector(self) -> Person:
        """Inspector of the agency."""
        return self._with_role("Hesti Maharani", Role.INSPECTOR)

    @cached_property
    def operator(self) -> Person:
        """Operator of the installation, of no agency."""
        person = make_person("Indra Kusuma", agency=None)
        give(person, Role.OPERATOR)
        return person

    @cached_property
    def colleague(self) -> Person:
        """Somebody of the agency without any role."""
        return make_person("Joko Susanto", agency=self.agency)

    @cached_property
    def outside_agency(self) -> Agency:
        """Another agency: nothing of it may ever be seen from the first."""
        return make_agency("Kementerian Air dan Awan")

    @cached_property
    def outside_unit(self) -> WorkUnit:
        """A unit of the other agency."""
        return make_unit(self.outside_agency, "01", "Kantor Wilayah Hulu")

    @cached_property
    def outsider(self) -> Person:
        """PIC of `outside_unit`, without any right in `agency`."""
        person = make_person("Kartika Ayu", agency=self.outside_agency)
        give(person, Role.UNIT_PIC, unit=self.outside_unit)
        return person

    @cached_property
    def outside_admin(self) -> Person:
        """Administrator of the other agency."""
        person = make_person("Lukman Hakim", agency=self.outside_agency)
        give(person, Role.AGENCY_ADMIN)
        return person

    def _with_role(
        self, name: str, role: Role, *, unit: WorkUnit | None = None, area: int | None = None
    ) -> Person:
        person = make_person(name, agency=self.agency)
        give(person, role, unit=unit, area=area)
        return person
