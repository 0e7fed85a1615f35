"""`bening serve`: pages, streams and downloads on one port, with jobs and the sealer inside."""

import os
import sys
from contextlib import ExitStack
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from bening.adapters.network import CannotListen, listen
from bening.adapters.one_process import AlreadyRunning, only_process
from bening.config.readiness import unready

# Options are shorthands of settings: option, variable.
SHORTHANDS = (
    ("host", "BENING_HOST"),
    ("port", "BENING_PORT"),
    ("cert", "BENING_TLS_CERT"),
    ("key", "BENING_TLS_KEY"),
    ("processes", "BENING_PROCESSES"),
)


class Command(BaseCommand):
    help = "Melayani halaman sampai dihentikan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", help="alamat yang didengarkan")
        parser.add_argument("--port", help="port yang didengarkan")
        parser.add_argument("--cert", help="berkas sertifikat TLS (PEM)")
        parser.add_argument("--key", help="berkas kunci TLS (PEM)")
        parser.add_argument("--processes", help="jumlah proses (hanya PostgreSQL)")
        parser.add_argument("--lan", action="store_true", help="layani ponsel di gedung")
        parser.add_argument("--upgrade", action="store_true", help="jalankan bening upgrade dulu")
        parser.add_argument("--demo", action="store_true", help="dengan --upgrade: data contoh")

    def handle(self, *_args: str, **options: Any) -> None:
        restart_with(options)
        if connection.vendor == "sqlite" and settings.PROCESSES > 1:
            raise CommandError(
                "SQLite dilayani oleh satu proses saja. "
                "Atur DATABASE_URL ke PostgreSQL, atau BENING_PROCESSES=1."
            )
        try:
            with ExitStack() as stack:
                if connection.vendor == "sqlite":
                    stack.enter_context(only_process(settings.BENING_DATA / "serve.lock"))
                if options["upgrade"]:
                    call_command("upgrade", demo=options["demo"], stdout=self.stdout)
                    go_on_as_demo()
                else:
                    self.check_ready()
                self.serve()
        except AlreadyRunning as refusal:
            raise CommandError(
                f"Bening sudah berjalan dengan folder data {settings.BENING_DATA} "
                f"(proses {refusal.values['pid'] or 'lain'}). Hentikan dulu proses itu, "
                "atau pakai folder lain: ./run --data FOLDER --port PORT."
            ) from refusal
        except CannotListen as refusal:
            raise CommandError(said(refusal)) from refusal

    def check_ready(self) -> None:
        reason = unready()
        if reason:
            raise CommandError(reason)

    def serve(self) -> None:
        hosts = settings.HOSTS or (["0.0.0.0", "::"] if settings.LAN else ["127.0.0.1", "::1"])  # noqa: S104 (asked for)
        sockets = listen(hosts, settings.PORT)
        connection.close()
        from bening.config.server import serve

        serve(sockets, self.announce)

    def announce(self) -> None:
        self.stdout.write(f"\nBening siap di {settings.BENING_PUBLIC_URL}\n")
        if settings.LAN:
            self.announce_lan()
        self.stdout.write("Tekan Ctrl+C untuk berhenti.\n")
        self.stdout.flush()

    def announce_lan(self) -> None:
        import segno

        self.stdout.write("Buka dari ponsel di jaringan yang sama:\n")
        picture = StringIO()
        segno.make(settings.BENING_PUBLIC_URL).terminal(out=picture, compact=True)
        self.stdout.write(picture.getvalue())
        if not settings.IS_HTTPS:
            self.stdout.write(
                "Tanpa HTTPS, passkey dan halaman luring tidak tersedia di ponsel. "
                "Pakai --cert dan --key, atau proxy di folder deploy/.\n"
            )


def go_on_as_demo() -> None:
    """The people of a demo are made up: no second factor is asked of them from now on."""
    made = (settings.BENING_DATA / "demo-sign-ins.txt").exists()
    if made and "BENING_DEMO" not in os.environ:
        restart({"BENING_DEMO": "ya"})


def restart_with(options: dict[str, Any]) -> None:
    """Starts the command again when an option changes a setting: settings are read once."""
    wanted = {variable: str(options[name]) for name, variable in SHORTHANDS if options[name]}
    if options["lan"]:
        wanted["BENING_LAN"] = "ya"
    if any(os.environ.get(variable) != value for variable, value in wanted.items()):
        flags = [f"--{name}" for name in ("upgrade", "demo") if options[name]]
        restart(wanted, *flags)


def restart(wanted: dict[str, str], *flags: str) -> None:
    """Becomes `bening serve` with other settings; locks and sockets of this one are closed."""
    sys.stdout.flush()
    os.environ.update(wanted)
    os.execv(sys.executable, [sys.executable, "-m", "bening", "serve", *flags])  # noqa: S606


def said(refusal: CannotListen) -> str:
    """The sentence for a port that can't be had."""
    port = refusal.values["port"]
    if refusal.code == "port_taken":
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} sedang dipakai program lain. Coba: ./run --port {other}"
    if refusal.code == "port_forbidden":
        return f"Port {port} hanya boleh dibuka oleh root. Coba: ./run --port 8000"
    return f"Alamat {refusal.values['host']} tidak ada di mesin ini (BENING_HOST)."
