"""Slow work runs elsewhere, and comes home safely."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from moedeleder.ui.background import Background, ImmediateBackground, Runner


def fail_with(error: Exception) -> object:
    raise error


def test_work_runs_off_the_gui_thread_and_its_result_comes_back_on_it(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    seen: list[tuple[str, int]] = []
    background.run(
        threading.get_ident,
        lambda worker: seen.extend([("worker", worker), ("home", threading.get_ident())]),
        fail_with,
        owner,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][1] != threading.get_ident()
    assert seen[1] == ("home", threading.get_ident())
    assert not background.is_busy


def test_an_error_comes_back_as_it_was(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    error, seen = ValueError("no"), []
    background.run(lambda: fail_with(error), fail_with, seen.append, owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [error]


def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    gate, seen = threading.Event(), []
    background.run(gate.wait, seen.append, seen.append, owner)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen == []


def test_cancelled_work_is_not_delivered(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    gate, seen = threading.Event(), []
    background.run(gate.wait, seen.append, seen.append, owner).cancel()
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen == []


def test_leaving_waits_for_work_under_way() -> None:
    background, owner = Background(), QObject()
    begun, done = threading.Event(), []

    def work() -> None:
        begun.set()
        done.append(True)

    background.run(work, lambda _result: None, fail_with, owner)
    background.wait()
    assert begun.is_set()
    assert done == [True]


def test_many_pieces_all_come_home(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    seen: list[int] = []
    for number in range(50):
        background.run(lambda number=number: number, seen.append, fail_with, owner)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert sorted(seen) == list(range(50))


@pytest.mark.parametrize("fails", [False, True])
def test_the_immediate_one_keeps_the_same_promise(fails: bool) -> None:
    runner: Runner = ImmediateBackground()
    owner = QObject()
    done: list[object] = []
    failed: list[Exception] = []
    error = ValueError("no")
    runner.run(lambda: fail_with(error) if fails else 7, done.append, failed.append, owner)
    assert (done, failed) == (([], [error]) if fails else ([7], []))
    shiboken6.delete(owner)
    runner.run(lambda: 8, done.append, failed.append, owner)
    assert 8 not in done


def test_a_fall_that_is_no_exception_comes_back_too(qtbot: QtBot) -> None:
    class Fall(BaseException):
        """As the typesetter's own falls are."""

    def fall() -> None:
        raise Fall

    background, errors = Background(), []
    background.run(fall, lambda _result: None, errors.append, background)
    qtbot.waitUntil(lambda: bool(errors))
    assert [type(error) for error in errors] == [RuntimeError]
