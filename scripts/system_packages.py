"""The Debian packages Mødeleder uses, and how the missing ones are installed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

QT = ["libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"]
WINDOW = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
]
FONTS = [
    "fonts-inter",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
    "fonts-crosextra-carlito",
    "fonts-liberation2",
]
TESTS = [
    "make",
    "xvfb",
    "xauth",
    "poppler-utils",
    "dbus",
    "gnome-keyring",
    "dovecot-imapd",
    "dovecot-lmtpd",
    "postfix",
    "libreoffice-writer-nogui",
]
# The tests start these themselves, each in a folder of its own; the machine gets no mail server.
MAIL_SERVERS = {"dovecot-imapd", "dovecot-lmtpd", "postfix"}
# Debian asks this even where nobody is there to answer, and sets up a server if it is not told.
NO_MAIL_SERVER = "postfix postfix/main_mailer_type select No configuration"
POLICY = Path("/usr/sbin/policy-rc.d")
PURPOSES = {
    "run": QT + WINDOW + FONTS,
    "test": QT + WINDOW + FONTS + TESTS,
    "build": [*QT, *WINDOW, *FONTS, *TESTS, "binutils"],
}
if sys.base_prefix == "/usr":
    # The packaged program carries Python as a library; Debian keeps that in a package of its own.
    PURPOSES["build"].append("libpython{}.{}".format(*sys.version_info))
# After a refusal the same packages are not asked for again for a day: the next start is quick.
PATIENCE_SECONDS = 24 * 60 * 60
REFUSALS = Path(__file__).resolve().parent.parent / "build" / "set-up" / "apt-refused.txt"


def ensure(purpose: str) -> list[str]:
    """Install what `purpose` needs and return the names that are still missing (often none)."""
    if not (sys.platform == "linux" and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return []
    missing = find_missing(PURPOSES[purpose])
    if missing and not _refused_lately(missing):
        root = _as_root()
        if root is not None:
            print(f"Installerer systempakker: {' '.join(missing)}", flush=True)
            if MAIL_SERVERS & set(missing):
                _install_without_starting(root, missing)
            else:
                _install(root, missing)
            missing = find_missing(missing)
            _remember_refusal(missing)
    if missing:
        print(f"Kunne ikke installere systempakkerne: {' '.join(missing)}", flush=True)
    return missing


def find_missing(names: list[str]) -> list[str]:
    """The names of those packages that dpkg does not have installed."""
    # Newer releases call some libraries by a name ending in t64.
    wanted = [spelling for name in names for spelling in (name, f"{name}t64")]
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\\n", *wanted]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[1] for line in answer.splitlines() if line.startswith("installed ")}
    return [name for name in names if not {name, f"{name}t64"} & installed]


def _install(root: list[str], names: list[str]) -> None:
    """Ask apt for all at once, then one by one, so that one unknown name does not stop the rest."""
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # Nothing that somebody uses here has to go: a machine keeps the mail server it has.
    install = [*apt, "install", "--yes", "--quiet=2", "--no-install-recommends", "--no-remove"]
    _run([*apt, "update", "--quiet=2"])
    if _run([*install, *names]):
        return
    for name in names:
        _run([*install, name])


def _install_without_starting(root: list[str], names: list[str]) -> None:
    """Install mail servers so that none runs for the whole machine, now or after a restart."""
    had_dovecot = not find_missing(["dovecot-core"])
    is_ours = not POLICY.exists()
    if "postfix" in names:
        _run([*root, "sh", "-c", f"echo {NO_MAIL_SERVER} | debconf-set-selections"])
    try:
        if is_ours:
            # While this stands there, installing starts no service.
            policy = f"printf '#!/bin/sh\\nexit 101\\n' > {POLICY} && chmod 755 {POLICY}"
            _run([*root, "sh", "-c", policy])
        _install(root, names)
    finally:
        if is_ours:
            _run([*root, "rm", "-f", str(POLICY)])
    if not had_dovecot and shutil.which("systemctl"):
        _run([*root, "systemctl", "disable", "--quiet", "dovecot.service"])


def _as_root() -> "list[str] | None":
    """How this user calls a program as root, or None if not at all."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        return ["sudo"]
    # Nobody is there to type a password.
    sudo = ["sudo", "--non-interactive"]
    return sudo if _run([*sudo, "true"]) else None


def _run(command: list[str]) -> bool:
    """Run apt without its chatter; tell whether it went well."""
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


def _refused_lately(missing: list[str]) -> bool:
    if not REFUSALS.exists() or time.time() - REFUSALS.stat().st_mtime > PATIENCE_SECONDS:
        return False
    return set(missing) <= set(REFUSALS.read_text().split())


def _remember_refusal(missing: list[str]) -> None:
    if not missing:
        REFUSALS.unlink(missing_ok=True)
        return
    REFUSALS.parent.mkdir(parents=True, exist_ok=True)
    REFUSALS.write_text("\n".join(missing) + "\n")
