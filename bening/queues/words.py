"""The sentences of this feature: audit acts, notices and refusals, each part its own."""

from bening.queues import (
    words_counters,
    words_handing,
    words_kiosks,
    words_promises,
    words_setup,
    words_visitor,
)


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    words_counters.register_words()
    words_handing.register_words()
    words_kiosks.register_words()
    words_visitor.register_words()
    words_setup.register_words()
    words_promises.register_words()
