"""The pages as a WSGI application; `bening.config.asgi` puts the gate before it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bening.config.settings")

application = get_wsgi_application()
