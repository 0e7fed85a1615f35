"""What cases of every channel refuse alike."""

from bening.domain.refusals import Refused


class TermRefused(Refused):
    """A term that cannot be kept: `field` names what is to be changed."""

    def __init__(self, code: str, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field
