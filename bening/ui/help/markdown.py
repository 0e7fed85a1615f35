"""The part of Markdown that the guides use, as HTML. Everything that was written is escaped.

Headings, paragraphs, lists (nested by indentation), tables, fenced code, quotes; links, pictures,
bold, italics and code inside them. HTML in the source is shown as text. `to_html` is given what an
address becomes; where that is empty, a link is shown as its words only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

Address = Callable[[str], str]

FENCE = re.compile(r"^ {0,3}(`{3,})\s*(\w*)\s*$")
HEADING = re.compile(r"^(#{1,4})\s+(.+?)\s*$")
ITEM = re.compile(r"^(\s*)([-*]|\d+\.)\s+(.*)$")
TABLE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
CELL = re.compile(r"(?<!\\)\|")
SPAN = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)\s]+)\)"
    r"|\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|(?<![\w*])[*_](?P<italic>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?![\w*])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level from 1, its words, and the anchor that leads to it."""

    level: int
    words: str
    anchor: str


def headings(source: str) -> tuple[Heading, ...]:
    """Every heading outside code, in order."""
    found, inside = [], False
    for line in source.splitlines():
        if FENCE.match(line):
            inside = not inside
        elif not inside and (match := HEADING.match(line)):
            words = plain(match[2])
            found.append(Heading(len(match[1]), words, slugify(words)))
    return tuple(found)


def plain(text: str) -> str:
    """The words of a line without its marks."""
    return SPAN.sub(
        lambda m: m["code"] or m["alt"] or m["label"] or m["bold"] or m["italic"] or "", text
    )


def to_html(source: str, address: Address) -> SafeString:
    """The page as HTML; `address` turns what a link or picture names into where it leads."""
    return mark_safe("\n".join(_blocks(source.splitlines(), address)))  # noqa: S308 - escaped below


def _blocks(lines: list[str], address: Address) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif match := FENCE.match(line):
            at = _code(lines, at, match, out)
        elif match := HEADING.match(line):
            anchor = slugify(plain(match[2]))
            level = len(match[1])
            out.append(f'<h{level} id="{anchor}">{spans(match[2], address)}</h{level}>')
            at += 1
        elif at + 1 < len(lines) and "|" in line and TABLE_RULE.match(lines[at + 1]):
            at = _table(lines, at, address, out)
        elif ITEM.match(line):
            at = _list(lines, at, address, out)
        elif line.startswith(">"):
            at = _quote(lines, at, address, out)
        else:
            at = _paragraph(lines, at, address, out)
    return out


def _code(lines: list[str], at: int, opening: re.Match[str], out: list[str]) -> int:
    """Code as it stands; diagrams are left out, their table says the same."""
    fence, language = opening.groups()
    end = next((n for n in range(at + 1, len(lines)) if lines[n].strip() == fence), len(lines))
    if language == "mermaid":
        return end + 1
    indent = len(lines[at]) - len(lines[at].lstrip())
    text = "\n".join(line[indent:] for line in lines[at + 1 : end])
    out.append(f'<pre tabindex="0"><code>{escape(text)}</code></pre>')
    return end + 1


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip().strip("|"))]


def _table(lines: list[str], at: int, address: Address, out: list[str]) -> int:
    head = "".join(f'<th scope="col">{spans(cell, address)}</th>' for cell in _cells(lines[at]))
    at += 2
    rows = []
    while at < len(lines) and lines[at].strip().startswith("|"):
        cells = "".join(f"<td>{spans(cell, address)}</td>" for cell in _cells(lines[at]))
        rows.append(f"<tr>{cells}</tr>")
        at += 1
    out.append(
        '<div class="b-help__table" tabindex="0"><table class="b-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
    return at


def _list(lines: list[str], at: int, address: Address, out: list[str]) -> int:
    """Items of one indentation; what stands deeper belongs to the item above it."""
    first = ITEM.match(lines[at])
    if first is None:
        raise ValueError("no list begins here")
    depth, kind = len(first[1]), "ol" if first[2][0].isdigit() else "ul"
    items: list[str] = []
    while at < len(lines) and (match := ITEM.match(lines[at])) and len(match[1]) == depth:
        inner = [match[3]]
        at += 1
        while at < len(lines) and _belongs(lines, at, depth):
            inner.append(lines[at])
            at += 1
        items.append(f"<li>{_item(inner, address)}</li>")
    out.append(f"<{kind}>{''.join(items)}</{kind}>")
    return at


def _belongs(lines: list[str], at: int, depth: int) -> bool:
    line = lines[at]
    if not line.strip():
        return at + 1 < len(lines) and _indent(lines[at + 1]) > depth
    return _indent(line) > depth


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _item(inner: list[str], address: Address) -> str:
    words, rest = [inner[0]], inner[1:]
    while rest and rest[0].strip() and not ITEM.match(rest[0]) and not FENCE.match(rest[0].strip()):
        words.append(rest.pop(0).strip())
    least = min((_indent(line) for line in rest if line.strip()), default=0)
    below = _blocks([line[least:] for line in rest], address)
    return str(spans(" ".join(words), address)) + "".join(below)


def _quote(lines: list[str], at: int, address: Address, out: list[str]) -> int:
    inner = []
    while at < len(lines) and lines[at].startswith(">"):
        inner.append(lines[at][1:].removeprefix(" "))
        at += 1
    out.append(f"<blockquote>{''.join(_blocks(inner, address))}</blockquote>")
    return at


def _paragraph(lines: list[str], at: int, address: Address, out: list[str]) -> int:
    words = [lines[at].strip()]
    at += 1
    while at < len(lines) and lines[at].strip() and not _begins(lines, at):
        words.append(lines[at].strip())
        at += 1
    out.append(f"<p>{spans(' '.join(words), address)}</p>")
    return at


def _begins(lines: list[str], at: int) -> bool:
    line = lines[at]
    return bool(HEADING.match(line) or FENCE.match(line) or ITEM.match(line) or line[0] in ">|")


def spans(text: str, address: Address) -> SafeString:
    """The marks inside a line."""
    out: list[str] = []
    done = 0
    for match in SPAN.finditer(text):
        out.append(escape(text[done : match.start()]))
        out.append(_span(match, address))
        done = match.end()
    out.append(escape(text[done:]))
    return mark_safe("".join(out))  # noqa: S308 - every part is escaped


def _span(match: re.Match[str], address: Address) -> str:
    if match["code"] is not None:
        return format_html("<code>{}</code>", match["code"])
    if match["bold"] is not None:
        return format_html("<strong>{}</strong>", spans(match["bold"], address))
    if match["italic"] is not None:
        return format_html("<em>{}</em>", spans(match["italic"], address))
    if match["picture"] is not None:
        where = address(match["picture"])
        if not where:
            return format_html("{}", match["alt"])
        return format_html('<img src="{}" alt="{}" loading="lazy">', where, match["alt"])
    where = address(match["link"])
    words = spans(match["label"], address)
    return format_html('<a href="{}">{}</a>', where, words) if where else words
