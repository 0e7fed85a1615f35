"""The recordings of the voice: where each is served, what it says, what pause it needs.

The player in ``static/queues/voice.js`` gets them as one attribute of the page, because addresses
of static files change with their content.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.templatetags.static import static

FOLDER = "queues/voice/id"
MANIFEST = Path(__file__).parent / "static" / FOLDER / "manifest.json"


@cache
def manifest() -> dict[str, Any]:
    """How the clips were made, and each clip by its name."""
    read: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return read


@cache
def for_player() -> str:
    """JSON for `data-voice-clips`: name to address, pause before and after in ms, and words."""
    return json.dumps(
        {
            name: [static(f"{FOLDER}/{name}.mp3"), clip["before"], clip["after"], clip["words"]]
            for name, clip in manifest()["clips"].items()
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
