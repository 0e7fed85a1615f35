"""To whom a report is sealed: chosen before, so that who is left out never could have read it.

Left out are those whom the reporter names or ticks, whoever stands above or below them in line, and
those with a declared tie. What is typed is compared in memory and kept nowhere but in the report.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from bening.accounts.models import Person, Posting, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused
from bening.domain.whistleblowing import named_in, words_of
from bening.whistleblowing import ties
from bening.whistleblowing.models import HandlerKey, ReportSite, SiteMode


class NoRecipient(Refused):
    """Nobody is left who may read the report: "report_nobody_left", "report_all_named"."""

    status = 422


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in line: the paths of own units, and of those the person heads."""

    key: UUID
    name: str
    words: frozenset[str]
    works_at: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    heads_agency: bool = False
    is_inspector: bool = False

    def is_above(self, other: "Standing") -> bool:
        """Whether this person is a superior of the other, however far up."""
        if self.key == other.key or other.heads_agency:
            return False
        if self.heads_agency:
            return True
        below = (other.works_at | other.heads) - self.heads
        return bool(self.heads & (other.works_at - other.heads)) or any(
            path.startswith(headed) for headed in self.heads for path in below
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody of whom the form asks whether they are involved: a handler, or one above them."""

    key: UUID
    name: str
    position: str
    is_handler: bool


@dataclass(frozen=True, slots=True)
class Involvement:
    """What the reporter said of people: ticked ones, the answer about handlers, the texts.

    `answer` is "none", "some" or "unknown". `who` answers "who was involved"; `texts` are the rest.
    """

    answer: str
    ticked: frozenset[UUID] = frozenset()
    who: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The keys a report is sealed to, one or more, and the names of handlers left out."""

    keys: tuple[HandlerKey, ...]
    left_out: tuple[str, ...]

    @property
    def public(self) -> tuple[str, ...]:
        """The public halves."""
        return tuple(key.public for key in self.keys)

    @property
    def halves(self) -> tuple[tuple[HandlerKey, ...], tuple[HandlerKey, ...]] | None:
        """The recipients as two groups without a common person; None where there is but one."""
        people = sorted({key.person_id for key in self.keys})
        if len(people) < 2:
            return None
        first = set(people[: (len(people) + 1) // 2])
        inner = tuple(key for key in self.keys if key.person_id in first)
        outer = tuple(key for key in self.keys if key.person_id not in first)
        return inner, outer


def active_keys(site: ReportSite) -> list[HandlerKey]:
    """Every key of a site's agency that is sealed to, of people who still work here."""
    return list(
        HandlerKey.objects.filter(
            agency_id=site.agency_id, retired_at__isnull=True, person__is_active=True
        )
        .select_related("person", "unit")
        .order_by("pk")
    )


def is_receiving(site: ReportSite) -> bool:
    """Whether the site is open and has a key of the whole agency behind every unit."""
    return site.is_open and any(key.unit_id is None for key in active_keys(site))


def people_asked(site: ReportSite, on: date) -> list[Asked]:
    """The handlers of a site and those above them, by name."""
    keys = active_keys(site)
    handlers = {key.person_id: key.person for key in keys}
    standing = _standings(site, on, handlers)
    above = {
        each.key
        for each in standing.values()
        if each.key not in handlers and any(_is_chief(each, standing[key]) for key in handlers)
    }
    known = Person.objects.in_bulk([*above])
    return sorted(
        [
            *(Asked(key, one.name, one.position, True) for key, one in handlers.items()),
            *(Asked(key, one.name, one.position, False) for key, one in known.items()),
        ],
        key=lambda each: (not each.is_handler, each.name),
    )


def choose(
    site: ReportSite, unit: WorkUnit | None, involvement: Involvement, *, on: date
) -> Chosen:
    """Whom a report about a unit is sealed to.

    Raises NoRecipient: "report_nobody_left", or "report_all_named" where only single names that
    happen to be those of handlers leave nobody: then the reporter says who is meant.
    """
    keys = active_keys(site)
    handlers = {key.person_id: key.person for key in keys}
    standing = _standings(site, on, handlers)
    names = {key: each.words for key, each in standing.items()}
    named = named_in(names, whole=involvement.texts, who=involvement.who)
    ticked = involvement.ticked & standing.keys()
    tied = ties.tied(list(handlers), unit.pk if unit else None, on)
    sure = _left_out(standing, handlers, ticked | named.surely) | tied
    most = _left_out(standing, handlers, ticked | named.surely | named.perhaps) | tied
    staff = _staff_named(site, on, involvement)
    by_staff = frozenset(key for key in handlers for one in staff if standing[key].is_above(one))
    careful = _sealed_to(site, unit, keys, most | by_staff)
    if careful:
        return _chosen(careful, handlers, most | by_staff)
    if named.perhaps and involvement.answer == "unknown":
        raise NoRecipient("report_all_named")
    left = _sealed_to(site, unit, keys, sure | by_staff)
    if not left or (named.perhaps and involvement.answer != "none"):
        raise NoRecipient("report_nobody_left")
    return _chosen(left, handlers, sure | by_staff)


def _chosen(
    keys: Sequence[HandlerKey], handlers: Mapping[UUID, Person], left_out: Collection[UUID]
) -> Chosen:
    names = sorted(handlers[key].name for key in handlers if key in left_out)
    return Chosen(tuple(keys), tuple(names))


def _sealed_to(
    site: ReportSite, unit: WorkUnit | None, keys: Iterable[HandlerKey], left_out: Collection[UUID]
) -> list[HandlerKey]:
    """The keys of the unit where the site works by unit, else those of the whole agency."""
    open_ = [key for key in keys if key.person_id not in left_out]
    own = [key for key in open_ if unit is not None and key.unit_id == unit.pk]
    if site.mode == SiteMode.UNIT and own:
        return own
    return [key for key in open_ if key.unit_id is None]


def _left_out(
    standing: Mapping[UUID, Standing], handlers: Collection[UUID], named: Collection[UUID]
) -> frozenset[UUID]:
    """Handlers who are named, or stand above or below somebody named.

    Those above a handler or an inspector stay: a report about these goes to the level above.
    """
    return frozenset(
        key
        for key in handlers
        for one in named
        if key == one
        or _is_chief(standing[one], standing[key])
        or (
            _is_chief(standing[key], standing[one])
            and one not in handlers
            and not standing[one].is_inspector
        )
    )


def _is_chief(one: Standing, other: Standing) -> bool:
    """Above in line, or the inspector over handlers who are none."""
    if one.key == other.key:
        return False
    return one.is_above(other) or (
        one.is_inspector and not other.is_inspector and not other.heads and not other.heads_agency
    )


def _standings(site: ReportSite, on: date, handlers: Mapping[UUID, Person]) -> dict[UUID, Standing]:
    """Handlers, and everybody who heads something: their places in line, in three queries."""
    roles = (
        RoleAssignment.objects.in_force(on)
        .filter(agency_id=site.agency_id)
        .filter(
            Q(role__in=(Role.AGENCY_HEAD, Role.INSPECTOR, Role.UNIT_HEAD))
            | Q(person_id__in=list(handlers))
        )
        .select_related("person", "unit")
    )
    people = dict(handlers)
    works: dict[UUID, set[str]] = {}
    heads: dict[UUID, set[str]] = {}
    wide: dict[UUID, set[str]] = {}
    for role in roles:
        people[role.person_id] = role.person
        if role.role == Role.UNIT_HEAD and role.unit is not None:
            heads.setdefault(role.person_id, set()).add(role.unit.path)
        elif role.unit is not None:
            works.setdefault(role.person_id, set()).add(role.unit.path)
        else:
            wide.setdefault(role.person_id, set()).add(role.role)
    postings = (
        Posting.objects.filter(person_id__in=list(people), starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .values_list("person_id", "unit__path")
    )
    for key, path in postings:
        works.setdefault(key, set()).add(path)
    own = HandlerKey.objects.filter(
        agency_id=site.agency_id, retired_at__isnull=True, unit__isnull=False
    ).values_list("person_id", "unit__path")
    for key, path in own:
        works.setdefault(key, set()).add(path)
    return {
        key: Standing(
            key=key,
            name=person.name,
            words=words_of(person.name),
            works_at=frozenset(works.get(key, ())),
            heads=frozenset(heads.get(key, ())),
            heads_agency=Role.AGENCY_HEAD in wide.get(key, ()),
            is_inspector=Role.INSPECTOR in wide.get(key, ()),
        )
        for key, person in people.items()
    }


def _staff_named(site: ReportSite, on: date, involvement: Involvement) -> list[Standing]:
    """People of the agency whom the answer to "who" names by two names, and where they work."""
    if len(words_of(involvement.who)) < 2:
        return []
    names = dict(
        Person.objects.filter(agency_id=site.agency_id, is_active=True).values_list("pk", "name")
    )
    words = {key: words_of(name) for key, name in names.items()}
    found = named_in(words, whole=(), who=involvement.who).surely
    if not found:
        return []
    works: dict[UUID, set[str]] = {key: set() for key in found}
    roles = RoleAssignment.objects.in_force(on).filter(person_id__in=found, unit__isnull=False)
    postings = Posting.objects.filter(person_id__in=found, starts_on__lte=on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )
    for rows in (roles, postings):
        for key, path in rows.values_list("person_id", "unit__path"):
            works[key].add(path)
    return [
        Standing(key=key, name=names[key], words=words[key], works_at=frozenset(works[key]))
        for key in found
    ]
