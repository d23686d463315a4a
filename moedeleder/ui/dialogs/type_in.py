"""The dialog where an answer from the phone or from paper is typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind, Decision
from moedeleder.domain.danish import clock, long_date
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.text import shorten
from moedeleder.domain.times import Fit
from moedeleder.services.labels import channel_label, contribution_label, fit_label
from moedeleder.ui.dialogs.typed_points import TypedPoints
from moedeleder.ui.pages.agenda.points import person_line
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import muted

_OTHER_KINDS = (
    ContributionKind.STRENGTHS,
    ContributionKind.WORRIES,
    ContributionKind.WISHES,
    ContributionKind.CHILD_WORDS,
    ContributionKind.SUPPORT_PERSON,
    ContributionKind.NEEDS,
)
_NAME_SHOWN = 60


@dataclass(frozen=True)
class TypedAnswer:
    """What stands in the dialog: who said it, how, what, and which times suit them."""

    person_id: str
    channel: Channel
    drafts: tuple[ContributionDraft, ...]
    fits: tuple[tuple[str, Fit], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed or chosen."""
        return not self.drafts and not self.fits


class TypeInDialog(Dialog):
    """Takes down what somebody says on the phone or has written on paper.

    Whoever opened it listens to ``confirm_requested``, keeps ``answer()`` and accepts. What
    stands in it when it is closed can be shown again with ``show_answer``.
    """

    def __init__(self, meeting: Meeting, parent: QWidget | None = None, *, by: str = "") -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("TypeInDialog", text)

        super().__init__(
            tr("Skriv et svar ind"), tr("Gem svaret"), parent, object_name="typeInDialog", width=640
        )
        self._who = Choice(
            (shorten(person_line(person), _NAME_SHOWN), person.id) for person in _people(meeting)
        )
        self._how = Choice((channel_label(each), each) for each in (Channel.PHONE, Channel.PAPER))
        self._points = TypedPoints()
        self._others = {kind: QPlainTextEdit() for kind in _OTHER_KINDS}
        self._fits: dict[str, Choice] = {}
        self._rest = Form()
        self._more = quiet(
            self.tr("Vis resten af skemaet: det går godt, bekymringer, barnets ord …"),
            "restOfForm",
            "chevron-down",
        )
        self._add_fields(meeting)
        self._who.set_value(by or _first_unheard(meeting))
        self._points.begin()

    def answer(self) -> TypedAnswer:
        """Return what stands in the fields."""
        fits = [(key, field.value()) for key, field in self._fits.items() if field.value()]
        drafts = [*self._points.drafts(), *self._other_drafts()]
        person_id = str(self._who.value() or "")
        return TypedAnswer(person_id, self._how.value(), tuple(drafts), tuple(fits))

    def show_answer(self, answer: TypedAnswer) -> None:
        """Put back what was typed before."""
        self._who.set_value(answer.person_id)
        self._how.set_value(answer.channel)
        point = ContributionKind.POINT
        self._points.show_drafts([each for each in answer.drafts if each.kind is point])
        for each in answer.drafts:
            if each.kind in self._others:
                self._others[each.kind].setPlainText(each.words)
                self._open_rest()
        for key, fit in answer.fits:
            if key in self._fits:
                self._fits[key].set_value(fit)
        self.banner.show_message(self.tr("Her er det, du begyndte på."), Tone.INFO)

    def _other_drafts(self) -> Iterable[ContributionDraft]:
        for kind, field in self._others.items():
            if words := field.toPlainText().strip():
                yield ContributionDraft(kind, words)

    def _add_fields(self, meeting: Meeting) -> None:
        form = self.use_form(Form())
        form.add_beside(
            ("person", self.tr("Hvem svarer?"), self._who, 3),
            ("channel", self.tr("Hvordan?"), self._how, 2),
        )
        form.add_widget(self._points)
        form.add_widget(self._times(meeting))
        self._more.clicked.connect(self._open_rest)
        holder = QVBoxLayout()
        holder.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(holder)
        for kind, field in self._others.items():
            field.setTabChangesFocus(True)
            field.setFixedHeight(3 * field.fontMetrics().lineSpacing() + 20)
            self._rest.add(kind.value, contribution_label(kind), field)
        self._rest.hide()
        self.body.addWidget(self._rest)

    def _times(self, meeting: Meeting) -> QWidget:
        times = Form()
        if not meeting.time_is_open:
            times.hide()
            return times
        times.add_widget(muted(self.tr("Hvilke tider kan de?")))
        for at, proposal in enumerate(meeting.proposed_times, 1):
            unsaid = (self.tr("Ikke sagt"), None)
            field = Choice([unsaid, *((fit_label(fit), fit) for fit in Fit)])
            self._fits[proposal.id] = field
            moment = f"{long_date(proposal.starts_at)} kl. {clock(proposal.starts_at)}"
            times.add(f"time{at}", moment, field)
        return times

    def _open_rest(self) -> None:
        self._more.hide()
        self._rest.show()
        if not any(field.toPlainText() for field in self._others.values()):
            self._others[_OTHER_KINDS[0]].setFocus(Qt.FocusReason.TabFocusReason)


def _people(meeting: Meeting) -> list[Person]:
    """Return those on the list, the family's side first."""
    people = [attendee.person for attendee in meeting.attendees]
    return sorted(people, key=lambda person: not person.is_family_side)


def _first_unheard(meeting: Meeting) -> str:
    """Return who of the family has brought nothing yet; empty when all have."""
    withdrawn = Decision.WITHDRAWN
    heard = {each.person.id for each in meeting.contributions if each.decision is not withdrawn}
    heard |= {each.person_id for each in meeting.time_answers}
    family = (person.id for person in _people(meeting) if person.is_family_side)
    return next((one for one in family if one not in heard), "")
