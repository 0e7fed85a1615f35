"""An agency that receives reports, and a browser without script that files them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bening.accounts.models import Person, Role
from bening.agencies.models import WorkUnit
from bening.whistleblowing import once, sealing
from bening.whistleblowing.models import HandlerKey, ReportSite, SiteMode
from tests.people import NOW, Cast, give, make_person

SECRET = "amplop cokelat di laci ketiga lemari arsip"
SLUG = "tirtamaya"
START = f"/jalur-rahasia/{SLUG}/"
FORM, BOX, SEND, PROOF = (
    START + end for end in ("lapor/", "kotak/", "kotak/kirim/", "kotak/bukti/")
)


@dataclass
class Handler:
    """A handler, the row of the key, and the secret half that only the test knows."""

    person: Person
    key: HandlerKey
    secret: str


class House:
    """A site with handlers."""

    def __init__(self, cast: Cast, *, mode: SiteMode = SiteMode.CENTRAL) -> None:
        self.cast = cast
        self.agency = cast.agency
        self.site = ReportSite.objects.create(
            agency=cast.agency, slug=SLUG, mode=mode, is_open=True, salt=b"s" * sealing.SALT
        )

    def handler(
        self,
        name: str,
        *,
        unit: WorkUnit | None = None,
        person: Person | None = None,
        role: Role | None = None,
    ) -> Handler:
        """Somebody with a key, of a unit or of the whole agency."""
        who = person or make_person(name, agency=self.agency)
        if role is not None:
            give(who, role)
        public, secret = sealing.new_key()
        key = HandlerKey.objects.create(
            agency=self.agency,
            unit=unit,
            person=who,
            public=public,
            wrapped=b"wrapped elsewhere",
            given_by=who,
            made_at=NOW,
        )
        return Handler(who, key, secret)


def typed(**given: Any) -> dict[str, Any]:
    """What a browser sends of a filled-in form, with a pass old enough."""
    opened = datetime.now(UTC) - timedelta(minutes=5)
    return {
        "kind": "bribery",
        "what": SECRET,
        "answer": "none",
        "reach": "yes",
        "identity": "anonymous",
        "form": once.new_pass(SLUG, now=opened),
        "work": "",
        **given,
    }


def post(client: Client, **given: Any) -> Any:
    """The answer to a filed form."""
    return client.post(FORM, typed(**given))


def receipt_in(page: Any) -> str:
    """The sixteen digits on the page of a filed report."""
    groups = page.content.decode().split('<p class="w-code')[1].split("</p>")[0]
    return "".join(sign for sign in groups.split(">", 1)[1] if sign.isdigit())


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def without_limits() -> Any:
    """The limits of a site, emptied for one test."""
    from bening.whistleblowing.limits import SiteLimits

    return mock.patch("bening.whistleblowing.limits.limits", SiteLimits(10_000_000))
