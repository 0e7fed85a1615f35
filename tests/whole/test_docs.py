"""The docs say what is: links lead somewhere, pictures are used, generated pages are current."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

import bening.domain
from bening.facts import registered
from tests.servers import ROOT

PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bening").rglob("README.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
PICTURES = ROOT / "docs" / "pictures"
LARGEST_PICTURE = 200_000


def named(page: Path) -> list[str]:
    """What a page links to inside the repository."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    found = [first or second for first, second in LINK.findall(text)]
    return [each for each in found if not each.startswith(("http:", "https:", "mailto:"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in named(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            from bening.ui.help.markdown import headings  # noqa: PLC0415

            anchors = {each.anchor for each in headings(target.read_text(encoding="utf-8"))}
            assert anchor in anchors, link


def test_every_picture_is_used_and_small() -> None:
    used = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in named(page)
        if "pictures" in link
    }
    there = {each.resolve() for each in PICTURES.iterdir()}

    assert there == used
    assert all(each.stat().st_size < LARGEST_PICTURE for each in there)


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"!\[\s*\]\(", text), page


def test_pages_made_from_the_code_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_documented_and_none_that_does_not_exist() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith("bening.")}
    page = (ROOT / "docs/id/referensi/perintah.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `bening (\w+)", page, re.MULTILINE))

    assert told == ours | {"score", "instruments", "kiosk"}


ROLE_GUIDES = (
    "tutorial/lembar-pertama",
    "panduan/pic-unit",
    "panduan/kepala-unit",
    "panduan/inspektur",
    "panduan/dokumen-dan-verifikasi",
    "panduan/evaluasi-nasional",
    "panduan/evaluasi-saluran",
    "panduan/evaluasi-tpi",
    "panduan/giliran-dan-kalender",
    "panduan/gratifikasi",
    "panduan/jalur-rahasia",
    "panduan/konflik-kepentingan",
    "panduan/koordinator-ruang-layanan",
    "panduan/lhkpn-dan-lhkan",
    "panduan/meja-pengaduan",
    "panduan/melapor",
    "panduan/mengambil-nomor",
    "panduan/mengisi-survei",
    "panduan/pascapenetapan",
    "panduan/pemilihan-unit",
    "panduan/pencanangan-dan-pakta",
    "panduan/pendampingan",
    "panduan/pengelola-jalur-rahasia",
    "panduan/pengusulan",
    "panduan/petugas-loket",
    "panduan/risiko",
    "panduan/ruang-layanan",
    "panduan/survei",
    "panduan/survei-integritas",
    "panduan/tindak-lanjut-pemeriksaan",
    "panduan/verifikasi-jejak",
)
EMPHASIS = {"masa", "harus diperbaiki", "peringatan", "fakta"}
"""Bold words of the guides that name nothing on a screen."""


@pytest.mark.parametrize("place", ROLE_GUIDES)
def test_what_a_guide_tells_to_press_is_on_a_screen(place: str) -> None:
    catalogue = (ROOT / "bening/locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    entries = re.findall(r'^msgid(?:_plural)? ((?:"(?:[^"\\]|\\.)*"\s*)+)', catalogue, re.MULTILINE)
    shown = {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', each)).lower() for each in entries}
    guide = (ROOT / f"docs/id/{place}.md").read_text(encoding="utf-8")

    told = {part for bold in re.findall(r"\*\*([^*]+)\*\*", guide) for part in bold.split(" › ")}

    assert {each for each in told if each.lower() not in shown | EMPHASIS} == set()


def test_every_fact_is_documented_and_none_that_does_not_exist() -> None:
    page = (ROOT / "docs/id/penjelasan/fakta.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE))

    assert told == {fact.name for fact in registered()}


@pytest.mark.parametrize("page", ["threat-model", "refusals", "asvs"])
def test_every_test_that_is_named_exists(page: str) -> None:
    text = (ROOT / f"docs/dev/{page}.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)

    assert named
    for path, name in named:
        file = ROOT / path
        assert file.exists(), path
        if name:
            assert f"def {name}(" in file.read_text(encoding="utf-8"), f"{path}::{name}"


def test_every_guard_that_the_refusals_name_exists() -> None:
    text = (ROOT / "docs/dev/refusals.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z]+(?:/\w+)+)(?::([\w.]+))?`", text)

    assert named
    for path, name in named:
        file = ROOT / "bening" / f"{path}.py"
        assert file.exists() or file.with_suffix("").is_dir(), path
        if name and file.exists():
            bare = name.rpartition(".")[2]
            said = rf"^ *(async )?(def|class) {bare}\b|^{bare} ?[:=]"
            assert re.search(said, file.read_text(encoding="utf-8"), re.MULTILINE), name


def test_every_file_that_the_tour_names_exists() -> None:
    page = (ROOT / "docs/dev/tour.md").read_text(encoding="utf-8")

    for path in re.findall(r"`((?:bening|docs|tests)/[\w/.-]+)`", page):
        assert (ROOT / path).exists(), path


def public_names() -> set[str]:
    """Classes that `bening.domain` offers to other packages."""
    found = set()
    for module in pkgutil.walk_packages(bening.domain.__path__, "bening.domain."):
        if module.name.endswith((".batch", ".batch_plan")):
            continue
        tree = ast.parse(Path(importlib.import_module(module.name).__file__ or "").read_text())
        found |= {
            node.name
            for node in tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        }
    return found


def test_every_public_name_of_the_domain_has_a_row_in_the_glossary() -> None:
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    told = {part for name in re.findall(r"`([\w.]+)`", page) for part in name.split(".")}

    assert public_names() - told == set()
