"""The sockets the server listens on, and the address phones in the building reach."""

import errno
import socket

from bening.domain.refusals import Refused


class CannotListen(Refused):
    """`code` is "port_taken", "port_forbidden" or "no_such_address"; values: `port`, `host`."""


def lan_address() -> str:
    """The address of this machine in its local network; "localhost" without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only asks the routing table.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def listen(hosts: list[str], port: int) -> list[socket.socket]:
    """Listening sockets, one for each of `hosts`; IPv6 is left out where the machine has none.

    Raises `CannotListen`; then no socket stays open.
    """
    sockets: list[socket.socket] = []
    try:
        for host in hosts:
            try:
                sockets.append(_listen(host, port))
            except OSError as error:
                if ":" in host and error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                    continue
                raise CannotListen(_code(error), port=port, host=host) from error
    except CannotListen:
        for made in sockets:
            made.close()
        raise
    return sockets


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((host, port))
        made.listen(2048)
        made.set_inheritable(True)
    except OSError:
        made.close()
        raise
    return made


def _code(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "port_taken"
    if error.errno == errno.EACCES:
        return "port_forbidden"
    return "no_such_address"
