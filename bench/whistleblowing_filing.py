"""How many confidential reports a second are sealed and kept, and what a large one takes of memory.

    python -m bench.whistleblowing_filing [sqlite|postgresql]

Clients on the same cores file reports without script, each with a form of its own: of text, and
with a photo of 1.4 MB. A page asked for alone beside them tells what other visitors wait. Last,
one report with 20 MB: the most memory the server held, above what it held before. Asked for at
c = 8: 30 reports a second of text, 10 with a photo, no error; other pages p95 < 100 ms; < 100 MB.
"""

import os
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

from bench.http import ROOT, Case, Client, Site, measure, sites

SLUG = "ukur"
FORM = f"/jalur-rahasia/{SLUG}/lapor/"
FORMS = 40_000
BOUNDARY = "ukur-batas"
STORY = "Petugas meminta uang di luar tarif resmi, dua kali, di depan saksi. " * 12

PREPARE = """
import os, sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from bening.accounts.models import Person
from bening.agencies.models import Agency, AgencyKind
from bening.whistleblowing import once
from bening.whistleblowing.models import HandlerKey, ReportSite
from bening.whistleblowing.sealing import new_key
now = timezone.now()
agency = Agency.objects.create(name="Instansi", kind=AgencyKind.REGIONAL, created_at=now)
ReportSite.objects.create(agency=agency, slug=sys.argv[1], is_open=True, salt=os.urandom(16))
for name in ("satu", "dua", "tiga"):
    one = Person.objects.create(agency=agency, email=f"{name}@instansi.example",
        name=f"Pengelola {name}", date_joined=now)
    HandlerKey.objects.create(agency=agency, person=one, public=new_key()[0], wrapped=b"",
        given_by=one, made_at=now)
opened = now - timedelta(minutes=1)
with open(sys.argv[3], "w") as file:
    for _ in range(int(sys.argv[2])):
        file.write(once.new_pass(sys.argv[1], now=opened) + "\\n")
"""


def prepare(environment: dict[str, str]) -> None:
    """A site with three handlers, and forms that were opened a minute ago."""
    environment["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    environment["BENING_WBS_HOURLY"] = "10000000"
    place = str(Path(environment["BENING_DATA"]) / "forms.txt")
    command = [sys.executable, "-c", PREPARE, SLUG, str(FORMS), place]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def photo() -> bytes:
    """A JPEG of some 1.4 MB, as a phone sends it."""
    from PIL import Image

    out = BytesIO()
    Image.effect_noise((2000, 1500), 60).convert("RGB").save(out, "JPEG", quality=72)
    return out.getvalue()


def document(size: int) -> bytes:
    """A PDF that holds so many bytes."""
    import pikepdf

    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Isi = made.make_stream(os.urandom(size))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


class Filing:
    """Files reports; each client takes forms of its own."""

    def __init__(self, site: Site, name: str = "", content: bytes = b"", *, start: int) -> None:
        place = Path(site.environment["BENING_DATA"]) / "forms.txt"
        self.forms = place.read_text().split()
        self.name, self.content, self.start = name, content, start

    def __call__(self, client: Client) -> bytes:
        """One report. A page of an error ends the run."""
        form = self.forms[(self.start + client.number * 1000 + client.count) % FORMS]
        fields = {
            "kind": "bribery",
            "what": STORY,
            "who": "petugas loket tiga",
            "answer": "none",
            "reach": "yes",
            "identity": "anonymous",
            "form": form,
        }
        lines = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        body = "".join(lines).encode()
        if self.content:
            head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; '
            head += f'filename="{self.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
            body += head.encode() + self.content + b"\r\n"
        body += f"--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return client.request("POST", FORM, body, kind)


def beside(site: Site, work: Filing, seconds: float = 5.0) -> str:
    """What one visitor of other pages waits while eight file."""
    until = time.perf_counter() + seconds
    times: list[float] = []

    def file_on(number: int) -> None:
        client = Client(site.port, number)
        while time.perf_counter() < until:
            work(client)

    filing = [threading.Thread(target=file_on, args=(number,)) for number in range(8)]
    for one in filing:
        one.start()
    visitor = Client(site.port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        visitor.get("/masuk/")
        times.append(time.perf_counter() - began)
    for one in filing:
        one.join()
    times.sort()
    return f"/masuk/ beside eight filings: p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms"


def memory(site: Site, name: str) -> int:
    """A figure of the server's memory, in bytes: VmRSS, or VmHWM for the most so far."""
    for line in Path(f"/proc/{site.process}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) << 10
    raise LookupError(name)


def of_memory(site: Site) -> str:
    """What one report of 20 MB takes above what the server holds."""
    Filing(site, "surat.pdf", document(1 << 20), start=36_000)(Client(site.port))
    Path(f"/proc/{site.process}/clear_refs").write_text("5")  # the most so far begins anew
    before = memory(site, "VmRSS")
    Filing(site, "surat.pdf", document(20 << 20), start=37_000)(Client(site.port))
    taken = memory(site, "VmHWM") - before
    return f"a report of 20 MB: {taken / 1e6:.0f} MB more memory"


def main(wanted: str = "") -> None:
    """Both databases, or the one named."""
    picture = photo()
    for site in sites(prepare=prepare, wanted=wanted):
        with site as running:
            text = Filing(running, start=0)
            pictured = Filing(running, "foto.jpg", picture, start=16_000)
            cases = [
                Case("a report of text", text, clients=(8,), asked="c=8: >= 30/s"),
                Case(
                    f"with a photo of {len(picture) / 1e6:.1f} MB",
                    pictured,
                    clients=(8,),
                    asked="c=8: >= 10/s",
                ),
            ]
            measure(running, cases)
            print(beside(running, Filing(running, start=26_000)))
            if running.name.startswith("SQLite"):
                print(of_memory(running))


if __name__ == "__main__":
    main(*sys.argv[1:2])
