"""Every page in every state: named for a screen reader, focus that is seen, words in full.

The pages are the scenes of ``tests/screenshots``, so a new page is tested as soon as it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moedeleder.ui.tokens import ICON_SIZE
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.screenshots.draw import settle
from tests.screenshots.registry import load_scenes
from tests.ui.windows import opened

SCENES = load_scenes()
LONGEST_WORDS = 40
"""Characters that must be shown in full; what people write beyond that may end in "…"."""
RING_BITS = 600
"""Bits of the picture that must change with the focus: more than a blinking cursor does."""


VARIANTS = (
    "-fuld", "-fuldt", "-tom", "-tomt", "-lang", "-langt", "-mange", "-flere",
    "-empty", "-overfull", "-overfyldt",
)  # fmt: skip
"""Scenes that show a page fuller or emptier than it is: they have their turn in the long run."""
SECOND_LOOKS = frozenset(
    "gallery-today gallery-agenda gallery-table gallery-empty gallery-dialog gallery-calendar "
    "kvittering-1-begynd kvittering-4-tak kvittering-5-giv-tilbage kvittering-3-aflever "
    "oplaesning-1-problem oplaesning-4-opfoelgning oplaesning-7-ret-aftaler afslut-3-holdt "
    "room-parked room-presence room-promise-wrong room-formal room-source room-begun "
    "shared-screen-pause shared-screen-velkommen shared-screen-tak shared-screen-soejler "
    "runde-delt-side runde-tid-aaben runde-kvittering-sendt runde-aflys-ingen runde-aflyst-sendt "
    "runde-opdatering-side indgang-eksempel indgang-kodeord indgang-skjult idag-stille "
    "bidrag-andet-sted bidrag-del-op bidrag-ikke-nu bidrag-laeg-til bidrag-saet-paa deltager-svar "
    "indgang-kodeord-nyt indgang-fejl hvem-faar-hvad-afsnit hvem-faar-hvad-kopi kvalitet-2-faa "
    "kvittering-6-fra-papir kvittering-7-mail oplaesning-3-aftaler opfoelgning-2-fejlet "
    "opfoelgning-3-foer-referatet referat-10-dokumenter referat-2-top referat-3-opfoelgning "
    "referat-4-foer-moedet referat-7-valg referat-8-fra-moedet referat-noter-2-laeserne "
    "rettelser-6-ret-ikke rettelser-7-fil room-late room-limit-point room-new-point room-private "
    "room-promise-when room-speaking runde-aflys runde-delt runde-opdatering runde-udgaver "
    "search-none settings-mail-folder settings-skabelon-fejl shared-screen-begraenset "
    "sprog-2-stavning svar-helt ukendt-svar-filer ukendt-svar-grund ukendt-svar-uden-moede "
    "version2-5-journal version2-6-hvem-fik".split()
)
"""Scenes that show a page at another moment: its like is looked at in every run."""


def _in_its_run(scene: str) -> object:
    """The scene, for every run or for the long one."""
    later = scene.endswith(VARIANTS) or scene in SECOND_LOOKS
    marks = [pytest.mark.torture] if later else []
    return pytest.param(scene, marks=marks)


@pytest.fixture(params=[_in_its_run(scene) for scene in sorted(SCENES)])
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    """A scene on a small screen, as its picture shows it."""
    widget = SCENES[request.param].build()
    qtbot.addWidget(widget)
    if not isinstance(widget, QDialog):
        width, height = SCENES[request.param].sizes[0]
        widget.resize(width, height)
    opened(qtbot, widget)
    settle()
    return widget


def test_everybody_can_use_the_page(page: QWidget, cursor_at_rest: None) -> None:
    """All in one, since building the page is what takes the time."""
    reached = reached_by_tab(page)
    faults = {
        "has no name": [called(widget) for widget in reached if not spoken_name(widget)],
        "takes markup": [called(label) for label in page.findChildren(QLabel) if marks_up(label)],
        "cuts words": cut_words(page),
        "cuts its side": [a.objectName() for a in page.findChildren(QScrollArea) if cuts_side(a)],
        # Last, since it moves the keyboard about.
        "shows no focus": [called(each) for each in one_of_each(reached) if not glows(each)],
    }
    least = page.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 720
    assert {fault: where for fault, where in faults.items() if where} == {}


@pytest.fixture
def cursor_at_rest(qapp: QApplication) -> Iterator[None]:
    """A cursor that does not blink between two pictures."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()


def reached_by_tab(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QStackedWidget)
        # The field inside a list or a number is spoken of as the whole.
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def spoken_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def marks_up(label: QLabel) -> bool:
    return bool(label.text()) and label.textFormat() is not Qt.TextFormat.PlainText


