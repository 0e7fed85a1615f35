"""Makes an accessible PDF (PDF/UA-1) from a Typst template and plain data.

Data reaches the template as JSON and is only ever shown as text, so nothing in it can be markup.
The fonts are the project's own and those inside Typst; the machine's fonts are not looked at.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parent / "fonts"
SUBSTITUTE = "□"
MOST_TRIES = 12
KEPT = 10

_UNPRINTABLE = re.compile(
    r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)*)"`', re.DOTALL
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


class DocumentNotMade(Exception):
    """The template could not be set; the message is Typst's own."""


def make_pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of a template of this package; `at` becomes its creation time.

    A character that no font holds is shown as a square; PDF/UA allows none without a shape.
    Raises `DocumentNotMade`.
    """
    import typst

    text = json.dumps(_visible(data), ensure_ascii=False)
    for _ in range(MOST_TRIES):
        try:
            compiler = typst.Compiler(
                TEMPLATES / template,
                root=TEMPLATES,
                font_paths=_fonts(),
                sys_inputs={"data": text},
            )
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
        except typst.TypstError as error:
            unprintable = _unprintable(error.diagnostic)
            if not unprintable:
                raise DocumentNotMade(error.diagnostic) from error
            text = text.translate(dict.fromkeys(map(ord, unprintable), SUBSTITUTE))
        else:
            if not isinstance(made, bytes):
                raise DocumentNotMade(template)
            return made
        finally:
            _forget()
    raise DocumentNotMade(f"{template}: too many characters without a shape")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def _forget() -> None:
    """Let go of what Typst keeps of its last KEPT documents, some 25 MB for a whole sheet each.

    They are of no use to the next document; empty ones push them out.
    """
    import typst

    blank = typst.Compiler(TEMPLATES / "blank.typ", root=TEMPLATES, font_paths=_fonts())
    for _ in range(KEPT + 1):
        blank.compile(format="svg")


def _unprintable(diagnostic: str) -> set[str]:
    """The characters Typst says no font can show; printable ASCII is never among them."""
    found: set[str] = set()
    for shown in _UNPRINTABLE.findall(diagnostic):
        found |= set(_ESCAPED.sub(_unescaped, shown))
    return {character for character in found if not " " <= character <= "~"} - {SUBSTITUTE}


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def _visible(value: Any) -> Any:
    """The data without control characters and marks that turn the direction of what follows."""
    if isinstance(value, str):
        plain = value.replace("\r\n", "\n").encode("utf-16", "replace").decode("utf-16")
        return _INVISIBLE.sub("", plain)
    if isinstance(value, Mapping):
        return {key: _visible(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_visible(entry) for entry in value]
    return value
