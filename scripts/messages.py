#!/usr/bin/env python3
"""Message catalogues, in Python only: nothing of GNU gettext is needed.

usage: messages.py update     collect msgids from modules and templates into the English .po,
                              drop what is no longer used, compile
       messages.py missing    print what has no translation yet, in .po form
       messages.py add FILE   take translations from a .po file, compile
       messages.py compile    compile every .po to its .mo
       messages.py check      fail on a missing, unused, untranslated or ill-fitting message, and
                              on a stale .mo

msgids are Indonesian; `bening/locale/en` translates them. `bening/locale/id` is written by hand: it
replaces some of the framework's own Indonesian sentences.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.template.base import Lexer, Token, TokenType  # noqa: E402
from django.utils.text import smart_split  # noqa: E402
from django.utils.translation import trim_whitespace  # noqa: E402

from scripts.catalogue import Catalogue, Message, compile_mo, read_po, write_po  # noqa: E402

PACKAGE = ROOT / "bening"
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en/LC_MESSAGES/django.po"
HEADER = (
    "Project-Id-Version: bening\n"
    "Language: en\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
CONTEXT_CALLS = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL_CALLS = {"npgettext", "npgettext_lazy"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _renamed(tree: ast.Module) -> dict[str, str]:
    """The names that a module gives the functions of translation: `gettext as _now`."""
    return {
        name.asname: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname
    }


def _called(node: ast.Call, renamed: dict[str, str]) -> str:
    if isinstance(node.func, ast.Name):
        return renamed.get(node.func.id, node.func.id)
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def messages_of_module(text: str, place: str) -> Iterator[Message]:
    """The messages that a Python module translates."""
    tree = ast.parse(text)
    renamed = _renamed(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node, renamed)
        words = [_constant(argument) for argument in node.args]
        match words:
            case [str() as text, *_] if name in CALLS:
                yield Message(text, places={place})
            case [str() as text, str() as plural, *_] if name in PLURAL_CALLS:
                yield Message(text, plural, places={place})
            case [str() as context, str() as text, *_] if name in CONTEXT_CALLS:
                yield Message(text, context=context, places={place})
            case [str() as context, str() as text, str() as plural, *_] if (
                name in CONTEXT_PLURAL_CALLS
            ):
                yield Message(text, plural, context, {place})


def _unquoted(bit: str) -> str | None:
    """The text of a template literal, with per cent signs doubled as the template engine does."""
    if len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'":
        return bit[1:-1].replace(f"\\{bit[0]}", bit[0]).replace("\\\\", "\\").replace("%", "%%")
    return None


def _option(bits: list[str], name: str) -> str:
    if name not in bits:
        return ""
    return (_unquoted(bits[bits.index(name) + 1]) or "").replace("%%", "%")


def _joined(tokens: list[Token], *, trimmed: bool) -> str:
    parts = [
        token.contents.replace("%", "%%")
        if token.token_type is TokenType.TEXT
        else f"%({token.contents})s"
        for token in tokens
    ]
    text = "".join(parts)
    return trim_whitespace(text) if trimmed else text


def messages_of_template(text: str, place: str) -> Iterator[Message]:
    """The messages that a template translates: the tags, and `_("…")` in any tag or filter."""
    opened: list[str] | None = None
    singular: list[Token] = []
    plural: list[Token] | None = None
    for token in Lexer(text).tokenize():
        if opened is not None:
            if token.token_type is TokenType.BLOCK:
                name = token.contents.split()[0]
                if name == "plural":
                    plural = []
                    continue
                trimmed = "trimmed" in opened
                yield Message(
                    _joined(singular, trimmed=trimmed),
                    _joined(plural, trimmed=trimmed) if plural is not None else "",
                    _option(opened, "context"),
                    {place},
                )
                opened = None
                continue
            (singular if plural is None else plural).append(token)
            continue
        if token.token_type is TokenType.BLOCK:
            bits = list(smart_split(token.contents))
            if bits[0] in {"translate", "trans"} and (words := _unquoted(bits[1])) is not None:
                yield Message(words, context=_option(bits, "context"), places={place})
            elif bits[0] in {"blocktranslate", "blocktrans"}:
                opened, singular, plural = bits, [], None
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            for quoted in re.findall(r"""_\(("[^"]*"|'[^']*')\)""", token.contents):
                yield Message(_unquoted(quoted) or "", places={place})


