"""`bening doctor`: is this installation well, and what mends it."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from bening.config.doctor import Level, examine


class Command(BaseCommand):
    help = "Memeriksa pengaturan, basis data, penyimpanan, pekerja, jam, dan ruang disk."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluarkan sebagai JSON")

    def handle(self, *_args: str, **options: Any) -> None:
        findings = examine(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(f"{finding.level:<9} {finding.about}: {finding.sentence}")
                if finding.mend and finding.level is not Level.FINE:
                    self.stdout.write(f"{'':<9} → {finding.mend}")
        if any(finding.level is Level.FAULT for finding in findings):
            sys.exit(1)
