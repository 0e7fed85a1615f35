"""A small mail server for tests: it takes mails over real SMTP and keeps them."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class MailServer:
    """Where mails arrive. `says` answers a recipient's address, such as "451 later"."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)

    def to(self, address: str) -> list[EmailMessage]:
        """The mails for one address, in the order they came."""
        return [mail for mail in self.mails if address in str(mail["To"])]


class _Line(socketserver.StreamRequestHandler):
    server: "_Listener"

    def handle(self) -> None:
        self._say("220 surel.contoh.example")
        while command := self.rfile.readline().decode().strip():
            verb, kept = command.upper(), self.server.kept
            if verb.startswith("RCPT"):
                address = command.partition("<")[2].partition(">")[0]
                self._say(kept.says.get(address, "250 ok"))
            elif verb == "DATA":
                self._say("354 go on")
                kept.mails.append(self._message())
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    kept: MailServer


@contextmanager
def mail_server(port: int) -> Iterator[MailServer]:
    """Listens on `port` of 127.0.0.1 until the block ends."""
    with _Listener(("127.0.0.1", port), _Line) as listener:
        listener.kept = MailServer(port)
        thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield listener.kept
        listener.shutdown()
        thread.join()
