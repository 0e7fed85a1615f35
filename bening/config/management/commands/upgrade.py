"""`bening upgrade`: brings the database and the static files to this version."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from bening.config.readiness import (
    has_tables,
    keep_static_stamp,
    pending_migrations,
    static_is_current,
)


class Command(BaseCommand):
    help = "Menyiapkan basis data dan berkas statis; data lama dicadangkan lebih dulu."
    requires_system_checks: list[str] = []

    def handle(self, *_args: str, **_options: Any) -> None:
        try:
            pending = pending_migrations()
            if pending:
                self.migrate(was_used=has_tables())
        except DatabaseError as error:
            raise CommandError(f"Basis data tidak dapat dipakai ({error}).") from error
        if not settings.DEBUG and not static_is_current():
            self.stdout.write("Menyiapkan berkas statis…")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            keep_static_stamp()

    def migrate(self, *, was_used: bool) -> None:
        if was_used:
            folder = settings.BENING_DATA / "backups"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = folder / f"sebelum-{timezone.now():%Y%m%d-%H%M%S}.bening"
            self.stdout.write(f"Mencadangkan data lama ke {target}…")
            call_command("backup", str(target), database_only=True, verbosity=0)
        self.stdout.write("Menyiapkan basis data…")
        call_command("migrate", interactive=False, verbosity=0)
