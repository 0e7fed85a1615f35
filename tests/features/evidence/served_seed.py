"""Run in a process of its own on a real server's data: people, a sheet, a session. Prints JSON."""

import json
import os
import sys
from importlib import import_module

import django


def main() -> None:
    """Makes the cast's PIC with a sheet and somebody of another agency, both signed in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.conf import settings

    from tests.features.evidence.conftest import make_sheet
    from tests.people import Cast

    cast = Cast()
    sheet = make_sheet(cast.unit, cast.pic)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    sessions = {}
    for name, person in (("pic", cast.pic), ("outsider", cast.outsider)):
        session = store()
        session["_auth_user_id"] = str(person.pk)
        session["_auth_user_backend"] = "bening.accounts.backends.PersonBackend"
        session["_auth_user_hash"] = person.get_session_auth_hash()
        session.create()
        sessions[name] = session.session_key
    sys.stdout.write(json.dumps({"sheet": str(sheet.pk), **sessions}) + "\n")


if __name__ == "__main__":
    main()
