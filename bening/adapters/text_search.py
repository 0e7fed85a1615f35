"""Finding rows by words: the one seam behind which a full-text index can stand later."""

from collections.abc import Sequence

from django.db.models import Q

_MOST_WORDS = 8


def words_match(text: str, fields: Sequence[str]) -> Q:
    """A condition: each word of `text` stands in one of `fields`, in any letter case."""
    condition = Q()
    for word in text.split()[:_MOST_WORDS]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        condition &= anywhere
    return condition
