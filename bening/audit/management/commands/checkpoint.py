"""`bening checkpoint`: show the public key, issue today's checkpoint, change the key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.audit import actions, delivery, sealing, signing


class Command(BaseCommand):
    """The daily checkpoint by hand."""

    help = "Titik periksa: kunci publik, terbitkan hari ini, ganti kunci."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--public-key", action="store_true", help="cetak kunci publik")
        what.add_argument(
            "--issue", action="store_true", help="segel, terbitkan dan kirim titik periksa hari ini"
        )
        what.add_argument(
            "--rotate-key",
            action="store_true",
            help="pakai kunci baru; kunci lama tetap dipercaya untuk titik periksa lama",
        )

        what.add_argument(
            "--trust-key",
            metavar="KUNCI",
            help="percayai juga kunci publik ini, misalnya dari sebelum pindah server",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["issue"]:
                self._issue()
            elif options["trust_key"]:
                self._trust(options["trust_key"])
            elif options["rotate_key"]:
                self._show(actions.rotate_key(now=timezone.now()))
            else:
                self._show(signing.public_key())
        except signing.KeyUnusable as error:
            raise CommandError(str(error), returncode=2) from error

    def _show(self, key: bytes) -> None:
        self.stdout.write(key.hex())
        self.stdout.write(signing.pem(key), ending="")

    def _trust(self, given: str) -> None:
        try:
            key = signing.read_public_key(given)
        except ValueError as error:
            raise CommandError(
                _("Kunci tidak dapat dipakai: %(error)s") % {"error": error}, returncode=2
            ) from error
        actions.trust_key(key=key, now=timezone.now())
        self.stdout.write(_("Kunci %(key)s dipercaya.") % {"key": key.hex()})

    def _issue(self) -> None:
        now = timezone.now()
        sealing.seal_all(now=now)
        issued = actions.issue_checkpoint(now=now)
        sent = delivery.deliver_waiting(now=now)
        self.stdout.write(
            _("Titik periksa %(day)s diterbitkan.") % {"day": issued.day}
            if issued
            else _("Titik periksa hari ini sudah ada, atau belum ada peristiwa bersegel.")
        )
        self.stdout.write(_("%(count)s surel dikirim.") % {"count": sent})
