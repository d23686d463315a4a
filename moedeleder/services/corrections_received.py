"""Answers to finished minutes that came in by themselves, as what they say about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from moedeleder.domain.agreement import only_agrees
from moedeleder.domain.answers import AnswerFile, FilledForm
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDecision, CorrectionDraft, CorrectionKind
from moedeleder.domain.errors import NotAllowedNow
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.references import without_codes
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.text import LINE_LIMIT, clean_line, clean_text
from moedeleder.models import round_queries
from moedeleder.models.round_tables import AnswerRow
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.answers_reading import Reading, is_form_name
from moedeleder.services.correction_rows import add_correction, newest_version
from moedeleder.services.corrections import open_for
from moedeleder.services.minutes import version_value
from moedeleder.services.pieces import pieces

_LETTERS_LIMIT = 100
Said = tuple[Channel, CorrectionDraft]


def minutes_number(session: Any, reading: Reading, meeting: MeetingRow) -> int:
    """Return which version of a meeting's minutes an answer is about; 0 when it is about none.

    A letter that is answered decides; a form for the minutes tells its version. A code alone
    means the minutes as soon as there are some: the agenda is behind everybody by then.
    """
    if not meeting.versions:
        return 0
    newest = newest_version(meeting).number
    letters = [row for row in _letters(session, reading) if row.meeting_id == meeting.id]
    minutes = [row.number for row in letters if row.kind == LetterKind.MINUTES.value]
    numbers = [form.minutes_number for form in reading.forms if form.is_about_minutes]
    for number in (*numbers, *minutes):
        if number:
            return min(number, newest)
    is_about_agenda = bool(letters) or any(each.contributions for each in reading.forms)
    return 0 if is_about_agenda and not numbers else newest


def keep_corrections(
    session: Any, row: AnswerRow, reading: Reading, meeting: MeetingRow, person: PersonRow
) -> int:
    """Let an answer say what it says about the minutes, in the session's transaction.

    An agreement is to the version that was answered. Everything else waits in the round of the
    newest: somebody is to read it. The same words do not wait twice.

    Returns:
        How many things said are new.
    """
    newest = newest_version(meeting).number
    number = minutes_number(session, reading, meeting) or newest
    record = version_value(newest_version(meeting)).record
    known = {
        (each.number, each.kind, each.place, each.words)
        for each in meeting.corrections
        if each.person_id == person.id
    }
    made = 0
    for channel, said in _said(reading, person.name):
        draft = placed_in(record, said)
        about = number if draft.kind is CorrectionKind.AGREE else newest
        key = (about, draft.kind.value, draft.place, draft.words)
        if key in known:
            continue
        known.add(key)
        new = add_correction(
            meeting,
            person,
            draft,
            number=about,
            channel=channel,
            received_at=row.received_at,
            answer_id=row.id,
        )
        open_for(session, meeting, new)
        made += 1
    return made


def taken_back_from_round(session: Any, meeting: MeetingRow, row: AnswerRow) -> None:
    """Take away what an answer said about the minutes, when it was somebody else's.

    Raises:
        NotAllowedNow: somebody took a stand on it already.
    """
    theirs = [each for each in meeting.corrections if each.answer_id == row.id]
    if any(each.decision != CorrectionDecision.OPEN.value for each in theirs):
        raise NotAllowedNow
    for each in theirs:
        meeting.corrections.remove(each)
        session.delete(each)


def placed_in(record: MinutesRecord, draft: CorrectionDraft) -> CorrectionDraft:
    """Return something said with the part it is about, where its place says so beyond doubt."""
    place = " ".join(draft.place.split()).casefold().rstrip(".:")
    if not place or draft.part:
        return draft
    for part in record.parts:
        if part.heading.casefold() == place:
            return replace(draft, part=part.key.value, place="")
    holding = [
        part for part in record.parts if place in " ".join(part.text.plain.casefold().split())
    ]
    return replace(draft, part=holding[0].key.value) if len(holding) == 1 else draft


def _letters(session: Any, reading: Reading) -> list[DeliveryRow]:
    asked = reading.answers_to[:_LETTERS_LIMIT]
    known = round_queries.letters_by_message_id(session, asked)
    return [known[each] for each in asked if each in known]


def _said(reading: Reading, name: str) -> Iterator[Said]:
    """Give what an answer says, by the channel it came through; every word of it."""
    files = _to_look_at(reading)
    found: list[Said] = []
    for form in reading.forms:
        found += [(Channel.FORM, each) for each in _form_says(form)]
    found += [
        (Channel.CALENDAR, each)
        for reply in reading.replies
        for each in _remarks(reply.comment)
        if reply.comment.strip() not in reading.own_words
    ]
    own = without_codes(reading.own_words).strip()
    if own and not files and only_agrees(reading.own_words, f"{name} {reading.from_name}"):
        found.append((Channel.MAIL, CorrectionDraft(CorrectionKind.AGREE, words=own)))
    else:
        found += [(Channel.MAIL, each) for each in _remarks(own)]
    if files and not found:
        # A photograph of a form filled in by hand must not lie where nobody looks.
        found += [(reading.channel, each) for each in _remarks(_files_alone(files))]
    yield from found


def _form_says(form: FilledForm) -> Iterator[CorrectionDraft]:
    if not _is_ours(form):
        return
    for draft in form.corrections:
        yield from _in_bounds(draft)
    # A form for the agenda that comes now is about what was decided since.
    brought = [
        each.words + ("\n" + each.wanted if each.wanted else "") for each in form.contributions
    ]
    for text in (*brought, form.left_over):
        yield from _remarks(text)


def _is_ours(form: FilledForm) -> bool:
    """Whether a file is one of our forms, and not the whole minutes sent back."""
    return form.is_about_minutes or bool(form.reference)


def _remarks(text: str) -> list[CorrectionDraft]:
    """Return words nobody has sorted yet: as they are, for a person to read."""
    cleaned = without_codes(clean_text(text)).strip()
    if not any(sign.isprintable() and not sign.isspace() for sign in cleaned):
        return []
    return [CorrectionDraft(CorrectionKind.REMARK, words=piece) for piece in pieces(cleaned)]


def _in_bounds(draft: CorrectionDraft) -> list[CorrectionDraft]:
    """Return something said as the tables and the screen can hold it, with every word of it."""
    place = without_codes(clean_line(draft.place))
    words = without_codes(clean_text(draft.words)).strip()
    if len(place) > LINE_LIMIT:
        place, words = "", f"{place}\n{words}"
    first, *more = pieces(words)
    rest = [CorrectionDraft(CorrectionKind.REMARK, words=piece) for piece in more]
    return [replace(draft, place=place, words=first), *rest]


def _to_look_at(reading: Reading) -> Sequence[AnswerFile]:
    """Return the files that nothing was read from: a person has to open them."""
    read = bool(reading.forms) and all(_is_ours(form) for form in reading.forms)
    return [each for each in reading.files if each.fault or not (read and is_form_name(each.name))]


def _files_alone(files: Sequence[AnswerFile]) -> str:
    names = (f"{each.name} ({each.size} byte)" for each in files)
    return "Svaret har ingen ord, kun det, der er vedhæftet: " + " og ".join(names)
