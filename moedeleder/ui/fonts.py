"""Four sizes of one typeface, in points, so that they follow the system's text size."""

from __future__ import annotations

import sys
from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

BASE_POINTS = 10.5
FAMILIES_ON_LINUX = ("Inter", "Noto Sans")


class TextRole(Enum):
    """What a text is, with its size against the base and its weight."""

    SMALL = (13 / 14, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    SECTION = (16 / 14, QFont.Weight.Bold)
    LARGE = (20 / 14, QFont.Weight.Bold)
    TITLE = (22 / 14, QFont.Weight.Bold)


def font_for(role: TextRole, *, italic: bool = False) -> QFont:
    """Return the font of a role, sized from the application's font."""
    ratio, weight = role.value
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * ratio)
    font.setWeight(weight)
    font.setItalic(italic)
    return font


def scaled(pixels: float) -> int:
    """Return a length in pixels, grown with the text for who needs it larger than usual."""
    return round(pixels * max(1.0, QApplication.font().pointSizeF() / _base_points()))


def _base_points() -> float:
    # A point is a pixel on macOS and 4/3 of one elsewhere.
    return BASE_POINTS * 4 / 3 if sys.platform == "darwin" else BASE_POINTS


def base_font() -> QFont:
    """Return the system's font at the program's base size; on Linux Inter, then Noto Sans."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform.startswith("linux"):
        installed = set(QFontDatabase.families())
        found = [family for family in FAMILIES_ON_LINUX if family in installed]
        if found:
            font.setFamilies(found)
    font.setPointSizeF(_base_points())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
