"""The sentences of this feature: its audit acts and its refusals, each part its own."""

from bening.surveys import words_public, words_results, words_staff


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    words_staff.register_words()
    words_results.register_words()
    words_public.register_words()
