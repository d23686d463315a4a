"""The Qt binding that is installed does not eat Python's None."""

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_leave_none_alone() -> None:
    # PySide 6.12.0 loses a reference to None for each such call on Python 3.11, and the
    # program ends without a word after some thousand of them.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < 100
