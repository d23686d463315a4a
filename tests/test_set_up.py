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


_TOOLS = {
    "dpkg-query": 'cat "$HERE/installed"',
    "apt-get": """
echo "apt-get $*" >> "$HERE/calls"
case "$*" in *install*)
  test -x "$HERE/policy-rc.d" && "$HERE/policy-rc.d"
  echo "policy $?" >> "$HERE/calls"
  for name in "$@"; do echo "installed $name" >> "$HERE/installed"; done
esac
""",
    "debconf-set-selections": 'cat >> "$HERE/answers"',
    "systemctl": 'echo "systemctl $*" >> "$HERE/calls"',
    "sudo": 'shift; exec "$@"',
}
_ENSURE = """
import sys
from pathlib import Path
import system_packages as packages
here = Path(sys.argv[1])
packages.POLICY, packages.REFUSALS = here / "policy-rc.d", here / "refused"
packages.PURPOSES = {"test": sorted(packages.MAIL_SERVERS)}
print(packages.ensure("test"))
"""


def _ensured(here: Path) -> str:
    """Install the mail servers with Debian's tools put aside for ones that only note it."""
    (here / "installed").touch()
    for name, work in _TOOLS.items():
        (here / name).write_text(f"#!/bin/sh\nHERE={here}\n{work}\n", encoding="utf-8")
        (here / name).chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", _ENSURE, here],
        cwd=ROOT / "scripts",
        env={"PATH": f"{here}:/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Debian has apt")
def test_mail_servers_are_installed_unasked_and_none_is_started(tmp_path: Path) -> None:
    assert _ensured(tmp_path) == "[]"
    assert (tmp_path / "answers").read_text() == (
        "postfix postfix/main_mailer_type select No configuration\n"
    )
    update, install, policy, off = (tmp_path / "calls").read_text().splitlines()
    assert update.startswith("apt-get update")
    assert "--no-remove dovecot-imapd dovecot-lmtpd postfix" in install
    assert policy == "policy 101"
    assert not (tmp_path / "policy-rc.d").exists()
    assert off == "systemctl disable --quiet dovecot.service"


@pytest.mark.skipif(sys.platform != "linux", reason="only Debian has apt")
def test_a_machine_s_own_dovecot_and_policy_stay_as_they_are(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    policy.chmod(0o755)
    (tmp_path / "installed").write_text("installed dovecot-core\ninstalled dovecot-imapd\n")
    assert _ensured(tmp_path) == "[]"
    assert policy.read_text() == "#!/bin/sh\nexit 0\n"
    assert "systemctl" not in (tmp_path / "calls").read_text()


def test_set_up_called_wrongly_says_how() -> None:
    script = ROOT / "scripts" / "set_up.py"
    done = subprocess.run(
        [sys.executable, script, "vrøvl"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "run | test | build" in done.stderr
