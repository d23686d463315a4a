"""The program's own line icons, drawn in the colour that the theme asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QDir, QFile, QIODevice, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from moedeleder.ui.fonts import scaled
from moedeleder.ui.tokens import ICON_SIZE

IconName = Literal[
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "bold",
    "calendar",
    "chart",
    "check",
    "chevron-down",
    "chevron-up",
    "clock",
    "document",
    "edit",
    "eye",
    "folder",
    "gear",
    "grip",
    "info",
    "list",
    "lock",
    "mail",
    "pause",
    "people",
    "person",
    "person-add",
    "phone",
    "play",
    "plus",
    "printer",
    "redo",
    "screen",
    "search",
    "stop",
    "sun",
    "trash",
    "undo",
    "warning",
    "x",
]

_PREFIX = "icons"
_SIZES = (16, 20, 24, 32, 48, 64)


def add_icon_folder(folder: Path) -> None:
    """Tell Qt where the drawings lie; called once by the theme."""
    QDir.setSearchPaths(_PREFIX, [str(folder)])


def icon_pixmap(name: IconName, colour: str, pixels: int = ICON_SIZE) -> QPixmap:
    """Return one icon drawn ``pixels`` wide (device pixels) in ``colour`` (#RRGGBB).

    Raises FileNotFoundError when the drawing is missing, so a bad name is found by any test.
    """
    key = f"{name}-{colour}-{pixels}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    # Read first: an error while a painter is open on the pixmap would end the process.
    renderer = QSvgRenderer(_drawing(name, colour))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon_size() -> int:
    """Return the pixels an ordinary icon is wide: it grows with the text."""
    return scaled(ICON_SIZE)


def icon(name: IconName, colour: str) -> QIcon:
    """Return an icon for Qt's own widgets, sharp from 100 to 400 % scaling."""
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(icon_pixmap(name, colour, size))
    return result


def paint_icon(
    painter: QPainter, name: IconName, colour: str, left: float, top: float, size: int = 0
) -> None:
    """Paint an icon at a place, sharp at the painter's own scaling; 0 is the ordinary size."""
    size = size or icon_size()
    ratio = painter.device().devicePixelRatio()
    pixmap = icon_pixmap(name, colour, max(1, round(size * ratio)))
    painter.drawPixmap(QRectF(left, top, size, size), pixmap, QRectF(pixmap.rect()))


def _drawing(name: str, colour: str) -> QByteArray:
    file = QFile(f"{_PREFIX}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(f"no icon drawing called {name}")
    data = bytes(file.readAll().data())
    file.close()
    return QByteArray(data.replace(b"currentColor", colour.encode("ascii")))
