"""Ukendt afsender: answers that were set apart until somebody says whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.answers import Answer, Doubt
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.danish import short_date
from moedeleder.domain.meetings import Meeting, MeetingLine, MeetingState
from moedeleder.services.labels import person_role
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.answer_view import AnswerView
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import muted

_LINES = 9
_OPEN = (MeetingState.PLANNED, MeetingState.RUNNING, MeetingState.HELD)


def _tr(text: str) -> str:
    return QCoreApplication.translate("UnknownAnswers", text)


class UnknownAnswersDialog(Dialog):
    """Goes through the answers without a known sender, one at a time, the newest first."""

    meeting_requested = Signal(str)
    """The meeting an answer was laid with, to be seen."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        first: str = "",
        meeting_id: str | None = None,
    ) -> None:
        super().__init__(
            _tr("Hvem er svaret fra?"),
            _tr("Læg svaret her"),
            parent,
            cancel=_tr("Luk"),
            object_name="unknownAnswers",
            width=720,
        )
        self._desk, self._here = desk, meeting_id
        self._answers: tuple[Answer, ...] = ()
        self._at = 0
        self._asks_why = False
        self._meeting: Meeting | None = None
        self._which, self._why = muted(""), Banner(closable=False)
        self._why.setObjectName("doubt")
        self._place = QVBoxLayout()
        self._meetings, self._people = Choice(), Choice()
        self._reason = QLineEdit()
        self._previous = quiet(_tr("Forrige"), "previousAnswer", "arrow-left")
        self._next = quiet(_tr("Næste"), "nextAnswer", "arrow-right")
        self.aside_button = secondary(_tr("Ikke til os…"), "dismissAnswer")
        self._arrange()
        self._connect()
        self._read(first)

    @property
    def answer(self) -> Answer | None:
        """The answer that is shown."""
        return self._answers[self._at] if self._at < len(self._answers) else None

    def _read(self, wanted: str = "") -> None:
        """Read the answers that wait, and show ``wanted``, or the one at the same place."""
        perform(self, self._desk.office.answers.unknown, success=self._take)
        ids = [answer.id for answer in self._answers]
        self._show(ids.index(wanted) if wanted in ids else min(self._at, len(ids) - 1))

    def _take(self, answers: tuple[Answer, ...]) -> None:
        self._answers = answers

    def _show(self, at: int) -> None:
        self._at = max(0, at)
        answer = self.answer
        if answer is None:
            self.accept()
            return
        many = len(self._answers)
        self._which.setText(_tr("Svar {0} af {1}").format(self._at + 1, many))
        for widget in (self._which, self._previous, self._next):
            widget.setVisible(many > 1)
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < many)
        self._why.show_message(doubt_text(answer), Tone.WARN)
        self._show_answer(answer)
        self._show_meetings(answer)
        self._ask_why(False)
        person = self._people if self._meetings.value() else self._meetings
        (self.confirm_button if self._people.value() else person).setFocus()

    def _show_answer(self, answer: Answer) -> None:
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        # Whose it is has to be chosen below: a long answer must not push that out of sight.
        view = AnswerView(self._desk, answer, lines=_LINES)
        view.saved.connect(lambda words: self.banner.show_message(words, Tone.OK))
        self._place.addWidget(view)

    def _show_meetings(self, answer: Answer) -> None:
        def shown(lines: Sequence[MeetingLine]) -> None:
            fitting = [line for line in lines if line.state in _OPEN]
            # An answer may as well be to the minutes of a meeting that is over.
            over = [line for line in lines if line.state is MeetingState.FINISHED]
            options = [(_meeting_words(line), line.id) for line in (*fitting, *over)]
            self._meetings.set_options([(_tr("Vælg et møde"), None), *options])
            only = fitting[0].id if len(fitting) == 1 else None
            self._meetings.set_value(None)
            self._meetings.set_value(answer.meeting_id or self._here or only)

        perform(self, self._desk.office.meetings.find, success=shown)
        self._show_people()

    def _show_people(self) -> None:
        meeting_id = self._meetings.value()
        self._meeting = None
        # Nobody is chosen beforehand but the one the answer points to: a slip of the hand
        # would lay a stranger's words with a parent.
        self._people.set_options(((_tr("Vælg, hvem svaret er fra"), None),))
        if meeting_id:
            perform(
                self, lambda: self._desk.office.meetings.get(meeting_id), success=self._attendees
            )
        self._ready()

    def _attendees(self, meeting: Meeting) -> None:
        self._meeting = meeting
        family_first = sorted(meeting.attendees, key=lambda each: not each.person.is_family_side)
        people = [
            (f"{each.person.name}, {person_role(each.person)}", each.person.id)
            for each in family_first
        ]
        self._people.set_options([(_tr("Vælg, hvem svaret er fra"), None), *people])
        answer = self.answer
        if answer is not None and answer.person_id:
            self._people.set_value(answer.person_id)

    def _ready(self) -> None:
        if self._asks_why:
            self.confirm_button.set_caption(_tr("Læg svaret til side"))
            self.confirm_button.setEnabled(True)
            return
        person_id = self._people.value()
        names = [a.person.name for a in self._attendees_now() if a.person.id == person_id]
        self.confirm_button.setEnabled(bool(names))
        words = _tr("Læg svaret ved {0}").format(names[0].split(" ", 1)[0]) if names else ""
        self.confirm_button.set_caption(words or _tr("Læg svaret her"))

    def _attendees_now(self) -> tuple[Attendee, ...]:
        return self._meeting.attendees if self._meeting else ()

    def _lay(self) -> None:
        answer, meeting_id, person_id = self.answer, self._meetings.value(), self._people.value()
        if answer is None or not meeting_id or not person_id:
            return
        answers = self._desk.office.answers
        perform(
            self,
            lambda: answers.place(answer.id, answer.version, meeting_id, person_id),
            success=self._laid,
            changes=self._desk.changes,
            change=Change.of(Kind.AGENDA, Kind.MEETINGS, Kind.ANSWERS, ids=(meeting_id,)),
        )

    def _laid(self, meeting: Meeting) -> None:
        self._read()
        self.banner.show_message(_tr("Svaret er lagt ved {0}.").format(meeting.title), Tone.OK)
        if self.answer is None:
            self.meeting_requested.emit(meeting.id)

    def _ask_why(self, asks: bool) -> None:
        """Ask why the answer is not for us, in place of whose it is; or go back."""
        self._asks_why = asks
        assert self.form is not None
        self.form.clear_errors()
        for key in ("meeting", "person"):
            self.form.row(key).setVisible(not asks)
        self.form.row("reason").setVisible(asks)
        self.aside_button.set_caption(_tr("Tilbage") if asks else _tr("Ikke til os…"))
        if asks:
            self._reason.setFocus()
        else:
            self._reason.clear()
        self._ready()

    def _confirm(self) -> None:
        if self._asks_why:
            self._dismiss()
        else:
            self._lay()

    def _dismiss(self) -> None:
        answer = self.answer
        if answer is None:
            return
        answers = self._desk.office.answers
        perform(
            self,
            lambda: answers.dismiss(answer.id, answer.version, self._reason.text()),
            success=self._put_aside,
            changes=self._desk.changes,
            change=Change.of(Kind.ANSWERS),
        )

    def _put_aside(self, _answer: Answer) -> None:
        self._read()
        self.banner.show_message(_tr("Svaret er lagt til side. Det er gemt."), Tone.OK)

    def _connect(self) -> None:
        self.confirm_requested.connect(self._confirm)
        self._meetings.chosen.connect(lambda _id: self._show_people())
        self._people.chosen.connect(lambda _id: self._ready())
        self.aside_button.clicked.connect(lambda: self._ask_why(not self._asks_why))
        self._previous.clicked.connect(lambda: self._show(self._at - 1))
        self._next.clicked.connect(lambda: self._show(self._at + 1))

    def _arrange(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(8)
        steps.addWidget(self._which)
        steps.addStretch(1)
        steps.addWidget(self._previous)
        steps.addWidget(self._next)
        self.body.addLayout(steps)
        self.body.addWidget(self._why)
        self.body.addLayout(self._place)
        form = self.use_form(Form())
        form.add("meeting", _tr("Svaret hører til mødet"), self._meetings)
        form.add(
            "person",
            _tr("Svaret er fra"),
            self._people,
            _tr("Er personen ikke på listen? Sæt personen på mødet først. Svaret venter her."),
        )
        form.add(
            "reason",
            _tr("Hvorfor er svaret ikke til os?"),
            self._reason,
            _tr("Svaret slettes ikke. Grunden står sammen med det."),
        )
        self.footer.insertWidget(0, self.aside_button)


def doubt_text(answer: Answer) -> str:
    """Return why an answer was set apart, in words."""
    name = answer.person_name or _tr("en af deltagerne")
    if answer.doubt is Doubt.NO_REFERENCE and not answer.person_id:
        return _tr("Vi kender ikke adressen, og svaret har ingen svarkode.")
    return {
        Doubt.NONE: _tr("Vi ved ikke, hvem svaret er fra."),
        Doubt.NO_REFERENCE: _tr("Adressen er kendt, men svaret har ingen svarkode."),
        Doubt.REFERENCE_UNKNOWN: _tr("Svarkoden er ikke en af vores."),
        Doubt.SENDER_DIFFERS: _tr(
            "Svarkoden er givet til {0}, men svaret kommer fra en anden adresse."
        ).format(name),
        Doubt.MEETING_OVER: _tr("Svaret er kommet, efter at mødet blev holdt eller aflyst."),
        Doubt.NO_SENDER: _tr("Der står ingen afsender på svaret."),
    }[answer.doubt]


def _meeting_words(line: MeetingLine) -> str:
    words = f"{line.title} · {short_date(line.starts_at.date())}"
    if line.state is MeetingState.FINISHED:
        return _tr("Referatet af {0}").format(f"{words[:1].lower()}{words[1:]}")
    return words
