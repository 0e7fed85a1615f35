"""The list of a period's receipts as a file, for programs: however long, in little memory.

It is written once for each seal and sent from the event loop. Its address names the last seal, so
what it leads to never changes.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.downloads import Download, answer_empty, serve_file
from bening.surveys import public_queries as queries
from bening.surveys.models import SurveyDay, SurveyPeriod

FORMAT = 1
PREFIX, SUFFIX = "/survei/", "/daftar.json"
AGE = 86_400  # seconds that a reader may keep what never changes
TOGETHER = 2048  # receipts that are written in one piece
NOTHING_SEALED = "0"
_PATH = re.compile(r"/survei/([-\w]{1,80})/([0-9a-f]{1,40})/daftar\.json", re.ASCII)


def list_path(period: SurveyPeriod) -> str:
    """Where the list of now is sent from; it is written where it does not lie there yet."""
    last = queries.last_sealed(period)
    head = NOTHING_SEALED if last is None else f"{last.position:x}{bytes(last.root).hex()[:16]}"
    path = _file(period.slug, head)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{uuid4().hex}.part")
        with part.open("w", encoding="ascii") as file:
            file.writelines(_pieces(period))
        part.replace(path)
    return f"{PREFIX}{period.slug}/{head}{SUFFIX}"


def _file(slug: str, head: str) -> Path:
    return Path(settings.BENING_DATA) / "exports" / f"tanda-terima-{slug}-{head}.json"


def _pieces(period: SurveyPeriod) -> Iterator[str]:
    """The document in its order, a sealed day after the other."""
    yield f'{{"format": {FORMAT}, "period": {json.dumps(period.slug)}, "days": ['
    for at, day in enumerate(queries.days_with_receipts(period)):
        yield ",\n" if at else "\n"
        yield from _of_day(day)
    yield "\n]}\n"


def _of_day(day: SurveyDay) -> Iterator[str]:
    about = {
        "day": day.day.isoformat(),
        "size": day.size,
        "root": bytes(day.root).hex(),
        "before": bytes(day.before).hex(),
    }
    yield f'{json.dumps(about)[:-1]}, "receipts": ['
    for at, receipts in enumerate(queries.receipts_in(day, together=TOGETHER)):
        yield f"{', ' if at else ''}{json.dumps(receipts)[1:-1]}"
    yield "]}"


async def receipt_list(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI endpoint of a list that was written; an older one leads to that of now."""
    if scope["method"] not in {"GET", "HEAD"}:
        await answer_empty(send, 405, [(b"allow", b"GET, HEAD")])
        return
    found = _PATH.fullmatch(scope["path"])
    if found is None:
        await answer_empty(send, 404)
        return
    slug, head = found.groups()
    path = _file(slug, head)
    if not await asyncio.to_thread(path.exists):
        now = f"/survei/{slug}/tanda-terima.json"
        await answer_empty(
            send, 302, [(b"location", now.encode()), (b"cache-control", b"no-store")]
        )
        return
    download = Download(
        path=path,
        name=f"tanda-terima-{slug}.json",
        content_type="application/json",
        etag=head,
        inline=True,
        cache_seconds=AGE,
    )
    await serve_file(scope, receive, send, download)
