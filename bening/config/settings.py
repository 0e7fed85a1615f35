"""All settings, read once from the environment. `docs/id/referensi/pengaturan.md` lists them."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bening.adapters.network import lan_address
from bening.config.databases import database
from bening.config.environment import SettingRefused, flag, text, whole
from bening.config.secret import kept_secret, own_folder
from bening.config.sign_in import *
from bening.config.sign_in import OIDC_ORIGINS

PACKAGE = Path(__file__).resolve().parent.parent

# Where things are ---------------------------------------------------------------------------------

os.umask(0o077)  # what the program writes is for its own user alone
BENING_DATA = own_folder(Path(text("BENING_DATA", "data")).expanduser().resolve())
INCOMING = own_folder(BENING_DATA / "incoming")  # bodies and forms that are being received

# How this process listens: `bening serve` takes the same as options.
PORT = whole("BENING_PORT", 8000, least=1, most=65535)
LAN = flag("BENING_LAN")
HOSTS = text("BENING_HOST").replace(",", " ").split()
TLS_CERT, TLS_KEY = text("BENING_TLS_CERT"), text("BENING_TLS_KEY")
if bool(TLS_CERT) != bool(TLS_KEY):
    raise SettingRefused("BENING_TLS_CERT", "sertifikat dan kunci (BENING_TLS_KEY) harus berdua.")
PROCESSES = whole("BENING_PROCESSES", 1, least=1, most=64)

# The only source of absolute links and QR codes.
BENING_PUBLIC_URL = text(
    "BENING_PUBLIC_URL",
    f"http{'s' if TLS_CERT else ''}://{lan_address() if LAN else 'localhost'}:{PORT}",
).rstrip("/")
_public = urlsplit(BENING_PUBLIC_URL)
if _public.scheme not in {"http", "https"} or not _public.hostname or _public.path:
    raise SettingRefused(
        "BENING_PUBLIC_URL",
        f"harus alamat seperti https://bening.contoh.go.id, bukan “{BENING_PUBLIC_URL}”.",
    )
IS_HTTPS = _public.scheme == "https"

DEBUG = flag("BENING_DEBUG")
SECRET_KEY = text("BENING_SECRET_KEY") or kept_secret(BENING_DATA / "secret-key")
if len(SECRET_KEY) < 32:
    raise SettingRefused("BENING_SECRET_KEY", "terlalu pendek, minimal 32 karakter.")

ALLOWED_HOSTS = [
    _public.hostname,
    # The health check and the proxy ask on the machine itself.
    *([] if IS_HTTPS and not TLS_CERT else ["localhost", "127.0.0.1", "[::1]"]),
    *(name for name in text("BENING_ALLOWED_HOSTS").replace(",", " ").split() if name),
]
CSRF_TRUSTED_ORIGINS = [BENING_PUBLIC_URL]

# Data ---------------------------------------------------------------------------------------------

PAGE_THREADS = whole("BENING_PAGE_THREADS", 8, least=1, most=64)
DATABASES = {
    "default": database(text("DATABASE_URL"), data=BENING_DATA, pool_size=PAGE_THREADS + 6),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = text("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
}

# Jobs and the sealer run in the server itself, unless `bening worker` does it.
EMBEDDED_WORKER = flag("BENING_EMBEDDED_WORKER", default=True)
# Bodies that wait for a thread may hold so many MiB in memory together; the rest waits in files.
BODY_MEMORY = whole("BENING_BODY_MEMORY_MIB", 64, least=4, most=4096)
# Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.
TRUSTED_PROXIES = text("BENING_TRUSTED_PROXIES").replace(",", " ").split()

# Evidence files: a folder now; the scheme leaves room for other stores.
STORAGE_URL = text("STORAGE_URL", f"file://{BENING_DATA / 'files'}")
if not STORAGE_URL.startswith("file:///"):
    raise SettingRefused("STORAGE_URL", "hanya file:///FOLDER yang didukung.")
STORAGE_FOLDER = Path(STORAGE_URL.removeprefix("file://"))

MAX_FILE_MB = whole("BENING_MAX_FILE_MB", 100, least=1, most=2048)  # one evidence file
PREVIEW_PAGES = whole("BENING_PREVIEW_PAGES", 10, least=1, most=100)  # drawn of a PDF

SURVEY_CONTACT_DAYS = whole("BENING_SURVEY_CONTACT_DAYS", 30, least=1, most=180)  # addresses kept
# Answers of one survey's open link from one address in an hour; an office stands behind one.
SURVEY_OPEN_HOURLY = whole("BENING_SURVEY_OPEN_HOURLY", 300, least=1, most=100_000)

# Confidential reports: what one site takes in an hour, and a host name of their own.
WBS_FILINGS_HOURLY = whole("BENING_WBS_HOURLY", 600, least=10, most=10_000_000)
WBS_HOST = text("BENING_WBS_HOST").lower()
if WBS_HOST:
    ALLOWED_HOSTS.append(WBS_HOST.partition(":")[0])

MEDIA_ROOT = ""
FILE_UPLOAD_TEMP_DIR = INCOMING
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Applications -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "bening.config",
    "bening.dashboards",
    "bening.evaluations",
    "bening.programs",
    "bening.evidence",
    "bening.documents",
    "bening.pacts",
    "bening.selection",
    "bening.mentoring",
    "bening.reviews",
    "bening.nominations",
    "bening.aftercare",
    "bening.services",
    "bening.surveys",
    "bening.gratuities",
    "bening.findings",
    "bening.wealth_reports",
    "bening.risks",
    "bening.queues",
    "bening.conflicts",
    "bening.discipline",
    "bening.whistleblowing",
    "bening.complaints",
    "bening.channel_reports",
    "bening.notices",
    "bening.casework",
    "bening.calendars",
    "bening.accounts",
    "bening.agencies",
    "bening.facts",
    "bening.audit",
    "bening.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",  # the templates of the form renderer
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "bening.whistleblowing.house.own_door",  # its pages go through nothing that follows
    "bening.adapters.access_log.access_log",
    "django.middleware.gzip.GZipMiddleware",  # a sheet's area: 145 kB, sent as 14; length blurred
    "django.middleware.security.SecurityMiddleware",
    "bening.adapters.headers.strict_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "bening.ui.kept_drafts.tell_what_was_kept",
    "bening.ui.refusals.RefusalMiddleware",
    "bening.ui.odd_text.readable_text_only",
    "bening.accounts.middleware.working_unit",
    "bening.accounts.middleware.second_factor",
]

ROOT_URLCONF = "bening.config.urls"
WSGI_APPLICATION = "bening.config.wsgi.application"
ASGI_APPLICATION = "bening.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Without DEBUG the loader keeps compiled templates in memory.
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bening.ui.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People and sign-in -------------------------------------------------------------------------------

# The rest stands in `sign_in.py`: only this line needs the public address.
# Browsers themselves refuse passkeys without HTTPS, but for the name localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _public.hostname == "localhost"

# Sessions, cookies, headers -----------------------------------------------------------------------

SESSION_ENGINE = "bening.accounts.sessions"
SESSION_COOKIE_NAME = "bening_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "bening.ui.errors.csrf_failure"
CSRF_COOKIE_NAME = "bening_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = IS_HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
NINJA_PAGINATION_CLASS = "bening.ui.api_pages.BoundedPages"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        # Browsers check where a form is sent on to: the agency's own sign-in, where there is one.
        "form-action": ["'self'", *OIDC_ORIGINS],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = text("BENING_TIME_ZONE", "Asia/Jakarta")

# Static files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BENING_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "bening.ui.static_storage.HashedFiles"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Mail ---------------------------------------------------------------------------------------------

EMAIL_HOST = text("BENING_MAIL_HOST")
EMAIL_PORT = whole("BENING_MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = text("BENING_MAIL_USER")
EMAIL_HOST_PASSWORD = text("BENING_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("BENING_MAIL_STARTTLS", default=EMAIL_PORT == 587)
EMAIL_USE_SSL = flag("BENING_MAIL_TLS", default=EMAIL_PORT == 465)
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise SettingRefused("BENING_MAIL_TLS", "tidak dapat bersama BENING_MAIL_STARTTLS.")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("BENING_MAIL_FROM", f"bening@{_public.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Without a mail server links are shown to the administrator instead; nothing pretends to be sent.
MAIL_IS_SET = bool(EMAIL_HOST)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if MAIL_IS_SET
    else "django.core.mail.backends.dummy.EmailBackend"
)

# Logs ---------------------------------------------------------------------------------------------

LOG_LEVEL = text("BENING_LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    raise SettingRefused("BENING_LOG_LEVEL", f"harus DEBUG, INFO, WARNING atau ERROR: {LOG_LEVEL}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"no_path": {"()": "bening.adapters.access_log.WithoutPath"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_path"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "bening": {"level": LOG_LEVEL},
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}
