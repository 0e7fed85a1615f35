"""`/sehat/`: whether this process answers and reaches its database, for proxies and monitors."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 or 503, and nothing about why: `bening doctor` says that to the operator."""
    try:
        connection.ensure_connection()
        answers = connection.is_usable()
    except DatabaseError:
        answers = False
    if not answers:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
