"""The frozen evidence of a question, with what can be shown of each file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from bening.evidence.models import EvidenceRevision, PreviewState
from bening.reviews.screen.loading import Loaded


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence as it was submitted; `pages` are those that were drawn."""

    key: UUID
    title: str
    url: str
    filename: str
    number: int
    media_type: str
    pages: int
    drawn: range
    preview: str
    is_new: bool
    is_shown: bool
    before: str
    after: str

    @property
    def has_pictures(self) -> bool:
        """Whether pictures of it can be shown."""
        return self.preview == PreviewState.READY and bool(self.drawn)


def proofs_of(of: Loaded, code: str) -> tuple[Proof, ...]:
    """What was submitted with a question, in its order: one query where there is a file."""
    frozen = of.view.evidence.get(code, ())
    files = _files(frozen)
    shown = min(of.wanted.file, max(1, len(frozen)))
    return tuple(
        _proof(of, code, one, files, number == shown, (number, len(frozen)))
        for number, one in enumerate(frozen, 1)
    )


def _proof(
    of: Loaded,
    code: str,
    one: Mapping[str, Any],
    files: Mapping[tuple[str, int], tuple[str, int, str]],
    is_shown: bool,
    place: tuple[int, int],
) -> Proof:
    here = of.wanted.but(question=code)
    media_type, pages, preview = files.get((one["id"], one["revision"]), ("", 0, ""))
    return Proof(
        key=UUID(one["id"]),
        title=one["title"],
        url=one["url"],
        filename=one["filename"],
        number=one["revision"],
        media_type=media_type,
        pages=pages,
        drawn=range(1, min(pages, settings.PREVIEW_PAGES) + 1),
        preview=preview,
        is_new=of.changes.is_new(code, one),
        is_shown=is_shown,
        before=here.but(file=(place[0] - 2) % place[1] + 1).url("panel"),
        after=here.but(file=place[0] % place[1] + 1).url("panel"),
    )


def _files(frozen: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], tuple[str, int, str]]:
    """Media type, pages and preview of the frozen revisions."""
    keys = {one["id"] for one in frozen if one["filename"]}
    if not keys:
        return {}
    rows = EvidenceRevision.objects.filter(evidence_id__in=keys).values_list(
        "evidence_id", "number", "file__media_type", "file__pages", "file__preview"
    )
    return {
        (str(key), number): (media, pages, preview) for key, number, media, pages, preview in rows
    }
