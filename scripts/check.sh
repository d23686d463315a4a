#!/bin/sh
# Style, types and the direction of imports, all of them even when one fails.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
[ -x "$python" ] || python=.venv/Scripts/python.exe
failed=0
"$python" -m ruff check . || failed=1
"$python" -m ruff format --check . || failed=1
"$python" -m mypy || failed=1
"$python" -c 'from importlinter.cli import lint_imports_command as lint; lint(["--no-logo"])' ||
    failed=1
exit $failed
