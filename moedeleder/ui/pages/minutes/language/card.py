"""One place in the text, said calmly: the words, why, and what could stand there instead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from moedeleder.language.findings import FindingKind
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.language import words
from moedeleder.ui.pages.minutes.language.offers import Offers
from moedeleder.ui.pages.minutes.language.report import Spot
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class SpotCard(Surface):
    """Shows the place one has come to; nothing is changed unless a button is pressed."""

    offer_taken = Signal(str)
    skip_requested = Signal()
    hide_requested = Signal()
    """No place of this kind is to be shown any more."""
    add_requested = Signal()
    """The word is right, and is to be kept among one's own."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "languageSpot", words.tr("Stedet i teksten"))
        self._title = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._words = WrapLabel("", TextRole.STRONG)
        self._why = WrapLabel("")
        self._instead = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._paragraph = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._title.setObjectName("spotTitle")
        self._words.setObjectName("spotWords")
        self._why.setObjectName("spotWhy")
        self._instead.setObjectName("spotInstead")
        self._paragraph.setObjectName("spotLix")
        self.offers = Offers()
        self.offers.chosen.connect(self.offer_taken)
        self.skip = quiet(words.tr("Spring over"), "skipSpot")
        says = words.tr("Sig det ikke igen om de ord i dette afsnit af referatet")
        self.skip.setToolTip(says)
        self.add = quiet(words.tr("Læg til mine ord"), "addWord", "plus")
        self.hide_kind = quiet("", "hideKind")
        self.hide_kind.clicked.connect(self.hide_requested)
        self.skip.clicked.connect(self.skip_requested)
        self.add.clicked.connect(self.add_requested)
        self._lay_out()
        self.say(words.tr("Tryk F7, så går du fra sted til sted i teksten."))

    def show_spot(self, spot: Spot, offers: tuple[str, ...], is_looking: bool) -> None:
        """Show a place.

        Args:
            is_looking: suggestions are on their way.
        """
        self._show(self._title, words.title(spot))
        self._show(self._words, words.quoted(spot))
        self._show(self._why, words.why(spot))
        spelling = spot.kind is FindingKind.SPELLING
        if is_looking:
            self._show(self._instead, words.tr("Finder forslag …"))
        elif offers:
            self._show(self._instead, words.instead(len(offers)))
        else:
            none = words.tr("Ingen forslag. Ret ordet i teksten.") if spelling else ""
            self._show(self._instead, none)
        if tuple(button.words for button in self.offers.buttons) != offers:
            self.offers.show_offers(offers)
        lix = words.tr("Afsnittet her: {0}").format(words.lix_words(spot.lix)) if spot.lix else ""
        self._show(self._paragraph, lix)
        self.skip.show()
        self.hide_kind.setVisible(spot.kind is not None)
        if spot.kind is not None:
            kind = words.all_of_kind(spot.kind)
            self.hide_kind.set_caption(words.tr("Vis ikke {0}").format(kind))
        self.add.setVisible(spelling)

    def say(self, sentence: str) -> None:
        """Show no place, only a sentence."""
        for label in (self._title, self._words, self._instead, self._paragraph):
            self._show(label, "")
        self._show(self._why, sentence)
        self.offers.show_offers(())
        self.skip.hide()
        self.hide_kind.hide()
        self.add.hide()

    def _show(self, label: WrapLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        label.updateGeometry()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        left = Qt.AlignmentFlag.AlignLeft
        for label in (self._title, self._words, self._why, self._instead, self.offers):
            column.addWidget(label)
        column.addWidget(self.add, 0, left)
        column.addWidget(self.skip, 0, left)
        column.addWidget(self.hide_kind, 0, left)
        column.addWidget(self._paragraph)
