"""Every setting is documented with its default, and nothing is documented that does not exist."""

import re
from pathlib import Path

from tests.servers import ROOT

PAGE = ROOT / "docs" / "id" / "referensi" / "pengaturan.md"
# Variables of the test runs, of the proxy and of a kiosk, which runs without settings.
NO_SETTINGS = {
    "BENING_TEST_AGAIN",
    "BENING_TEST_CHROMIUM",
    "BENING_TEST_FAST",
    "BENING_TEST_PG_BIN",
    "BENING_TEST_REDIS",
    "BENING_KIOSK_SECRET",
    "BENING_NAME",
    "BENING_UPSTREAM",
}
READ = re.compile(r'\b(?:text|whole|flag)\(\s*"([A-Z_]+)"')
NAME = re.compile(r"`((?:BENING_[A-Z_]+|DATABASE_URL|STORAGE_URL|REDIS_URL))`")


def settings_read() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bening").rglob("*.py")]
    return {name for source in sources for name in READ.findall(source)}


def settings_in_table(page: Path = PAGE) -> set[str]:
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    return {name for row in rows for name in NAME.findall(row.split("|")[1])}


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    assert settings_in_table() == settings_read()


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "bening").rglob("*.py")
        if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }

    assert readers <= {
        "bening/__main__.py",
        "bening/config/asgi.py",
        "bening/config/environment.py",
        "bening/config/management/commands/serve.py",
        "bening/config/wsgi.py",
        "bening/adapters/limited.py",
        "bening/queues/kiosk/command.py",
    }


def test_the_guides_name_only_settings_that_exist() -> None:
    named = {
        name
        for folder in (ROOT / "docs", ROOT / "deploy")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".png", ".webp", ".xlsx", ".pdf"}
        for name in re.findall(r"\b(BENING_[A-Z_]+?)(?:_FILE)?\b", path.read_text("utf-8"))
    }

    assert named - settings_read() - NO_SETTINGS == set()
