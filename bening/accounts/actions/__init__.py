"""Writes on people, their roles, links, tokens and imported tables."""

from bening.accounts.actions.first import add_first_operator
from bening.accounts.actions.imports import apply_import, discard_import, store_import
from bening.accounts.actions.links import request_link, send_reset, show_link, use_link
from bening.accounts.actions.people import (
    activate_person,
    add_administrator,
    add_person,
    change_own_details,
    change_person,
    deactivate_person,
    remove_second_factors,
)
from bening.accounts.actions.postings import end_posting, post_person
from bening.accounts.actions.roles import end_role, give_role, give_unit_role
from bening.accounts.actions.tokens import make_token, revoke_token

__all__ = [
    "activate_person",
    "add_administrator",
    "add_first_operator",
    "add_person",
    "apply_import",
    "change_own_details",
    "change_person",
    "deactivate_person",
    "discard_import",
    "end_posting",
    "end_role",
    "give_role",
    "give_unit_role",
    "make_token",
    "post_person",
    "remove_second_factors",
    "request_link",
    "revoke_token",
    "send_reset",
    "show_link",
    "store_import",
    "use_link",
]
