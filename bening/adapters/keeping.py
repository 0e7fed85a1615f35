"""What a view may say of its page: that it is the same for everybody, and where it is not.

Nothing is kept here: `bening.adapters.kept_pages` asks for such a page as a stranger and serves it.
"""

from collections.abc import Callable

from django.http import HttpRequest

KEEPING = "bening.keeping"  # scope key

Make = Callable[[], str]


class Keeping:
    """What the view of one request said. `route` is the pattern that answered."""

    def __init__(self, *, is_drawing: bool) -> None:
        self.is_drawing = is_drawing
        self.may_be_kept = False
        self.route = "-"
        self.places: dict[str, Make | None] = {}


def keeping_of(request: HttpRequest) -> Keeping | None:
    """Where the view of this request may say something; None where nothing is kept."""
    found = request.META.get("asgi.scope", {}).get(KEEPING)
    return found if isinstance(found, Keeping) else None


def keep(request: HttpRequest) -> None:
    """The page of this request, but for its places, is the same for all who are not signed in.

    It depends on address and language alone, and the addresses for which this is said are few.
    """
    keeping = keeping_of(request)
    if keeping is not None:
        keeping.may_be_kept = True


def is_drawn_to_keep(request: HttpRequest) -> bool:
    """Whether nobody asked for the page: it is drawn to be kept."""
    keeping = keeping_of(request)
    return keeping is not None and keeping.is_drawing


def varying(request: HttpRequest, place: str, make: Make | None = None) -> str | None:
    """`place` while the page is drawn to be kept, else None.

    Each visitor then gets what `make()` returns in that place, which must be safe within HTML;
    without `make` the visitor's own part of the address decides (`kept_pages.register_own`).
    """
    keeping = keeping_of(request)
    if keeping is None or not keeping.is_drawing:
        return None
    keeping.places[place] = make
    return place
