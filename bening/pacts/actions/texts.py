"""Writing and publishing versions of the pact."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.pacts import access
from bening.pacts.models import PactText
from bening.pacts.refusals import PactRefused
from bening.pacts.standing import newest_text
from bening.pacts.wording import digest_of, plain


@transaction.atomic
def draft_text(
    *,
    agency: Agency,
    title: str,
    body: str,
    by: Person,
    now: datetime,
    text: PactText | None = None,
) -> PactText:
    """A new draft of the agency's pact, or other words for `text`, which is one.

    Raises NotAllowed, PactRefused("pact_text_empty", "pact_draft_exists", "pact_text_published").
    """
    access.check_can_run_agency(by, agency)
    Agency.objects.select_for_update().get(pk=agency.pk)
    title, body = plain(title), plain(body)
    if not title or not body:
        raise PactRefused("pact_text_empty", field="body" if title else "title")
    if text is not None:
        return _changed(PactText.objects.get(pk=text.pk, agency=agency), title, body, by, now)
    draft = PactText.objects.filter(agency=agency, published_at__isnull=True).first()
    if draft is not None:
        raise PactRefused("pact_draft_exists", number=draft.number)
    last = PactText.objects.filter(agency=agency).aggregate(last=Max("number"))["last"] or 0
    made = PactText.objects.create(
        agency=agency, number=last + 1, title=title, body=body, created_by=by, created_at=now
    )
    _record("pact_text.drafted", made, by, now)
    return made


def _changed(kept: PactText, title: str, body: str, by: Person, now: datetime) -> PactText:
    if kept.published_at is not None:
        raise PactRefused("pact_text_published", number=kept.number)
    kept.title, kept.body = title, body
    kept.save(update_fields=["title", "body"])
    _record("pact_text.changed", kept, by, now)
    return kept


@transaction.atomic
def publish_text(*, text: PactText, by: Person, now: datetime) -> PactText:
    """The draft becomes the text in force; whoever signed an older version signs again.

    Raises NotAllowed, PactRefused("pact_text_published", "pact_text_same").
    """
    access.check_can_run_agency(by, text.agency)
    Agency.objects.select_for_update().get(pk=text.agency_id)
    kept = PactText.objects.get(pk=text.pk)
    if kept.published_at is not None:
        raise PactRefused("pact_text_published", number=kept.number)
    digest = digest_of(kept.title, kept.body)
    before = newest_text(kept.agency_id)
    if before is not None and before.sha256 == digest:
        raise PactRefused("pact_text_same", number=before.number)
    kept.sha256, kept.published_by, kept.published_at = digest, by, now
    kept.save(update_fields=["sha256", "published_by", "published_at"])
    _record("pact_text.published", kept, by, now)
    return kept


def _record(act: str, text: PactText, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=text.agency_id,
        subject=("pact_text", text.pk),
        at=now,
        data={"number": text.number, "sha256": digest_of(text.title, text.body)},
    )
