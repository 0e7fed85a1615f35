"""What is attached to the questions of a sheet, as little as the checks and counts need of it."""

from collections import defaultdict
from datetime import date

from django.db.models import CharField, OuterRef, QuerySet, Subquery, UUIDField

from bening.adapters.prepared import Prepared
from bening.domain.quality import Period, Proof
from bening.evaluations.models import EvaluationSheet
from bening.evidence.models import EvidenceLink, EvidenceRevision, EvidenceState
from bening.evidence.queries import AttachedEvidence

Attached = tuple[str, int | None, str | None, str, str, date | None, date | None]


def proof(attached: AttachedEvidence) -> Proof:
    """Attached evidence as the checks see it."""
    start, end = attached.proves_from, attached.proves_until
    return Proof(
        title=attached.title,
        content=attached.sha256,
        proves=Period(start, end) if start and end else None,
        checked=attached.is_checked,
        need=attached.need,
    )


def _attached(links: "QuerySet[EvidenceLink]") -> "QuerySet[EvidenceLink, Attached]":
    newest = EvidenceRevision.objects.filter(evidence=OuterRef("evidence")).order_by("-number")
    return (
        links.annotate(content=Subquery(newest.values("file_id")[:1]))
        .order_by("linked_at", "pk")
        .values_list(
            "official_code",
            "need",
            "content",
            "evidence__title",
            "evidence__state",
            "evidence__proves_from",
            "evidence__proves_until",
        )
    )


_of_sheet: Prepared[Attached] = Prepared(
    lambda slot: _attached(EvidenceLink.objects.filter(sheet=slot("sheet", UUIDField())))
)
_of_question: Prepared[Attached] = Prepared(
    lambda slot: _attached(
        EvidenceLink.objects.filter(
            sheet=slot("sheet", UUIDField()), official_code=slot("code", CharField())
        )
    )
)


def proofs_of(sheet: EvaluationSheet, official_code: str = "") -> dict[str, list[Proof]]:
    """Every attached proof (of one question) by official code, in the order of attaching.

    One query and no model rows: `queries.evidence_for` gives everything about them, for the
    questions that are looked at.
    """
    rows = (
        _of_question(sheet=sheet.pk, code=official_code)
        if official_code
        else _of_sheet(sheet=sheet.pk)
    )
    found: dict[str, list[Proof]] = defaultdict(list)
    for code, need, content, title, state, start, end in rows:
        found[code].append(
            Proof(
                title=title,
                content=content or "",
                proves=Period(start, end) if start and end else None,
                checked=state == EvidenceState.CHECKED,
                need=need,
            )
        )
    return dict(found)
