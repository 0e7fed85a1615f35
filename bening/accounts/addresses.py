"""Network addresses as they may be counted: never in clear, and never the same two days running."""

import hashlib
import hmac
import ipaddress
import secrets
import threading
from datetime import date

_lock = threading.Lock()
_day: date | None = None
_key = b""


def pseudonym(address: str, *, today: date) -> str:
    """Stands for a client's network in counters: an IPv6 text from an HMAC under the day's key.

    The key is made in memory at first use each day and kept nowhere, so yesterday's pseudonyms mean
    nothing. An IPv6 client counts as its /64. What is no address counts as one client.
    """
    digest = hmac.digest(_key_of(today), network_of(address).encode(), hashlib.sha256)
    # The first 64 bits differ between clients: limits truncate IPv6 addresses to them.
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:7] + bytes(8)))


def network_of(address: str) -> str:
    """What counts as one client: an IPv4 address or an IPv6 /64, as text; "" for what is none."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)


def _key_of(today: date) -> bytes:
    global _day, _key
    with _lock:
        if _day != today:
            _day, _key = today, secrets.token_bytes(32)
        return _key
