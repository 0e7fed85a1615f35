"""Filters of this feature's pages: `{% load accounts %}`."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

register = template.Library()

# The first word found decides: browsers name their ancestors too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """A browser's description of itself as a person would say it: `Chrome di Windows`."""
    browser = next((name for word, name in BROWSERS if word in user_agent), "")
    system = next((name for word, name in SYSTEMS if word in user_agent), "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Perangkat tidak dikenal")


@register.simple_tag
def passkey_host() -> str:
    """The host name passkeys are bound to."""
    return urlsplit(settings.BENING_PUBLIC_URL).hostname or ""
