"""Words and signs of evidence in templates: `{% load evidence %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bening.adapters.file_types import ACCEPT, FileGroup, by_media_type
from bening.evidence.models import EvidenceState
from bening.evidence.periods import period_text
from bening.evidence.queries import Need
from bening.ui.tags.icons import icon
from bening.ui.tags.parts import tag as state_tag

register = template.Library()

_ICONS = {
    FileGroup.PDF: "file-earmark-pdf",
    FileGroup.IMAGE: "file-earmark-image",
    FileGroup.TEXT: "file-earmark-text",
    FileGroup.SHEET: "file-earmark-spreadsheet",
    FileGroup.SLIDES: "file-earmark",
    FileGroup.VIDEO: "file-earmark-play",
}
_KINDS = {
    EvidenceState.DRAFT: "draft",
    EvidenceState.SUBMITTED: "",
    EvidenceState.CHECKED: "water",
}


@register.simple_tag
def kind_icon(media_type: str) -> SafeString:
    """The icon of a kind of file; of a link where there is no media type."""
    name = _ICONS[by_media_type(media_type).group] if media_type else "link-45deg"
    return icon(name)


@register.simple_tag
def accepted_files() -> str:
    """The extensions that are taken, for `accept`: phones then convert their photos themselves."""
    return ACCEPT


@register.filter
def checked(needs: Iterable[Need]) -> int:
    """How many of the expected proofs have a checked document."""
    return sum(need.is_checked for need in needs)


@register.filter
def kind_label(media_type: str) -> str:
    """PDF, JPG, DOCX …, or Tautan."""
    return by_media_type(media_type).label if media_type else _("Tautan")


@register.simple_tag
def state(evidence: Any) -> SafeString:
    """The state as a word; evidence that came back says so."""
    if evidence.state == EvidenceState.DRAFT and evidence.returned_reason:
        return state_tag(_("dikembalikan"))
    known = EvidenceState(evidence.state)
    return state_tag(str(known.label).lower(), kind=_KINDS[known])


@register.filter
def period(evidence: Any) -> str:
    """The days something proves, as short as they are exact: 2025, Okt–Des 2025, 10 Apr 2026."""
    start, end = evidence.proves_from, evidence.proves_until
    return period_text(start, end) if start and end else ""


@register.filter
def pages(count: int) -> range:
    """Page numbers from 1."""
    return range(1, count + 1)


@register.filter
def split_hash(sha256: str) -> str:
    """A hash in readable groups: 9f2c 41ab … 07de."""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"
