"""The commands: each takes what was asked for, does it, and returns the exit code."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moedeleder.cli import words
from moedeleder.domain.errors import NotFound

DONE, COULD_NOT = 0, 1


def window(wanted: Namespace) -> int:
    """Open the window."""
    if not has_screen():
        return _could_not(words.NO_SCREEN)
    from moedeleder import paths
    from moedeleder.launch import run_window
    from moedeleder.logs import log_unforeseen, start_log

    start_log(paths.data_folder())
    log_unforeseen()
    return int(run_window([]))


def has_screen() -> bool:
    """Whether there is something to open a window on."""
    if not sys.platform.startswith("linux"):
        return True
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return True
    # Drawing without a screen is for tests and servers, and then somebody has said so.
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(platform) and not platform.startswith(("xcb", "wayland"))


def demo(wanted: Namespace) -> int:
    """Do the whole job on an example or a meeting file, in a store of its own."""
    from moedeleder import paths
    from moedeleder.app import open_office
    from moedeleder.models.key import new_key
    from moedeleder.models.opening import open_store
    from moedeleder.services.demo import Demo, DemoClock, demo_start
    from moedeleder.services.exchange import example_files
    from moedeleder.services.exchange_reading import read_meeting_file
    from moedeleder.services.secrets import MemorySecrets

    file = read_meeting_file(wanted.source or example_files()[0], paths.resources())
    clock = DemoClock(demo_start(file))
    with _ended_in_order(), tempfile.TemporaryDirectory(prefix="moedeleder-") as name:
        folder = Path(name)
        # The key is forgotten with this process, and what is left on the disk with it.
        store = open_store(folder / "demo.db", new_key(), clock=clock)
        typing = store.edit_writer()
        try:
            office = open_office(store, typing, MemorySecrets(), now=clock)
            report = Demo(office, clock, wanted.out, folder / "udbakke").run(file)
        finally:
            typing.close()
            store.close()
    print(_json(words.demo_data(report)) if wanted.json else words.demo_text(report))
    if report.is_complete:
        return DONE
    return _could_not(words.demo_failure(report))


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let the system's wish to end be as Ctrl+C: what lies in a temporary folder is cleared."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def list_meetings(wanted: Namespace) -> int:
    """Print the meetings with their ids, newest first."""
    from moedeleder.cli.opening import users_office

    try:
        with users_office(wanted.passphrase_file) as office:
            lines = office.meetings.find()
    except NotFound:
        lines = []
    print("\n".join(words.meeting_line(line) for line in lines) or words.NO_MEETINGS)
    return DONE


def export(wanted: Namespace) -> int:
    """Write a whole meeting to a file for a colleague."""
    from moedeleder.cli.opening import users_office

    try:
        with users_office(wanted.passphrase_file) as office:
            found = [line for line in office.meetings.find() if line.id.startswith(wanted.meeting)]
            if len(found) > 1:
                return _could_not(words.SEVERAL_MEETINGS)
            # Past what a list shows, only a whole id finds a meeting.
            meeting_id = found[0].id if found else wanted.meeting
            office.exchange.export(meeting_id, wanted.out)
    except NotFound:
        return _could_not(words.NO_SUCH_MEETING)
    print(words.exported(wanted.out))
    return DONE


def _could_not(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return COULD_NOT


def bring_in(wanted: Namespace) -> int:
    """Bring in a meeting from a colleague's file."""
    from moedeleder import paths
    from moedeleder.cli.opening import users_office
    from moedeleder.services.exchange_reading import read_meeting_file

    # Read first: a file that is refused must not make an empty store.
    file = read_meeting_file(wanted.file, paths.resources())
    with users_office(wanted.passphrase_file, make=True) as office:
        brought = office.exchange.keep(file, wanted.file.name)
    print(words.brought_in(brought))
    return DONE


def verify(wanted: Namespace) -> int:
    """Prove that everything finished is as it was finished, or name the first broken place."""
    from moedeleder.cli.opening import users_office

    try:
        with users_office(wanted.passphrase_file) as office:
            proof = office.verifying.verify()
    except NotFound:
        return _could_not(words.NO_MEETINGS)
    print(_json(words.proof_data(proof)) if wanted.json else words.proof_text(proof))
    return DONE if proof.is_whole else COULD_NOT


def doctor(wanted: Namespace) -> int:
    """Report whether everything the program needs is there."""
    from moedeleder.app import resource_folders
    from moedeleder.services.doctor import examine

    findings = examine(resource_folders())
    print(_json(words.doctor_data(findings)) if wanted.json else words.doctor_text(findings))
    return COULD_NOT if any(each.is_bad for each in findings) else DONE


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
