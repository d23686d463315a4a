"""LibreOffice itself, without a screen: what parents without Word fill forms in with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

DOCX = "docx:MS Word 2007 XML"
ODT = "odt"
PDF = "pdf"
# The first start makes a profile; on a busy machine that takes its time.
PATIENCE_SECONDS = 100


class Writer:
    """Converts files with LibreOffice Writer, which keeps its settings in a folder of ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs = 0

    def convert(self, files: dict[str, bytes], kind: str) -> dict[str, bytes]:
        """The files opened and saved as ``kind``, all in one start; by their names' stems."""
        self._runs += 1
        source, target = (self._folder / f"{self._runs}-{side}" for side in ("in", "out"))
        source.mkdir(parents=True)
        for name, data in files.items():
            (source / name).write_bytes(data)
        command = [
            _program(),
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", kind, "--outdir", str(target)),
            *(str(source / name) for name in files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        return {path.stem: path.read_bytes() for path in target.iterdir()}


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """LibreOffice with settings of its own for this run of the tests."""
    if not _program():
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    return Writer(tmp_path_factory.mktemp("libreoffice"))


def _program() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""
