"""The walk through what was found: to the words, and what may be written there instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.meetings import Meeting
from moedeleder.language.findings import FindingKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.language import words
from moedeleder.ui.pages.minutes.language.offers import MOST
from moedeleder.ui.pages.minutes.language.panel import LanguagePanel
from moedeleder.ui.pages.minutes.language.report import Report, Spot
from moedeleder.ui.pages.minutes.language.sheets import (
    Sheet,
    fitting,
    is_selected,
    place_of,
    put_in,
    sheets_of,
    utf16_before,
)
from moedeleder.ui.pages.minutes.language.watch import LanguageWatch
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.texts import error_text

_MARGIN = 60
_Order = tuple[int, int, int, int, int]
"""Editor, paragraph, character, a hard paragraph before its words, the longest first."""


class LanguageHelp(QObject):
    """Ties the editors, the check and the page Sprog together; the page only adds it.

    ``page`` is where the keys work: F7, Shift+F7, and Alt with a number for an offer.
    """

    shown = Signal()
    """The page Sprog is to be seen."""
    text_wanted = Signal()
    """The text is to be seen, where it had given way to the page Sprog."""
    done = Signal(str, object)
    """What was done, in words, and a callable that takes it back."""

    def __init__(self, desk: Desk, page: QWidget, form: MinutesForm) -> None:
        super().__init__(page)
        self._desk, self._page, self._form = desk, page, form
        self.panel = LanguagePanel()
        self.watch = LanguageWatch(desk, page)
        self.current: Spot | None = None
        self._suggested: dict[str, tuple[str, ...]] = {}
        self._asked: set[str] = set()
        self._meeting_id = ""
        self._onward: Spot | None = None
        self._way_when_read = 0
        self._make_keys()
        self._connect()

    def show_meeting(self, meeting: Meeting) -> None:
        """Read the minutes of a meeting soon; its editors are on the page by now."""
        if meeting.id != self._meeting_id:
            self._meeting_id = meeting.id
            self._way_when_read = 0
            self._stand_at(None)
            self.panel.say_waiting()
        self.watch.watch(meeting, sheets_of(self._form))

    def next(self) -> None:
        """Go to the next place, from where the cursor is."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def go(self, spot: Spot) -> None:
        """Select the words in the text, and show what could be said."""
        self.text_wanted.emit()
        if self._select(spot, take_keyboard=True):
            self._stand_at(spot)
        else:
            self._stand_at(None)
            self.panel.card.say(words.tr("Ordene står der ikke længere."))
            self.watch.check_soon()

    def look(self, spot: Spot) -> None:
        """Show a place while the keyboard stays in the list."""
        if self._select(spot, take_keyboard=False):
            self._stand_at(spot)

    def take(self, offer: str) -> None:
        """Write an offer in place of the words; Ctrl+Z in the text takes it back."""
        spot = self.current
        sheet = self.watch.sheet(spot.sheet) if spot else None
        place = place_of(sheet.edit, spot) if sheet and spot else None
        if spot is None or sheet is None or place is None:
            self.panel.card.say(words.tr("Ordene står der ikke længere."))
            return
        put_in(sheet.edit, place, offer)
        self._stand_at(None)
        self.panel.card.say(words.tr("Nu står der ”{0}”. Ctrl+Z tager det tilbage.").format(offer))
        self.text_wanted.emit()
        sheet.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def skip(self) -> None:
        """Say no more of the words in this part, and go on."""
        spot = self.current
        if spot is None:
            return
        skip = spot.skip
        said = words.tr("Sprunget over: {0}").format(words.quoted(spot))
        self._leave(lambda: self.watch.skip(skip))
        self.done.emit(said, lambda: self.watch.unskip(skip))

    def add_word(self) -> None:
        """Keep the word among one's own, and go on."""
        spot = self.current
        if spot is None:
            return
        language, word = self._desk.office.language, spot.text

        def take_back() -> None:
            perform(self._page, lambda: language.remove_word(word))
            self.watch.check_now()

        def added(_words: tuple[str, ...]) -> None:
            self._leave(self.watch.check_now)
            self.done.emit(words.tr("”{0}” er lagt til dine ord.").format(word), take_back)

        perform(self._page, lambda: language.add_word(word), success=added)

    def hide_kind(self) -> None:
        """Show no more places of the kind one has come to, in any meeting, and go on."""
        kind = self.current.kind if self.current else None
        if kind is None:
            return
        language = self._desk.office.language
        before = language.hidden_kinds()
        said = words.tr("Vises ikke mere: {0}").format(words.all_of_kind(kind))

        def hidden(_kinds: tuple[FindingKind, ...]) -> None:
            self._leave(self.watch.check_now)
            self.done.emit(said, lambda: self._set_hidden(before))

        perform(self._page, lambda: language.hide_kinds((*before, kind)), success=hidden)

    def unhide_kinds(self) -> None:
        """Show places of every kind again."""
        if self._set_hidden(()):
            self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_hidden(self, kinds: tuple[FindingKind, ...]) -> bool:
        language = self._desk.office.language
        kept = perform(self._page, lambda: language.hide_kinds(kinds))
        self.watch.check_now()
        return kept

    def _step(self, way: int) -> None:
        spots, at = self.watch.report.spots, self._standing(way)
        # From here on the text may have given way, and nobody stands in it.
        self.shown.emit()
        if not spots:
            self._wait_or_rest(way)
            return
        order = spots if way > 0 else tuple(reversed(spots))
        ahead = [
            spot
            for spot in order
            if (self._order(spot) > at if way > 0 else self._order(spot) < at)
        ]
        # Round again at the end, so that nothing is left behind.
        self._first_of((*ahead, *order))

    def _wait_or_rest(self, way: int) -> None:
        """Where nothing is found yet, say that it is being read; the walk begins after that."""
        if not self.watch.has_read or self.watch.is_waiting:
            self._way_when_read = way
            self.panel.say_waiting()
            self.watch.hurry()

    def _forget_walk(self) -> None:
        # Whoever writes on while the text is read is not taken away from there.
        self._way_when_read = 0

    def _first_of(self, spots: Iterable[Spot]) -> bool:
        """Go to the first place that still stands in the text; return whether there is one."""
        for spot in spots:
            if self._select(spot, take_keyboard=True):
                self._stand_at(spot)
                return True
        return False

    def _standing(self, way: int) -> _Order:
        """Return the place to go on from: where the cursor is, else the place one was at."""
        names, sheet, spot = self.watch.names, self.watch.focused(), self.current
        if sheet is None:
            outside = (-1, 0, 0, 0, 0) if way > 0 else (len(names), 0, 0, 0, 0)
            return self._order(spot) if spot is not None else outside
        cursor = sheet.edit.textCursor()
        cursor.setPosition(cursor.selectionStart())
        start = utf16_before(cursor.block().text(), cursor.positionInBlock())
        here = (names.index(sheet.name), cursor.blockNumber(), start)
        if spot is not None and self._order(spot)[:3] == here:
            return self._order(spot)
        return (*here, -1, 0)

    def _order(self, spot: Spot) -> _Order:
        names = self.watch.names
        at = names.index(spot.sheet) if spot.sheet in names else len(names)
        return at, spot.block, spot.start, 1 if spot.finding else 0, -len(spot.text)

    def _select(self, spot: Spot, *, take_keyboard: bool) -> bool:
        sheet = self.watch.sheet(spot.sheet)
        place = place_of(sheet.edit, spot) if sheet is not None else None
        if sheet is None or place is None:
            return False
        sheet.reveal()
        if take_keyboard:
            # On a narrow page the text has given way: the list takes the keys instead.
            stop = sheet.edit if self._form.isVisible() else self.panel.list
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        sheet.edit.setTextCursor(place)
        self._bring_into_sight(sheet, place)
        return True

    def _bring_into_sight(self, sheet: Sheet, place: QTextCursor) -> None:
        inside = self._form.widget()
        if inside is None:
            return
        first = QTextCursor(place)
        first.setPosition(place.selectionStart())
        box = sheet.edit.cursorRect(first)
        at = sheet.edit.viewport().mapTo(inside, QPoint(0, box.center().y()))
        self._form.ensureVisible(0, at.y(), 0, _MARGIN)

    def _stand_at(self, spot: Spot | None) -> None:
        self.current = spot
        self.panel.list.set_current(spot)
        if spot is not None:
            self._show_card(spot)

    def _show_card(self, spot: Spot) -> None:
        finding = spot.finding
        offers = finding.offers if finding else ()
        if spot.kind is FindingKind.SPELLING:
            if spot.text not in self._suggested:
                self._ask_for(spot.text)
            offers = self._suggested.get(spot.text, ())
        offers = tuple(fitting(each, spot.text) for each in offers)[:MOST]
        self.panel.card.show_spot(spot, offers, spot.text in self._asked)

    def _ask_for(self, word: str) -> None:
        if word in self._asked:
            return
        self._asked.add(word)
        language = self._desk.office.language

        def come(found: tuple[str, ...]) -> None:
            self._asked.discard(word)
            self._suggested[word] = found
            if self.current is not None and self.current.text == word:
                self._show_card(self.current)

        def failed(error: Exception) -> None:
            if not isinstance(error, MoedelederError):
                raise error
            come(())

        self._desk.background.run(lambda: language.suggest(word), come, failed, self._page)

    def _leave(self, deed: Callable[[], object]) -> None:
        """Do something that takes the place off the list, and go on to the next one."""
        self._onward = self.current
        self._stand_at(None)
        deed()

    def _examined(self, report: Report) -> None:
        self.panel.show_report(report, None)
        way, self._way_when_read = self._way_when_read, 0
        if way and (report.spots or self.watch.is_waiting):
            self._step(way)
        elif self._onward is not None:
            self._go_onward(report)
        elif self.current is not None:
            spot = _same(self.current, report)
            self._stand_at(spot)
            if spot is None:
                self.panel.card.say(words.tr("Tryk F7, så går du til det næste sted."))
        self._say_here()

    def _go_onward(self, report: Report) -> None:
        left, self._onward = self._onward, None
        if left is None:
            return
        ahead = [spot for spot in report.spots if self._order(spot) > self._order(left)]
        if self._first_of((*ahead, *report.spots)):
            return
        # The button that was pressed is gone; the keyboard belongs in the text.
        sheet = self.watch.sheet(left.sheet)
        if sheet is not None:
            sheet.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_here(self) -> None:
        sheet = self.watch.focused()
        if sheet is not None:
            self._moved(sheet.name, sheet.edit.textCursor().blockNumber())

    def _moved(self, name: str, block: int) -> None:
        """Say how hard the paragraph is that somebody is in."""
        each = self.watch.report.each_lix.get(name, ())
        lix = each[block] if block < len(each) else None
        said = words.tr("Afsnittet, du er i: {0}").format(words.lix_words(lix)) if lix else ""
        self.panel.here.setText(said)
        self.panel.here.setVisible(bool(said))

    def _escape(self) -> None:
        """Leave the place: the words stay as they are, the keyboard goes back to them."""
        spot = self.current
        sheet = self.watch.sheet(spot.sheet) if spot else self.watch.focused()
        if sheet is None:
            return
        self.text_wanted.emit()
        cursor = sheet.edit.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        sheet.edit.setTextCursor(cursor)
        sheet.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stand_at(None)
        self.panel.card.say(words.tr("Tryk F7, så går du til det næste sted."))

    def _escaped_in_text(self) -> None:
        if self.current is not None:
            self._escape()

    def _failed(self, error: MoedelederError) -> None:
        self._way_when_read = 0
        self._stand_at(None)
        self.panel.say_trouble(error_text(error).sentence)

    def _press(self, number: int) -> None:
        # Without a place the keys do nothing.
        if self.current is not None:
            self.panel.card.offers.press(number)

    def _takes_digit(self, edit: QObject, number: int) -> bool:
        """Take an offer; where there are any, no digit is written in place of the words."""
        spot, offers = self.current, self.panel.card.offers
        sheet = self.watch.sheet(spot.sheet) if spot else None
        if not (spot and sheet and sheet.edit is edit and is_selected(sheet.edit, spot)):
            return False
        return offers.press(number) or bool(offers.buttons) or spot.text in self._asked

    def _make_keys(self) -> None:
        for number in range(1, MOST + 1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self._page)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda number=number: self._press(number))
        for shortcut, go in (
            (Shortcut.NEXT_FINDING, self.next),
            (Shortcut.PREVIOUS_FINDING, self.previous),
        ):
            walk = QShortcut(shortcut.sequence, self._page)
            walk.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            walk.activated.connect(go)

    def _connect(self) -> None:
        panel = self.panel
        panel.next_requested.connect(self.next)
        panel.previous_requested.connect(self.previous)
        panel.escaped.connect(self._escape)
        panel.list.chosen.connect(self.go)
        panel.list.looked_at.connect(self.look)
        panel.card.offer_taken.connect(self.take)
        panel.card.skip_requested.connect(self.skip)
        panel.card.hide_requested.connect(self.hide_kind)
        panel.unhide_requested.connect(self.unhide_kinds)
        panel.card.add_requested.connect(self.add_word)
        self.watch.examined.connect(self._examined)
        self.watch.failed.connect(self._failed)
        self.watch.caret_moved.connect(self._moved)
        self.watch.caret_moved.connect(self._forget_walk)
        self.watch.escaped.connect(self._escaped_in_text)
        self.watch.takes_digit = self._takes_digit


def _same(spot: Spot, report: Report) -> Spot | None:
    """Return where a place stands now: the same words in the same editor, nearest to before."""
    same = [
        each
        for each in report.spots
        if (each.sheet, each.kind, each.text) == (spot.sheet, spot.kind, spot.text)
    ]
    return min(same, key=lambda each: abs(each.block - spot.block), default=None)
