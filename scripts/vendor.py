#!/usr/bin/env python3
"""Vendor the front-end files: fetch npm packages, copy the few files served, record them.

usage: vendor.py            fetch every package and rewrite files and vendor.json
       vendor.py icons      the same for the icon sprite only (after a change of bening/ui/icons.py)
       vendor.py check      compare the files with vendor.json; needs neither npm nor network

Nothing is built: files are taken as published, apart from the changes named in `CHANGES`.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("bening/ui/static/ui/vendor")
RECORD = ROOT / VENDOR / "vendor.json"
SPRITE = Path("bening/ui/static/ui/icons.svg")
sys.path.insert(0, str(ROOT))

from bening.ui.icons import ICONS  # noqa: E402  (the package may not be installed)

CHANGES = {
    "plain": "source map line removed; data: images, which the content policy refuses, set to none",
    "sprite": "the icons listed in bening/ui/icons.py, joined into one sprite",
}


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: the licence it must state and where each of its files goes."""

    name: str
    version: str
    licence: str
    files: dict[str, Path]
    change: str | None = None


FONT = "plus-jakarta-sans"
DOCUMENT_FONTS = Path("bening/documents/fonts")
PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        {
            "dist/css/bootstrap.min.css": VENDOR / "bootstrap.min.css",
            "dist/css/bootstrap-reboot.min.css": VENDOR / "bootstrap-reboot.min.css",
            "LICENSE": VENDOR / "licences/bootstrap.txt",
        },
        change="plain",
    ),
    Package(
        "bootstrap-icons",
        "1.13.2",
        "MIT",
        {"icons": SPRITE, "LICENSE": VENDOR / "licences/bootstrap-icons.txt"},
        change="sprite",
    ),
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": VENDOR / "htmx.min.js", "LICENSE": VENDOR / "licences/htmx.txt"},
    ),
    Package(
        f"@fontsource-variable/{FONT}",
        "5.3.0",
        "OFL-1.1",
        {
            f"files/{FONT}-latin-wght-normal.woff2": VENDOR
            / f"{FONT}/{FONT}-latin-wght-normal.woff2",
            f"files/{FONT}-latin-ext-wght-normal.woff2": VENDOR
            / f"{FONT}/{FONT}-latin-ext-wght-normal.woff2",
            "LICENSE": VENDOR / f"licences/{FONT}.txt",
        },
    ),
    Package(
        # Plain TrueType files: Typst reads no woff2.
        f"@expo-google-fonts/{FONT}",
        "0.4.2",
        "MIT AND OFL-1.1",
        {
            f"{weight}/PlusJakartaSans_{weight}.ttf": DOCUMENT_FONTS
            / f"PlusJakartaSans-{weight}.ttf"
            for weight in ("400Regular", "500Medium", "600SemiBold", "700Bold")
        }
        | {"LICENSE_FONT": DOCUMENT_FONTS / "OFL.txt"},
    ),
    Package(
        # Of the whole widget only what computes the proof of work: one worker, without a window.
        "altcha",
        "3.2.2",
        "MIT",
        {
            "dist/workers/sha.js": VENDOR / "altcha-sha-worker.js",
            "LICENSE.txt": VENDOR / "licences/altcha.txt",
        },
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {
            "axe.min.js": Path("tests/vendor/axe.min.js"),
            "LICENSE": Path("tests/vendor/licences/axe-core.txt"),
        },
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    """Unpack the published package into `folder`; the stated licence must be the expected one."""
    wanted = f"{package.name}@{package.version}"
    packed = subprocess.run(  # noqa: S603
        ["npm", "pack", "--silent", wanted],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / packed.stdout.split()[-1]
    with tarfile.open(archive) as tar:
        tar.extractall(folder / archive.stem, filter="data")
    unpacked = folder / archive.stem / "package"
    stated = json.loads((unpacked / "package.json").read_text("utf-8"))["license"]
    if stated != package.licence:
        sys.exit(f"{wanted} states the licence {stated}, not {package.licence}")
    return unpacked


def plain_css(text: str) -> str:
    """CSS without data: images and without the line that names a source map."""
    text = re.sub(r"""url\((["']?)data:.*?\1\)(?=[;,}!\s])""", "none", text)
    return re.sub(r"/\*#\s*sourceMappingURL=.*?\*/\s*", "", text)


def sprite(folder: Path) -> str:
    """One SVG file with a <symbol id="i-NAME"> for each icon of the list."""
    namespace = "http://www.w3.org/2000/svg"
    ET.register_namespace("", namespace)
    root = ET.Element(f"{{{namespace}}}svg")
    root.text = "\n"
    for name in ICONS:
        source = ET.parse(folder / f"{name}.svg").getroot()  # noqa: S314
        symbol = ET.SubElement(
            root,
            f"{{{namespace}}}symbol",
            {"id": f"i-{name}", "viewBox": source.attrib["viewBox"]},
        )
        symbol.extend(source)
        for child in symbol:
            child.tail = None
        symbol.tail = "\n"
    return ET.tostring(root, encoding="unicode") + "\n"


def content(package: Package, source: Path) -> bytes:
    """The bytes that are served for one file (or the folder of icons) of a package."""
    if package.change == "sprite" and source.is_dir():
        return sprite(source).encode()
    data = source.read_bytes()
    if package.change == "plain" and source.suffix == ".css":
        data = plain_css(data.decode("utf-8")).encode()
    return data


def entry(package: Package, path: Path, data: bytes) -> dict[str, str]:
    """What vendor.json says of one file."""
    stated = {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "file": path.as_posix(),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    if package.change and path.suffix in {".css", ".svg"}:
        stated["change"] = CHANGES[package.change]
    return stated


def vendor(keep: Callable[[Package], bool]) -> None:
    """Fetch the packages that `keep` accepts; entries of the others stay as recorded."""
    recorded = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else []
    taken = {package.name for package in PACKAGES if keep(package)}
    entries = [old for old in recorded if old["name"] not in taken]
    with tempfile.TemporaryDirectory() as folder:
        for package in filter(keep, PACKAGES):
            unpacked = fetch(package, Path(folder))
            for inside, target in package.files.items():
                data = content(package, unpacked / inside)
                (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / target).write_bytes(data)
                entries.append(entry(package, target, data))
    entries.sort(key=lambda one: one["file"])
    RECORD.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")
    print(f"{len(entries)} files recorded")


def faults() -> list[str]:
    """What differs between the files on disk, their record and the packages named here."""
    entries = json.loads(RECORD.read_text("utf-8"))
    found = []
    for one in entries:
        path = ROOT / one["file"]
        if not path.exists():
            found.append(f"{one['file']} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != one["sha256"]:
            found.append(f"{one['file']} is not the file that was recorded")
    stated = {(one["file"], one["name"], one["version"], one["licence"]) for one in entries}
    wanted = {
        (target.as_posix(), package.name, package.version, package.licence)
        for package in PACKAGES
        for target in package.files.values()
    }
    found += [
        f"{file}: {name} {version} is not recorded" for file, name, version, _ in wanted - stated
    ]
    found += [
        f"{file}: {name} {version} is no longer named" for file, name, version, _ in stated - wanted
    ]
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for folder in (VENDOR, Path("tests/vendor"))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path != RECORD
    }
    found += [f"{file} is not recorded" for file in on_disk - {one["file"] for one in entries}]
    return sorted(found)


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's first lines; the exit code is 0 or 1."""
    if arguments == ["check"]:
        for fault in faults():
            print(fault)
        return 1 if faults() else 0
    if arguments == ["icons"]:
        vendor(lambda package: package.change == "sprite")
        return 0
    if arguments:
        print(__doc__)
        return 1
    vendor(lambda package: True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
