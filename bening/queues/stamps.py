"""What a page shows, named shortly: nothing new is sent to whoever has it."""

from datetime import datetime


def stamp(beat: int, now: datetime) -> str:
    """A change of the hall, and the minute: pages count in minutes."""
    return f"{beat}-{int(now.timestamp()) // 60}"
