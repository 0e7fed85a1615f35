"""The sentences of this feature: its audit acts and its refusals, each part its own."""

from bening.surveys import words_public


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    words_public.register_words()
