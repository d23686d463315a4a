"""While the next version is written: what it is about, and the corrections it takes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.corrections import Correction, CorrectionDecision, CorrectionKind
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import RichText
from moedeleder.domain.sending import LetterKind
from moedeleder.services.correction_rows import RoundView
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.correction_words import kind_text, place_text, reason_offer
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.round_dialogs import VersionReasonDialog
from moedeleder.ui.dialogs.send_support import wanted
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.put_in import put_in, section_of, stands_there
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.diff_label import DiffLabel, is_alike
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.focus_memory import focus_kept
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.own_words import OwnWords, SoftBox
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LINES = 6
_COMPARED = 1500


class TakenBox(SoftBox):
    """One correction that is taken in: where, what should stand, and a way to put it there."""

    part_requested = Signal(object)
    put_in_requested = Signal(object)

    def __init__(self, view: RoundView, said: Correction, form: MinutesForm) -> None:
        super().__init__(Tone.FAMILY if said.person.is_family_side else Tone.NEUTRAL)
        self.setObjectName(f"taken-{said.id}")
        place = place_text(view.version.record, said.part)
        caption = f"{said.person.name.split(' ', 1)[0]} · {kind_text(said.kind)} · {place}"
        self.setAccessibleName(caption)
        self.column.addWidget(WrapLabel(caption, TextRole.SMALL, Tone.NEUTRAL))
        if len(said.place) + len(said.words) <= _COMPARED and is_alike(said.place, said.words):
            self.column.addWidget(DiffLabel(said.place, said.words))
        else:
            self.column.addWidget(OwnWords(said.words, _LINES))
        buttons: list[QWidget] = []
        if said.part:
            go = quiet(self.tr("Gå til stedet"), f"goTo-{said.id}", "arrow-right")
            go.setAccessibleDescription(caption)
            go.clicked.connect(lambda: self.part_requested.emit(said))
            buttons.append(go)
        if stands_there(form, said):
            buttons.insert(0, Pill(self.tr("står i teksten"), Tone.OK, "check"))
        elif section_of(form, said) is not None and said.kind is CorrectionKind.CORRECT:
            put = secondary(self.tr("Sæt ind"), f"putIn-{said.id}", "plus", compact=True)
            put.setAccessibleDescription(caption)
            put.clicked.connect(lambda: self.put_in_requested.emit(said))
            buttons.insert(0, put)
        self.column.addWidget(Flow(buttons))


class TakenList(QScrollArea):
    """The corrections that are taken in, one below the other."""

    part_requested = Signal(object)
    put_in_requested = Signal(object)

    def __init__(self, form: MinutesForm) -> None:
        super().__init__()
        self.setObjectName("takenCorrections")
        self.setAccessibleName(self.tr("Rettelser, der er taget med"))
        self._form = form
        self._view: RoundView | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(8)
        self.setWidget(inside)

    @property
    def next_to_put_in(self) -> Correction | None:
        """The first correction whose words do not stand in the text yet."""
        return next(
            (
                each
                for each in taken(self._view)
                if each.kind is CorrectionKind.CORRECT
                and section_of(self._form, each) is not None
                and not stands_there(self._form, each)
            ),
            None,
        )

    def show_round(self, view: RoundView) -> None:
        """Show what is taken in now, and what of it stands in the text."""
        self._view = view
        with focus_kept(self):
            while (item := self._column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for each in taken(view):
                box = TakenBox(view, each, self._form)
                box.part_requested.connect(self.part_requested)
                box.put_in_requested.connect(self.put_in_requested)
                self._column.addWidget(box)
                box.show()
            self._column.addWidget(WrapLabel(self._rest(view), TextRole.SMALL, Tone.NEUTRAL))
            self._column.addStretch(1)

    def _rest(self, view: RoundView) -> str:
        kept = (CorrectionDecision.REFUSED, CorrectionDecision.STANDS)
        own = sum(each.decision in kept for each in view.corrections)
        words = [] if taken(view) else [self.tr("Ingen rettelser er taget med.")]
        if own:
            words.append(self.tr("Bemærkninger og svar kommer selv med, når du sender."))
        return " ".join(words)


class NextVersion(QWidget):
    """A calm bar above the text: which version is corrected, and the way out of it."""

    dropped = Signal(str, object)
    """The next version was given up: what to say, and a callable that brings its text back."""
    listed = Signal()
    """The corrections are to be seen."""

    def __init__(self, desk: Desk, form: MinutesForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nextVersion")
        self._desk, self._form = desk, form
        self._view: MinutesView | None = None
        self._round: RoundView | None = None
        self.list = TakenList(form)
        self._words = WrapLabel("", TextRole.STRONG)
        self._words.setObjectName("nextVersionText")
        self._see = secondary("", "seeTaken", "list", compact=True)
        self._drop = secondary(self.tr("Fortryd rettelsen"), "dropVersion", "undo", compact=True)
        self._see.clicked.connect(self.listed)
        self._drop.clicked.connect(self._drop_version)
        self.list.part_requested.connect(lambda said: form.go_to(PartKey(said.part)))
        self.list.put_in_requested.connect(self._put_in)
        self._key = QShortcut(Shortcut.PUT_IN.sequence, self)
        self._key.activated.connect(self._put_in_next)
        box = SoftBox(Tone.INFO)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("edit", Tone.INFO), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._see)
        row.addWidget(self._drop)
        box.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)
        self.hide()

    def show_view(self, view: MinutesView) -> None:
        """Show the bar while the next version is written."""
        self._view = view
        self.setVisible(view.is_drafting)
        self._key.setEnabled(view.is_drafting)
        if not view.is_drafting or view.version is None:
            return
        number = view.version.number
        words = self.tr("Du retter version {0}. Den bliver til version {1}, når du sender.")
        self._words.setText(words.format(number, number + 1))
        self._drop.setToolTip(self.tr("Referatet bliver, som version {0} er.").format(number))
        corrections, meeting_id = self._desk.office.corrections, view.meeting.id
        perform(self, lambda: corrections.view(meeting_id), success=self._show_round)

    def caption(self, view: MinutesView) -> str:
        """Return what sending does now, e.g. ``Send version 2 til de samme 6``."""
        assert view.version is not None
        people = len(wanted(self._desk, view.meeting, LetterKind.MINUTES, only_new=False))
        words = self.tr("Send version {0} til de samme {1}")
        return words.format(view.version.number + 1, people)

    def ask_reason(self, then: Callable[[str], object]) -> None:
        """Ask why there is a next version; ``then`` hears it."""
        if self._view is None or self._view.version is None:
            return
        offer = reason_offer(self._round) if self._round else ""
        dialog = VersionReasonDialog(self._view.version.number + 1, offer, self)

        def confirmed() -> None:
            if not dialog.reason:
                assert dialog.form is not None
                dialog.form.set_error("reason", self.tr("Skriv kort hvorfor."))
                return
            dialog.accept()
            then(dialog.reason)

        dialog.confirm_requested.connect(confirmed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_list(self) -> None:
        """Show the corrections in a dialog, where there is no room for them beside the text."""
        if self._round is None:
            return
        shown = TakenList(self._form)
        dialog = Dialog(
            self.tr("Rettelser"), self.tr("Luk"), self, object_name="takenDialog", width=640
        )
        dialog.cancel_button.hide()
        dialog.confirm_requested.connect(dialog.accept)
        shown.setMinimumHeight(320)
        shown.show_round(self._round)
        for signal, deed in (
            (shown.part_requested, self.list.part_requested),
            (shown.put_in_requested, self.list.put_in_requested),
        ):
            signal.connect(dialog.accept)
            signal.connect(deed)
        dialog.body.addWidget(shown)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_round(self, view: RoundView) -> None:
        self._round = view
        self.list.show_round(view)
        self._see.set_caption(self.tr("Rettelser ({0})").format(len(taken(view))), "list")

    def _put_in(self, said: Correction) -> None:
        if put_in(self._form, said) and self._round is not None:
            self.list.show_round(self._round)

    def _put_in_next(self) -> None:
        if (said := self.list.next_to_put_in) is not None:
            self._put_in(said)

    def _drop_version(self) -> None:
        if self._view is None:
            return
        minutes, meeting_id = self._desk.office.minutes, self._view.meeting.id
        self._form.save()
        mine = {key: part.text for key, part in minutes.open(meeting_id).parts.items()}
        words = self.tr("Rettelsen er fortrudt. Referatet er som før.")
        perform(
            self,
            lambda: minutes.drop_version(meeting_id),
            success=lambda _view: self.dropped.emit(words, lambda: self._bring_back(mine)),
            changes=self._desk.changes,
            change=_change(meeting_id),
        )

    def _bring_back(self, texts: Mapping[PartKey, RichText]) -> None:
        if self._view is not None:
            minutes, meeting_id = self._desk.office.minutes, self._view.meeting.id

            def write_again() -> None:
                parts = minutes.begin_version(meeting_id).parts
                for key, text in texts.items():
                    if parts[key].text != text:
                        minutes.write(meeting_id, key, parts[key].version, text)

            perform(self, write_again, changes=self._desk.changes, change=_change(meeting_id))


def begin_version(desk: Desk, place: QWidget, meeting_id: str) -> bool:
    """Open finished minutes for the next version; returns whether that was done."""
    return perform(
        place,
        lambda: desk.office.minutes.begin_version(meeting_id),
        changes=desk.changes,
        change=_change(meeting_id),
    )


def _change(meeting_id: str) -> Change:
    return Change.of(Kind.MINUTES, ids=(meeting_id,))


def taken(view: RoundView | None) -> list[Correction]:
    """Return the corrections that are taken into the next version."""
    found = view.corrections if view else ()
    return [each for each in found if each.decision is CorrectionDecision.TAKEN]
