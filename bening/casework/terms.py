"""The terms in force: dated data that Bening brings, and what an agency set in their place."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import yaml
from django.db.models import CharField, DateField, UUIDField

from bening.adapters.prepared import Prepared
from bening.agencies.models import Agency
from bening.casework.models import CaseTerm
from bening.domain.casework import DayKind, Term


@dataclass(frozen=True, slots=True)
class DatedTerm:
    """A term from a day on, with what it stands on.

    `is_verified` is false for a default that was not checked against its regulation; `is_own`
    where the agency set it.
    """

    code: str
    days: int
    counts: DayKind
    from_day: date
    source: str
    is_verified: bool
    is_own: bool = False

    @classmethod
    def of(cls, row: CaseTerm) -> "DatedTerm":
        """The term that an agency set."""
        return cls(
            code=row.code,
            days=row.days,
            counts=DayKind(row.counts),
            from_day=row.from_day,
            source=row.source,
            is_verified=True,
            is_own=True,
        )

    @property
    def term(self) -> Term:
        """The same as the clock takes it."""
        return Term(self.days, self.counts)


@functools.cache
def shipped_terms() -> Mapping[str, tuple[DatedTerm, ...]]:
    """The terms that Bening brings, by code, each code's in rising order of their days."""
    text = files("bening.casework").joinpath("terms.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        code: tuple(
            sorted(
                (
                    DatedTerm(
                        code=code,
                        days=row["days"],
                        counts=DayKind(row["counts"]),
                        from_day=row["from"],
                        source=row["source"],
                        is_verified=row["verified"],
                    )
                    for row in dated
                ),
                key=lambda each: each.from_day,
            )
        )
        for code, dated in rows.items()
    }


def terms_in_force(agency: Agency, on: date) -> dict[str, DatedTerm]:
    """Every term as it holds for an agency on a day: one query."""
    own = CaseTerm.objects.filter(agency=agency, from_day__lte=on).order_by("from_day")
    mine = {row.code: DatedTerm.of(row) for row in own}
    return {code: mine.get(code) or _of_day(dated, on) for code, dated in shipped_terms().items()}


_own_term: Prepared[CaseTerm] = Prepared(
    lambda slot: CaseTerm.objects.filter(
        agency=slot("agency", UUIDField()),
        code=slot("code", CharField()),
        from_day__lte=slot("on", DateField()),
    ).order_by("-from_day")[:1]
)


def term_in_force(agency: Agency, code: str, on: date) -> DatedTerm:
    """One term as it holds for an agency on a day: one query. KeyError for an unknown code."""
    shipped = shipped_terms()[code]
    row = _own_term.first(agency=agency.pk, code=code, on=on)
    if row is None:
        return _of_day(shipped, on)
    return DatedTerm.of(row)


def _of_day(dated: tuple[DatedTerm, ...], on: date) -> DatedTerm:
    """The last that had begun; the first for days before all of them."""
    begun = [each for each in dated if each.from_day <= on]
    return begun[-1] if begun else dated[0]
