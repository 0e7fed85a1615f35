"""`bening guards`: whether the triggers that refuse changes stand, and putting them back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.adapters import sealing_sql
from bening.audit import actions


class Command(BaseCommand):
    """Exit 0: all stand; 1: some are missing."""

    help = "Pengaman tabel jejak audit: periksa, atau pasang kembali yang hilang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--install", action="store_true", help="pasang kembali; dicatat sebagai peristiwa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = (
            actions.put_guards_back(now=timezone.now())
            if options["install"]
            else sealing_sql.guards_missing()
        )
        for name in missing:
            self.stdout.write(name)
        if missing and not options["install"]:
            raise CommandError(_("Pengaman di atas tidak terpasang."), returncode=1)
        self.stdout.write(
            _("Pengaman di atas dipasang kembali.") if missing else _("Semua pengaman terpasang.")
        )
