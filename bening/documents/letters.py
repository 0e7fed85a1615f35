"""What an official letter or report says, apart from how it is set.

Features build a `Letter` from their data; one template sets it as PDF, another as an editable
document, so that both say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; lettered (a., b.) or numbered (1., 2.) as official letters have them."""

    items: Sequence[str]
    style: str = "number"  # "number" | "letter" | "dash"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs, one under another."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading row. `right` names the columns that hold numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    right: Sequence[int] = ()


Block = Heading | Paragraph | Items | Facts | Grid


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and in which office. `number` is the employee number (NIP)."""

    name: str
    position: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, report, statement or decree.

    `heading` is printed above (``"LAPORAN HASIL EVALUASI"``), `subject` in the letter's head;
    `addressee` empty where nobody is addressed; `place_and_date` stands above the signature.
    A certificate is set on one framed page, across, with its words in the middle: the first heading
    names who is honoured, a heading of level 2 what for.
    """

    title: str
    heading: str
    agency: str
    unit: str = ""
    number: str = ""
    subject: str = ""
    attachments: str = ""
    addressee: Sequence[str] = ()
    place_and_date: str = ""
    blocks: Sequence[Block] = ()
    signatures: Sequence[Signature] = ()
    copies: Sequence[str] = ()
    landscape: bool = False
    is_certificate: bool = False

    @property
    def to(self) -> tuple[str, ...]:
        """The lines of the addressee, greeted as letters are ("Yth.") where they are not yet."""
        lines = tuple(str(line) for line in self.addressee)
        if not lines or lines[0].lower().startswith(("yth", "kepada")):
            return lines
        return (f"Yth. {lines[0]}", *lines[1:])
