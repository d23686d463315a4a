"""The forms for answering as they lie in a letter on paper: to be filled in by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from moedeleder.domain.record import Letterhead
from moedeleder.domain.sending import LetterKind
from moedeleder.models import mapping, queries
from moedeleder.models.tables import MeetingRow
from moedeleder.services import enclosures, minutes_envelopes
from moedeleder.services.enclosures import Enclosures, Share
from moedeleder.services.letter_facts import Desk, facts_of_letter

FORM_NAMES = frozenset({enclosures.FORM_NAME, minutes_envelopes.FORM_NAME})
"""The Word files that each have a form to be printed in their place."""


def forms_by_hand(
    session: Any,
    meeting_id: str,
    kind: LetterKind,
    letter_ids: Collection[str],
    head: Letterhead,
    desk: Desk,
) -> Mapping[str, bytes]:
    """Return each letter's form as a PDF, by the letter's id; only of letters with a form.

    Raises:
        NotFound: the meeting, or the minutes a letter carries, are not there.
        DocumentFailed, TemplateMissing: as named.
    """
    row = queries.get(session, MeetingRow, meeting_id)
    if kind is LetterKind.DRAFT:
        return _reply_forms(session, row, letter_ids, head, desk)
    if kind is LetterKind.MINUTES:
        return _correction_forms(session, row, letter_ids, head, desk)
    return {}


def _reply_forms(
    session: Any, row: MeetingRow, letter_ids: Collection[str], head: Letterhead, desk: Desk
) -> dict[str, bytes]:
    from moedeleder.documents.reply_form_pdf import reply_form_pdf

    meeting = mapping.meeting(row)
    maker = Enclosures(meeting, head, Share())
    letters = [each for each in row.deliveries if each.id in letter_ids]
    facts = {each.id: facts_of_letter(session, row, meeting, each, desk) for each in letters}
    return {key: reply_form_pdf(maker.reply_form(each), head) for key, each in facts.items()}


def _correction_forms(
    session: Any, row: MeetingRow, letter_ids: Collection[str], head: Letterhead, desk: Desk
) -> dict[str, bytes]:
    from moedeleder.documents.correction_form_pdf import correction_form_pdf

    letters = minutes_envelopes.letters_of(session, row, letter_ids, desk)
    return {
        key: correction_form_pdf(minutes_envelopes.form_for(each.facts), head)
        for key, each in letters.items()
        if not each.facts.has_own_page_alone
    }