def collected() -> Catalogue:
    """Every message of the package, with the files that use it."""
    found: Catalogue = {}
    for path in sorted(PACKAGE.rglob("*")):
        relative = path.relative_to(ROOT)
        if "migrations" in relative.parts or "locale" in relative.parts:
            continue
        if path.suffix == ".py":
            messages = messages_of_module(path.read_text("utf-8"), relative.as_posix())
        elif path.suffix in {".html", ".txt"} and "templates" in relative.parts:
            messages = messages_of_template(path.read_text("utf-8"), relative.as_posix())
        else:
            continue
        for message in messages:
            known = found.setdefault(message.key, message)
            known.places |= message.places
            known.plural = known.plural or message.plural
    found.pop(("", ""), None)
    return found


def read(path: Path) -> tuple[str, Catalogue]:
    """Header and messages of a .po file; the English header and nothing where there is none."""
    return read_po(path.read_text("utf-8")) if path.exists() else (HEADER, {})


def merged() -> tuple[Catalogue, list[str]]:
    """The messages in use with their translations, and the msgids that are no longer used."""
    used = collected()
    _, known = read(ENGLISH)
    for key, message in used.items():
        if key in known and bool(known[key].plural) == bool(message.plural):
            message.translations = known[key].translations
    return used, [text for context, text in known if (context, text) not in used]


def _placeholders(text: str) -> set[str]:
    return {one or other for one, other in PLACEHOLDER.findall(text.replace("%%", ""))}


def misfits(message: Message) -> bool:
    """Whether a translation drops or invents a placeholder; a singular may leave one out."""
    wanted = _placeholders(message.text) | _placeholders(message.plural)
    forms = [_placeholders(form) for form in message.translations]
    if message.plural:
        return any(form - wanted for form in forms) or forms[-1] != wanted
    return any(form != wanted for form in forms)


def faults() -> list[str]:
    """What keeps the catalogues from being complete and up to date."""
    used, unused = merged()
    _, known = read(ENGLISH)
    found = [f"unused: {text!r}" for text in unused]
    for message in used.values():
        where = ", ".join(sorted(message.places))
        if message.key not in known:
            found.append(f"not collected: {message.text!r} ({where})")
        elif not message.is_translated():
            found.append(f"not translated: {message.text!r} ({where})")
        elif misfits(message):
            found.append(f"placeholders differ: {message.text!r} ({where})")
    for path in sorted(LOCALE.rglob("*.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != compile_mo(*read(path)):
            found.append(f"stale: {compiled.relative_to(ROOT)}")
    return found


def compile_all() -> None:
    """Write the .mo beside every .po."""
    for path in LOCALE.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compile_mo(*read(path)))


def update() -> None:
    """Rewrite the English .po from what the package uses, keeping its translations."""
    used, unused = merged()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_text(write_po(HEADER, used), "utf-8")
    compile_all()
    waiting = sum(not message.is_translated() for message in used.values())
    print(f"{len(used)} messages, {waiting} without translation, {len(unused)} dropped")


def add(path: Path) -> None:
    """Take the translations of `path` for the messages in use."""
    _, given = read(path)
    used, _ = merged()
    for key, message in used.items():
        if key in given and given[key].is_translated():
            message.translations = given[key].translations
    ENGLISH.write_text(write_po(HEADER, used), "utf-8")
    update()


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's first lines; the exit code is 0 or 1."""
    if arguments == ["update"]:
        update()
    elif len(arguments) == 2 and arguments[0] == "add":
        add(Path(arguments[1]))
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["missing"]:
        lacking = {key: one for key, one in merged()[0].items() if not one.is_translated()}
        print(write_po(HEADER, lacking), end="")
    elif arguments == ["check"]:
        found = faults()
        print("\n".join(found) or "complete")
        return 1 if found else 0
    else:
        print(__doc__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
