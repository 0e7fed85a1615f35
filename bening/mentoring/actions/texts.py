"""What every written text of this feature must be: something, and not a book."""

from bening.mentoring.refusals import MentoringRefused

LONGEST = 8000


def said(text: str, field: str) -> str:
    """The text without outer blanks.

    Raises MentoringRefused ("mentoring_text_missing", "mentoring_text_too_long").
    """
    kept = text.strip()
    if not kept:
        raise MentoringRefused("mentoring_text_missing", field=field)
    if len(kept) > LONGEST:
        raise MentoringRefused("mentoring_text_too_long", field=field, longest=LONGEST)
    return kept


def line(text: str, field: str, longest: int = 200) -> str:
    """One line of at most `longest` characters. Raises MentoringRefused."""
    kept = " ".join(text.split())
    if not kept:
        raise MentoringRefused("mentoring_text_missing", field=field)
    if len(kept) > longest:
        raise MentoringRefused("mentoring_text_too_long", field=field, longest=longest)
    return kept
