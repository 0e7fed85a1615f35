"""To whom a report is sealed now, and who may be added: whoever it names may never."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bening.agencies.models import WorkUnit
from bening.domain.whistleblowing import ReportContent
from bening.whistleblowing import recipients, vault
from bening.whistleblowing.desk.refusals import DeskRefused
from bening.whistleblowing.desk.terms import site_of
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import HandlerKey, KeyGrant, Report, SiteMode
from bening.whistleblowing.recipients import Involvement, NoRecipient
from bening.whistleblowing.sealing import WrongKey, seal


def live_grants(report: Report) -> QuerySet[KeyGrant]:
    """The grants in force, to keys in use, of people who still work here."""
    return report.grants.filter(
        ended_on__isnull=True, key__retired_at__isnull=True, key__person__is_active=True
    )


def left_grants(report: Report) -> QuerySet[KeyGrant]:
    """The grants in force whose keys nobody uses any more: their holders left."""
    gone = Q(key__retired_at__isnull=False) | Q(key__person__is_active=False)
    return report.grants.filter(gone, ended_on__isnull=True)


def sealed_to(report: Report) -> list[str]:
    """The public keys to which notes and messages are sealed. Raises DeskRefused for none."""
    found = list(live_grants(report).values_list("key__public", flat=True))
    if not found:
        raise DeskRefused("report_unattended")
    return found


def fit_keys(
    report: Report, content: ReportContent, unit: WorkUnit | None, on: date
) -> list[HandlerKey]:
    """The keys of a unit, or of the whole agency, that the report may be given to.

    Left out are those whom the content names, those the reporter left out, whoever stands in line
    with them, and those with a declared tie. Empty where nobody is left.
    """
    site = site_of(report)
    site.mode = SiteMode.UNIT if unit is not None else SiteMode.CENTRAL
    involved = Involvement(answer="none", who=content.who, texts=texts_of(content))
    try:
        chosen = recipients.choose(site, unit, involved, on=on)
    except NoRecipient:
        return []
    own = unit.pk if unit is not None else None
    return [
        key for key in chosen.keys if key.unit_id == own and key.person.name not in content.left_out
    ]


def check_fit(report: Report, content: ReportContent, key: HandlerKey, on: date) -> None:
    """Raises DeskRefused("handler_is_involved") for who may not read the report."""
    unit = key.unit if key.unit_id else None
    if key.pk not in {each.pk for each in fit_keys(report, content, unit, on)}:
        raise DeskRefused("handler_is_involved", field="key", name=key.person.name)


def texts_of(content: ReportContent) -> tuple[str, ...]:
    """Everything that may name somebody, besides the answer to "who"."""
    return (
        content.what,
        content.where,
        content.when,
        content.why,
        content.how,
        content.witnesses,
        content.known_by,
        content.told_elsewhere,
    )


def reseal(report: Report, keys: OpenKeys, to: Sequence[str], on: date) -> list[str]:
    """Seals all of a report to other keys, in the caller's transaction: names of files to remove.

    The identity stays as it is: nobody alone can open it. Raises DeskRefused
    ("report_partly_closed") where something does not open, for then somebody would lose it.
    """
    try:
        report.sealed = seal(keys.read(report.sealed), to)
        report.save(update_fields=["sealed"])
        for message in report.messages.all():
            message.to_handlers = seal(keys.read(message.to_handlers), to)
            message.save(update_fields=["to_handlers"])
        for step in report.steps.filter(note__isnull=False):
            step.note = seal(keys.read(step.note or b""), to)
            step.save(update_fields=["note"])
        for note in report.notes.all():
            note.sealed = seal(keys.read(note.sealed), to)
            note.save(update_fields=["sealed"])
        return _files(report, keys, to, on)
    except (WrongKey, vault.SealedFileMissing):
        raise DeskRefused("report_partly_closed") from None


def _files(report: Report, keys: OpenKeys, to: Sequence[str], on: date) -> list[str]:
    old = []
    for file in report.files.all():
        again = seal(keys.read(vault.read(file.name)), to)
        old.append(file.name)
        file.name = vault.replace(file.name, again, day=on)
        file.size = len(again)
        file.save(update_fields=["name", "size"])
    return old


def remove_files(names: Sequence[str]) -> None:
    """Removes sealed files whose rows name others now; called after the commit."""
    for name in names:
        vault.remove(name)


def people_with(report: Report) -> list[UUID]:
    """Who reads the report now."""
    return list(live_grants(report).values_list("key__person_id", flat=True).distinct())
