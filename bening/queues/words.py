"""The sentences of this feature: audit acts, notices and refusals, each part its own."""

from bening.queues import words_counters


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    words_counters.register_words()
