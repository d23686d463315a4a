"""Skabelon til referater: the municipality's own Word file, and how papers look on it."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.danish import plain_date
from moedeleder.domain.paper_template import PaperTemplate
from moedeleder.domain.text import shorten
from moedeleder.services.paper_template import KeptTemplate
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.preview import PageSheet
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.undo_bar import UndoBar
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

SAMPLE_NAME = "skabelon-til-referater.docx"
_NAME = 80
_PAGE_WIDTH = 460
_A4_INCHES = 8.27


class TemplateSection(SettingsSection):
    """Shows which template is used; it is kept at once, after all papers were made on it."""

    def __init__(self, desk: Desk, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(desk, "document", parent, object_name="templateSection")
        self.entitle(self.tr("Skabelon til referater"), self.tr("Vælg en Word-fil…"))
        self._files = files
        self._state = WrapLabel("", TextRole.STRONG)
        self._state.setObjectName("templateState")
        self._left_out = WrapLabel("", tone=Tone.WARN)
        self._left_out.setObjectName("templateLeftOut")
        self._left_out.hide()
        self._look = secondary(self.tr("Se hvordan det ser ud"), "seeTemplate", "eye", compact=True)
        self._sample = quiet(self.tr("Gem et eksempel…"), "saveSample", "document")
        self._remove = quiet(self.tr("Fjern skabelonen"), "removeTemplate", "trash")
        self._undo_bar = UndoBar()
        self._waiting = WrapLabel(self.tr("Siden bliver tegnet."), tone=Tone.NEUTRAL)
        self._waiting.hide()
        self._page = QVBoxLayout()
        self._sheet: PageSheet | None = None
        self._arrange()
        self._look.clicked.connect(self._draw)
        self._sample.clicked.connect(self._save_sample)
        self._remove.clicked.connect(self._take_away)

    def show_kept(self) -> None:
        """Read which template is in use and show it."""
        perform(self, self.desk.office.paper_template.current, success=self._show)

    def save(self) -> None:
        """Ask for a Word file and use it as the template."""
        kinds = self.tr("Word (*.docx *.dotx)")
        path = self._files.open_file(self, self.tr("Vælg jeres skabelon"), kinds)
        if path is not None:
            self._take(path)

    def undo(self) -> None:
        """Use the template again that was there before."""
        self._undo_bar.undo()

    def _take(self, path: Path) -> None:
        self.begin_saving()
        templates = self.desk.office.paper_template

        def work() -> tuple[KeptTemplate | None, PaperTemplate]:
            return templates.kept(), templates.save_file(path)

        def done(result: tuple[KeptTemplate | None, PaperTemplate]) -> None:
            before, now = result
            self._now(now)
            self._undo_bar.offer(self.tr("Skabelonen er gemt."), lambda: self._put_back(before))

        perform_in_background(
            self.desk.background,
            self,
            work,
            success=done,
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _take_away(self) -> None:
        self.begin_saving()
        templates = self.desk.office.paper_template

        def work() -> KeptTemplate | None:
            before = templates.kept()
            templates.remove()
            return before

        def done(before: KeptTemplate | None) -> None:
            self._now(None)
            words = self.tr("Skabelonen er fjernet. Jeres papirer får jeres brevhoved igen.")
            self._undo_bar.offer(words, lambda: self._put_back(before))
            # Its own button is gone: the keyboard goes on beside it.
            self._sample.setFocus()

        perform(
            self, work, success=done, changes=self.desk.changes, change=Change.of(Kind.SETTINGS)
        )

    def _put_back(self, before: KeptTemplate | None) -> None:
        def done(now: PaperTemplate | None) -> None:
            self._now(now)
            self._undo_bar.offer(self.tr("Skabelonen er, som den var."), None)

        perform_in_background(
            self.desk.background,
            self,
            lambda: self.desk.office.paper_template.put_back(before),
            success=done,
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _now(self, template: PaperTemplate | None) -> None:
        self._show(template)
        count = template.pictures_left_out if template else 0
        pictures = count_text(count, self.tr("billede"), self.tr("billeder"))
        words = self.tr("{0} kan kun stå i Word-filen. Brug PNG eller JPG til PDF.")
        self._left_out.setText(words.format(pictures))
        self._left_out.setVisible(count > 0)
        if self._sheet is not None:
            self._draw()

    def _show(self, template: PaperTemplate | None) -> None:
        if template is None:
            self._state.setText(self.tr("I bruger ingen skabelon. Referater får jeres brevhoved."))
        else:
            day = plain_date(template.saved_at.astimezone()) if template.saved_at else ""
            words = self.tr("I bruger ”{0}”, gemt {1}.")
            self._state.setText(words.format(shorten(template.file_name, _NAME), day))
        self._remove.setVisible(template is not None)

    def _draw(self) -> None:
        self._waiting.show()
        ppi = math.ceil(_PAGE_WIDTH * self.devicePixelRatioF() / _A4_INCHES)
        templates = self.desk.office.paper_template
        perform_in_background(
            self.desk.background,
            self,
            lambda: QImage.fromData(templates.first_page(ppi)),
            success=self._drawn,
            failed=self._waiting.hide,
        )

    def _drawn(self, image: QImage) -> None:
        self._waiting.hide()
        name = self.tr("Første side af et opdigtet referat")
        if self._sheet is None:
            self._sheet = PageSheet(image, name)
            self._sheet.setObjectName("templatePage")
            self._page.addWidget(self._sheet)
        self._sheet.show_image(image, name)
        self._sheet.fit(_PAGE_WIDTH)
        self._sheet.show()

    def _save_sample(self) -> None:
        title, kinds = self.tr("Gem et eksempel på en skabelon"), self.tr("Word (*.docx)")
        path = self._files.save_file(self, title, SAMPLE_NAME, kinds)
        if path is None:
            return
        self.begin_saving()
        templates = self.desk.office.paper_template
        perform_in_background(
            self.desk.background,
            self,
            lambda: templates.save_sample(path),
            success=lambda saved: self.say(
                self.tr("Eksemplet ligger i ”{0}”.").format(shorten(saved.name, _NAME)),
                self.tr("Åbn det i Word, sæt jeres logo ind, og vælg filen her."),
            ),
        )

    def _arrange(self) -> None:
        card = Card(self.tr("Jeres egen skabelon"), object_name="templateCard")
        about = self.tr(
            "Referatet, den korte udgave og barnets side kan stå på jeres eget papir. "
            "Lav en Word-fil med logo, sidehoved og sidefod. Skriv {{referat}} på den linje, "
            "hvor teksten skal stå. Skriv for eksempel {{kommune}}, {{dato}} eller {{side}} "
            "de steder, Mødeleder skal fylde ud."
        )
        card.add(WrapLabel(about, tone=Tone.NEUTRAL))
        card.add(self._state)
        card.add(self._left_out)
        card.add(Flow((self._look, self._sample, self._remove)))
        card.add(self._undo_bar)
        card.add(self._waiting)
        card.add(self._page)
        self.column.addWidget(card)
        self.column.addStretch(1)
