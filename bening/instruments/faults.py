"""A fault of a file from outside: where it stands and what is wrong, for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
MOST = 1000
LAST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` counts from 1; `path` leads through the document; `what` is Indonesian."""

    code: str
    what: str
    line: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"

    @property
    def where(self) -> str:
        """The line where there is one, else the path, else the whole file."""
        if self.line is not None:
            return f"baris {self.line}"
        return json_path(self.path) if self.path else "berkas"


def json_path(path: Sequence[str | int]) -> str:
    """A path as people write it: ``$.answers["A.I.1.i.a"].value``."""
    return "$" + "".join(
        f"[{step}]"
        if isinstance(step, int)
        else f".{step}"
        if step.isidentifier()
        else f'["{step}"]'
        for step in path
    )


@dataclass(slots=True)
class Faults:
    """Collects faults up to MOST; a line is the nearest one known along the path."""

    lines: Mapping[Path, int] = field(default_factory=dict)
    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, code: str, what: str) -> None:
        """Note a fault at a path, or at the nearest place above it that has a line."""
        if len(self.found) < MOST:
            self.found.append(Fault(code, what, self.line(path), path))
        elif len(self.found) == MOST:
            what = f"lebih dari {MOST} kesalahan; perbaiki dahulu yang tercantum"
            self.found.append(Fault("too_many_faults", what))

    def line(self, path: Path) -> int | None:
        """The line of a path or of the nearest place above it."""
        for end in range(len(path), -1, -1):
            if (line := self.lines.get(path[:end])) is not None:
                return line
        return None

    def sorted(self) -> tuple[Fault, ...]:
        """Every fault by line."""
        return tuple(sorted(self.found, key=lambda fault: fault.line or LAST))
