"""Names of what a survey form posts, at every step and at the end."""

from typing import Final

TOKEN: Final = "token"  # noqa: S105 - the name of a field
ONCE: Final = "once"
"""A random number of the page, by which a repeated post of an open link is known."""

MODE: Final = "mode"
LANGUAGE: Final = "language"
SECONDS: Final = "seconds"
INCIDENT: Final = "incident"
SUGGESTION: Final = "suggestion"
SERVICE: Final = "a-service"

AT: Final = "at"
"""The screen a step was sent from."""

TO: Final = "to"
"""The screen that is asked for, where it is not the next one."""

UNKNOWN: Final = "x"
YES: Final = "y"
NO: Final = "n"


def item_field(code: str) -> str:
    """The field of an item's answer: a value of its scale, or UNKNOWN."""
    return f"i-{code}"


def attribute_field(code: str) -> str:
    """The field of what the respondent says about themselves: the key of an option."""
    return f"a-{code}"
