"""What services refuse; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class ServiceRefused(Refused):
    """A service or a day of the register can't be so; `field` names the form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class ServiceClosed(ServiceRefused):
    """It is not offered any more."""

    status = 409


class RegisterRefused(ServiceRefused):
    """Lines of a file that can't be taken; `faults` are all of them, nothing is stored."""

    def __init__(self, faults: "list[RegisterFault]") -> None:
        super().__init__("register_file_faulty", field="file", count=len(faults))
        self.faults = faults


class RegisterFault(Refused):
    """One line of a file, by its number there."""

    def __init__(self, line: int, code: str, **values: Any) -> None:
        super().__init__(code, **values)
        self.line = line
