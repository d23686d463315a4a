"""What the packaged program leaves at home: parts of Qt and of Python that it never uses."""

from __future__ import annotations

import re
import sys
from pathlib import PurePath

Entry = tuple[str, str, str]
"""PyInstaller's (place in the program, file on this machine, kind)."""

UNUSED_MODULES = [
    *("tkinter", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "turtledemo", "test"),
    # The readline library's licence (GPL) does not go with ours, and nobody types at a prompt.
    *("readline", "curses"),
    # Python's own SQLite must never open our file.
    *("sqlite3", "pysqlite2", "MySQLdb", "psycopg2"),
    *("_pytest", "pytest", "hypothesis", "aiosmtpd", "openxml_audit", "page_validation"),
    *("mypy", "ruff", "uv", "pip", "setuptools", "pkg_resources", "wheel", "hatchling"),
    *("rich", "pygments", "IPython", "numpy", "PIL", "pandas"),
    *("alembic.testing", "sqlalchemy.testing", "icalendar.tests"),
    # Python's own zoneinfo is what calendars are made with; of lxml only its reader is used.
    *("pytz", "lxml.objectify", "lxml.isoschematron", "mako.ext"),
    *(
        f"PySide6.Qt{name}"
        for name in (
            *("Concurrent", "DBus", "Designer", "Help", "Network", "OpenGL", "OpenGLWidgets"),
            *("PrintSupport", "Qml", "Quick", "QuickControls2", "QuickTest", "QuickWidgets"),
            *("Sql", "SvgWidgets", "Test", "UiTools", "Xml"),
        )
    ),
]

# The names that stand in the plugins' file names on the three systems, for each folder of them.
KEPT_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    # Not gtk3: it pulls in half a desktop. Dark and light come through the portal.
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
KEPT_LANGUAGES = ("da", "en")
_PLUGIN = re.compile(r"/plugins/([^/]+)/(?:lib)?([^/]+?)\.(?:so|dll|dylib)$")
_TRANSLATION = re.compile(r"/translations/qt(base)?_(.+)\.qm$")


def slim_binaries(entries: list[Entry]) -> list[Entry]:
    """Return the libraries without unused Qt plugins, and without what only those needed."""
    kept = [entry for entry in entries if not _is_unused_plugin(entry[0])]
    # Elsewhere a library may be asked for by name while the program runs: there all of them stay.
    return _needed(kept) if sys.platform.startswith("linux") else kept


def slim_datas(entries: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """Return the data files without Qt's other languages, tests, and links to what was left out."""
    places = {entry[0] for entry in binaries}
    return [
        entry
        for entry in entries
        if not _is_unused_data(entry[0]) and (entry[2] != "SYMLINK" or entry[1] in places)
    ]


def _is_unused_plugin(place: str) -> bool:
    found = _PLUGIN.search("/" + PurePath(place).as_posix())
    return found is not None and found[2] not in KEPT_PLUGINS.get(found[1], ())


def _is_unused_data(place: str) -> bool:
    name = "/" + PurePath(place).as_posix()
    if "PySide6" in name and "/translations/" in name:
        found = _TRANSLATION.search(name)
        return not found or found[2] not in KEPT_LANGUAGES
    return "/tests/" in name or name.endswith((".pyi", "/py.typed"))


def _needed(entries: list[Entry]) -> list[Entry]:
    """Return the entries that something else in the program can still reach."""
    from PyInstaller.depend.bindepend import get_imports

    reached = [entry for entry in entries if not _is_library(entry)]
    libraries = {PurePath(entry[0]).name: entry for entry in entries if _is_library(entry)}
    # The list grows while it is walked: what a library needs is needed, too.
    for _place, source, _kind in reached:
        for name, _found in get_imports(source):
            library = libraries.pop(PurePath(name).name, None)
            if library is not None:
                reached.append(library)
    return reached


def _is_library(entry: Entry) -> bool:
    """Whether it is there only because something links to it."""
    place, _source, kind = entry
    if kind == "EXTENSION" or "/plugins/" in PurePath(place).as_posix():
        return False
    return not PurePath(place).name.startswith("libpython")
