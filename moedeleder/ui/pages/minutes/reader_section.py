"""The texts to the readers: what each is for, a beginning to choose, and whether it is too long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.reader_texts import proposed_child_page, proposed_summary
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.rich_text import EMPTY, RichText
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

IDLE_MS = 900
_COARSE_PPI = 12
"""Pages that are only counted need not be sharp."""
PAPERS = {PartKey.PLAIN_SUMMARY: Paper.SUMMARY, PartKey.CHILD_PAGE: Paper.CHILD}
_WHAT = {
    PartKey.PLAIN_SUMMARY: "Én side i almindelige ord. Aftalerne og næste møde kommer selv med.",
    PartKey.CHILD_PAGE: "Skriv til barnet, hvad I fandt ud af. Er her tomt, er der ingen side.",
}


class ReaderSection(PartSection):
    """A text of a paper of its own; it can begin with a proposal, which never replaces words."""

    def __init__(self, desk: Desk, key: PartKey, heading: str, hint: str) -> None:
        super().__init__(desk, key, heading, hint)
        self._desk = desk
        self._view: MinutesView | None = None
        self._counted: MinutesRecord | None = None
        what = QCoreApplication.translate("ReaderSection", _WHAT[key])
        self.propose = secondary(self.tr("Foreslå en tekst"), f"propose-{key.value}", compact=True)
        self.propose.clicked.connect(self.put_in_proposal)
        self.too_long = named(WrapLabel("", TextRole.SMALL, Tone.WARN), f"tooLong-{key.value}")
        self._warning = QWidget()
        row = QHBoxLayout(self._warning)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(IconLabel("warning", Tone.WARN), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.too_long, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._count)
        inside = self.box.layout()
        if isinstance(inside, QVBoxLayout):
            # Between the heading and the text: it is read before anything is written.
            inside.insertWidget(1, WrapLabel(what, TextRole.SMALL, Tone.NEUTRAL))
        self.column.insertWidget(1, self.propose, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertWidget(2, self._warning)
        self._warning.hide()
        self.edit.edited.connect(self._offer)

    def show_view(self, view: MinutesView) -> None:
        """Know what a proposal is made of, and count the pages soon."""
        self._view = view
        self._offer()
        self._timer.start()

    @property
    def is_counting(self) -> bool:
        """Whether the pages are to be counted in a moment."""
        return self._timer.isActive()

    def put_in_proposal(self) -> None:
        """Begin the text with what can be said already; only where nothing is written."""
        proposal = self._proposal()
        if proposal.is_empty or not self.edit.rich_text().is_empty:
            return
        self.add_text(proposal)
        self.keeper.save()
        self.go()
        words = self.tr("Et forslag er sat ind. Ret det, så det er jeres ord.")
        self.fetched.emit(words, lambda: self._take_out(proposal))

    def _take_out(self, proposal: RichText) -> None:
        now = self.edit.rich_text()
        kept = tuple(block for block in now.blocks if block not in proposal.blocks)
        # What somebody has made of it since stays.
        self.replace_text(RichText(kept) if now != proposal else EMPTY)

    def _proposal(self) -> RichText:
        if self._view is None:
            return EMPTY
        conclusion = self._view.parts[PartKey.CONCLUSION].text
        if self.key is PartKey.CHILD_PAGE:
            return proposed_child_page(self._view.meeting)
        return proposed_summary(self._view.meeting, conclusion)

    def _offer(self) -> None:
        empty = self.edit.rich_text().is_empty
        self.propose.setVisible(empty and not self._proposal().is_empty)

    def _count(self) -> None:
        """Count the pages of the paper in the background; nothing to count where it is empty."""
        view = self._view
        if view is None or view.parts[self.key].text.is_empty:
            self._show_count(1)
            return
        papers, paper, counted = self._desk.office.papers, PAPERS[self.key], self._counted

        def work() -> tuple[MinutesRecord, int] | None:
            record = papers.record_of(view)
            if record == counted:
                return None
            return record, len(papers.pages(record, _COARSE_PPI, paper))

        self._desk.background.run(work, self._has_counted, lambda _error: None, self)

    def _has_counted(self, found: tuple[MinutesRecord, int] | None) -> None:
        if found is not None:
            self._counted, count = found
            self._show_count(count)

    def _show_count(self, count: int) -> None:
        words = self.tr("Teksten fylder {0} sider. Gør den kortere, så den kan stå på én.")
        self.too_long.setText(words.format(count) if count > 1 else "")
        self._warning.setVisible(count > 1)
