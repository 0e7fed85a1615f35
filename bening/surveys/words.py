"""The sentences of this feature: its audit acts and its refusals."""

from bening.surveys import words_results


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    words_results.register_words()
