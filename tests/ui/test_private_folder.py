"""The folder for papers that are only looked at."""

from __future__ import annotations

import gc
import shutil
import stat

from moedeleder.ui.private_folder import PrivateFolder


def test_it_is_closed_to_others_and_stays_the_same() -> None:
    folder = PrivateFolder()
    assert stat.S_IMODE(folder.path().stat().st_mode) == 0o700
    assert folder.path() == folder.path()


def test_it_is_made_anew_when_somebody_cleared_it_away() -> None:
    folder = PrivateFolder()
    shutil.rmtree(folder.path())
    assert folder.path().is_dir()


def test_it_goes_away_with_its_owner() -> None:
    folder = PrivateFolder()
    path = folder.path()
    (path / "referat.pdf").write_bytes(b"%PDF")
    del folder
    gc.collect()
    assert not path.exists()
