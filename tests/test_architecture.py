"""What import contracts cannot say: the domain stands on the standard library alone."""

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "moedeleder"
LONGEST_FILE = 400


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return names


def test_domain_imports_only_itself_and_the_standard_library() -> None:
    files = sorted((PACKAGE / "domain").rglob("*.py"))
    foreign = {
        f"{path.name}: {name}"
        for path in files
        for name in _imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith("moedeleder.domain.")
    }
    assert files
    assert foreign == set()


def test_no_file_has_grown_past_its_size() -> None:
    lengths = {path: len(path.read_bytes().splitlines()) for path in PACKAGE.rglob("*.py")}
    assert lengths
    assert {path.name for path, length in lengths.items() if length > LONGEST_FILE} == set()
