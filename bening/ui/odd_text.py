"""Text that no database column can hold is refused at the door, wherever it stands."""

from collections.abc import Callable, Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from bening.domain.refusals import Refused
from bening.ui.refusals import refusal_response

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class UnreadableText(Refused):
    """A text holds NUL or half of a character: no keyboard and no program sends it rightly."""

    status = 400

    def __init__(self) -> None:
        super().__init__("text_unreadable")


def is_unreadable(value: object) -> bool:
    """Whether a text, or one inside lists and mappings, holds NUL or a lone surrogate."""
    waiting: list[object] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if "\x00" in part or (not part.isascii() and _has_surrogate(part)):
                return True
        elif isinstance(part, Mapping):
            waiting.extend((*part.keys(), *part.values()))
        elif isinstance(part, list | tuple):
            waiting.extend(part)
    return False


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def readable_text_only(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: 400 for NUL in path, query or form fields; PostgreSQL would fail at it later.

    Bodies of JSON are looked through by those who read them.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if any(is_unreadable(text) for text in _texts(request)):
            return _refused(request)
        return get_response(request)

    return middleware


def _texts(request: HttpRequest) -> Iterable[object]:
    yield request.path
    yield dict(request.GET.lists())
    if request.method == "POST" and request.content_type in FORMS:
        yield dict(request.POST.lists())


def _refused(request: HttpRequest) -> HttpResponse:
    return refusal_response(request, UnreadableText())
