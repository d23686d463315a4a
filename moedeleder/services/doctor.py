"""Whether everything the program needs is there, for whoever has to help. Names no person.

It changes nothing: no key is made, no database is made or migrated.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from moedeleder import __version__, paths
from moedeleder.domain.errors import MoedelederError, ResourceFault
from moedeleder.services.doctor_store import examine_mail, examine_mailbox, examine_store
from moedeleder.services.exchange import example_files
from moedeleder.services.exchange_reading import read_meeting_file
from moedeleder.services.finding import BAD, OK, WARNING, Finding
from moedeleder.services.letters import checked_template

__all__ = ["PACKAGES", "Finding", "examine"]

# What the program stands on; a packaged program must carry their metadata along.
PACKAGES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "alembic",
    "typst",
    "python-docx",
    "icalendar",
    "IMAPClient",
    "keyring",
    "argon2-cffi",
    "chunspell",
    "jsonschema",
)
LITTLE_SPACE = 500_000_000
UI_FONTS = ("Inter", "NotoSans")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def examine(resource_folders: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what was found, in the order it is shown.

    Args:
        resource_folders: folders of data files; a later one's files win.
    """
    return (
        Finding("program", "Mødeleder", __version__),
        Finding("python", "Python", platform.python_version()),
        Finding("system", "System", f"{platform.system()} {platform.machine()}"),
        *_packages(),
        *examine_store(),
        examine_mail(),
        examine_mailbox(),
        _screen(),
        _ui_fonts(),
        _document_fonts(),
        *_resources(resource_folders),
        _space(),
    )


def _packages() -> list[Finding]:
    return [_package(name) for name in PACKAGES]


def _package(name: str) -> Finding:
    key = f"package:{name.lower()}"
    try:
        return Finding(key, name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(key, name, "mangler", BAD)


def _screen() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("screen", "Skærm", "systemets")
    found = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    if found:
        return Finding("screen", "Skærm", found[0])
    return Finding("screen", "Skærm", "ingen: vinduet kan ikke åbnes her", WARNING)


def _ui_fonts() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("fonts:window", "Skrift i vinduet", "systemets")
    found = [name for name in UI_FONTS if _has_font(name)]
    if found:
        return Finding("fonts:window", "Skrift i vinduet", ", ".join(found))
    return Finding("fonts:window", "Skrift i vinduet", "systemets: Inter mangler", WARNING)


def _has_font(name: str) -> bool:
    for folder in FONT_FOLDERS:
        if next(Path(folder).expanduser().glob(f"**/{name}*.[ot]t[fc]"), None):
            return True
    return False


def _document_fonts() -> Finding:
    folder = paths.resources() / "fonts"
    found = [path for path in folder.glob("*") if path.suffix in (".otf", ".ttf")]
    if not found:
        return Finding("fonts:papers", "Skrift i papirer", "mangler", BAD)
    return Finding("fonts:papers", "Skrift i papirer", f"{len(found)} skrifter")


def _resources(folders: Sequence[Path]) -> list[Finding]:
    from moedeleder.services.before_domains import load_private_domains
    from moedeleder.services.catalogue import load_catalogue
    from moedeleder.services.deadlines import load_deadlines

    return [
        _read("types", "Mødetyper", lambda: f"{len(load_catalogue(folders).types)} mødetyper"),
        _read("deadlines", "Frister", lambda: f"{len(load_deadlines(folders).all)} frister"),
        _read("mail_domains", "Private mails", lambda: f"{len(load_private_domains(folders))}"),
        _read("letters", "Breve", lambda: _letters(folders)),
        _read("examples", "Eksempler", _examples),
        _read("language", "Ordlister", lambda: _language(folders)),
        _dictionary(folders),
    ]


def _read(key: str, name: str, load: Callable[[], str]) -> Finding:
    try:
        return Finding(f"resources:{key}", name, load())
    except ResourceFault as fault:
        places = (fault.file_name, f"linje {fault.line}" if fault.line else "", fault.field)
        where = f"{', '.join(filter(None, places))}: {fault.reason}"
        return Finding(f"resources:{key}", name, where, BAD, fault)
    except MoedelederError as error:
        return Finding(f"resources:{key}", name, f"mangler ({type(error).__name__})", BAD)


def _letters(folders: Sequence[Path]) -> str:
    found = [path for folder in folders for path in sorted((folder / "letters").glob("*.txt"))]
    for path in found:
        checked_template(path)
    return f"{len(found)} breve"


def _examples() -> str:
    found = example_files()
    for path in found:
        read_meeting_file(path, paths.resources())
    return f"{len(found)} eksempler"


def _language(folders: Sequence[Path]) -> str:
    from moedeleder.services.language_data import load_language

    lists = load_language(folders)
    return f"{len(lists.gentle) + len(lists.office)} ord, {len(lists.passives.verbs)} udsagnsord"


def _dictionary(folders: Sequence[Path]) -> Finding:
    """Whether spelling can be checked; without it the program does everything else."""
    from moedeleder.services.language import open_dictionary

    key, name = "resources:dictionary", "Stavekontrol"
    if open_dictionary(folders) is None:
        return Finding(key, name, "ordbogen mangler", WARNING)
    return Finding(key, name, "dansk ordbog")


def _space() -> Finding:
    folder = paths.data_folder()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state = OK if free > LITTLE_SPACE else WARNING
    return Finding("disk", "Plads på disken", f"{free // 1_000_000} MB fri", state)
