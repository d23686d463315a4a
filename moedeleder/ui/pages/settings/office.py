"""Kommunen på papiret: what stands at the top of every letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from moedeleder.domain.settings import Organisation
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.letterhead import LetterheadPicture
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.undo_bar import UndoBar

_KEYS = ("organisation", "unit", "address", "phone", "mail")
_MOST_DAYS = 60
_MOST_ANSWER_DAYS = 30


class OfficeSection(SettingsSection):
    """The office as parents see it on paper, its logo, and how long they may send corrections."""

    def __init__(self, desk: Desk, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(desk, "document", parent, object_name="officeSection")
        self.entitle(self.tr("Kommunen på papiret"), self.tr("Gem brevhovedet"))
        self._files = files
        self._fields = {key: QLineEdit() for key in _KEYS}
        self._days = NumberField(1, _MOST_DAYS, self.tr(" hverdage"))
        self._answer_days = NumberField(1, _MOST_ANSWER_DAYS, self.tr(" hverdage"))
        self._picture = LetterheadPicture()
        self._kept = Organisation()
        self._logo: bytes | None = None
        self._undo_bar = UndoBar()
        self._choose = secondary(self.tr("Vælg logo…"), "chooseLogo", "document", compact=True)
        self._remove = quiet(self.tr("Fjern logoet"), "removeLogo", "x")
        self._arrange()
        self._connect()

    def show_kept(self) -> None:
        """Read the office and show it."""
        perform(self, self.desk.office.settings.organisation, success=self._show)

    def refresh(self) -> None:
        """Show what is kept; the logo is saved at once, so it is always the kept one."""
        super().refresh()
        perform(self, self.desk.office.settings.logo, success=self._show_logo)

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return self._typed() != self._kept

    def save(self) -> None:
        """Save the office."""
        self.begin_saving()
        perform(
            self,
            lambda: self.desk.office.settings.save_organisation(self._typed()),
            success=self._saved,
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def undo(self) -> None:
        """Put the logo back that was there before."""
        self._undo_bar.undo()

    def _saved(self, office: Organisation) -> None:
        self._show(office)
        self.say(self.tr("Gemt."), self.tr("Nye breve får det nye brevhoved."))

    def _typed(self) -> Organisation:
        name, unit, address, phone, mail = (field.text() for field in self._fields.values())
        days = (self._days.value(), self._answer_days.value())
        return Organisation(name, unit, address, phone, mail, *days)

    def _show(self, office: Organisation) -> None:
        self._kept = office
        values = (office.name, office.unit, office.address, office.phone, office.mail)
        for field, value in zip(self._fields.values(), values, strict=True):
            field.setText(value)
            field.setCursorPosition(0)
        self._days.setValue(office.correction_days)
        self._answer_days.setValue(office.answer_days)

    def _typing(self) -> None:
        self._picture.show_office(self._typed())
        self.edited.emit()

    def _show_logo(self, logo: tuple[bytes, str] | None) -> None:
        self._logo = logo[0] if logo else None
        self._picture.show_logo(self._logo)
        self._remove.setVisible(logo is not None)
        self._choose.set_caption(self.tr("Vælg et andet logo…") if logo else self.tr("Vælg logo…"))

    def _ask_for_logo(self) -> None:
        kinds = self.tr("Billeder (*.png *.jpg *.jpeg)")
        path = self._files.open_file(self, self.tr("Vælg logo"), kinds)
        if path is not None:
            self._take_logo(path)

    def _take_logo(self, path: Path) -> None:
        before, settings = self._logo, self.desk.office.settings
        words = self.tr("Logoet er gemt.")
        self._keep_logo(
            lambda: settings.save_logo_file(path), words, lambda: self._put_back(before)
        )

    def _drop_logo(self) -> None:
        before, settings = self._logo, self.desk.office.settings
        words = self.tr("Logoet er fjernet.")
        self._keep_logo(lambda: settings.save_logo(None), words, lambda: self._put_back(before))

    def _put_back(self, before: bytes | None) -> None:
        settings = self.desk.office.settings
        words = self.tr("Logoet er, som det var.")
        self._keep_logo(lambda: settings.save_logo(before), words, None)

    def _keep_logo(
        self, work: Callable[[], None], words: str, way_back: Callable[[], None] | None
    ) -> None:
        # A logo is drawn on trial before it is kept, and that takes its time.
        self.banner.dismiss()

        def done(_nothing: None) -> None:
            perform(self, self.desk.office.settings.logo, success=self._show_logo)
            self._undo_bar.offer(words, way_back)

        perform_in_background(
            self.desk.background,
            self,
            work,
            success=done,
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _connect(self) -> None:
        for field in self._fields.values():
            field.textChanged.connect(lambda _text: self._typing())
        for days in (self._days, self._answer_days):
            days.valueChanged.connect(lambda _days: self._typing())
        self._choose.clicked.connect(self._ask_for_logo)
        self._remove.clicked.connect(self._drop_logo)

    def _arrange(self) -> None:
        paper = Card(self.tr("Sådan ser det ud"), object_name="letterheadCard")
        paper.add(self._picture)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addWidget(muted(self.tr("PNG eller JPG, højst 2 MB.")))
        buttons.addStretch(1)
        paper.add(buttons)
        paper.add(self._undo_bar)
        office = Card(self.tr("Kommunen på papiret"), object_name="officeCard")
        office.add(self._make_form())
        self.column.addWidget(paper)
        self.column.addWidget(office)
        self.column.addStretch(1)

    def _make_form(self) -> Form:
        form, fields = Form(), self._fields
        form.add("organisation", self.tr("Kommune"), fields["organisation"])
        form.add("unit", self.tr("Afdeling"), fields["unit"])
        form.add("address", self.tr("Adresse"), fields["address"])
        form.add_beside(
            ("phone", self.tr("Telefon, forældre kan ringe til"), fields["phone"], 2),
            ("mail", self.tr("Mail, forældre kan skrive til"), fields["mail"], 3),
        )
        form.add(
            "correction_days",
            self.tr("Tid til at rette i referatet"),
            self._days,
            self.tr("Så længe kan deltagerne skrive, hvis noget i referatet er forkert."),
        )
        form.add(
            "answer_days",
            self.tr("Svarfrist før et møde"),
            self._answer_days,
            self.tr("Så mange hverdage før mødet beder du familien svare på kladden."),
        )
        self.form = form
        return form
