"""Parts of the pages that visitors see: `{% load visitors %}`."""

from django import template

from bening.queues import priority_groups as groups

register = template.Library()


@register.simple_tag
def priority_groups() -> str:
    """Who may ask to go first, as the middle of a sentence."""
    return groups.priority_groups()


@register.simple_tag
def no_proof_asked() -> str:
    """The groups beside a box to tick, and that nothing is proved or kept."""
    return groups.no_proof_asked()
