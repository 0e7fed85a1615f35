"""A command line whose usage, help and errors are Indonesian."""

import argparse
import re
import sys
from typing import Any, NoReturn

from bening.instruments.commands.output import REFUSED, refuse

HELP = "menampilkan keterangan ini"
USAGE = ("usage: ", "pemakaian: ")
HEADINGS = {
    "positional arguments:": "yang disebut:",
    "options:": "pilihan:",
}
# What the library says, and what is said in its place; the order matters.
SENTENCES = tuple(
    (re.compile(said, re.DOTALL), instead)
    for said, instead in (
        (r"the following arguments are required: (.+)", r"belum disebut: \1"),
        (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
        (
            r"argument (.+?): invalid choice: (.+?)(?:, maybe you meant .+?)? \(choose from (.+)\)",
            r"\1: \2 tidak dikenal; pilih salah satu: \3",
        ),
        (r"argument (.+?): expected one argument", r"\1: isi satu nilai sesudahnya"),
        (
            r"argument (.+?): expected at least one argument",
            r"\1: isi paling sedikit satu nilai sesudahnya",
        ),
        (r"argument (.+?): ignored explicit argument (.+)", r"\1: tidak memakai nilai \2"),
        (r"ambiguous option: (.+?) could match (.+)", r"\1 dapat berarti \2; tulis lengkap"),
    )
)


class Told(argparse.ArgumentParser):
    """A parser as it speaks; a fault is told on stderr after the usage, with exit code 2."""

    def format_usage(self) -> str:
        """The usage alone, as it stands above an error."""
        return _headed(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _headed(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Tell the fault and leave."""
        refuse(self.format_usage().rstrip().split("\n"))
        refuse((f"{self.prog}: {in_indonesian(message)}",))
        sys.exit(REFUSED)


class Parser(Told):
    """Reads a command line.

    Options are written in full: an abbreviation could mean another option in a later version.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"add_help": False, "allow_abbrev": False, **settings})
        self.add_argument("-h", "--help", action="help", help=HELP)


def in_indonesian(message: str) -> str:
    """A fault of the command line; one that is not foreseen keeps the library's words."""
    for said, instead in SENTENCES:
        if said.fullmatch(message):
            return re.sub(r"'([^']*)'", r"“\1”", said.sub(instead, message))
    return f"tidak dapat dibaca ({message})"


def _headed(text: str) -> str:
    """The text with its headings translated, the lines of the usage still below one another."""
    usage, blank, rest = text.partition("\n\n")
    if usage.startswith(USAGE[0]):
        wider = " " * (len(USAGE[1]) - len(USAGE[0]))
        usage = USAGE[1] + usage.removeprefix(USAGE[0]).replace("\n ", f"\n{wider} ")
    lines = (HEADINGS.get(line, line) for line in rest.split("\n"))
    return usage + blank + "\n".join(lines).replace("show this help message and exit", HELP)
