"""What happened, for whoever has to help: a log file in the data folder, without people in it."""

from __future__ import annotations

import io
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_NAME = "moedeleder.log"
SIZE_LIMIT = 1_000_000
OLDER_FILES = 3
ROOT = "moedeleder"


class PrivateFile(RotatingFileHandler):
    """A rotating log file that only its owner may read, from its first byte on."""

    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return io.TextIOWrapper(io.FileIO(descriptor, "a"), encoding="utf-8")


class WithoutWords(logging.Formatter):
    """Writes where a fault arose, but never its message: that may quote what a person wrote."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the places of a fault below it."""
        # Another handler may have left its own text of the fault, words and all.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: object) -> str:
        """Return the kind of each error in the chain, with the places it came through."""
        error = ei[1] if isinstance(ei, tuple) else None
        lines: list[str] = []
        while error is not None:
            lines.append(f"  {type(error).__module__}.{type(error).__name__}")
            lines += _places(error.__traceback__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"    {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def start_log(folder: Path) -> Path | None:
    """Write a log from now on, INFO and above; returns its file, or None where none can be kept.

    Args:
        folder: the data folder; made if it is not there.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = PrivateFile(path, maxBytes=SIZE_LIMIT, backupCount=OLDER_FILES)
    except OSError:
        # A log must never keep anybody from their work.
        return None
    handler.setFormatter(WithoutWords("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger(ROOT)
    stop_log()
    stay_silent()
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path


def stay_silent() -> None:
    """Keep the words of faults off the terminal while there is no log to take them."""
    logger = logging.getLogger(ROOT)
    if not any(isinstance(each, logging.NullHandler) for each in logger.handlers):
        logger.addHandler(logging.NullHandler())


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger(ROOT)
    for handler in [each for each in logger.handlers if isinstance(each, PrivateFile)]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(logging.NOTSET)


def log_unforeseen() -> None:
    """Let errors that nobody caught end in the log, instead of words on a terminal."""

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger(ROOT).error("unforeseen", exc_info=(kind, error, trace))

    sys.excepthook = note
