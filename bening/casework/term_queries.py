"""The terms of an agency as its administrators read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from bening.agencies.models import Agency
from bening.casework.models import CaseTerm, Channel
from bening.casework.terms import DatedTerm, shipped_terms, terms_in_force
from bening.casework.words import TERMS


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term in force, and the own one that takes its place on a later day."""

    code: str
    name: str
    in_force: DatedTerm
    coming: CaseTerm | None


def terms_of(agency: Agency, on: date) -> list[tuple[str, list[ShownTerm]]]:
    """All terms by channel, in the order of the channels: two queries."""
    now = terms_in_force(agency, on)
    later = CaseTerm.objects.filter(agency=agency, from_day__gt=on).order_by("-from_day")
    coming = {row.code: row for row in later}
    groups: dict[str, list[ShownTerm]] = {}
    for code, term in now.items():
        shown = ShownTerm(code, str(TERMS.get(code, code)), term, coming.get(code))
        groups.setdefault(_channel(code), []).append(shown)
    return list(groups.items())


def _channel(code: str) -> str:
    """The label of the channel that a term's code begins with."""
    prefix = code.split("_", 1)[0]
    return next((str(one.label) for one in Channel if one.value == prefix), prefix)


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of a term's history: what held or will hold from a day on."""

    term: DatedTerm
    own: CaseTerm | None
    is_in_force: bool
    is_coming: bool


def history_of(agency: Agency, code: str, on: date) -> list[Dated]:
    """A term through the years, newest first: what Bening brings and the agency's own. One query.

    Raises Http404 for an unknown code.
    """
    shipped = shipped_terms().get(code)
    if shipped is None:
        raise Http404
    rows = CaseTerm.objects.filter(agency=agency, code=code)
    pairs: list[tuple[DatedTerm, CaseTerm | None]] = [(term, None) for term in shipped]
    pairs += [(DatedTerm.of(row), row) for row in rows]
    pairs.sort(key=lambda pair: (pair[1] is not None, pair[0].from_day), reverse=True)
    held = next((pair for pair in pairs if pair[0].from_day <= on), None)
    return [
        Dated(term, own, (term, own) == held, own is not None and term.from_day > on)
        for term, own in pairs
    ]


def own_term_for(agency: Agency, key: UUID) -> CaseTerm:
    """An own term of the agency. Raises Http404."""
    found = CaseTerm.objects.filter(agency=agency, pk=key).select_related("agency").first()
    if found is None:
        raise Http404
    return found
