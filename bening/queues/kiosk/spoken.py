"""What the recordings say at a kiosk: on machines that have no Indonesian voice of their own."""

from typing import Final

from bening.domain.queueing.voice import CHIME, GO_TO_COUNTER, VoiceRefused, announcement

FOLDER: Final = "queues/voice/id"
PRIORITY: Final = "kiosk_priority"
WELCOME: Final[tuple[str, ...]] = ("kiosk_welcome", PRIORITY)
CONFIRM: Final[tuple[str, ...]] = (PRIORITY, "kiosk_time")
PRINTING: Final = "kiosk_printing"
NO_PAPER: Final = "kiosk_no_paper"


def of_number(label: str, *, is_printed: bool, has_no_paper: bool = False) -> tuple[str, ...]:
    """The number that was given, and where its paper is; nothing for one that no clip says."""
    try:
        called = announcement(label, 1)
    except VoiceRefused:
        return ()
    number = called[called.index(CHIME) + 1 : called.index(GO_TO_COUNTER)]
    if has_no_paper:
        return (*number, NO_PAPER)
    return (*number, PRINTING) if is_printed else number


def address_of(clip: str) -> str:
    """Where a kiosk's own server has a clip."""
    return f"/static/{FOLDER}/{clip}.mp3"
