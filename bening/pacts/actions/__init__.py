"""What people do with pacts, declarations and the public page."""

from bening.pacts.actions.campaigns import change_campaign, open_campaign
from bening.pacts.actions.commitments import (
    act_on_commitment,
    add_commitment,
    close_commitment,
    reopen_commitment,
)
from bening.pacts.actions.declaring import add_declaration_paper, declare
from bening.pacts.actions.events import record_event
from bening.pacts.actions.publishing import add_news, close_page, open_page, remove_news
from bening.pacts.actions.signing import dispute_signature, sign_pact
from bening.pacts.actions.texts import draft_text, publish_text

__all__ = [
    "act_on_commitment",
    "add_commitment",
    "add_declaration_paper",
    "add_news",
    "change_campaign",
    "close_commitment",
    "close_page",
    "declare",
    "dispute_signature",
    "draft_text",
    "open_campaign",
    "open_page",
    "publish_text",
    "record_event",
    "remove_news",
    "reopen_commitment",
    "sign_pact",
]
