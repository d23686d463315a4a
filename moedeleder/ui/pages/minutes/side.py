"""The right column of the minutes page: one thing at a time beside the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from moedeleder.ui.widgets.naming import named


class MinutesSide(QWidget):
    """Holds what helps with the text: how it will look, what was said, how it reads."""

    page_changed = Signal(str)
    """The name of the page that is shown now."""
    tabs_changed = Signal()
    """The tabs need another width than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._tabs = named(QTabBar(), "minutesSideTabs", self.tr("Ved siden af teksten"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(True)
        for arrow in self._tabs.findChildren(QToolButton):
            # By keyboard the arrow keys go along the tabs.
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._chosen)

    @property
    def current(self) -> str:
        """The name of the page that is shown; empty while there is none."""
        index = self._tabs.currentIndex()
        return self._names[index] if 0 <= index < len(self._names) else ""

    @property
    def tabs_width(self) -> int:
        """How many pixels all tabs need beside each other."""
        return self._tabs.sizeHint().width()

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """Add a page at the right of the others; the first one is shown.

        Args:
            name: its name in code, as ``show_page`` takes it.
            title: the words on its tab.
        """
        self._names.append(name)
        self._pages.addWidget(page)
        self._tabs.addTab(title)

    def page(self, name: str) -> QWidget:
        """Return the page of that name.

        Raises:
            ValueError: there is none.
        """
        found = self._pages.widget(self._names.index(name))
        assert found is not None
        return found

    def show_page(self, name: str) -> None:
        """Show a page.

        Raises:
            ValueError: there is none of that name.
        """
        self._tabs.setCurrentIndex(self._names.index(name))

    def set_title(self, name: str, title: str) -> None:
        """Change the words on a tab, e.g. to count what it holds."""
        self._tabs.setTabText(self._names.index(name), title)
        self.tabs_changed.emit()

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or hide a page's tab; the first page is shown in place of a hidden one.

        Raises:
            ValueError: there is none of that name.
        """
        at = self._names.index(name)
        if not shown and at == self._tabs.currentIndex():
            self._tabs.setCurrentIndex(0)
        if shown is not self._tabs.isTabVisible(at):
            self._tabs.setTabVisible(at, shown)
            self.tabs_changed.emit()

    def _chosen(self, index: int) -> None:
        if 0 <= index < len(self._names):
            self._pages.setCurrentIndex(index)
            self.page_changed.emit(self._names[index])
