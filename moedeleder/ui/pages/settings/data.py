"""Dine data: where they lie, a copy of them, and meetings handed over as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder import __version__
from moedeleder.domain.danish import short_date
from moedeleder.domain.meetings import MeetingLine
from moedeleder.services.exchange import BroughtIn, Outcome
from moedeleder.services.verifying import Proof
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

_BROKEN_SHOWN = 8
LICENCE = "Mozilla Public License 2.0"


class DataSection(SettingsSection):
    """Where the data are, and what a person can take out or bring in."""

    meeting_requested = Signal(str)

    def __init__(self, desk: Desk, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(desk, "lock", parent, object_name="dataSection")
        self.entitle(self.tr("Dine data"), self.tr("Gem en kopi…"))
        self._files = files
        self._busy = False
        self._brought_in = ""
        self._path = ElidedLabel()
        self._path.setObjectName("dataFile")
        self._lock_note = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._lock_note.setObjectName("lockNote")
        self._folder = secondary(self.tr("Åbn mappen"), "openFolder", "folder", compact=True)
        self._import = secondary(
            self.tr("Hent et møde fra en kollega…"), "importMeeting", "arrow-down", compact=True
        )
        self._meeting = named(Choice(), "meetingToSave", self.tr("Møde, der skal gemmes som fil"))
        self._export = secondary(
            self.tr("Gem mødet som fil…"), "exportMeeting", "arrow-up", compact=True
        )
        self._verify = secondary(
            self.tr("Kontrollér, at intet er ændret"), "verifySeals", "lock", compact=True
        )
        self._proof = WrapLabel("", TextRole.BODY)
        self._proof.setObjectName("proof")
        self._proof.hide()
        self._arrange()
        self._connect()

    def show_kept(self) -> None:
        """Read where the data lie and which meetings there are."""
        safety = self.desk.office.safety
        self._path.setText(str(safety.file or ""))
        self._folder.setEnabled(safety.file is not None)
        self._lock_note.setText(
            self.tr("Filen er låst. Dit kodeord åbner den og åbner også en kopi.")
            if safety.opens_with_passphrase
            else self.tr(
                "Filen er låst. Nøglen ligger i computerens nøglering, "
                "så en kopi kan kun åbnes her på din computer."
            )
        )
        perform(self, self.desk.office.meetings.find, success=self._show_meetings)

    def save(self) -> None:
        """Write an encrypted copy where the person wants it."""
        safety = self.desk.office.safety
        if self._busy or safety.file is None:
            return
        kinds = self.tr("Kopi af Mødeleder (*.db)")
        title = self.tr("Gem en kopi")
        path = self._files.save_file(self, title, safety.copy_name(), kinds)
        if path is not None:
            self._work_on(self.tr("Kopien skrives …"))
            perform_in_background(
                self.desk.background,
                self,
                lambda: safety.save_copy(path),
                success=self._copied,
                failed=self._rest,
            )

    def _copied(self, path: Path) -> None:
        self._rest()
        self.say(self.tr("Kopien er gemt."), str(path))

    def _open_folder(self) -> None:
        file = self.desk.office.safety.file
        if file is not None and not self._files.show_folder(file.parent):
            words = self.tr("Mappen kan ikke vises herfra.")
            self.banner.show_message(words, Tone.WARN, str(file.parent))

    def _ask_for_meeting(self) -> None:
        kinds = self.tr("Møder (*.json)")
        path = self._files.open_file(self, self.tr("Hent et møde"), kinds)
        if path is None or self._busy:
            return
        self._work_on(self.tr("Mødet hentes …"))
        perform_in_background(
            self.desk.background,
            self,
            lambda: self.desk.office.exchange.bring_in(path),
            success=self._fetched,
            failed=self._rest,
            changes=self.desk.changes,
            change=Change.of(Kind.FAMILIES, Kind.MEETINGS, Kind.PROMISES),
        )

    def _fetched(self, came: BroughtIn) -> None:
        self._rest()
        self.show_kept()
        self._brought_in = came.meeting_id
        new = count_text(came.people_added, self.tr("ny person"), self.tr("nye personer"))
        known = self.tr("Det er det samme, som du havde.")
        words = (
            self.tr("{0} er hentet.") if came.outcome is Outcome.ADDED else self.tr("{0} er her.")
        )
        detail = self.tr("Der kom {0} med.").format(new) if came.people_added else ""
        detail = detail if came.outcome is Outcome.ADDED else known
        self.say(words.format(came.title), detail, self.tr("Åbn mødet"))

    def _save_meeting(self) -> None:
        meeting_id = self._meeting.value()
        if not meeting_id or self._busy:
            return
        title, kinds = self.tr("Gem mødet som fil"), self.tr("Møder (*.json)")
        name = f"moede-{self.desk.office.clock.today().isoformat()}.json"
        path = self._files.save_file(self, title, name, kinds)
        if path is None:
            return
        self._work_on(self.tr("Mødet skrives …"))
        perform_in_background(
            self.desk.background,
            self,
            lambda: self.desk.office.exchange.export(meeting_id, path),
            success=lambda _nothing: self._saved_meeting(path),
            failed=self._rest,
        )

    def _saved_meeting(self, path: Path) -> None:
        self._rest()
        self.banner.show_message(
            self.tr("Mødet er gemt som fil."),
            Tone.WARN,
            self.tr("Filen er ikke låst. Giv den kun videre på en sikker måde. {0}").format(path),
        )

    def _check_seals(self) -> None:
        if self._busy:
            return
        self._work_on(self.tr("Mødeleder ser alt det låste efter …"))
        perform_in_background(
            self.desk.background,
            self,
            self.desk.office.verifying.verify,
            success=self._checked,
            failed=self._rest,
        )

    def _checked(self, proof: Proof) -> None:
        self._rest()
        more = [*proof.sentences[1:_BROKEN_SHOWN]]
        left = len(proof.sentences) - _BROKEN_SHOWN
        if left > 0:
            more.append(self.tr("Og {0} steder mere.").format(left))
        self._proof.setText("\n".join([proof.headline, *more]))
        self._proof.set_tone(Tone.OK if proof.is_whole else Tone.BAD)
        self._proof.show()
        self.edited.emit()

    def _open_meeting(self) -> None:
        if self._brought_in:
            self.meeting_requested.emit(self._brought_in)

    def _work_on(self, words: str) -> None:
        self._busy = True
        self.banner.show_message(words, Tone.INFO)

    def _rest(self) -> None:
        self._busy = False
        self.banner.dismiss()

    def _show_meetings(self, lines: Sequence[MeetingLine]) -> None:
        self._meeting.set_options(
            (f"{line.title} · {short_date(line.starts_at.date())}", line.id) for line in lines
        )
        self._meeting.setEnabled(bool(lines))
        self._export.setEnabled(bool(lines))

    def _connect(self) -> None:
        self._folder.clicked.connect(self._open_folder)
        self._import.clicked.connect(self._ask_for_meeting)
        self._export.clicked.connect(self._save_meeting)
        self._verify.clicked.connect(self._check_seals)
        self.banner.action_requested.connect(self._open_meeting)

    def _arrange(self) -> None:
        for card in (
            self._data_card(),
            self._seal_card(),
            self._exchange_card(),
            self._program_card(),
        ):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _data_card(self) -> Card:
        card = Card(self.tr("Her ligger dine data"), object_name="dataCard")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("lock", Tone.OK))
        row.addWidget(self._path, 1)
        row.addWidget(self._folder)
        card.add(row)
        card.add(self._lock_note)
        return card

    def _seal_card(self) -> Card:
        card = Card(self.tr("Det, der er låst"), object_name="sealCard")
        words = self.tr(
            "Færdige referater og sendte papirer har hvert sit segl. "
            "Her kan du se, om noget er ændret siden."
        )
        card.add(WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL))
        card.add(self._proof)
        row = QHBoxLayout()
        row.addWidget(self._verify)
        row.addStretch(1)
        card.add(row)
        return card

    def _exchange_card(self) -> Card:
        card = Card(self.tr("Del et møde med en kollega"), object_name="exchangeCard")
        words = self.tr("Et helt møde kan gives videre som en fil. Private noter er ikke med.")
        card.add(WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._meeting, 1)
        row.addWidget(self._export)
        card.add(row)
        fetch = QHBoxLayout()
        fetch.addWidget(self._import)
        fetch.addStretch(1)
        card.add(fetch)
        return card

    def _program_card(self) -> Card:
        card = Card(self.tr("Programmet"), object_name="programCard")
        version = WrapLabel(self.tr("Mødeleder {0}").format(__version__))
        version.setObjectName("programVersion")
        card.add(version)
        free = self.tr("Fri software under {0}.").format(LICENCE)
        card.add(WrapLabel(free, TextRole.SMALL, Tone.NEUTRAL))
        return card
