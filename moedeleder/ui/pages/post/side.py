"""What became of the chosen letter, in words, and what a person can do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.outbox import LetterEvent, SentLetter
from moedeleder.domain.text import shorten
from moedeleder.services.post_view import PostCell
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.post.chosen import Chosen
from moedeleder.ui.post_words import (
    advice,
    chosen_text,
    column_name,
    face_of,
    letter_title,
    size_text,
    state_text,
    story_of,
)
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import Button, quiet, secondary
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.label import Label, muted
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import short_moment_text

_WORDS, _ADDRESS = 400, 100


class PostSide(QScrollArea):
    """Tells the story of one letter, or sums up several; each deed is a wish."""

    open_requested = Signal(str)
    """The id of the letter as it left."""
    save_requested = Signal(str)
    look_requested = Signal()
    arrived_requested = Signal()
    lost_requested = Signal()
    printed_requested = Signal()
    row_requested = Signal()
    column_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("postSide")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._body.setObjectName("scrollBody")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(4, 0, 8, 0)
        self._column.setSpacing(8)
        self.setWidget(self._body)
        self._in_folder = False

    def show_nothing(self, title: str) -> None:
        """Say of an empty cell that there is no letter."""
        self._clear()
        self._add(WrapLabel(title, TextRole.STRONG))
        self._add(WrapLabel(self.tr("Intet brev her."), tone=Tone.NEUTRAL))
        self._add_choosing()

    def show_letter(
        self,
        chosen: Chosen,
        events: Sequence[tuple[LetterEvent, ...]],
        left: Sequence[tuple[SentLetter, ...]],
        *,
        in_folder: bool,
    ) -> None:
        """Show what became of the letters of one cell, the newest first.

        Args:
            events: what happened to each letter of the cell.
            left: each as it left.
        """
        self._clear()
        self._in_folder = in_folder
        cell = chosen.cell
        self._add(WrapLabel(letter_title(cell.newest, chosen.column), TextRole.STRONG))
        self._add_state(cell)
        self._add_deeds([chosen])
        of_each = list(zip(cell.letters, events, left, strict=True))
        for each, happened, copies in reversed(of_each):
            if len(of_each) > 1:
                number = short_moment_text(each.released_at or each.changed_at)
                self._add(muted(f"{column_name(chosen.column)} {number}"))
            self._add_copies(copies)
            self._add_story(happened)
        self._add_choosing()

    def show_several(self, chosen: Sequence[Chosen], *, in_folder: bool) -> None:
        """Sum up several letters."""
        self._clear()
        self._in_folder = in_folder
        self._add(WrapLabel(chosen_text(len(chosen)), TextRole.STRONG))
        faces = [face_of(each.cell, in_folder=in_folder) for each in chosen]
        counts = Counter(each.word for each in faces).most_common()
        said = "\n".join(f"{word}: {count}" for word, count in counts)
        self._add(WrapLabel(said, tone=Tone.NEUTRAL))
        self._add_deeds(chosen)
        self._add_choosing()

    def _add_state(self, cell: PostCell) -> None:
        face = face_of(cell, in_folder=self._in_folder)
        tone = face.tone if face.tone in (Tone.WARN, Tone.BAD) else None
        said = state_text(cell, in_folder=self._in_folder)
        self._add(WrapLabel(shorten(said, _WORDS), tone=tone))
        if cell.newest.address:
            self._add(
                WrapLabel(shorten(cell.newest.address, _ADDRESS), TextRole.SMALL, Tone.NEUTRAL)
            )
        if what_to_do := advice(cell):
            self._add(WrapLabel(what_to_do, TextRole.SMALL))

    def _add_deeds(self, chosen: Sequence[Chosen]) -> None:
        many = len(chosen) > 1
        buttons = []
        if doubtful := sum(each.is_uncertain for each in chosen):
            buttons += self._doubtful_deeds(doubtful, among_others=many)
        elif laid := sum(each.is_laid_ready for each in chosen):
            words = self.tr("De {0} i Digital Post er sendt").format(laid)
            one = self.tr("Den er sendt")
            buttons.append(
                self._deed(one if laid == 1 else words, "letterArrived", self.arrived_requested)
            )
        if by_hand := sum(each.is_for_paper for each in chosen):
            one = self.tr("Jeg har givet det på papir")
            more = self.tr("Jeg har givet {0} på papir").format(by_hand)
            buttons.append(
                self._deed(more if many else one, "givenOnPaper", self.printed_requested)
            )
        if buttons:
            self._add(Flow(buttons))

    def _doubtful_deeds(self, count: int, *, among_others: bool) -> list[Button]:
        it, which = self.tr("den"), self.tr("Den")
        if among_others:
            it = self.tr("den uvisse") if count == 1 else self.tr("de uvisse")
            which = it[:1].upper() + it[1:]
        look, came = self.tr("Led efter {0}"), self.tr("{0} kom frem")
        lost = self.tr("{0} kom ikke frem")
        return [
            self._deed(look.format(it), "lookForLetter", self.look_requested),
            self._deed(came.format(which), "letterArrived", self.arrived_requested),
            self._deed(lost.format(which), "letterLost", self.lost_requested),
        ]

    def _add_copies(self, copies: Sequence[SentLetter]) -> None:
        for copy in reversed(copies):
            when, size = short_moment_text(copy.at), size_text(copy.size)
            to = shorten(copy.address, _ADDRESS)
            self._column.addSpacing(GAP // 2)
            self._add(muted(self.tr("Som det gik {0}, {1}").format(when, size)))
            see = secondary(self.tr("Åbn brevet"), f"open-{copy.id}", "mail", compact=True)
            save = secondary(self.tr("Gem brevet…"), f"save-{copy.id}", "folder", compact=True)
            for button in (see, save):
                button.setAccessibleDescription(f"{when}, {to}")
            see.clicked.connect(lambda _checked=False, at=copy.id: self.open_requested.emit(at))
            save.clicked.connect(lambda _checked=False, at=copy.id: self.save_requested.emit(at))
            self._add(Flow([see, save]))

    def _add_story(self, events: tuple[LetterEvent, ...]) -> None:
        if not events:
            return
        self._column.addSpacing(GAP // 2)
        self._add(Label(self.tr("Hvad der skete"), TextRole.STRONG))
        for line in story_of(events):
            said = QWidget()
            column = QVBoxLayout(said)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(WrapLabel(line.words))
            column.addWidget(muted(line.when))
            if line.quote:
                column.addWidget(WrapLabel(line.quote, TextRole.SMALL, Tone.NEUTRAL, italic=True))
            self._add(said)

    def _add_choosing(self) -> None:
        column = quiet(self.tr("Vælg alle i kolonnen"), "chooseColumn")
        row = quiet(self.tr("Vælg alle til modtageren"), "chooseRow")
        column.clicked.connect(self.column_requested)
        row.clicked.connect(self.row_requested)
        self._column.addSpacing(GAP // 2)
        self._add(Flow([column, row]))
        self._column.addStretch(1)

    def _deed(self, words: str, name: str, wish: SignalInstance) -> Button:
        button = secondary(words, name, compact=True)
        button.clicked.connect(wish)
        return button

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        # A layout shows what it was given only at the next turn; the focus may go there now.
        widget.show()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
