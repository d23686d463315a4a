import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.logs import OLDER_FILES, SIZE_LIMIT, log_unforeseen, start_log, stop_log

log = logging.getLogger("moedeleder.tests")


@pytest.fixture(autouse=True)
def log_is_put_back() -> Iterator[None]:
    logger, hook = logging.getLogger("moedeleder"), sys.excepthook
    yield
    stop_log()
    assert logger.level == logging.NOTSET
    sys.excepthook = hook


def started(folder: Path) -> Path:
    path = start_log(folder)
    assert path is not None
    return path


def test_what_happens_is_noted_and_details_are_not(tmp_path: Path) -> None:
    path = started(tmp_path / "data")
    log.debug("Alma")
    log.info("started")
    assert path.read_text(encoding="utf-8").endswith("INFO moedeleder.tests: started\n")
    assert "Alma" not in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_only_the_owner_may_read_any_of_it(tmp_path: Path) -> None:
    path = started(tmp_path / "data")
    for _ in range(10):
        log.info("x" * (SIZE_LIMIT // 2))
    files = list(path.parent.iterdir())
    assert len(files) == OLDER_FILES + 1
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_a_fault_is_noted_without_its_words(tmp_path: Path) -> None:
    path = started(tmp_path)
    try:
        try:
            int("Alma Eksempel")
        except ValueError as error:
            raise KeyError("Sofie") from error
    except KeyError:
        log.exception("unforeseen")
    text = path.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py:" in text
    assert "Alma" not in text
    assert "Sofie" not in text


def test_what_nobody_caught_is_noted(tmp_path: Path) -> None:
    path = started(tmp_path)
    log_unforeseen()
    try:
        raise RuntimeError("Alma")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    text = path.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "Alma" not in text


def test_a_second_start_does_not_note_twice(tmp_path: Path) -> None:
    started(tmp_path)
    path = started(tmp_path)
    log.info("once")
    assert path.read_text(encoding="utf-8").count("once") == 1


def test_no_log_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert start_log(tmp_path / "file" / "data") is None
    log.info("still here")
