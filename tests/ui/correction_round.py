"""Finished and sent minutes about Alma, with answers to them, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import Correction, CorrectionDraft, CorrectionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import LetterKind
from tests.documents.changed_words import changed, paragraph
from tests.ui.held_meeting import WORDS, complete, hold, write
from tests.ui.office_fixture import TestDesk, add_example

PLACE = "Aflastning drøftes igen 17. december."
WANTED = "Aflastning drøftes igen 14. januar."
ADDED = "Og mormor følger Alma."
REMARK = "Jeg var ked af, at vi ikke nåede at tale om busturen."


def sent(desk: TestDesk, more: Callable[[TestDesk, Meeting], Meeting] | None = None) -> Meeting:
    """Finish the minutes and send version 1 to everybody on the list."""
    example = add_example(desk)
    if more is not None:
        more(desk, example.meeting)
    meeting = complete(desk, hold(desk, example))
    desk.office.finishing.finish(meeting.id, meeting.version)
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    return desk.office.meetings.get(meeting.id)


def answered(desk: TestDesk) -> Meeting:
    """Send version 1; Sofie wants a correction, Jonas two things, Karin agrees."""
    meeting = sent(desk)
    for name, draft, channel in (
        ("Sofie", CorrectionDraft(CorrectionKind.CORRECT, "conclusion", PLACE, WANTED), "mail"),
        ("Jonas", CorrectionDraft(CorrectionKind.REMARK, "", "", REMARK), "phone"),
        (
            "Jonas",
            CorrectionDraft(
                CorrectionKind.CORRECT,
                PartKey.FACTS,
                "",
                "Der mangler, at Alma var syg i uge 44. Det var ikke fravær uden grund.",
            ),
            "phone",
        ),
        ("Karin", CorrectionDraft(CorrectionKind.AGREE), "mail"),
    ):
        note(desk, meeting, name, draft, Channel(channel))
    return desk.office.meetings.get(meeting.id)


def note(
    desk: TestDesk,
    meeting: Meeting,
    name: str,
    draft: CorrectionDraft,
    channel: Channel = Channel.PHONE,
) -> Correction:
    """Write down what somebody on the list said; return it as it is kept."""
    before = {each.id for each in desk.office.corrections.view(meeting.id).corrections}
    view = desk.office.corrections.note(meeting.id, person_id(meeting, name), draft, channel)
    return next(each for each in view.corrections if each.id not in before)


def person_id(meeting: Meeting, name: str) -> str:
    """Return the id of somebody on the list by their first name."""
    return next(a.person.id for a in meeting.attendees if a.person.name.startswith(name))


def decided(desk: TestDesk) -> Meeting:
    """Take Sofie's correction in, refuse one of Jonas, and let his remark stand."""
    meeting, corrections = answered(desk), desk.office.corrections
    for said in corrections.view(meeting.id).corrections:
        if said.kind is CorrectionKind.REMARK:
            corrections.stand(said.id, said.version)
        elif said.kind is CorrectionKind.CORRECT and said.place:
            corrections.take_in(said.id, said.version)
        elif said.kind is CorrectionKind.CORRECT:
            corrections.refuse(said.id, said.version, "Skolens tal viser noget andet.")
    return meeting


def drafted(desk: TestDesk) -> Meeting:
    """Begin version 2."""
    meeting = decided(desk)
    desk.office.minutes.begin_version(meeting.id)
    return desk.office.meetings.get(meeting.id)


def second_version(desk: TestDesk) -> Meeting:
    """Write version 2 with Sofie's correction in it, and send it."""
    meeting = drafted(desk)
    text = WORDS[PartKey.CONCLUSION].replace(PLACE, WANTED)
    write(desk, meeting, PartKey.CONCLUSION, text + "\nSkolen sender skemaet hver fredag.")
    fresh = desk.office.meetings.get(meeting.id)
    reason = "Vi har rettet det, som Sofie har gjort os opmærksom på."
    desk.office.finishing.finish(meeting.id, fresh.version, reason)
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    return desk.office.meetings.get(meeting.id)


def changed_word_file(desk: TestDesk, meeting: Meeting, folder: Path, *, edit: bool = True) -> Path:
    """Write the Word file somebody got to a folder, with one passage changed and one added."""
    copy = desk.office.copies.newest(meeting.id)[0]
    data = desk.office.copies.paper(copy.id, "referat.docx")

    def written(document: Document) -> None:
        place = paragraph(document, PLACE)
        place.text = place.text.replace(PLACE, WANTED)
        document.paragraphs[-1].insert_paragraph_before(ADDED)

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rettet.docx"
    path.write_bytes(changed(data, written) if edit else data)
    return path
