"""The start page behind a personal link, kept once for all links of a survey.

Whether the token is still free is asked anew at each visit; any other goes to Django, which says
what is wrong with it. What is kept holds no token.
"""

import re
from collections.abc import Mapping

from django.db import DatabaseError, InterfaceError
from django.utils.html import escape

from bening.adapters.kept_pages import register_own
from bening.domain.surveys.tokens import TokenRefused, read_token, spend_hash, token_text
from bening.surveys.endpoint import endpoint
from bening.surveys.public_queries import period_of_free
from bening.surveys.public_start import KEY_HERE, TOKEN_HERE, draft_key

PATTERN = r"/survei/(?P<slug>[-a-zA-Z0-9_]{1,40})/u/(?P<own>[0-9A-Za-z-]{1,80})/"


def register_links() -> None:
    """Personal links are answered from memory."""
    register_own(PATTERN, values)


async def values(match: re.Match[str]) -> Mapping[str, str] | None:
    """What this visitor's page says; None unless the token is free in this survey."""
    try:
        token = read_token(match["own"])
    except TokenRefused:
        return None
    try:
        slug = await endpoint.periods.aside(period_of_free, spend_hash(token))
    except (DatabaseError, InterfaceError):
        return None
    if slug != match["slug"]:
        return None
    text = token_text(token)
    return {TOKEN_HERE: escape(text), KEY_HERE: draft_key(text)}
