"""Choices as people write them in a table."""

from django.utils.functional import Promise
from django.utils.translation import override


def names(written: str, value: str, label: str | Promise) -> bool:
    """Whether a cell names a choice: by its code, or by its label in any case of letters.

    The label counts in the reader's language and in Indonesian, the language of the templates.
    """
    with override("id"):
        known = {value.lower(), str(label).lower()}
    return written.lower() in known | {str(label).lower()}
