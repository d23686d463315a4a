"""What every dialog test may use."""

from __future__ import annotations

from tests.ui.office_fixture import desk, example

__all__ = ["desk", "example"]
