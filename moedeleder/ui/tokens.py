"""The colours and sizes of the program, named by what they are for.

Widgets that paint themselves ask ``current_tokens()`` each time they paint, so a change between
light and dark needs no bookkeeping: Qt's own application palette carries the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QGuiApplication, QPalette

MARGIN = 24
GAP = 16
RADIUS_BUTTON = 8
RADIUS_CARD = 10
ICON_SIZE = 16
TEXT_COLUMN = 72
"""Widest text column, in characters."""


class Tone(StrEnum):
    """What a colour says; never used without a word beside it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    FAMILY = "family"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"


@dataclass(frozen=True)
class Tokens:
    """One complete set of colours, as #RRGGBB."""

    dark: bool
    window: str
    sidebar: str
    surface: str
    surface2: str
    border: str
    border_strong: str
    text: str
    text2: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    family: str
    family_soft: str
    family_bar: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str

    def ink(self, tone: Tone) -> str:
        """Return the text and icon colour of a tone."""
        return self.text2 if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """Return the quiet background colour of a tone."""
        return self.surface2 if tone is Tone.NEUTRAL else str(getattr(self, f"{tone.value}_soft"))


LIGHT = Tokens(
    dark=False,
    window="#F6F5F2",
    sidebar="#EFEDE8",
    surface="#FFFFFF",
    surface2="#EFEDE8",
    border="#DEDAD2",
    # Edges of things to click or type in need 3:1 against the surface (EN 301 549, 11.1.4.11).
    border_strong="#8A8882",
    text="#1F2328",
    text2="#5B6068",
    accent="#1F5F5B",
    accent_hover="#184C49",
    on_accent="#FFFFFF",
    accent_soft="#E3EFEE",
    family="#6B4200",
    family_soft="#FBF1DF",
    family_bar="#D9A441",
    ok="#1E6B3A",
    ok_soft="#E4F1E8",
    warn="#8A5A00",
    warn_soft="#FAEFD9",
    bad="#A32A2A",
    bad_soft="#F8E4E2",
    info="#2B5C9E",
    info_soft="#E4ECF6",
)

DARK = Tokens(
    dark=True,
    window="#1B1D1F",
    sidebar="#2B2F33",
    surface="#232629",
    surface2="#2B2F33",
    border="#3A3F44",
    border_strong="#767D84",
    text="#ECEDEE",
    text2="#A9B0B7",
    accent="#6FC3BC",
    accent_hover="#8AD2CC",
    on_accent="#0E2A28",
    accent_soft="#20393A",
    family="#F0D49B",
    family_soft="#3A3122",
    family_bar="#D9A441",
    ok="#7CC796",
    ok_soft="#1F3527",
    warn="#E5B45C",
    warn_soft="#3A3020",
    bad="#EF9A94",
    bad_soft="#402625",
    info="#8FB8EC",
    info_soft="#22303F",
)


def current_tokens() -> Tokens:
    """Return the colours that the application's palette stands for right now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def build_palette(tokens: Tokens) -> QPalette:
    """Return the Qt palette for a set of colours, so that unstyled widgets fit in as well."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface2,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text2,
        role.Accent: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.surface2,
        role.Mid: tokens.border,
        role.Dark: tokens.border_strong,
        role.Shadow: tokens.border_strong,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.text2))
    return palette
