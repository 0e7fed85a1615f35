"""What the rules refuse, as a code and values; the sentence is made where people read it."""

from typing import Any


class Refused(Exception):
    """A rule was not met.

    `code` is a stable English word such as ``"unknown_option"``; `values` are what the sentence
    needs.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: dict[str, Any] = values

    def __str__(self) -> str:
        if not self.values:
            return self.code
        return (
            f"{self.code} ({', '.join(f'{name}={value!r}' for name, value in self.values.items())})"
        )
