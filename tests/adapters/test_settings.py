"""Settings are read from the environment and refused at start, with the name and the reason."""

import os
import stat
from pathlib import Path

import pytest

from bening.config.databases import database
from bening.config.environment import SettingRefused, flag, text, whole
from bening.config.secret import kept_secret, own_folder
from tests.servers import bening, environment_for, made_once, upgrade


def test_text_comes_from_the_variable_or_from_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("dari berkas\n")
    monkeypatch.setenv("BENING_X_FILE", str(secret))
    assert text("BENING_X") == "dari berkas"
    assert text("BENING_Y", "bawaan") == "bawaan"

    monkeypatch.setenv("BENING_X", "langsung")
    with pytest.raises(SettingRefused, match="dua kali"):
        text("BENING_X")

    monkeypatch.delenv("BENING_X")
    monkeypatch.setenv("BENING_X_FILE", str(tmp_path / "none"))
    with pytest.raises(SettingRefused, match="BENING_X_FILE: berkas"):
        text("BENING_X")
    with pytest.raises(SettingRefused, match="wajib"):
        text("BENING_Z", required=True)


@pytest.mark.parametrize("value", ["-1", "9", "1.5", "banyak", "٣x"])
def test_a_number_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BENING_N", value)

    with pytest.raises(SettingRefused, match="BENING_N"):
        whole("BENING_N", 3, least=0, most=8)


def test_numbers_and_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENING_N", "7")
    assert whole("BENING_N", 3) == 7
    assert whole("BENING_M", 3) == 3
    for value, expected in (("ya", True), ("TRUE", True), ("0", False), ("tidak", False)):
        monkeypatch.setenv("BENING_F", value)
        assert flag("BENING_F") is expected
    monkeypatch.setenv("BENING_F", "mungkin")
    with pytest.raises(SettingRefused, match="mungkin"):
        flag("BENING_F")


def test_the_database_url_names_either_database(tmp_path: Path) -> None:
    default = database("", data=tmp_path, pool_size=5)
    named = database("sqlite:////srv/data%20bening/x.sqlite3", data=tmp_path, pool_size=5)
    server = database(
        "postgresql://bening:k%40ta@db.contoh:5433/isi?sslmode=require", data=tmp_path, pool_size=5
    )

    assert default["NAME"] == str(tmp_path / "bening.sqlite3")
    assert named["NAME"] == "/srv/data bening/x.sqlite3"
    assert (server["USER"], server["PASSWORD"]) == ("bening", "k@ta")
    assert (server["HOST"], server["PORT"], server["NAME"]) == ("db.contoh", "5433", "isi")
    assert server["OPTIONS"]["sslmode"] == "require"
    assert server["OPTIONS"]["pool"]["max_size"] == 5
    assert server["CONN_MAX_AGE"] == 0
    for wrong in ("mysql://x/y", "postgresql://db.contoh", "sqlite://", "nama"):
        with pytest.raises(SettingRefused, match="DATABASE_URL"):
            database(wrong, data=tmp_path, pool_size=5)


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"

    first = kept_secret(path)

    assert kept_secret(path) == first
    assert len(first) >= 48
    assert [found.name for found in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingRefused, match="BENING_DATA"):
        own_folder(tmp_path / "file" / "data")
    with pytest.raises(SettingRefused, match="BENING_SECRET_KEY"):
        kept_secret(tmp_path / "file" / "secret-key")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("BENING_PUBLIC_URL", "bening.contoh.go.id", "BENING_PUBLIC_URL"),
        ("BENING_PUBLIC_URL", "https://bening.contoh.go.id/jalur", "BENING_PUBLIC_URL"),
        ("BENING_SECRET_KEY", "pendek", "terlalu pendek"),
        ("BENING_PORT", "0", "antara 1 dan 65535"),
        ("BENING_TLS_CERT", "/x.pem", "harus berdua"),
        ("BENING_LOG_LEVEL", "berisik", "BENING_LOG_LEVEL"),
        ("STORAGE_URL", "s3://bucket", "STORAGE_URL"),
        ("DATABASE_URL", "oracle://x", "DATABASE_URL"),
        ("BENING_MAX_FILE_MB", "nol", "BENING_MAX_FILE_MB"),
    ],
)
def test_a_wrong_setting_stops_the_program_with_one_sentence(
    tmp_path: Path, name: str, value: str, reason: str
) -> None:
    environment = environment_for(tmp_path, 8000) | {name: value}

    refused = bening("check", environment=environment, check=False)

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert reason in refused.stderr


def test_https_hardens_the_cookies(tmp_path: Path) -> None:
    environment = environment_for(tmp_path, 8000, BENING_PUBLIC_URL="https://bening.contoh.go.id")
    script = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLOWED_HOSTS)"
    )

    said = bening("shell", "--no-imports", "-c", script, environment=environment).stdout

    assert said.split("\n")[0] == "True True True ['bening.contoh.go.id']"


def test_what_the_program_writes_is_for_its_user_alone() -> None:
    written = made_once("empty", upgrade)

    found = [Path(folder) / name for folder, _, names in os.walk(written) for name in names]
    assert {"bening.sqlite3", "secret-key"} <= {path.name for path in found}
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name
