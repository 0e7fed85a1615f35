"""`bening restore FILE`: an empty installation becomes the one that was backed up."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from bening.adapters.backup import BackupRefused, restore
from bening.adapters.one_process import AlreadyRunning, only_process
from bening.config.backup_words import said


class Command(BaseCommand):
    help = "Memulihkan cadangan ke basis data kosong, SQLite atau PostgreSQL."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas cadangan")
        parser.add_argument(
            "--identity", type=Path, metavar="BERKAS", help="kunci rahasia age untuk yang tersegel"
        )

    def handle(self, *_args: str, **options: Any) -> None:
        try:
            with ExitStack() as stack:
                if connection.vendor == "sqlite":
                    stack.enter_context(only_process(settings.BENING_DATA / "serve.lock"))
                contents = restore(
                    options["file"], files=settings.STORAGE_FOLDER, identity=options["identity"]
                )
        except AlreadyRunning as refusal:
            raise CommandError("Hentikan dulu bening serve yang memakai folder ini.") from refusal
        except BackupRefused as refusal:
            raise CommandError(said(refusal)) from refusal
        self.stdout.write(
            f"Dipulihkan: {contents.rows} baris ke {contents.tables} tabel, "
            f"{contents.files} berkas bukti. Jalankan bening verify untuk memeriksa jejak audit."
        )
