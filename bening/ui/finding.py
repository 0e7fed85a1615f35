"""From a key to what the person may read; else it does not exist."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

Row = TypeVar("Row")


def found(read: Callable[[], Row]) -> Row:
    """What `read` gives. Raises Http404 where it finds nothing."""
    try:
        return read()
    except ObjectDoesNotExist:
        raise Http404 from None
