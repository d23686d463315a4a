"""What the typesetter throws, and what it means to us."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOG = logging.getLogger(__name__)

# Its own falls are no Exception, so that they would pass every net and end a thread.
_FALL = "pyo3_runtime"


@contextmanager
def faults_mean(meaning: Callable[[], Exception]) -> Iterator[None]:
    """Raise ``meaning()`` instead of what the typesetter throws, which may quote the text."""
    try:
        yield
    except (RuntimeError, ValueError) as fault:
        _note(fault)
        raise meaning() from None
    except BaseException as fault:
        if type(fault).__module__ != _FALL:
            raise
        _note(fault)
        raise meaning() from None


def _note(fault: BaseException) -> None:
    # Its words may quote the text, so they are for whoever turned on DEBUG and no one else.
    _LOG.error("the typesetter refused: %s", type(fault).__name__)
    _LOG.debug("its words: %s", fault)
