"""`bening backup FILE`: database and evidence in one file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bening.adapters.backup import BackupRefused, back_up
from bening.config.backup_words import said


class Command(BaseCommand):
    help = "Mencadangkan basis data dan bukti ke satu berkas; boleh selagi Bening berjalan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas cadangan yang dibuat")
        parser.add_argument("--age", default="", metavar="PENERIMA", help="segel ke kunci age1…")
        parser.add_argument("--database-only", action="store_true", help="tanpa berkas bukti")

    def handle(self, *_args: str, **options: Any) -> None:
        try:
            contents = back_up(
                options["file"],
                files=None if options["database_only"] else settings.STORAGE_FOLDER,
                scratch=settings.INCOMING,
                now=timezone.now(),
                recipient=options["age"],
            )
        except BackupRefused as refusal:
            raise CommandError(said(refusal)) from refusal
        if options["verbosity"]:
            sealed = " Tersegel." if options["age"] else " Tidak tersegel: simpan di tempat aman."
            self.stdout.write(
                f"{options['file']}: {contents.rows} baris dari {contents.tables} tabel, "
                f"{contents.files} berkas bukti ({contents.bytes} bita).{sealed}"
            )
