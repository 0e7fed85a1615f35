"""The settings of the program, on a data folder that goes away, with what makes tests quick."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="bening-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["BENING_DATA"] = _folder
os.environ.setdefault("BENING_PUBLIC_URL", "http://localhost:8000")
os.environ.setdefault("BENING_SECRET_KEY", "only-for-tests-" + "x" * 40)

from bening.config.settings import *
from bening.config.settings import BENING_DATA, DATABASES, STATIC_ROOT, STORAGES

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file: the write-ahead log and threads don't exist in memory. Nothing here needs a full sync;
    # the tests that kill a server start one of their own with the real settings.
    DATABASES["default"]["TEST"] = {"NAME": str(BENING_DATA / "test.sqlite3")}
    DATABASES["default"].setdefault("OPTIONS", {})["synchronous"] = "OFF"
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # test databases are dropped: nobody may hold

BENING_REQUIRE_TWO_FACTOR = False  # tests of it turn it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(exist_ok=True)
