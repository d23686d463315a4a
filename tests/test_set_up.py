"""The set-up keeps its word: the locks pin all, name no address, and CI runs what README says."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("run.lock.txt", "dev.lock.txt")


def _pins(lock_name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock_name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock_name", LOCKS)
def test_lock_names_no_address(lock_name: str) -> None:
    text = (ROOT / "requirements" / lock_name).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|@ |index-url", text, re.MULTILINE)


@pytest.mark.parametrize("lock_name", LOCKS)
def test_every_pin_has_a_hash(lock_name: str) -> None:
    text = (ROOT / "requirements" / lock_name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_pin_every_dependency() -> None:
    project = _project()
    runtime = {_name(line) for line in project["project"]["dependencies"]}
    groups = {
        _name(line)
        for group in project["dependency-groups"].values()
        for line in group
        if isinstance(line, str)
    }
    assert runtime - _pins("run.lock.txt").keys() == set()
    assert (runtime | groups) - _pins("dev.lock.txt").keys() == set()


def test_small_lock_is_part_of_the_big_one() -> None:
    assert _pins("run.lock.txt").items() <= _pins("dev.lock.txt").items()


def test_ci_runs_the_command_that_readme_names() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="only Debian has dpkg")
def test_missing_system_packages_are_found_by_name() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from system_packages import *; print(find_missing(['dpkg', 'no-x']))",
        ],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['no-x']\n"


def test_set_up_called_wrongly_says_how() -> None:
    script = ROOT / "scripts" / "set_up.py"
    done = subprocess.run(
        [sys.executable, script, "vrøvl"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "run | test | build" in done.stderr
