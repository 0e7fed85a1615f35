"""What the public pages say for others: the pages of answers that were not taken."""

from bening.surveys import intake_pages, public_pages


def register_words() -> None:
    """Declares them; called when the application is ready."""
    intake_pages.register(public_pages.not_taken)
