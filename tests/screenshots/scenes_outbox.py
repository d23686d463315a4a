"""Udbakken: empty, an ordinary morning, far too much, and the line in the sidebar."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from moedeleder.domain.sending import DeliveryState
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.models.queries import get
from moedeleder.ui.dialogs.outbox import OutboxDialog
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.workplace import Workplace
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import SIZES, scene
from tests.screenshots.scenes_gallery import MONSTER
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import hear_child

_SMALL = SIZES[:1]
FULL = "552 5.2.2 <karin.dam@skole.example>: Recipient mailbox is full"
SLOW = "451 4.7.1 Greylisting in action, please come back later"


def announce(desk: TestDesk, example: Example) -> list[str]:
    """Make invitations that wait to leave; returns the ids of those with an address."""
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    letters = desk.office.sending.deliveries(meeting.id)
    return [each.id for each in letters if each.address]


def put(desk: TestDesk, letter_id: str, state: DeliveryState, **values: object) -> None:
    """Let a letter stand as a server that answered so would leave it."""
    with desk.office.outbox._deeds._store.transaction() as session:
        row = get(session, DeliveryRow, letter_id)
        row.state = state.value
        for name, value in values.items():
            setattr(row, name, value)


def mixed(desk: TestDesk) -> None:
    """Let letters stand in every way a letter can."""
    ids = announce(desk, add_example(desk))
    again = desk.clock.now + timedelta(minutes=43)
    put(desk, ids[0], DeliveryState.UNCERTAIN, reason="MailUncertain")
    put(
        desk,
        ids[1],
        DeliveryState.FAILED,
        reason="ReceiverRefused",
        reply_code=552,
        reply_words=FULL,
    )
    put(desk, ids[2], DeliveryState.INTERRUPTED)
    put(
        desk,
        ids[3],
        DeliveryState.READY,
        attempts=2,
        next_try_at=again,
        reason="MailSendingFailed",
        reply_code=451,
        reply_words=SLOW,
    )


def crowded(desk: TestDesk) -> None:
    """Let forty letters wait, one of them with everything too long."""
    ids = announce(desk, add_example(desk))
    put(
        desk,
        ids[0],
        DeliveryState.FAILED,
        name=MONSTER[:300],
        reason="MailSendingFailed",
        reply_code=554,
        reply_words=MONSTER,
    )


def at_outbox(desk: TestDesk) -> QWidget:
    return OutboxDialog(desk, Outgoing(desk))


@scene("udbakke-tom", sizes=_SMALL)
def outbox_empty() -> QWidget:
    return at_outbox(scene_desk())


@scene("udbakke", sizes=_SMALL)
def outbox_mixed() -> QWidget:
    desk = scene_desk()
    mixed(desk)
    return at_outbox(desk)


@scene("udbakke-overfyldt", sizes=_SMALL)
def outbox_crowded() -> QWidget:
    desk = scene_desk()
    crowded(desk)
    return at_outbox(desk)


@scene("idag-udbakke", sizes=((1280, 720), (1024, 700)))
def today_with_outbox() -> QWidget:
    desk = scene_desk()
    mixed(desk)
    return Workplace(desk)
