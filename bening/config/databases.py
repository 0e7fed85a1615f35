"""The database named by `DATABASE_URL`, as Django wants it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bening.config.environment import SettingRefused


def database(url: str, *, data: Path, pool_size: int) -> dict[str, Any]:
    """Connection settings of `url`: `sqlite:///PATH` or `postgresql://user:word@host:port/name`.

    Without a URL: `bening.sqlite3` in the data folder.
    """
    if not url:
        return sqlite(data / "bening.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = unquote(parts.path).removeprefix("/")
        if not name:
            raise SettingRefused("DATABASE_URL", "tidak menyebut berkas SQLite.")
        return sqlite(Path(name))
    if parts.scheme in {"postgres", "postgresql"}:
        name = unquote(parts.path).removeprefix("/")
        if not name:
            raise SettingRefused("DATABASE_URL", "tidak menyebut nama basis data.")
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            # A pool and no persistent connections: CONN_MAX_AGE keeps one connection per thread
            # that ever ran a query, and under ASGI threads come and go.
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                **query,
                "pool": {"min_size": 1, "max_size": pool_size, "timeout": 10},
                # Reads whose text comes again (`adapters/prepared.py`) are planned once for each
                # connection. What binds in the client, as Django does, is never prepared.
                "prepare_threshold": 3,
            },
        }
    raise SettingRefused(
        "DATABASE_URL", f"harus dimulai dengan sqlite: atau postgresql:, bukan “{parts.scheme}:”."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """Settings of a SQLite file; the backend sets the write-ahead log and full sync itself."""
    return {
        "ENGINE": "bening.adapters.fair_sqlite",
        "NAME": str(path),
        # Opening costs a millisecond, and the page threads are few and always the same.
        "CONN_MAX_AGE": None,
    }
