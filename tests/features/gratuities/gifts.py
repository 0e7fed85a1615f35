"""An agency with a UPG, a helper, and gifts that are reported to them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from bening.accounts.models import Person
from bening.adapters import personal_data
from bening.adapters.keys import new_key
from bening.gratuities import actions
from bening.gratuities.details import Details, Occasion, Relation
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import (
    Direction,
    DirectReport,
    GratuityAttachment,
    GratuityCampaign,
    GratuityOfficer,
    GratuityReport,
    Medium,
    ObjectKind,
)
from tests.people import NOW, TODAY, Cast, make_person

SECRET = "Jam tangan emas dari kontraktor"
TOLD = Details(
    name="Ani Setiawati",
    nik="3301010101010001",
    mobile="0812",
    giver_name="Budi Kontraktor",
    relation=Relation.PARTNER,
    reason="Terima kasih",
    occasion=Occasion.SERVICE,
    description=SECRET,
    value=900_000,
    place="Kantor",
    story="Diserahkan setelah rapat.",
    wants_compensation=True,
)


class Gifts:
    """What is there about gifts at the cast's unit; each made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def upg(self) -> Person:
        person = make_person("Umi Pengendali", agency=self.cast.agency)
        self.upg_duty = self.name(person)
        return person

    @cached_property
    def helper(self) -> Person:
        person = make_person("Hana Pembantu", agency=self.cast.agency)
        self.name(person, helps=True)
        return person

    def name(self, person: Person, *, helps: bool = False) -> GratuityOfficer:
        return actions.name_officer(
            agency=self.cast.agency,
            unit=self.cast.unit if helps else None,
            person=person,
            decree_number="SK/1",
            decree_on=TODAY,
            by=self.cast.agency_admin,
            now=NOW,
        )

    def draft(self, **changes: Any) -> GratuityReport:
        told = replace(TOLD, **changes.pop("told", {}))
        values: dict[str, Any] = {
            "report": None,
            "unit": self.cast.unit,
            "direction": Direction.RECEIVED,
            "received_on": TODAY,
            "circumstance": Circumstance.NONE,
            "object_kind": ObjectKind.GOODS,
            "is_perishable": False,
            "is_secret": True,
            "bypasses_helper": False,
            "details": told,
            "seen_version": 0,
            "by": self.cast.pic,
            "now": NOW,
        }
        return actions.save_draft(**{**values, **changes})

    def reported(self, *, at: datetime = NOW, **changes: Any) -> GratuityReport:
        made = self.draft(**{"now": at, **changes})
        actions.submit_report(
            report=made, is_true=True, by=changes.get("by", self.cast.pic), now=at
        )
        made.refresh_from_db()
        return made

    def photo(self, report: GratuityReport) -> GratuityAttachment:
        """A picture of the report, put there without looking into a file."""
        key = new_key()
        return GratuityAttachment.objects.create(
            pk=key,
            report=report,
            media_type="image/webp",
            size=4,
            name=personal_data.keep("a.jpg", row=key),
            content=personal_data.keep_bytes(b"RIFF", row=key),
            added_at=NOW,
        )

    @cached_property
    def direct(self) -> DirectReport:
        return self.noted()

    def noted(self, **changes: Any) -> DirectReport:
        """What the UPG noted of a report to KPK."""
        values: dict[str, Any] = {
            "reporter": self.cast.pic,
            "unit": self.cast.unit,
            "direction": Direction.RECEIVED,
            "received_on": TODAY,
            "sent_on": TODAY,
            "number": "GOL-2026-001",
            "by": self.upg,
            "now": NOW,
        }
        return actions.note_direct(**{**values, **changes})

    @cached_property
    def campaign(self) -> GratuityCampaign:
        return self.planned(TODAY)

    def planned(self, on: date) -> GratuityCampaign:
        return actions.plan_campaign(
            unit=self.cast.unit,
            title="Tolak gratifikasi",
            medium=Medium.BANNER,
            audience="Semua",
            planned_on=on,
            by=self.cast.pic,
            now=NOW,
        )


def days_later(days: int) -> datetime:
    """So many days after the tests' now."""
    return NOW + timedelta(days=days)
