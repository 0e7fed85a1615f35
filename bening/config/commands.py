"""Commands that need the settings: Django's runner, with what it says of its own in Indonesian."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandParser

from bening.instruments.commands.parser import Told


class CommandLine(Told, CommandParser):
    """The parser of one of our commands."""


class Runner(ManagementUtility):
    """Runs one command; one that isn't there is refused with exit code 2."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """The command of that name."""
        if subcommand not in get_commands():
            name = subcommand[:40]
            sys.stderr.write(f"Perintah tidak dikenal: {name}. Daftarnya: bening --help.\n")
            sys.exit(2)
        command = super().fetch_command(subcommand)
        if type(command).__module__.startswith("bening."):
            command.create_parser = partial(_command_line, command)  # type: ignore[method-assign]
        return command


def _command_line(command: BaseCommand, program: str, name: str, **settings: Any) -> CommandParser:
    """The parser that Django makes for a command, speaking as ours do.

    Django names the class in the middle of making the parser, so it is changed afterwards.
    """
    parser = type(command).create_parser(command, program, name, **settings)
    parser.__class__ = CommandLine
    return parser


def run(arguments: Sequence[str]) -> None:
    """Run the command with its arguments, under the name `bening` in everything it says."""
    Runner(["bening", *arguments]).execute()
