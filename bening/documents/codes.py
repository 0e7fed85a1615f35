"""The code a document is checked by: sixteen signs that nobody mistakes for another, or guesses."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's, 5 bits a sign
LENGTH = 16
_TYPED = str.maketrans(
    {"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\N{NO-BREAK SPACE}": None}
)


def new_code() -> str:
    """A code: 80 random bits, no order in it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """A code as it was typed: case, gaps and look-alikes do not matter. Empty where it is none."""
    code = typed.strip().upper().translate(_TYPED)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spelled(code: str) -> str:
    """The code in groups of four, as people read it aloud."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
