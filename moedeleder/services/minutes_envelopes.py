"""What goes into the letters with the minutes: each receiver's own papers, and the form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from moedeleder.documents.paper_names import papers_named
from moedeleder.domain.correction_form import CorrectionForm
from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import heading
from moedeleder.domain.people import PersonRole
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead
from moedeleder.mail.message import Attachment
from moedeleder.models import queries, round_queries
from moedeleder.models.store import Store
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, MinutesVersionRow
from moedeleder.services.copies import NamedPapers, Printer, attachments_of, cut_anew
from moedeleder.services.enclosures import DOCX, PDF
from moedeleder.services.letter_facts import CODE_TO_COME, Desk, listed
from moedeleder.services.minutes import version_value
from moedeleder.services.minutes_letters import MinutesFacts, answers_to
from moedeleder.services.references import code_for

FORM_NAME = "rettelsesskema.docx"
_KINDS = {".pdf": PDF, ".docx": DOCX}


@dataclass(frozen=True)
class MinutesLetter:
    """What one letter with the minutes is made of.

    ``papers`` is None when none were kept: then those that are ``wanted`` are drawn anew.
    """

    facts: MinutesFacts
    papers: NamedPapers | None
    wanted: tuple[Paper, ...] = ()


def made_codes(store: Store, meeting_id: str, letter_ids: Collection[str]) -> None:
    """Make the codes by which answers to these letters are known, where there are none yet.

    Raises:
        NotFound: there is no such meeting.
    """
    with store.transaction() as session:
        meeting = queries.get(session, MeetingRow, meeting_id)
        wanted = {each.attendee_id for each in meeting.deliveries if each.id in letter_ids}
        for attendee in meeting.attendees:
            if attendee.id in wanted:
                code_for(session, meeting, attendee.person)


def letters_of(
    session: Any, meeting: MeetingRow, letter_ids: Collection[str], desk: Desk
) -> dict[str, MinutesLetter]:
    """Return what letters on record are made of, by their id.

    Raises:
        NotFound: the minutes they carry are not there.
    """
    return {
        each.id: _letter(session, meeting, each, desk)
        for each in meeting.deliveries
        if each.id in letter_ids
    }


def facts_to_come(session: Any, meeting: MeetingRow, attendee_id: str, desk: Desk) -> MinutesFacts:
    """Return what somebody's letter with the newest minutes is made of.

    Raises:
        NotFound: they are not on the list, or no minutes are finished.
    """
    attendee = listed(meeting, attendee_id)
    version = _version(meeting, max((row.number for row in meeting.versions), default=0))
    return _made_of(session, meeting, version, attendee, attendee.person.name, desk).facts


def _letter(session: Any, meeting: MeetingRow, letter: DeliveryRow, desk: Desk) -> MinutesLetter:
    attendee = next((each for each in meeting.attendees if each.id == letter.attendee_id), None)
    version = _version(meeting, letter.number)
    return _made_of(session, meeting, version, attendee, letter.name, desk)


def _made_of(
    session: Any,
    meeting: MeetingRow,
    version: MinutesVersionRow,
    attendee: AttendeeRow | None,
    name: str,
    desk: Desk,
) -> MinutesLetter:
    copy = attachments_of(session, meeting, version.number, attendee.id) if attendee else None
    wanted: tuple[Paper, ...] = ()
    if copy is not None:
        record = copy.record
    else:
        # From before each copy was kept, or finished at a colleague's.
        record, wanted = cut_anew(meeting, attendee, version_value(version).record)
    rounds = (each.until for each in meeting.rounds if each.number == version.number)
    person_id = attendee.person_id if attendee else ""
    known = round_queries.reference_of(session, meeting.id, person_id)
    facts = MinutesFacts(
        record=record,
        name=name,
        office=desk.office,
        actor=desk.actor,
        until=next(rounds, record.corrections_until),
        code=known.code if known else CODE_TO_COME,
        lines=answers_to(meeting, person_id, version.number - 1),
        papers=papers_named(name for name, _data in copy.files) if copy else wanted,
        to_child=attendee is not None and attendee.person.role == PersonRole.CHILD.value,
    )
    return MinutesLetter(facts, copy.files if copy else None, wanted)


def _version(meeting: MeetingRow, number: int) -> MinutesVersionRow:
    found = next((row for row in meeting.versions if row.number == number), None)
    if found is None:
        raise NotFound
    return found


def attached(
    letters: Mapping[str, MinutesLetter], head: Letterhead
) -> dict[str, tuple[Attachment, ...]]:
    """Return the files of each letter, by its id: the kept papers, and the form for answering.

    Whoever gets the child's page alone gets no form: it asks about the whole minutes.

    Raises:
        DocumentFailed, TemplateMissing: as named.
    """
    from moedeleder.documents.correction_form import correction_form_docx

    printer = Printer(head)
    found: dict[str, tuple[Attachment, ...]] = {}
    for letter_id, letter in letters.items():
        files, record = letter.papers, letter.facts.record
        if files is None:
            files = printer.papers(record, letter.wanted)
        found[letter_id] = tuple(map(_attachment, files))
        if not letter.facts.has_own_page_alone:
            form = correction_form_docx(form_for(letter.facts), head)
            found[letter_id] += (Attachment(FORM_NAME, DOCX, form),)
    return found


def form_for(facts: MinutesFacts) -> CorrectionForm:
    """Return what somebody's form for answering the minutes is made from."""
    record = facts.record
    return CorrectionForm(
        reference=facts.code,
        receiver=facts.name,
        meeting=heading(record.type_name, record.child_name),
        starts_at=record.starts_at,
        number=record.number,
        answer_by=facts.until,
        contact=record.contact,
    )


def _attachment(file: tuple[str, bytes]) -> Attachment:
    name, data = file
    return Attachment(name, _KINDS[PurePath(name).suffix], data)
