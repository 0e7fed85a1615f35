"""An agency whose handlers made their keys themselves, and reports filed to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.whistleblowing import IdentityContent, ReportContent
from bening.whistleblowing import recipients, sealing
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.desk import keys, naming, unlocking
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.filing import Filed, file_report
from bening.whistleblowing.models import (
    Custodian,
    HandlerKey,
    HolderKind,
    Report,
    ReportSite,
    SiteMode,
)
from bening.whistleblowing.once import Pass
from bening.whistleblowing.recipients import Involvement
from tests.people import NOW, Cast, make_person

SECRET = "amplop cokelat di laci ketiga lemari arsip"
PASSPHRASE = "kelapa bambu hujan cermin layang"


class World:
    """The desk of the cast's agency."""

    def __init__(self, cast: Cast, *, mode: SiteMode = SiteMode.UNIT) -> None:
        self.cast = cast
        self.agency = cast.agency
        self.site = ReportSite.objects.create(
            agency=cast.agency, slug="tirtamaya", mode=mode, is_open=True, salt=b"s" * sealing.SALT
        )

    def name(
        self,
        person: Person,
        unit: WorkUnit | None = None,
        kind: HolderKind = HolderKind.HANDLER,
    ) -> object:
        """Named by the inspector, without a key."""
        return naming.name_holder(
            agency=self.agency, person=person, kind=kind, unit=unit, by=self.cast.inspector, now=NOW
        )

    def handler(self, name: str, unit: WorkUnit | None = None) -> Person:
        """Somebody who was named and made a key."""
        person = make_person(name, agency=self.agency)
        self.with_key(person, unit)
        return person

    def with_key(
        self,
        person: Person,
        unit: WorkUnit | None = None,
        kind: HolderKind = HolderKind.HANDLER,
    ) -> HandlerKey | Custodian:
        """Names the person, who makes the key."""
        holder = naming.name_holder(
            agency=self.agency, person=person, kind=kind, unit=unit, by=self.cast.inspector, now=NOW
        )
        return keys.make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=person,
            now=NOW,
        )

    def custodians(self) -> tuple[Person, Person]:
        """The first and the second, with keys."""
        first = make_person("Putu Ardana", agency=self.agency)
        second = make_person("Rina Kartika", agency=self.agency)
        self.with_key(first, kind=HolderKind.FIRST_CUSTODIAN)
        self.with_key(second, kind=HolderKind.SECOND_CUSTODIAN)
        return first, second

    def open(self, person: Person, now: datetime = NOW) -> OpenKeys:
        """The person's keys, open."""
        cookie = unlocking.unlock(passphrase=PASSPHRASE, by=person, now=now)
        return unlocking.opened(cookie=cookie, by=person, now=now)

    def file(
        self,
        *,
        unit: WorkUnit | None = None,
        identity: IdentityContent | None = None,
        files: Sequence[CleanFile] = (),
        who: str = "",
        what: str = SECRET,
        kind: str = "bribery",
        now: datetime = NOW,
        **more: Any,
    ) -> Report:
        """A report filed by somebody unknown; `more` are other texts of it."""
        content = ReportContent(kind=kind, what=what, who=who, **more)
        self.filed: Filed = file_report(
            site=self.site,
            unit=unit,
            content=content,
            files=files,
            identity=identity,
            chosen=recipients.choose(
                self.site,
                unit,
                Involvement(answer="none", who=who, texts=(what,)),
                on=NOW.date(),
            ),
            language="id",
            form=Pass(uuid4(), now + timedelta(hours=1)),
            now=now,
        )
        found = sealing.stretched(self.filed.receipt, bytes(self.site.salt)).find
        return Report.objects.get(pk=found)
