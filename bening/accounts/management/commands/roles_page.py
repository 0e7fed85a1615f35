"""Writes the reference page of roles and rights, or compares it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from bening.accounts.reference import page

PAGE = Path("docs/id/referensi/peran-dan-hak.md")


class Command(BaseCommand):
    """`manage.py roles_page [--check]`."""

    help = "Menulis docs/id/referensi/peran-dan-hak.md dari kode."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only whether to compare."""
        parser.add_argument("--check", action="store_true", help="Bandingkan saja.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes, or fails with the command that mends it."""
        file = Path(settings.PACKAGE).parent / PAGE
        with translation.override("id"):
            text = page()
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError(f"{PAGE} tidak sesuai kode. Jalankan: python manage.py roles_page")
