"""What the import contract can't say: purity, weight, and the doors between features."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.servers import ROOT

PACKAGE = ROOT / "bening"
FEATURES = {"evaluations", "programs", "evidence", "documents", "queues", "services", "surveys"}
# What a feature keeps to itself; others meet it through its queries, its actions and the values
# these give.
KEPT = {"views", "forms", "urls", "jobs", "middleware", "templatetags", "signals"}


def sources(folder: Path = PACKAGE) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module in full, and whether it is imported when the file is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(outer)
    }
    typing_only = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.dump(outer.test)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        at_once = id(node) not in inside and id(node) not in typing_only
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the layer"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}", at_once) for alias in node.names)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_domain_imports_the_standard_library_and_itself_only() -> None:
    batch = PACKAGE / "domain" / "scoring" / "batch.py"
    strangers = [
        f"{shown(path)}: {module}"
        for path in sources(PACKAGE / "domain")
        for module, _ in imports(path)
        if not module.startswith("bening.domain")
        and module.split(".")[0] not in sys.stdlib_module_names
        and not (path == batch and module.split(".")[0] == "numpy")
    ]

    assert strangers == []


def test_the_domain_has_no_clock_no_chance_and_no_files() -> None:
    # Both draw from a given seed: the same pairs, the same hall give the same figures, always.
    seeded = {
        PACKAGE / "domain" / "reviewing" / "agreement.py",
        PACKAGE / "domain" / "queueing" / "draws.py",
    }
    closed = {"random", "secrets", "time", "os", "pathlib", "socket", "tempfile", "subprocess"}
    found = [
        f"{shown(path)}: {module}"
        for path in sources(PACKAGE / "domain")
        for module, _ in imports(path)
        if module.split(".")[0] in closed and not (path in seeded and module == "random")
    ]

    assert found == []


def test_only_the_batch_scorer_knows_numpy() -> None:
    users = {
        shown(path)
        for path in sources()
        for module, _ in imports(path)
        if module.split(".")[0] == "numpy"
    }

    assert users <= {"bening/domain/scoring/batch.py"}


def test_the_instruments_know_no_django() -> None:
    users = [
        f"{shown(path)}: {module}"
        for path in sources(PACKAGE / "instruments")
        for module, _ in imports(path)
        if module.split(".")[0] in {"django", "allauth", "ninja"}
    ]

    assert users == []


def test_features_meet_at_their_doors() -> None:
    breaches = []
    for feature in FEATURES:
        for path in sources(PACKAGE / feature):
            for module, _ in imports(path):
                parts = module.split(".")
                if parts[0] != "bening" or len(parts) < 3:
                    continue
                other, door = parts[1], parts[2]
                if other in FEATURES - {feature} and door in KEPT:
                    breaches.append(f"{shown(path)}: {module}")

    assert breaches == []


def test_nobody_takes_private_names_of_another_package() -> None:
    breaches = [
        f"{shown(path)}: {module}"
        for path in sources()
        for module, _ in imports(path)
        if module.startswith("bening.")
        and module.rpartition(".")[2].startswith("_")
        and not module.rpartition(".")[2].startswith("__")
        and module.split(".")[1] != path.relative_to(PACKAGE).parts[0]
    ]

    assert breaches == []


def test_raw_sql_stands_in_adapters_and_migrations_only() -> None:
    words = ("cursor.execute", ".raw(", "RawSQL(", ".extra(")
    found = [
        f"{shown(path)}: {word}"
        for path in sources()
        if path.relative_to(PACKAGE).parts[0] != "adapters"
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_no_module_grew_past_400_lines() -> None:
    long = {
        shown(path): count
        for path in sources()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}
