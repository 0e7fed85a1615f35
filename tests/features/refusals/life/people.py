"""The people around a program's life: the cast, reviewers with and without an assignment, others.

`assigned` gives reviewers their role on a unit as an assignment does; where reviews themselves are
tried, real teams are formed of the same people (`scenes_of_reviews`).
"""

from functools import cached_property

from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from tests.features.pacts.conftest import post
from tests.people import NOW, SINCE, Cast, give, make_person

TPI = ("tpi_member", "tpi_lead", "tpi_controller", "second")
TPN = ("tpn_member", "tpn_lead", "tpn_third")
PRELIMINARY = ("preliminary", "preliminary_lead")
WHO = (
    "outsider",
    "outside_admin",
    "outside_head",
    "outside_inspector",
    "operator",
    "colleague",
    "staff",
    "area_member",
    "area_lead",
    "pic",
    "unit_head",
    "parent_head",
    "other_head",
    "inspector",
    "agency_head",
    "agency_admin",
    "group_lead",
    "group_member",
    *PRELIMINARY,
    *TPI,
    "tpi_elsewhere",
    *TPN,
    "tpn_elsewhere",
)


class LifeCast(Cast):
    """Each is made in the database at first use."""

    @cached_property
    def outside_head(self) -> Person:
        """Head of the other agency."""
        return self._outside("Mahesa Putra", Role.AGENCY_HEAD)

    @cached_property
    def outside_inspector(self) -> Person:
        """Inspector of the other agency."""
        return self._outside("Niken Wulan", Role.INSPECTOR)

    def _outside(self, name: str, role: Role) -> Person:
        person = make_person(name, agency=self.outside_agency)
        give(person, role)
        return person

    @cached_property
    def staff(self) -> Person:
        """Works at `unit`, without any role."""
        person = make_person("Opik Hidayat", agency=self.agency)
        post(person, self.unit)
        return person

    @cached_property
    def other_head(self) -> Person:
        """Head of `other_unit`."""
        return self._with_role("Puspa Sari", Role.UNIT_HEAD, unit=self.other_unit)

    @cached_property
    def group_lead(self) -> Person:
        """Leads the group that weighs units, without any role."""
        return make_person("Rangga Seta", agency=self.agency)

    @cached_property
    def group_member(self) -> Person:
        """Weighs units with it."""
        return make_person("Sekar Arum", agency=self.agency)

    @cached_property
    def preliminary(self) -> Person:
        """Pre-assesses `unit`."""
        return make_person("Taufik Rahman", agency=self.agency)

    @cached_property
    def preliminary_lead(self) -> Person:
        return make_person("Utami Dewi", agency=self.agency)

    @cached_property
    def tpi_member(self) -> Person:
        """Of the team of the agency that reviews `unit`; so are lead and controller."""
        return make_person("Vera Anggraini", agency=self.agency)

    @cached_property
    def tpi_lead(self) -> Person:
        return make_person("Wahyu Ketut", agency=self.agency)

    @cached_property
    def tpi_controller(self) -> Person:
        return make_person("Yanti Pratiwi", agency=self.agency)

    @cached_property
    def second(self) -> Person:
        """Second evaluator of `unit`, of another team."""
        return make_person("Zainal Arif", agency=self.agency)

    @cached_property
    def tpi_elsewhere(self) -> Person:
        """Reviews `other_unit` only."""
        return make_person("Agus Salim", agency=self.agency)

    @cached_property
    def tpn_member(self) -> Person:
        """Of the national team that reviews `unit`; so are the two others."""
        return make_person("Bima Nasional", agency=None)

    @cached_property
    def tpn_lead(self) -> Person:
        return make_person("Cahya Nasional", agency=None)

    @cached_property
    def tpn_third(self) -> Person:
        return make_person("Dian Nasional", agency=None)

    @cached_property
    def tpn_elsewhere(self) -> Person:
        """Reviews `other_unit` for the national team."""
        return make_person("Endah Nasional", agency=None)

    def assigned(self, *stages: Role) -> None:
        """Gives the reviewers of these stages their roles on the unit; others elsewhere."""
        people = {Role.PRELIMINARY: PRELIMINARY, Role.TPI: TPI, Role.TPN: TPN}
        for stage in stages:
            for who in people[stage]:
                give_on(getattr(self, who), stage, self.unit)
        give_on(self.tpi_elsewhere, Role.TPI, self.other_unit)
        give_on(self.tpn_elsewhere, Role.TPN, self.other_unit)


def give_on(person: Person, role: Role, unit: WorkUnit) -> None:
    """A reviewer's role on a unit, of the unit's agency whatever the person's own."""
    RoleAssignment.objects.create(
        person=person, role=role, agency=unit.agency, unit=unit, starts_on=SINCE, given_at=NOW
    )
