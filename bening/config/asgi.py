"""The whole server as one ASGI application on one port.

The gate collects each body. Behind it: endpoints that features registered, `/sse/` as Django's own
async views, and everything else as pages in threads, but for public ones that are kept.
"""

import gc
import os
from contextlib import ExitStack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bening.config.settings")

from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application

_wsgi = get_wsgi_application()  # sets Django up

from django.conf import settings
from django.urls import get_resolver

from bening.adapters.asgi import Receive, Scope, Send, endpoint_for, register_endpoint
from bening.adapters.downloads import PREFIX as DOWNLOADS
from bening.adapters.downloads import downloads
from bening.adapters.gate import MIB, Gate, Rule, register_rule, registered_rules
from bening.adapters.kept_pages import KeptPages
from bening.adapters.pages import Pages
from bening.config.background import running
from bening.instruments import load, shipped
from bening.queues.endpoint import writer as ticket_writer
from bening.surveys.intake import intake

register_rule(Rule(prefix=DOWNLOADS, limit=0))
register_rule(Rule(prefix="/sse/", limit=0))
register_endpoint(DOWNLOADS, downloads)

get_resolver().url_patterns  # noqa: B018 (every view is imported now, not by the first visitor)

pages = KeptPages(Pages(_wsgi, threads=settings.PAGE_THREADS))
streams = get_asgi_application()


async def lifespan(_scope: Scope, receive: Receive, send: Send) -> None:
    """Background work and the writers of survey answers and tickets live as long as the server."""
    await receive()
    with ExitStack() as stack:
        stack.enter_context(intake.running())
        stack.enter_context(ticket_writer.running())
        if settings.EMBEDDED_WORKER:
            stack.enter_context(running())
        rest_what_stays()
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


def rest_what_stays() -> None:
    """Takes what start-up loaded out of the garbage collector's rounds: it stays for good.

    A full round over modules, views and the shipped instruments cost a page up to 25 ms.
    """
    for slug in shipped():
        load(slug)
    gc.collect()
    gc.freeze()


async def route(scope: Scope, receive: Receive, send: Send) -> None:
    """Hands a request with a whole body to what answers it."""
    if scope["type"] == "lifespan":
        await lifespan(scope, receive, send)
    elif endpoint := endpoint_for(scope["path"]):
        await endpoint(scope, receive, send)
    elif scope["path"].startswith("/sse/"):
        await streams(scope, receive, send)  # type: ignore[arg-type]
    else:
        await pages(scope, receive, send)


application = Gate(
    route,
    registered_rules(),
    folder=settings.INCOMING,
    memory=settings.BODY_MEMORY * MIB,
)
