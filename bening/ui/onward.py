"""Where a visitor may be sent on to: pages of ours, whoever named them."""

from urllib.parse import unquote

from django.utils.http import url_has_allowed_host_and_scheme


def is_local(address: str) -> bool:
    """Whether an address is a path of this server, also for those who decode it once too often."""
    return all(
        form.startswith("/") and url_has_allowed_host_and_scheme(form, allowed_hosts=None)
        for form in (address, unquote(address))
    )
