"""What the typesetter throws, and what it means to us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Its own falls are no Exception, so that they would pass every net and end a thread.
_FALL = "pyo3_runtime"


@contextmanager
def faults_mean(meaning: Callable[[], Exception]) -> Iterator[None]:
    """Raise ``meaning()`` instead of what the typesetter throws, which may quote the text."""
    try:
        yield
    except (RuntimeError, ValueError):
        raise meaning() from None
    except BaseException as fault:
        if type(fault).__module__ != _FALL:
            raise
        raise meaning() from None
