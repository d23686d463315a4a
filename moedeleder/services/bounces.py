"""Letters that come back: a mail server's report is tied to the letter it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from moedeleder.domain.errors import LetterBounced, MailUncertain
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import DeliveryState, LetterWay
from moedeleder.mail.bounces import Bounce, BounceAction
from moedeleder.models import mapping, queries, sent_letters
from moedeleder.models.outbox_tables import DeliveryRow, LetterEventRow, SentLetterRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.answers_judging import plain_address
from moedeleder.services.answers_taken import Taken, TakenKind
from moedeleder.services.letter_log import noted

_IDS_LIMIT = 10
_WORDS_LIMIT = 500
# A letter that was taken, or may have been, can come back; any other waits for something else.
_ON_ITS_WAY = frozenset({DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING})
_ARRIVED = frozenset({BounceAction.DELIVERED, BounceAction.RELAYED})


def bounces_taken(session: Any, bounces: Sequence[Bounce], now: datetime) -> Taken | None:
    """Note what a mail server says about letters of ours.

    Nobody guesses a Message-ID of ours: a report that names none touches nothing.

    Returns:
        What became of it, ``BOUNCE`` where a letter came back for good; None when it is about no
        letter of ours.
    """
    taken: Taken | None = None
    for bounce in bounces:
        row = _letter(session, bounce)
        if row is None:
            continue
        came_back = _note(session, row, bounce, now)
        if came_back or taken is None:
            meeting = mapping.meeting(queries.get(session, MeetingRow, row.meeting_id))
            kind = TakenKind.BOUNCE if came_back else TakenKind.REPORT
            taken = Taken(kind, meeting=meeting)
    return taken


def _letter(session: Any, bounce: Bounce) -> DeliveryRow | None:
    known = sent_letters.letters_called(session, bounce.message_ids[:_IDS_LIMIT])
    return next((known[each] for each in bounce.message_ids if each in known), None)


def _note(session: Any, row: DeliveryRow, bounce: Bounce, now: datetime) -> bool:
    """Note one report with its letter; tell whether the letter now counts as refused."""
    attempts = sent_letters.attempts(session, row.id)
    if _is_of_archive(session, row, bounce):
        return False
    is_newest = _is_newest(row, attempts, bounce)
    if bounce.action in _ARRIVED:
        if is_newest and row.state == DeliveryState.UNCERTAIN.value:
            arrived(row, attempts)
            noted(session, row, LetterEventKind.FOUND, now, words=_words(bounce))
        return False
    if bounce.action is BounceAction.EXPANDED:
        return False
    failed = bounce.action is BounceAction.FAILED
    kind = LetterEventKind.BOUNCED if failed else LetterEventKind.DELAYED
    if not _is_known(session, row, kind, bounce):
        noted(session, row, kind, now, code=bounce.code, words=_words(bounce))
    if not (failed and is_newest and DeliveryState(row.state) in _ON_ITS_WAY):
        return False
    _refused(row, bounce)
    return True


def _refused(row: DeliveryRow, bounce: Bounce) -> None:
    row.state, row.reason = DeliveryState.FAILED.value, LetterBounced.__name__
    row.reply_code, row.reply_words = bounce.code, _words(bounce)
    # It waits for a person: the same address would only send it back again.
    row.next_try_at = row.sent_at = None


def arrived(row: DeliveryRow, attempts: Sequence[SentLetterRow]) -> None:
    """Let an uncertain letter count as sent, as it was last handed over.

    Args:
        attempts: each time it was handed over, the oldest first.
    """
    row.state, row.next_try_at = DeliveryState.SENT.value, None
    if row.reason == MailUncertain.__name__:
        row.reason = ""
    row.reply_code, row.reply_words = None, ""
    row.sent_at = attempts[-1].at if attempts else None
    row.way = attempts[-1].way if attempts else row.way or LetterWay.MAIL.value


def _is_newest(row: DeliveryRow, attempts: Sequence[SentLetterRow], bounce: Bounce) -> bool:
    """Whether a report is about the last time the letter was handed over.

    After "Send igen" to another address, a late report about the first one must not hide that
    the second went well.
    """
    if row.message_id not in bounce.message_ids:
        return False
    current = plain_address(attempts[-1].address if attempts else row.address)
    told = {plain_address(bounce.recipient), plain_address(bounce.sent_to)} - {""}
    older = {plain_address(each.address) for each in attempts[:-1]}
    if current not in told and told & older:
        return False
    return bounce.sent_at is None or _is_of_last(attempts, bounce.sent_at)


def _is_of_last(attempts: Sequence[SentLetterRow], written_at: datetime) -> bool:
    """Whether a letter was written for the last time it was handed over.

    That is the hand-over that came first after it, also where the clock was set back since.
    """
    # Each time it leaves, a letter says when, in whole seconds.
    later = [each for each in attempts if each.at >= written_at]
    return not later or min(later, key=lambda each: each.at) is attempts[-1]


def _is_of_archive(session: Any, row: DeliveryRow, bounce: Bounce) -> bool:
    """Whether a report is about the copy for the archive; the letter itself went its own way."""
    setting = queries.setting(session, "mail")
    archive = plain_address(setting.value.get("archive_address", "") if setting else "")
    recipient = plain_address(bounce.recipient)
    return bool(archive) and recipient == archive != plain_address(row.address)


def _is_known(session: Any, row: DeliveryRow, kind: LetterEventKind, bounce: Bounce) -> bool:
    """Whether the same was said before, since the letter was last handed over."""
    newest_first = reversed(sent_letters.events(session, row.id))
    handed_over = LetterEventKind.HANDED_OVER.value
    since = takewhile(lambda each: each.kind != handed_over, newest_first)
    return any(each.kind == kind.value and _same(each, bounce) for each in since)


def _same(event: LetterEventRow, bounce: Bounce) -> bool:
    return (event.code, event.words) == (bounce.code, _words(bounce))


def _words(bounce: Bounce) -> str:
    """Return the server's words, with the status where they do not name it."""
    words = bounce.diagnostic
    if bounce.status and bounce.status not in words:
        words = f"{bounce.status} {words}".strip()
    return words[:_WORDS_LIMIT]
