"""Vendored files are the published ones that vendor.json names, with their licences."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "bening/ui/static/ui/vendor"
RECORD = json.loads((VENDOR / "vendor.json").read_text("utf-8"))


def test_every_file_is_recorded_and_unchanged() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/vendor.py", "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == ""
    assert done.returncode == 0


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    for one in RECORD:
        target = copy / one["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / one["file"]).read_bytes())
    for name in ("scripts/vendor.py", "bening/__init__.py", "bening/ui/__init__.py"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / "bening/ui/icons.py").write_bytes((ROOT / "bening/ui/icons.py").read_bytes())
    (copy / "bening/ui/static/ui/vendor/vendor.json").write_text(json.dumps(RECORD), "utf-8")
    with (copy / "bening/ui/static/ui/vendor/htmx.min.js").open("ab") as file:
        file.write(b"\n")

    done = subprocess.run(
        [sys.executable, copy / "scripts/vendor.py", "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == (
        "bening/ui/static/ui/vendor/htmx.min.js is not the file that was recorded\n"
    )
    assert done.returncode == 1


def test_each_package_brings_its_licence() -> None:
    packages = {one["name"] for one in RECORD}
    licensed = {
        one["name"]
        for one in RECORD
        if "/licences/" in one["file"] or one["file"].endswith(("LICENSE", "OFL.txt"))
    }

    assert packages == licensed
    assert all(one["licence"] for one in RECORD)


def test_the_record_names_no_address() -> None:
    assert "://" not in (VENDOR / "vendor.json").read_text("utf-8")


def test_served_files_name_no_source_map_and_no_other_site() -> None:
    for one in RECORD:
        if one["file"].endswith((".css", ".svg")):
            text = (ROOT / one["file"]).read_text("utf-8")
            assert "sourceMappingURL" not in text
            assert "url(data:" not in text.replace('"', "")
            assert "url(http" not in text.replace('"', "")


def test_the_sprite_holds_every_listed_icon() -> None:
    from bening.ui.icons import ICONS  # noqa: PLC0415

    sprite = (ROOT / "bening/ui/static/ui/icons.svg").read_text("utf-8")

    assert [name for name in ICONS if f'id="i-{name}"' not in sprite] == []
