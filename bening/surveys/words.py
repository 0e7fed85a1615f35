"""The sentences of this feature: its audit acts and its refusals."""


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
