"""Command lines that cannot be read: usage and fault in Indonesian on stderr, exit code 2."""

import argparse
import sys

import pytest

from bening.__main__ import main
from bening.instruments.commands.parser import SENTENCES, Parser, in_indonesian


def bening(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    """Exit code, stdout and stderr of the command."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as left:
        patch.setattr(sys, "argv", ["bening", *arguments])
        main()
    told = capsys.readouterr()
    return left.value.code, told.out, told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], "bening score: belum disebut: FILE"),
        (
            ["score", "a.json", "--format", "xml"],
            "bening score: --format: “xml” tidak dikenal; pilih salah satu: “table”, “json”",
        ),
        (["score", "a.json", "--format"], "bening score: --format: isi satu nilai sesudahnya"),
        (["score", "a.json", "b.json"], "bening score: tidak dikenal: b.json"),
        (["score", "a.json", "--form", "json"], "bening score: tidak dikenal: --form json"),
        (["instruments"], "bening instruments: belum disebut: PERINTAH"),
        (["instruments", "show"], "bening instruments show: belum disebut: ID"),
    ],
)
def test_a_fault_is_told_after_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = bening(capsys, *arguments)

    assert code == 2
    assert out == ""
    first, *_, last = err.splitlines()
    assert first.startswith("pemakaian: bening ")
    assert last == said


def test_a_choice_that_is_none_names_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = bening(capsys, "instruments", "nope")

    assert "“nope” tidak dikenal; pilih salah satu: " in err
    assert "check" in err


@pytest.mark.parametrize("arguments", [["score"], ["instruments"], ["instruments", "show"]])
def test_help_has_no_english_headings(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = bening(capsys, *arguments, "--help")

    assert (code, err) == (0, "")
    assert out.startswith("pemakaian: bening ")
    assert "\npilihan:\n" in out
    assert "menampilkan keterangan ini" in out
    for english in ("usage", "options:", "positional", "show this"):
        assert english not in out


def test_the_lines_of_a_long_usage_stand_below_one_another() -> None:
    parser = Parser(prog="bening x")
    for name in ("pertama", "kedua", "ketiga", "keempat"):
        parser.add_argument(f"--{name}", metavar="NILAI-YANG-PANJANG")

    lines = parser.format_usage().rstrip().split("\n")

    assert len(lines) > 1
    assert len({line.index("[") for line in lines}) == 1


def test_what_the_library_says_is_known_here() -> None:
    """Each pattern fits what this version of the library really says."""
    parser = Parser(prog="x", allow_abbrev=True, exit_on_error=False)
    parser.add_argument("--format", choices=("table",))
    parser.add_argument("--formal", action="store_true")
    messages = []
    for line in (["--format", "y"], ["--format"], ["--formal=y"], ["--form"]):
        with pytest.raises((argparse.ArgumentError, SystemExit)) as told:
            parser.parse_args(line)
        if isinstance(told.value, argparse.ArgumentError):
            messages.append(str(told.value))

    assert len(messages) >= 3
    for message in messages:
        assert any(said.fullmatch(message) for said, _ in SENTENCES), message


def test_a_newer_library_that_guesses_is_understood() -> None:
    said = "argument --format: invalid choice: 'tabl', maybe you meant 'table'? (choose from table)"

    assert in_indonesian(said) == "--format: “tabl” tidak dikenal; pilih salah satu: table"


def test_a_fault_that_is_not_foreseen_keeps_its_words() -> None:
    assert in_indonesian("something new") == "tidak dapat dibaca (something new)"
