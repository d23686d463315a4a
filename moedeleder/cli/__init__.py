"""What an administrator or a script can ask for without a window."""

from __future__ import annotations

import errno
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from moedeleder import paths
from moedeleder.cli.parser import parsed
from moedeleder.domain.errors import MoedelederError
from moedeleder.logs import start_log, stay_silent, stop_log
from moedeleder.memory import leave_no_dump

DONE, COULD_NOT, CALLED_WRONGLY = 0, 1, 2
UNFORESEEN = "Det lykkedes ikke. Intet er ændret. Se loggen i datamappen."
OUTPUT_FULL = "Svaret kunne ikke skrives, for der er ikke plads. Det, du bad om, kan være gjort."
log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for and return the exit code.

    Args:
        arguments: without the program's name; None takes those of the process.

    Returns:
        0 done, 1 could not, 2 called wrongly; with 1 and 2 one sentence stands on stderr.
    """
    _speak_utf8()
    leave_no_dump()
    try:
        wanted = parsed(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as leaving:
        # The parser has said what there was to say.
        return int(leaving.code or DONE)
    stay_silent()
    try:
        return _done(wanted)
    finally:
        stop_log()


def _done(wanted: Namespace) -> int:
    try:
        if wanted.writes_log and paths.data_folder().is_dir():
            start_log(paths.data_folder())
        code = int(wanted.run(wanted))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except MoedelederError as error:
        from moedeleder.ui.texts import error_text

        log.info("could not: %s", type(error).__name__)
        print(error_text(error).sentence, file=sys.stderr)
    except KeyboardInterrupt:
        print("Afbrudt.", file=sys.stderr)
    except BrokenPipeError:
        # The reader has seen enough; what is left must not fail once more at the end.
        _drop_output()
    except OSError as error:
        log.exception("unforeseen")
        # The services tell of a full disk in words of their own: here the answer had no room.
        full = error.errno == errno.ENOSPC
        if full:
            _drop_output()
        print(OUTPUT_FULL if full else UNFORESEEN, file=sys.stderr)
    except Exception:
        log.exception("unforeseen")
        print(UNFORESEEN, file=sys.stderr)
    return COULD_NOT


def _drop_output() -> None:
    """Let what is still to be written go nowhere: the interpreter would fail on it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Let Danish through where the terminal's own set of letters cannot hold it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
