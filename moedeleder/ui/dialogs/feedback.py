"""Mødekvittering on the laptop, handed across: one question at a time, and nothing else seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from moedeleder.domain.feedback import Feedback, Question
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.feedback_pages import QuestionPage, TalkPage
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.start.start_screen import StartScreen
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.widgets.dialog import APPLICATION_NAME

_DIGITS = {Qt.Key.Key_0 + digit: digit for digit in range(6)}


def _tr(text: str) -> str:
    return QCoreApplication.translate("FeedbackScreen", text)


def hand_across(parent: QWidget, desk: Desk, meeting_id: str) -> FeedbackScreen:
    """Cover the screen with the five questions, for one person after the other.

    Returns the screen, which is thrown away once it is closed; ``given`` counts the answers.
    """
    screen = FeedbackScreen(desk, meeting_id, parent)
    screen.finished.connect(screen.deleteLater)
    screen.showFullScreen()
    return screen


def type_from_paper(parent: QWidget, desk: Desk, meeting_id: str) -> FeedbackScreen:
    """Ask the same five questions of whoever types in what came on paper."""
    screen = FeedbackScreen(desk, meeting_id, parent, from_paper=True)
    screen.finished.connect(screen.deleteLater)
    screen.open()
    return screen


class FeedbackScreen(QDialog):
    """Asks five questions of one person after the other; answers leave no trace on the screen.

    It hides what the caseworker works on. Esc, or closing the window, leads to a page with
    nothing on it; only a button there leads back to the meeting. What was not handed in is
    forgotten.
    """

    def __init__(
        self,
        desk: Desk,
        meeting_id: str,
        parent: QWidget | None = None,
        *,
        from_paper: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("feedbackScreen")
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(self.tr("Mødekvittering"))
        self.setModal(True)
        self._desk, self._meeting_id, self._from_paper = desk, meeting_id, from_paper
        self.given = 0
        """How many have answered here."""
        self.questions = [QuestionPage(each, at) for at, each in enumerate(Question)]
        self.begin = _begin_page(from_paper)
        self.hand_in = _hand_in_page(from_paper)
        self.thanks = _thanks_page(from_paper)
        self.back = _back_page()
        self._pages = QStackedWidget()
        for page in (self.begin, *self.questions, self.hand_in, self.thanks, self.back):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.resize(720, 620)
        self._connect()

    @property
    def page(self) -> StartScreen:
        """The page that is shown."""
        page = self._pages.currentWidget()
        assert isinstance(page, StartScreen)
        return page

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong on the page that is shown."""
        self.page.show_error(error, field)

    def reject(self) -> None:
        """Esc: away from the questions, but not to what lies behind them."""
        if self._from_paper:
            super().reject()
        elif self.page is not self.back:
            self._show(self.back)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window shows nobody what lies behind it either."""
        if self.page is self.back or self._from_paper or not event.spontaneous():
            super().closeEvent(event)
        else:
            event.ignore()
            self._show(self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with 1 to 5, and leave out with 0."""
        page, plain = self.page, not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if isinstance(page, QuestionPage) and plain and key in _DIGITS:
            page.choose(_DIGITS[key] or None)
        else:
            super().keyPressEvent(event)

    def _answered(self, at: int) -> None:
        last = at + 1 == len(self.questions)
        self._show(self.hand_in if last else self.questions[at + 1])

    def _go_back(self, at: int) -> None:
        self._show(self.questions[at - 1] if at else self.begin)

    def _give(self) -> None:
        feedback = Feedback(*(page.mark for page in self.questions))
        feedbacks, meeting_id = self._desk.office.feedback, self._meeting_id
        perform(
            self,
            lambda: feedbacks.give(meeting_id, feedback),
            success=lambda _m: self._was_given(feedback),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting_id,)),
        )

    def _was_given(self, feedback: Feedback) -> None:
        self.given += not feedback.is_empty
        self._show(self.thanks)

    def _show(self, page: StartScreen) -> None:
        if not isinstance(page, QuestionPage) and page is not self.hand_in:
            self._forget()
        page.clear_errors()
        self._pages.setCurrentWidget(page)
        said = QAccessibleAnnouncementEvent(page, page.accessibleName())
        QAccessible.updateAccessibility(said)

    def _forget(self) -> None:
        for page in self.questions:
            page.show_mark(None)

    def _connect(self) -> None:
        self.begin.go_on_requested.connect(lambda: self._show(self.questions[0]))
        self.begin.other_requested.connect(self.reject)
        for at, page in enumerate(self.questions):
            page.marked.connect(lambda _mark, at=at: self._answered(at))
            page.back_requested.connect(lambda at=at: self._go_back(at))
        self.hand_in.go_on_requested.connect(self._give)
        self.hand_in.other_requested.connect(lambda: self._show(self.questions[-1]))
        self.thanks.go_on_requested.connect(lambda: self._show(self._next()))
        self.thanks.other_requested.connect(self.reject)
        self.back.go_on_requested.connect(self.accept)
        self.back.other_requested.connect(lambda: self._show(self.begin))

    def _next(self) -> StartScreen:
        # Whoever types from paper needs no welcome between two papers.
        return self.questions[0] if self._from_paper else self.begin


def _begin_page(from_paper: bool) -> TalkPage:
    if from_paper:
        return TalkPage(
            _tr("Skriv svarene fra et papir"),
            _tr(
                "Tryk det tal, der er sat kryds ved. Tryk 0, hvor der ikke er svaret. "
                "Bland papirerne først, så ingen kan se, hvem der har svaret hvad."
            ),
            _tr("Begynd"),
            _tr("Luk"),
            "feedbackBegin",
        )
    return TalkPage(
        _tr("Hvordan var mødet for dig?"),
        _tr(
            "Her er fem korte spørgsmål. Dit navn bliver ikke gemt, og ingen kan se, hvad netop "
            "du svarer. Svarene lægges sammen og vises først, når mindst fem har svaret."
        ),
        _tr("Begynd"),
        _tr("Jeg vil ikke svare"),
        "feedbackBegin",
    )


def _hand_in_page(from_paper: bool) -> TalkPage:
    return TalkPage(
        _tr("Det var det sidste spørgsmål"),
        _tr(
            "Tryk på Tilbage, hvis du vil ændre noget. Når du har afleveret, er svaret væk herfra."
        ),
        _tr("Gem svaret") if from_paper else _tr("Aflever mit svar"),
        _tr("Tilbage"),
        "feedbackHandIn",
    )


def _thanks_page(from_paper: bool) -> TalkPage:
    if from_paper:
        return TalkPage(
            _tr("Svaret er talt med"),
            _tr("Læg papiret væk. Det skal ikke gemmes."),
            _tr("Næste papir"),
            _tr("Luk"),
            "feedbackThanks",
        )
    return TalkPage(
        _tr("Tak for dit svar"),
        _tr("Det er talt med, og dit navn er ikke gemt. Giv computeren videre."),
        _tr("Den næste vil svare"),
        _tr("Alle har svaret"),
        "feedbackThanks",
    )


def _back_page() -> TalkPage:
    return TalkPage(
        _tr("Giv computeren til mødelederen"),
        _tr("Tak for hjælpen."),
        _tr("Vis mødet igen"),
        _tr("En til vil svare"),
        "feedbackOver",
    )
