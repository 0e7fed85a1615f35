"""Every Indonesian message has an English translation, and the compiled catalogues are current."""

import gettext as python_gettext
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from scripts import catalogue, messages

ROOT = Path(__file__).resolve().parent.parent.parent

MODULE = """
from django.utils.translation import gettext as _, gettext as _now, ngettext, pgettext
_now("sekarang")
_("Satu " "kalimat")
ngettext("%(n)d hari", "%(n)d hari lamanya", 2)
pgettext("bulan", "Mei")
_(variable)
"""
TEMPLATE = """
{% translate "Naik 5%" %}{% translate 'Mei' context 'bulan' %}
{% blocktranslate with name=person.name trimmed %}
  Akun
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=2 %}{{ n }} berkas{% plural %}{{ n }} berkas lain{% endblocktranslate %}
{{ x|default:_("kosong") }}
"""


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


def test_the_catalogues_are_complete_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/messages.py", "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "complete\n"


def test_messages_of_modules_are_found() -> None:
    found = {one.key: one.plural for one in messages.messages_of_module(MODULE, "x.py")}

    assert found == {
        ("", "sekarang"): "",
        ("", "Satu kalimat"): "",
        ("", "%(n)d hari"): "%(n)d hari lamanya",
        ("bulan", "Mei"): "",
    }


def test_messages_of_templates_are_found_as_the_engine_asks_for_them() -> None:
    found = {one.key: one.plural for one in messages.messages_of_template(TEMPLATE, "x.html")}

    assert found == {
        ("", "Naik 5%%"): "",
        ("bulan", "Mei"): "",
        ("", "Akun %(name)s"): "",
        ("", "%(n)s berkas"): "%(n)s berkas lain",
        ("", "kosong"): "",
    }


@pytest.mark.parametrize(
    ("text", "plural", "forms", "wrong"),
    [
        ("Akun %(name)s", "", ["Account of %(name)s"], False),
        ("Akun %(name)s", "", ["Account"], True),
        ("Akun %(name)s", "", ["Account of %(nama)s"], True),
        ("{done} dari {total}", "", ["{done} of {total}"], False),
        ("Satu hari", "%(n)d hari", ["One day", "%(n)d days"], False),
        ("Satu hari", "%(n)d hari", ["One day", "days"], True),
        ("Naik 5%%", "", ["Up by 5%%"], False),
    ],
)
def test_a_translation_keeps_the_placeholders(
    text: str,
    plural: str,
    forms: list[str],
    wrong: bool,
) -> None:
    assert messages.misfits(catalogue.Message(text, plural, translations=forms)) is wrong


def test_a_catalogue_survives_writing_and_reading() -> None:
    kept = {
        ("", 'Kata "aneh"\\ \n\tdua baris\n'): catalogue.Message(
            'Kata "aneh"\\ \n\tdua baris\n', places={"a.py"}, translations=['Odd "word"\n']
        ),
        ("bulan", "Mei"): catalogue.Message("Mei", context="bulan", translations=["May"]),
        ("", "satu"): catalogue.Message("satu", "banyak", translations=["one", "many"]),
    }

    header, read = catalogue.read_po(catalogue.write_po(messages.HEADER, kept))

    assert header == messages.HEADER
    assert read == kept


def test_the_compiled_form_is_what_gettext_reads(tmp_path: Path) -> None:
    kept = {
        ("", "satu"): catalogue.Message("satu", "banyak", translations=["one", "many"]),
        ("bulan", "Mei"): catalogue.Message("Mei", context="bulan", translations=["May"]),
        ("", "kosong"): catalogue.Message("kosong"),
    }
    path = tmp_path / "x.mo"
    path.write_bytes(catalogue.compile_mo(messages.HEADER, kept))

    with path.open("rb") as file:
        read = python_gettext.GNUTranslations(file)

    assert read.ngettext("satu", "banyak", 1) == "one"
    assert read.ngettext("satu", "banyak", 3) == "many"
    assert read.pgettext("bulan", "Mei") == "May"
    assert read.gettext("kosong") == "kosong"


def test_english_is_served_from_the_catalogue() -> None:
    with translation.override("en"):
        assert gettext("Langsung ke isi") == "Skip to content"
        assert ngettext("%(count)d hari", "%(count)d hari", 3) == "%(count)d days"


def test_the_frameworks_sentences_say_what_to_do() -> None:
    assert gettext("Enter a whole number.") == "Isi angka bulat, misalnya 46."
    assert ngettext(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        5,
    ).startswith("Paling banyak")
