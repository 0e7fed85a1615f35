"""The scoring core is exact and pure: no float in it, nothing imported but the standard library."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bening.domain.scoring

FOLDER = Path(bening.domain.scoring.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
MATH_FLOATS = {"sqrt", "log", "exp", "fsum", "pow", "inf", "nan", "isclose", "floor_divide"}


def floats(source: str) -> list[str]:
    """Where a module writes a float, names the type, or divides plain numbers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float() | complex()):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
            case ast.Name(id="float" | "complex") | ast.Attribute(attr="float64" | "true_divide"):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in MATH_FLOATS:
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
            case ast.BinOp(op=ast.Div(), left=ast.Constant(), right=ast.Constant()):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_of_the_core_uses_floats(path: Path) -> None:
    assert floats(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ["x = 0.5", "y = float(x)", "z: float", "w = 1 / 2", "math.inf"])
def test_the_scan_sees_floats(source: str) -> None:
    assert floats(source) != []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_core_imports_the_standard_library_and_itself_only(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    outside = {
        name
        for name in imported
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("bening.domain")
    }

    assert outside <= ({"numpy", "numpy.typing"} if path.name == "batch.py" else set())


def test_importing_the_core_loads_no_numpy_and_no_yaml() -> None:
    code = (
        "import sys, bening.domain.scoring, bening.instruments\n"
        "bening.instruments.load('lke-2021')\n"
        "heavy = {'numpy', 'yaml', 'ruamel', 'django', 'pydantic', 'openpyxl'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
