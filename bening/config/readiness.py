"""Whether the database and the static files are those of this version of the program."""

import json
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def unready(*, pages: bool = True) -> str:
    """Why a process must not start yet, with the command that mends it; "" when it may.

    Without `pages` the static files don't matter.
    """
    try:
        missing = pending_migrations()
    except DatabaseError as error:
        return f"Basis data tidak dapat dibuka ({error}). Periksa DATABASE_URL."
    if missing:
        return "Basis data belum disiapkan untuk versi ini. Jalankan: bening upgrade"
    if pages and not settings.DEBUG and not static_is_current():
        return "Berkas statis belum disiapkan untuk versi ini. Jalankan: bening upgrade"
    return ""


def pending_migrations() -> list[str]:
    """Names of migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def has_tables() -> bool:
    """True when the database has been used before."""
    return bool(connection.introspection.table_names())


def static_stamp() -> str:
    """Changes when a static file of the program is added, removed or changed."""
    seen = blake2b(digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return seen.hexdigest()


def static_is_current() -> bool:
    """True when the collected static files are those of this version."""
    try:
        kept = json.loads(_stamp_file().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return bool(kept == static_stamp())


def keep_static_stamp() -> None:
    """Records that the static files were collected."""
    _stamp_file().write_text(json.dumps(static_stamp()), encoding="ascii")


def _stamp_file() -> Path:
    return settings.STATIC_ROOT / ".collected"
