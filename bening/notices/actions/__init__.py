"""Writes on how people are told: settings, addresses of feeds."""

from bening.notices.actions.feed import FreshAddress, make_address, note_use, revoke_address
from bening.notices.actions.preferences import choose_mail, set_escalation_days

__all__ = [
    "FreshAddress",
    "choose_mail",
    "make_address",
    "note_use",
    "revoke_address",
    "set_escalation_days",
]
