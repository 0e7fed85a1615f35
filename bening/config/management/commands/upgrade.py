"""`bening upgrade`: brings the database and the static files to this version."""

import sys
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone

from bening.accounts.models import Person
from bening.config.readiness import (
    has_tables,
    keep_static_stamp,
    pending_migrations,
    static_is_current,
)
from bening.evaluations.instruments import store_shipped
from bening.surveys.shipped import store_shipped as store_questionnaires


class Command(BaseCommand):
    help = "Menyiapkan basis data dan berkas statis; data lama dicadangkan lebih dulu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="muat data contoh bila basis data masih kosong"
        )

    def handle(self, *_args: str, **options: Any) -> None:
        # Until the demo is whole these two files say how far it came: a start that was broken off
        # goes on with it, and its sign-ins are shown each time.
        wanted = settings.BENING_DATA / "demo-wanted"
        sign_ins = settings.BENING_DATA / "demo-sign-ins.txt"
        try:
            used = has_tables()
            if options["demo"] and not used:
                wanted.touch()
            if pending_migrations():
                self.migrate(backup_first=used and not wanted.exists())
        except DatabaseError as error:
            raise CommandError(f"Basis data tidak dapat dipakai ({error}).") from error
        if not settings.DEBUG and not static_is_current():
            self.stdout.write("Menyiapkan berkas statis…")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            keep_static_stamp()
        store_shipped(now=timezone.now())
        store_questionnaires(now=timezone.now())
        if wanted.exists() and "demo" in get_commands():
            self.stdout.write("Memuat data contoh…")
            said = StringIO()
            with transaction.atomic():  # broken off half-way, the next start begins anew
                call_command("demo", stdout=said)
            sign_ins.write_text(said.getvalue(), encoding="utf-8")
            wanted.unlink()
        if options["demo"] and sign_ins.exists():
            self.stdout.write(sign_ins.read_text(encoding="utf-8"))
        elif not Person.objects.exists():
            self.stdout.write(
                "Belum ada yang dapat masuk. Daftarkan pengelola pertama dengan: "
                f'{sys.executable} -m bening operator SUREL "NAMA"'
            )

    def migrate(self, *, backup_first: bool) -> None:
        if backup_first:
            folder = settings.BENING_DATA / "backups"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = folder / f"sebelum-{timezone.now():%Y%m%d-%H%M%S}.bening"
            self.stdout.write(f"Mencadangkan data lama ke {target}…")
            call_command("backup", str(target), database_only=True, verbosity=0)
        self.stdout.write("Menyiapkan basis data…")
        call_command("migrate", interactive=False, verbosity=0)
