"""`bening worker`: jobs and the sealer in a process of their own."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from bening.config.background import running
from bening.config.readiness import unready


class Command(BaseCommand):
    help = "Mengerjakan tugas latar dan menyegel jejak audit sampai dihentikan (PostgreSQL)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: str, **_options: Any) -> None:
        if connection.vendor == "sqlite":
            raise CommandError(
                "Dengan SQLite tugas latar dikerjakan oleh bening serve; "
                "bening worker hanya untuk PostgreSQL."
            )
        reason = unready(pages=False)
        if reason:
            raise CommandError(reason)
        ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        with running():
            self.stdout.write("Pekerja latar siap.")
            self.stdout.flush()
            ended.wait()
