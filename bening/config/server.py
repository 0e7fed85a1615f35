"""Runs uvicorn as the settings say."""

import resource
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from django.conf import settings
from uvicorn.supervisors import Multiprocess

from bening.adapters.patience import PatientProtocol, impatient_socket

CONNECTIONS = 2000  # at once in one process; one more is answered 503
LAST_REQUESTS = 10  # seconds requests may go on after the signal to end


class Announced(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends live pages first: they would keep the server for as long as it may take."""
        from bening.queues.stream import hub  # noqa: PLC0415 - Django is set up by now

        hub.end()
        await super().shutdown(sockets)


def serve(sockets: list[socket.socket], ready: Callable[[], None]) -> None:
    """Serves on `sockets` until a signal ends it; `ready` is called when pages can be asked for."""
    allow_connections()
    config = uvicorn.Config(
        "bening.config.asgi:application",
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=LAST_REQUESTS,
        proxy_headers=bool(settings.TRUSTED_PROXIES),
        forwarded_allow_ips=settings.TRUSTED_PROXIES,
        ssl_certfile=settings.TLS_CERT or None,
        ssl_keyfile=settings.TLS_KEY or None,
        workers=settings.PROCESSES,
    )
    listening = [impatient_socket(one) for one in sockets]
    if settings.PROCESSES == 1:
        with suppress(KeyboardInterrupt):  # uvicorn has ended in good order and raises it again
            Announced(config, ready).run(listening)
    else:
        ready()
        Multiprocess(config, listening).run()


def allow_connections() -> None:
    """As many open files as the system grants, and no core dumps: memory never reaches the disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
