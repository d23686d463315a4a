"""Breve: nothing yet, an ordinary meeting, far too much, and a letter as it left."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.models.queries import get
from moedeleder.services.letter_log import noted
from moedeleder.ui.dialogs.letter_view import LetterViewDialog
from moedeleder.ui.pages.post.page import PostPage
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import SIZES, scene
from tests.screenshots.scenes_gallery import MONSTER
from tests.screenshots.scenes_outbox import FULL, SLOW
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import invite, share

_SMALL = SIZES[:1]
_EVERY = (*SIZES, (1024, 700))


def posted(desk: TestDesk, example: Example) -> str:
    """Share, invite, hold and finish; the letters with the minutes stand in every way."""
    meeting_id = example.meeting.id
    share(desk, meeting_id)
    invite(desk, meeting_id)
    meeting = complete(desk, hold(desk, example))
    desk.office.minutes.finalise(meeting.id, meeting.version)
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    letters = desk.office.sending.deliveries(meeting.id)
    minutes = [each for each in letters if each.kind is LetterKind.MINUTES]
    now = desk.clock.now
    ways: tuple[dict[str, object], ...] = (
        {},
        {"state": "failed", "reason": "LetterBounced", "reply_code": 552, "reply_words": FULL},
        {"state": "uncertain", "reason": "MailUncertain", "sent_at": None},
        {
            "state": "ready",
            "attempts": 2,
            "next_try_at": now + timedelta(minutes=43),
            "reason": "MailSendingFailed",
            "reply_code": 451,
            "reply_words": SLOW,
            "sent_at": None,
        },
    )
    happened: dict[int, list[tuple[LetterEventKind, int | None, str]]] = {
        1: [(LetterEventKind.BOUNCED, 552, FULL)],
        2: [(LetterEventKind.UNCERTAIN, None, ""), (LetterEventKind.NOT_FOUND, None, "")],
        3: [(LetterEventKind.PUT_OFF, 451, SLOW)],
    }
    with desk.office.post._store.transaction() as session:
        for letter in letters:
            row = get(session, DeliveryRow, letter.id)
            if row.way == LetterWay.FOLDER.value:
                row.way = LetterWay.MAIL.value
        for at, (letter, values) in enumerate(zip(minutes, ways, strict=False)):
            row = get(session, DeliveryRow, letter.id)
            for name, value in values.items():
                setattr(row, name, value)
            for kind, code, words in happened.get(at, ()):
                noted(session, row, kind, now + timedelta(minutes=4), "", code, words)
    return meeting.id


def at_post(desk: TestDesk, meeting_id: str, row: int = 0) -> PostPage:
    page = PostPage(desk)
    page.show_meeting(meeting_id)
    view = page.grid.letters.view
    if view.columns:
        page.grid.go_to(view.receivers[row].key, view.columns[-1].key)
    return page


@scene("breve-tom", sizes=_SMALL)
def post_empty() -> QWidget:
    desk = scene_desk()
    return at_post(desk, add_example(desk).meeting.id)


@scene("breve", sizes=_EVERY)
def post() -> QWidget:
    desk = scene_desk()
    return at_post(desk, posted(desk, add_example(desk)), 1)


@scene("breve-uvist", sizes=_SMALL)
def post_uncertain() -> QWidget:
    desk = scene_desk()
    return at_post(desk, posted(desk, add_example(desk)), 2)


@scene("breve-valgt-flere", sizes=_SMALL)
def post_several() -> QWidget:
    desk = scene_desk()
    page = at_post(desk, posted(desk, add_example(desk)), 2)
    page.grid.choose_column()
    return page


@scene("breve-overfyldt", sizes=_EVERY)
def post_overfull() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    for n in range(36):
        name = MONSTER[:200] if n == 3 else f"Deltager {n} fra Skolen ved den Lange Vej"
        person = desk.office.families.add_person(
            example.family.id,
            PersonDraft(name, PersonRole.OTHER, mail=f"deltager{n}@eksempel.example"),
        )
        desk.office.meetings.add_attendee(example.meeting.id, person.id)
    meeting_id = posted(desk, example)
    meeting = desk.office.meetings.get(meeting_id)
    with desk.office.post._store.transaction() as session:
        for number in range(3, 11):
            for at, each in enumerate(meeting.attendees):
                state = list(DeliveryState)[(at + number) % len(DeliveryState)]
                session.add(
                    DeliveryRow(
                        meeting_id=meeting_id,
                        kind=LetterKind.DRAFT.value if number < 8 else LetterKind.MINUTES.value,
                        number=number if number < 8 else number - 6,
                        attendee_id=each.id,
                        person_id=each.person.id,
                        name=each.person.name,
                        address=each.person.mail,
                        state=state.value,
                    )
                )
    return at_post(desk, meeting_id, 5)


@scene("brev-som-det-gik", sizes=_SMALL)
def letter_as_it_left() -> QWidget:
    desk = scene_desk()
    meeting_id = posted(desk, add_example(desk))
    letters = desk.office.sending.deliveries(meeting_id)
    minutes = next(each for each in letters if each.kind is LetterKind.MINUTES)
    return LetterViewDialog(desk, desk.office.outbox.letters(minutes.id)[0].id)
