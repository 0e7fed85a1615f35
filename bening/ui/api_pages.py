"""Long lists of the interface in parts, of a size and at a place that a database can count to."""

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

MOST_ITEMS = 1000
LAST_PLACE = 1_000_000


class BoundedPages(LimitOffsetPagination):
    """`limit` items from `offset` on, 100 if not said; beyond the bounds the request is refused."""

    class Input(Schema):
        """The query parameters."""

        limit: int = Field(100, ge=1, le=MOST_ITEMS)
        offset: int = Field(0, ge=0, le=LAST_PLACE)

    def __init__(self) -> None:
        super().__init__(max_limit=MOST_ITEMS)
