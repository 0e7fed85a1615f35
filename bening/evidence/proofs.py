"""What is attached to the questions of a sheet, as little as the checks and counts need of it."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery

from bening.domain.quality import Period, Proof
from bening.evaluations.models import EvaluationSheet
from bening.evidence.models import EvidenceLink, EvidenceRevision, EvidenceState
from bening.evidence.queries import AttachedEvidence


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


def proofs_of(sheet: EvaluationSheet, official_code: str = "") -> dict[str, list[Proof]]:
    """Every attached proof (of one question) by official code, in the order of attaching.

    One query and no model rows: `queries.evidence_for` gives everything about them, for the
    questions that are looked at.
    """
    newest = EvidenceRevision.objects.filter(evidence=OuterRef("evidence")).order_by("-number")
    links = EvidenceLink.objects.filter(sheet=sheet)
    if official_code:
        links = links.filter(official_code=official_code)
    rows = (
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
