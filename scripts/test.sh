#!/bin/sh
# Everything that must be true before a change goes in: set-up, checks, tests.
# Arguments go on to pytest.
set -eu
cd "$(dirname "$0")/.."
python3 scripts/set_up.py test
python=.venv/bin/python
[ -x "$python" ] || python=.venv/Scripts/python.exe
failed=0
sh scripts/check.sh || failed=1
# A window of the tests must never open on somebody's screen.
QT_QPA_PLATFORM=offscreen "$python" -m pytest -n 2 --dist worksteal "$@" || failed=1
exit $failed
