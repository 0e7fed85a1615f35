"""The sentences of services: audit acts and refusals. Filled by the actions of this feature."""


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
