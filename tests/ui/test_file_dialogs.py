"""The dialogs for files are Danish throughout and begin among the person's documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.file_dialogs import documents_folder, made_dialog

ENGLISH = {"&Look in:", "Look in:", "Files of &type:", "Files of type:"}


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.AnyFile])
def test_no_label_is_english(qtbot: QtBot, mode: QFileDialog.FileMode, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = made_dialog(parent, "Vælg", str(tmp_path))
    dialog.setFileMode(mode)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    QApplication.processEvents()
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    assert "&Kig i:" in labels
    assert not labels & ENGLISH
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.close()


def test_it_begins_in_a_folder_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert Path(documents_folder()) == Path.home()
