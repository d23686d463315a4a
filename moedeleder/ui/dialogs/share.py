"""The dialog that shares the draft agenda: with whom, until when, and in which words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import long_date
from moedeleder.domain.errors import DayDoesNotExist, FieldMissing, InvalidDate
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.text import shorten
from moedeleder.services.letters import LetterText
from moedeleder.services.sharing import SharePlan
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import MailPreview, caption
from moedeleder.ui.dialogs.send_words import share_caption
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.before_words import mail_count, paper_caption
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_BOTH_LETTERS = 100
_FILE_NAME = 60
_FILES_NAMED = 4


class ShareDialog(Dialog):
    """Asks who gets the draft and by when they answer; the letters are made when it is accepted."""

    times_requested = Signal()
    """Several times are to be proposed first; the dialog is closed."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("ShareDialog", "Del kladden med forældrene"),
            share_caption(0),
            parent,
            icon="mail",
            object_name="shareDialog",
            width=1040,
        )
        self._desk, self.meeting = desk, meeting
        self._plan: SharePlan = desk.office.sharing.plan(meeting.id)
        self._shown = ""
        self.people = BeforeList(scrolls=True)
        self._day = DateField(desk.office.clock.today)
        self._hint = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._hint.setObjectName("answerByHint")
        self.preview = MailPreview(lines=13)
        self._lay_out_columns()
        self._day.set_value(self._plan.answer_by)
        self._day.value_changed.connect(self._day_changed)
        self.people.changed.connect(self._count)
        self.people.picked.connect(self._show_mail)
        self.confirm_requested.connect(self._share)
        self._show_people()
        self._say_missing()
        self._count()
        self._day_changed(self._plan.answer_by)
        self._show_first()
        if self._plan.receivers:
            self.people.begin()
        else:
            self.cancel_button.setFocus()

    def arrange(self, width: int) -> None:
        """Put the mail below where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        way = QBoxLayout.Direction
        beside = width >= _BOTH_LETTERS * letter
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _lay_out_columns(self) -> None:
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(MARGIN)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(caption(self.tr("Hvem får kladden?")))
        left.addWidget(self.people, 1)
        form = Form()
        form.add("answer_by", self.tr("De kan svare til og med"), self._day)
        # The form is told what is wrong; it does not stand in the body by itself.
        self.form = form
        left.addSpacing(6)
        left.addWidget(form)
        left.addWidget(self._hint)
        if not self.meeting.proposed_times:
            first = quiet(self.tr("Foreslå flere tider først…"), "timesFirst", "calendar")
            first.clicked.connect(self._go_to_times)
            left.addWidget(first, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.preview, 1)
        right.addWidget(caption(self.tr("Det følger med mailen")))
        files = WrapLabel(attached_text(self._plan.starter_files))
        files.setObjectName("attached")
        right.addWidget(files)
        self._columns.addLayout(left, 4)
        self._columns.addLayout(right, 5)
        self.body.addWidget(holder)
        holder.setVisible(bool(self._plan.receivers))

    def _go_to_times(self) -> None:
        self.reject()
        self.times_requested.emit()

    def _say_missing(self) -> None:
        if not self._plan.receivers:
            nobody = self.tr("Der er ingen deltagere at dele med endnu.")
            first = self.tr("Sæt familien på mødet først. Så kan du dele kladden med dem.")
            self.banner.show_message(nobody, Tone.INFO, first)
        elif self._plan.missing:
            self.banner.show_message(
                self.tr("Du kan godt dele nu. Det her mangler:"),
                Tone.INFO,
                " ".join(self._plan.missing),
            )

    def _show_people(self) -> None:
        before, meeting_id = self._desk.office.before, self.meeting.id
        perform(
            self,
            lambda: before.view(meeting_id, LetterKind.DRAFT, choices=self.people.choices),
            success=lambda view: self.people.show_view(view, ticked=self._plan.chosen),
        )

    def _count(self) -> None:
        chosen = self.people.chosen
        self.confirm_button.setEnabled(bool(chosen))
        on_paper = bool(chosen) and not mail_count(chosen)
        caption = paper_caption(chosen) if on_paper else share_caption(len(chosen))
        self.confirm_button.set_caption(caption)

    def _day_changed(self, day: object) -> None:
        words = long_date(day) if isinstance(day, date) else ""
        soon = self._soon_words(day) if isinstance(day, date) else ""
        self._hint.setText(" · ".join(filter(None, (words[:1].upper() + words[1:], soon))))
        self._hint.set_tone(Tone.WARN if soon else Tone.NEUTRAL)
        self._hint.setVisible(bool(words))
        if self._shown:
            self._show_mail(self._shown)

    def _soon_words(self, day: date) -> str:
        """Return a gentle warning where hardly anybody can answer in time."""
        left = (day - self._desk.office.clock.today()).days
        if left > 1:
            return ""
        when = self.tr("i morgen") if left == 1 else self.tr("i dag")
        if left < 0:
            return self.tr("Svarfristen er gået. Vælg en senere dag.")
        return self.tr("Svarfristen er {0}. Papir når ikke frem.").format(when)

    def _show_first(self) -> None:
        ids = [each.attendee_id for each in self.people.chosen or self._plan.receivers]
        if ids:
            self._show_mail(ids[0])

    def _show_mail(self, attendee_id: str) -> None:
        self._shown = attendee_id
        person = next(each for each in self._plan.receivers if each.attendee_id == attendee_id)
        answer_by = self._day.value() or self._plan.answer_by

        def show(letter: LetterText) -> None:
            self.preview.show_letter(person.name, letter.subject, letter.body)

        sharing, meeting_id, draft = self._desk.office.sharing, self.meeting.id, LetterKind.DRAFT
        perform(
            self,
            lambda: sharing.preview(meeting_id, attendee_id, draft, answer_by),
            success=show,
        )

    def _share(self) -> None:
        assert self.form is not None
        self._day.settle()
        self.form.clear_errors()
        ids = [each.attendee_id for each in self.people.chosen]
        meeting, office, choices = self.meeting, self._desk.office, self.people.choices

        def share() -> Meeting:
            day = self._answer_by()
            office.before.remember(choices)
            return office.sharing.share(meeting.id, meeting.version, ids, day, choices=choices)

        done = perform(
            self,
            share,
            success=self._shared,
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, Kind.SENDING, ids=(meeting.id,)),
        )
        if not done:
            # Said already why; the next try is about the meeting as it is now.
            meetings = self._desk.office.meetings
            perform(self, lambda: meetings.get(meeting.id), success=self._seen)

    def _answer_by(self) -> date:
        day = self._day.value()
        if day is not None:
            return day
        if self._day.is_no_day:
            raise DayDoesNotExist("answer_by")
        raise InvalidDate("answer_by") if self._day.has_error() else FieldMissing("answer_by")

    def _seen(self, meeting: Meeting) -> None:
        self.meeting = meeting

    def _shared(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.accept()


def attached_text(starter_files: tuple[str, ...]) -> str:
    """Return what goes with the mail: the draft, the form, and the office's own files."""
    lines = [
        QCoreApplication.translate("ShareDialog", "Kladden som PDF"),
        QCoreApplication.translate("ShareDialog", "Svarskema, der kan skrives i"),
    ]
    lines += [shorten(name, _FILE_NAME) for name in starter_files[:_FILES_NAMED]]
    more = len(starter_files) - _FILES_NAMED
    if more > 0:
        lines.append(QCoreApplication.translate("ShareDialog", "{0} filer mere").format(more))
    return "\n".join(lines)
