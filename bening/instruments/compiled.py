"""The compiled form of an instrument file: its content as JSON, tied to its bytes by SHA-256.

Reading the YAML takes tens of milliseconds, this form less than one.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

FORMAT = 1
SOURCE = "instrument.yaml"
COMPILED = "compiled.json"


class StaleCompiledForm(Exception):
    """The compiled form was not made from the instrument file beside it."""


def sha256_of(source: bytes) -> str:
    """The hash that names an instrument version: SHA-256 of the file's bytes, in hexadecimal."""
    return hashlib.sha256(source).hexdigest()


def compiled(source: bytes, document: dict[str, Any]) -> bytes:
    """The compiled form of a file's bytes and the document read from them."""
    form = {"format": FORMAT, "sha256": sha256_of(source), "document": document}
    return (json.dumps(form, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_compiled(folder: Path) -> tuple[dict[str, Any], str]:
    """Document and hash of a shipped instrument's folder. Raises `StaleCompiledForm`."""
    form = json.loads((folder / COMPILED).read_bytes())
    sha256 = sha256_of((folder / SOURCE).read_bytes())
    if form["format"] != FORMAT or form["sha256"] != sha256:
        raise StaleCompiledForm(f"{folder.name}: run `bening instruments compile`")
    return form["document"], sha256
