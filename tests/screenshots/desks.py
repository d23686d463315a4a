"""A desk with a real office behind a scene; it lives until the program ends."""

from __future__ import annotations

import atexit
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.ui.office_fixture import TestDesk, opened_desk

_OPEN = ExitStack()
atexit.register(_OPEN.close)


def scene_desk(*, introduced: bool = True) -> TestDesk:
    """Return a desk of the scene's own, with an empty office."""
    folder = _OPEN.enter_context(tempfile.TemporaryDirectory(prefix="moedeleder-scene-"))
    return _OPEN.enter_context(opened_desk(Path(folder), introduced=introduced))