def cut_words(page: QWidget) -> list[str]:
    return [
        f"{called(widget)}: {why}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and (why := missing_room(widget))
    ]


def one_of_each(widgets: list[QWidget]) -> list[QWidget]:
    """Return the first of each kind and name: forty equal rows light up alike."""
    return list({called(widget): widget for widget in reversed(widgets)}.values())


def glows(widget: QWidget) -> bool:
    """Whether the window looks different when the keyboard has come to a widget."""
    window = widget.window()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if (standing := window.focusWidget()) is not None:
        reveal(standing)
        standing.clearFocus()
    settle()
    if not widget.isVisible():
        # A tool that is there only while the keyboard is in its field.
        return True
    before = bits(window)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    now = QApplication.focusWidget()
    stands = now is not None and (now is widget or widget.isAncestorOf(now))
    return stands and (before ^ bits(window)).bit_count() >= RING_BITS


def reveal(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    settle()


def bits(window: QWidget) -> int:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return int.from_bytes(bytes(picture.constBits()), "little")


def missing_room(widget: QWidget) -> str:
    """Return what is cut off in a widget, or nothing."""
    for kind, look in LOOKS:
        if isinstance(widget, kind):
            return look(widget)
    return ""


def of_lines(label: QWidget) -> str:
    needed = label.heightForWidth(label.width())
    return f"{needed - label.height()} px too low" if needed > label.height() else ""


def of_label(label: QLabel) -> str:
    if label.wordWrap() or not label.text():
        return ""
    lines = label.text().split("\n")
    needed = max(QFontMetricsF(label.font()).horizontalAdvance(line) for line in lines)
    return too_narrow(needed, label.contentsRect().width(), label.text())


def of_button(button: QAbstractButton) -> str:
    if button.hasHeightForWidth():
        return of_lines(button)
    needed = button.sizeHint().width() if button.text() else ICON_SIZE
    return too_narrow(needed, button.width(), button.text())


def of_pill(pill: Pill) -> str:
    return too_narrow(pill.sizeHint().width(), pill.width(), pill.text)


def of_field(field: QLineEdit) -> str:
    hint = field.placeholderText()
    if field.text() or not hint:
        return ""
    return too_narrow(QFontMetricsF(field.font()).horizontalAdvance(hint), inside(field), hint)


def of_choice(choice: QComboBox) -> str:
    words = choice.currentText()
    if words and words in choice.toolTip():
        # Ends in "…" in a narrow cell, with the whole to be read when pointed at.
        return ""
    edit = choice.lineEdit()
    if edit is not None:
        return too_narrow(
            QFontMetricsF(edit.font()).horizontalAdvance(edit.text()), edit.width(), edit.text()
        )
    option = QStyleOptionComboBox()
    option.initFrom(choice)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = choice.style().subControlRect(control, option, part, choice)
    return too_narrow(QFontMetricsF(choice.font()).horizontalAdvance(words), room.width(), words)


def of_header(header: QHeaderView) -> str:
    model = header.model()
    titles = [str(model.headerData(at, header.orientation()) or "") for at in range(header.count())]
    metrics = QFontMetricsF(header.font())
    beside = header.orientation() is Qt.Orientation.Vertical
    return "; ".join(
        cut
        for at, title in enumerate(titles)
        if not header.isSectionHidden(at)
        and (
            cut := too_narrow(
                metrics.horizontalAdvance(title),
                header.width() if beside else header.sectionSize(at),
                title,
            )
        )
    )


def too_narrow(needed: float, room: float, words: str) -> str:
    if needed <= room + 1 or len(words) > LONGEST_WORDS:
        return ""
    return f"“{words}” lacks {needed - room:.0f} px"


def inside(field: QLineEdit) -> int:
    # What the style sheet's padding and edge leave is where the cursor can go.
    return field.rect().width() - 2 * max(2, field.cursorRect().left())


def cuts_side(area: QScrollArea) -> bool:
    content = area.widget()
    if content is None or not area.isVisible():
        return False
    if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return False
    return content.minimumSizeHint().width() > area.viewport().width()


LOOKS: tuple[tuple[type[QWidget], Callable[..., str]], ...] = (
    (WrapLabel, of_lines),
    (ElidedLabel, lambda label: ""),
    (QLabel, of_label),
    (Pill, of_pill),
    (QPushButton, of_button),
    (QCheckBox, of_button),
    (QRadioButton, of_button),
    (QLineEdit, of_field),
    (QComboBox, of_choice),
    (QHeaderView, of_header),
)
