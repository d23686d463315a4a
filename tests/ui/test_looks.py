"""Colours can be told apart, drawings exist, and light and dark follow each other."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moedeleder.paths import resources
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, icon_pixmap
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.theme import Scheme, Theme, build_style_sheet
from moedeleder.ui.tokens import DARK, LIGHT, Tokens, Tone, current_tokens

both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@both
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_reads_on_its_own_ground_and_on_the_surface(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.ink(tone), tokens.soft(tone)) >= 4.5
    assert contrast(tokens.ink(tone), tokens.surface) >= 4.5


@both
def test_text_reads_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.window, tokens.surface, tokens.surface2, tokens.sidebar):
        assert contrast(tokens.text, ground) >= 7
        assert contrast(tokens.text2, ground) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


@both
def test_edges_of_fields_and_the_focus_ring_can_be_seen(tokens: Tokens) -> None:
    assert contrast(tokens.border_strong, tokens.surface) >= 3
    assert contrast(tokens.accent, tokens.surface) >= 3
    assert contrast(tokens.accent, tokens.window) >= 3


@both
def test_the_style_sheet_knows_all_its_names(tokens: Tokens) -> None:
    sheet = build_style_sheet(resources() / "style", tokens)
    assert "$" not in sheet
    assert tokens.window in sheet


def test_a_colour_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "moedeleder.qss").write_text("QLabel { color: $mauve; }")
    with pytest.raises(KeyError, match="mauve"):
        build_style_sheet(tmp_path, LIGHT)


def test_pictures_that_the_style_sheet_names_are_there() -> None:
    folder = resources() / "style"
    for tokens in (LIGHT, DARK):
        sheet = build_style_sheet(folder, tokens)
        named = [part.split('"')[0] for part in sheet.split('url("')[1:]]
        assert named
        assert all(Path(name).is_file() for name in named)


def test_light_turns_dark_at_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.scheme_changed) as caught:
        theme.set_scheme(Scheme.DARK)
    assert caught.args == [True]
    assert current_tokens() == DARK
    assert QGuiApplication.palette().window().color().name().upper() == DARK.window
    theme.set_scheme(Scheme.LIGHT)
    assert current_tokens() == LIGHT


def test_every_named_icon_has_a_drawing_and_the_other_way_round() -> None:
    names = set(get_args(IconName))
    assert names == {path.stem for path in (resources() / "icons").glob("*.svg")}


@pytest.mark.parametrize("name", get_args(IconName))
def test_an_icon_is_drawn_in_the_colour_asked_for(name: IconName) -> None:
    picture = icon_pixmap(name, "#A32A2A", 32).toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#a32a2a"}


def test_a_missing_drawing_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon_pixmap("unicorn", "#000000")  # type: ignore[arg-type]


def test_text_comes_in_rising_sizes() -> None:
    roles = (TextRole.SMALL, TextRole.BODY, TextRole.SECTION, TextRole.LARGE, TextRole.TITLE)
    sizes = [font_for(role).pointSizeF() for role in roles]
    assert sizes == sorted(set(sizes))
    assert font_for(TextRole.BODY).pointSizeF() == QApplication.font().pointSizeF()


def test_no_two_shortcuts_share_their_keys() -> None:
    sequences = [shortcut.sequence.toString() for shortcut in Shortcut]
    assert len(sequences) == len(set(sequences))
    assert all(sequences)
    assert all(shortcut.description for shortcut in Shortcut)
    assert Shortcut.MAIN_ACTION.keys == "Ctrl+Enter"
