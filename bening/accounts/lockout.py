"""Lock-out after five wrong passwords, counted by account and without addresses.

An account is locked for 15 minutes, whoever tried: counting by address would let one hall of
officials behind one router lock each other out, and would need their addresses. Passkeys still
work while the password is locked. Unknown accounts are counted and locked alike, so that the answer
tells nothing about who has an account.
"""

import hashlib
import hmac
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bening.accounts.security_events import record_failed_try

TOO_MANY = 429


def account_key(email: str) -> str:
    """What stands for an account in the counters: an HMAC of its address."""
    key = settings.SECRET_KEY.encode() + b"|lockout"
    return hmac.digest(key, email.strip().lower().encode(), hashlib.sha256).hex()


def counted_account(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """The account a try was made on, as `account_key`; None when it names none."""
    found = credentials or {}
    typed = found.get("email") or found.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return account_key(str(typed)) if typed else None


def no_address(request: HttpRequest) -> None:
    """The address as it is counted: not at all."""


def tries_left(request: HttpRequest) -> int:
    """Tries until the lock, after a failed one in this request; 0 means locked."""
    if getattr(request, "axes_locked_out", False):
        return 0
    failures = getattr(request, "axes_failures_since_start", None) or 0
    return max(0, settings.AXES_FAILURE_LIMIT - failures)


def locked_page(
    request: HttpRequest,
    response: HttpResponse,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form with its message stays; only the status tells machines that it is too much."""
    response.status_code = TOO_MANY
    return response


def unlock(email: str) -> None:
    """Forgets the failed tries on an account: its password was set anew."""
    AxesProxyHandler.reset_attempts(username=account_key(email))


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]  # the package has no types
    """Counts failed tries in the database, and keeps nothing of the device that made them."""

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> None:
        """Counts one failed try and leaves its event; tries during the lock leave none."""
        if request is None:
            return
        locked_before = getattr(request, "axes_locked_out", False)
        request.axes_user_agent = ""  # type: ignore[attr-defined]
        request.axes_path_info = ""  # type: ignore[attr-defined]
        request.axes_http_accept = ""  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)
        if not locked_before:
            record_failed_try(
                str(credentials.get("email") or credentials.get("username") or ""),
                attempt=getattr(request, "axes_failures_since_start", None) or 0,
                locked=bool(getattr(request, "axes_locked_out", False)),
                now=timezone.now(),
            )
