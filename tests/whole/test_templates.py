"""Every template keeps to the content policy and to the rules of the kit."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

from bening.ui.icons import ICONS

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "bening").glob("**/templates/**/*.html"))
MODULES = [
    path
    for path in sorted((ROOT / "bening").glob("**/static/**/*.js"))
    if "vendor" not in path.parts
]
STYLES = [
    path
    for path in sorted((ROOT / "bening").glob("**/static/**/*.css"))
    if "vendor" not in path.parts
]
PLAIN_SCRIPTS = {"theme-early.js", "htmx.min.js"}
HOOKS = {"b-limits", "b-q__body"}
"""Parts that carry a name for whoever looks for them, and no style of their own."""
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl)\(")

templates = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix()
)


PUBLIC_FORMS = re.compile(
    r"/templates/(surveys/(public_|_screen|_post_language)|queues/_?visitor_|"
    r"whistleblowing/public/|complaints/public/|audit/_log_ask)"
)
"""Posting between the screens of a survey changes nothing and sets no cookie, so there is no token
against forged forms to carry; `tests/features/surveys_public` holds them to it. Whoever posts about
a number in a queue knows its unguessable address. Checking a receipt only computes: nothing is
kept, and who asks is nobody in particular (`tests/features/audit/test_log_pages.py`)."""

KIOSK_PAGE = "/templates/queues/kiosk.html"
"""A kiosk keeps no cookie, so that nothing is left to the next visitor; its post carries the secret
of the point instead (`tests/features/queues/test_kiosk.py`)."""


class Elements(HTMLParser):
    """The elements of a template with their attributes; template tags read as text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        plain = "".join(
            token.contents if token.token_type is TokenType.TEXT else "\N{MIDDLE DOT}"
            for token in Lexer(text).tokenize()
            if token.token_type is not TokenType.COMMENT
        )
        self.feed(plain)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(path: Path) -> list[tuple[str, dict[str, str | None]]]:
    return Elements(path.read_text("utf-8")).found


@pytest.fixture(scope="module")
def styled() -> set[str]:
    """Every class of the kit that a style sheet knows."""
    return {
        name
        for path in STYLES
        for name in re.findall(r"\.(b-[A-Za-z0-9_-]+)", path.read_text("utf-8"))
    }


@templates
def test_every_class_of_the_kit_is_one_that_is_styled(path: Path, styled: set[str]) -> None:
    """A name with a variable part is left to whoever looks at the page."""
    named = {
        name
        for _tag, attributes in elements(path)
        for name in (attributes.get("class") or "").split()
        if re.fullmatch(r"b-[A-Za-z0-9_-]+[A-Za-z0-9]", name)
    }

    assert named - styled - HOOKS == set()


@templates
def test_no_inline_script_style_or_handler(path: Path) -> None:
    for tag, attributes in elements(path):
        assert tag != "style"
        assert tag != "script" or "src" in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("href", "")).lower().startswith("javascript:")
        assert not [name for name in attributes if name.startswith("hx-on")]


@templates
def test_scripts_are_modules(path: Path) -> None:
    text = path.read_text("utf-8")
    for source in re.findall(r"<script\b[^>]*>", text):
        if not any(name in source for name in PLAIN_SCRIPTS):
            assert 'type="module"' in source, source


@templates
def test_nothing_is_loaded_from_another_site(path: Path) -> None:
    for tag, attributes in elements(path):
        if tag in {"script", "link", "img", "iframe", "source", "video", "audio", "use"}:
            for name in ("src", "href"):
                assert not re.match(r"(https?:)?//", attributes.get(name) or ""), attributes


def with_includes(text: str) -> str:
    """A template with the templates that it includes by name written in."""

    def written(match: re.Match[str]) -> str:
        found = [path for path in TEMPLATES if path.as_posix().endswith(f"/{match[1]}")]
        return with_includes(found[0].read_text("utf-8")) if found else ""

    return re.sub(r"""{%\s*include\s+["']([^"']+)["'].*?%}""", written, text)


@templates
def test_forms_that_post_carry_the_token(path: Path) -> None:
    if PUBLIC_FORMS.search(path.as_posix()):
        assert "csrf_token" not in path.read_text("utf-8")
        return
    text = path.read_text("utf-8")
    token = 'name="kunci"' if path.as_posix().endswith(KIOSK_PAGE) else "csrf_token"
    for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL | re.IGNORECASE):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert token in with_includes(form), form[:120]


@templates
def test_icons_are_in_the_sprite(path: Path) -> None:
    for name in re.findall(r"""{%\s*icon\s+["']([^"']+)["']""", path.read_text("utf-8")):
        assert name in ICONS


@templates
def test_new_windows_know_nothing_of_ours_and_the_focus_order_is_the_pages(path: Path) -> None:
    for _, attributes in elements(path):
        if "target" in attributes:
            assert "noopener" in str(attributes.get("rel")), attributes
        assert (attributes.get("tabindex") or "0") in {"0", "-1", "\N{MIDDLE DOT}"}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_only_the_tokens_name_a_colour(path: Path) -> None:
    if path.name == "tokens.css":
        return
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"url\([^)]*\)", "", text)
    values = " ".join(re.findall(r":\s*([^;{}]+);", text))

    assert COLOUR.findall(values) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_evaluate_no_text_and_set_no_style(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not re.search(
        r"\beval\(|new Function\(|document\.write|\.style\.|setAttribute\(.style", text
    )
    assert not re.search(r"""from\s+["']https?:""", text)
    assert not re.search(r"\.(inner|outer)HTML\s*\+?=[^;]*[`+]|insertAdjacentHTML", text)


def test_the_pages_of_the_kit_are_among_them() -> None:
    names = {path.name for path in TEMPLATES}

    assert {"base.html", "bare.html", "components.html", "error.html"} <= names


@templates
def test_the_engine_knows_every_tag_of_a_template(path: Path) -> None:
    get_template(path.as_posix().partition("/templates/")[2])
