"""The entries of the navigation, registered by the features in `AppConfig.ready`.

`MAIN` entries stand in the module row, and on phones (`phone=True`, at most four) in the tab bar;
the rest of them wait there under "Lainnya". `ADMIN` entries follow in the module row. `ACCOUNT`
entries stand in the menu of the signed-in person. What a person may not use is not shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

MAIN: Final = "main"
ADMIN: Final = "admin"
ACCOUNT: Final = "account"
Group = Literal["main", "admin", "account"]
PHONE_TABS = 4
ROW = 9
"""So many entries fit in the module row of a small laptop; what is beyond is folded away."""


def signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in: the default rule of an entry."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the navigation.

    The entry is current on its own page, on those whose address lies under its own, and on the rest
    of its feature (namespace) where no other entry is nearer. `url` replaces `reverse(url_name)`
    where the address depends on the request; None hides the entry. `post` makes it a button.
    """

    label: str | Promise
    url_name: str
    icon: str = "circle"
    order: int = 100
    visible: Callable[[HttpRequest], bool] = signed_in
    phone: bool = False
    group: Group = MAIN
    short: str | Promise = ""
    url: Callable[[HttpRequest], str | None] | None = None
    post: bool = False

    @property
    def namespace(self) -> str:
        """The part of `url_name` before the colon."""
        return self.url_name.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one request sees it."""

    label: str
    short: str
    href: str
    icon: str
    current: bool
    phone: bool
    group: str
    post: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses that the top bar leads to, as features have named them; empty ones are hidden."""

    home: str = ""
    search: str = ""
    switch_unit: str = ""
    sign_in: str = ""
    bell: str = ""
    bell_count: str = ""


@dataclass(frozen=True, slots=True)
class Bell:
    """What waits for the person of a request; `count` None where nobody has counted lately.

    The page then asks `places.bell_count` for it once it is shown: pages never wait for a count.
    """

    count: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the number may be shown."""
        return self.count is not None


_entries: dict[tuple[str, str], Entry] = {}
_places: dict[str, str] = {}
_administrates: list[Callable[[HttpRequest], bool]] = []
_counted: list[Callable[[HttpRequest], int | None]] = []


def register(entry: Entry) -> None:
    """Add an entry; one of the same group and `url_name` replaces it."""
    _entries[entry.group, entry.url_name] = entry


def register_place(
    place: Literal["home", "search", "switch_unit", "sign_in", "bell", "bell_count"], url_name: str
) -> None:
    """Name the page behind the brand, the search field, the unit switcher, "Masuk" or the bell."""
    _places[place] = url_name


def register_administrator_rule(rule: Callable[[HttpRequest], bool]) -> None:
    """Say who administers, for the pages of this layer; without a rule nobody does."""
    _administrates[:] = [rule]


def is_administrator(request: HttpRequest) -> bool:
    """Whether the person of this request administers an agency or the installation."""
    return signed_in(request) and any(rule(request) for rule in _administrates)


def register_bell(counted: Callable[[HttpRequest], int | None]) -> None:
    """Say how many things wait, without a query: None where that is not known."""
    _counted[:] = [counted]


def bell(request: HttpRequest) -> Bell:
    """The number on the bell of this request; nothing is counted for nobody."""
    return Bell(_counted[0](request) if _counted and signed_in(request) else None)


def entries() -> tuple[Entry, ...]:
    """All registered entries in their order, whoever may see them."""
    return tuple(sorted(_entries.values(), key=lambda entry: (entry.order, str(entry.url_name))))


def places() -> Places:
    """The addresses of the top bar."""
    return Places(**{place: _address(name) or "" for place, name in _places.items()})


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def _current(usable: Sequence[tuple[Entry, str]], request: HttpRequest) -> Entry | None:
    """Where a request is: the entry of its page, else the nearest above it, else its feature's."""
    match = request.resolver_match
    if match is None:
        return None
    for entry, _ in usable:
        if entry.url_name == match.view_name:
            return entry
    above = [(len(href), entry) for entry, href in usable if href != "/" and _is_in(request, href)]
    if above:
        return max(above, key=lambda one: one[0])[1]
    for entry, _ in usable:
        if entry.namespace and entry.namespace == match.namespace:
            return entry
    return None


def _is_in(request: HttpRequest, href: str) -> bool:
    return request.path.startswith(f"{urlsplit(href).path.rstrip('/')}/")


def links(request: HttpRequest) -> tuple[Link, ...]:
    """The entries that the person of this request may use, with their addresses."""
    usable = []
    for entry in entries():
        if not entry.visible(request):
            continue
        href = entry.url(request) if entry.url else _address(entry.url_name)
        if href is not None:
            usable.append((entry, href))
    current = _current(usable, request)
    return tuple(
        Link(
            label=str(entry.label),
            short=str(entry.short or entry.label),
            href=href,
            icon=entry.icon,
            current=entry is current,
            phone=entry.phone,
            group=entry.group,
            post=entry.post,
        )
        for entry, href in usable
    )


@dataclass(frozen=True, slots=True)
class Navigation:
    """The links of one page, sorted into the places where base.html shows them."""

    row: tuple[Link, ...]
    folded: tuple[Link, ...]
    tabs: tuple[Link, ...]
    more: tuple[Link, ...]
    account: tuple[Link, ...]

    @property
    def folded_is_current(self) -> bool:
        """Whether the present page is one of those that the row folds away."""
        return any(link.current for link in self.folded)

    @property
    def more_is_current(self) -> bool:
        """Whether the page is one of those that wait under "Lainnya"."""
        return any(link.current for link in self.more)

    @classmethod
    def of(cls, request: HttpRequest) -> "Navigation":
        """Links for the person of this request."""
        found = links(request)
        row = tuple(link for group in (MAIN, ADMIN) for link in found if link.group == group)
        tabs = tuple(link for link in row if link.phone)[:PHONE_TABS]
        return cls(
            row=row[:ROW] if len(row) > ROW + 1 else row,
            folded=row[ROW:] if len(row) > ROW + 1 else (),
            tabs=tabs,
            more=tuple(link for link in row if link not in tabs),
            account=tuple(link for link in found if link.group == ACCOUNT),
        )
