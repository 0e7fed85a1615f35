"""Message catalogues: .po files read, written and compiled to .mo as GNU gettext does."""

from __future__ import annotations

import ast
import re
import struct
from dataclasses import dataclass, field

MAGIC = 0x950412DE
CONTEXT = "\x04"


@dataclass(slots=True)
class Message:
    """One message: its key, where it is used, and its translations (two with a plural)."""

    text: str
    plural: str = ""
    context: str = ""
    places: set[str] = field(default_factory=set)
    translations: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return self.context, self.text

    def is_translated(self, forms: int = 2) -> bool:
        """Whether each form has a translation; `forms` is how many the language has for numbers."""
        wanted = forms if self.plural else 1
        return len(self.translations) == wanted and all(self.translations)


Catalogue = dict[tuple[str, str], Message]


def plural_forms(header: str) -> int:
    """How many forms the language of a catalogue has for numbers."""
    found = re.search(r"nplurals=(\d)", header)
    return int(found[1]) if found else 2


def read_po(text: str) -> tuple[str, Catalogue]:
    """Header and messages of a .po file."""
    catalogue: Catalogue = {}
    header = ""
    for block in text.strip().split("\n\n"):
        message = _read_block(block)
        if message is None:
            continue
        if message.text == "":
            header = message.translations[0]
        else:
            catalogue[message.key] = message
    return header, catalogue


def _read_block(block: str) -> Message | None:
    parts: dict[str, str] = {}
    current = ""
    places: set[str] = set()
    for line in block.splitlines():
        if line.startswith("#:"):
            places.update(line[2:].split())
        elif line.startswith("#") or not line.strip():
            continue
        else:
            if not line.startswith('"'):
                current, _, line = line.partition(" ")  # noqa: PLW2901
                parts[current] = ""
            parts[current] += ast.literal_eval(line)
    if "msgid" not in parts:
        return None
    forms = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
    return Message(
        parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""), places, forms
    )


def _quoted(name: str, text: str) -> list[str]:
    """A .po string; one line of the text a line, so that changes read well."""
    escape = text.translate(
        {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\t"): "\\t"}
    )
    pieces = escape.replace("\\n", "\\n\0").split("\0") if "\n" in text.rstrip("\n") else [escape]
    pieces = [piece for piece in pieces if piece] or [""]
    if len(pieces) == 1:
        return [f'{name} "{pieces[0]}"']
    return [f'{name} ""', *(f'"{piece}"' for piece in pieces)]


def write_po(header: str, catalogue: Catalogue) -> str:
    """The .po file, messages sorted by their text so that branches seldom collide."""
    blocks = [['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in header.strip().split("\n"))]]
    for message in sorted(catalogue.values(), key=lambda one: (one.text.casefold(), one.key)):
        lines = [f"#: {place}" for place in sorted(message.places)]
        if message.context:
            lines += _quoted("msgctxt", message.context)
        lines += _quoted("msgid", message.text)
        if message.plural:
            lines += _quoted("msgid_plural", message.plural)
            forms = [*message.translations, "", ""][: plural_forms(header)]
            for number, form in enumerate(forms):
                lines += _quoted(f"msgstr[{number}]", form)
        else:
            lines += _quoted("msgstr", (message.translations or [""])[0])
        blocks.append(lines)
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def compile_mo(header: str, catalogue: Catalogue) -> bytes:
    """The .mo file: the translated messages only, sorted as the format asks."""
    pairs = {b"": header.encode()}
    for message in catalogue.values():
        if not message.is_translated(plural_forms(header)):
            continue
        key = f"{message.context}{CONTEXT}{message.text}" if message.context else message.text
        if message.plural:
            key = f"{key}\0{message.plural}"
        pairs[key.encode()] = "\0".join(message.translations).encode()
    keys = sorted(pairs)
    texts = [pairs[key] for key in keys]
    start = 7 * 4 + 16 * len(keys)
    tables: list[int] = []
    offset = start
    for group in (keys, texts):
        for one in group:
            tables += [len(one), offset]
            offset += len(one) + 1
    head = struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    body = b"".join(one + b"\0" for one in (*keys, *texts))
    return head + struct.pack(f"<{len(tables)}I", *tables) + body
