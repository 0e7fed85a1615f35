"""Commands that need the settings: Django's runner, with what it says of its own in Indonesian."""

import sys
from collections.abc import Sequence

from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand


class Runner(ManagementUtility):
    """Runs one command; one that isn't there is refused with exit code 2."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """The command of that name."""
        if subcommand not in get_commands():
            name = subcommand[:40]
            sys.stderr.write(f"Perintah tidak dikenal: {name}. Daftarnya: bening --help.\n")
            sys.exit(2)
        return super().fetch_command(subcommand)


def run(arguments: Sequence[str]) -> None:
    """Run the command with its arguments, under the name `bening` in everything it says."""
    Runner(["bening", *arguments]).execute()
