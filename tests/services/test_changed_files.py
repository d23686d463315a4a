"""A Word file that somebody changed: what is another in it, and what is noted of that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from moedeleder.documents.docx import minutes_docx
from moedeleder.domain.changed_file import ChangedFile, DifferenceKind, ForeignFile
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.errors import NotOurMinutes
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import LetterKind
from moedeleder.services.changed_files import REMOVED_WORDS, as_draft
from tests.documents.changed_words import add_after, changed, paragraph, strike_end, track
from tests.documents.examples import LETTERHEAD, minutes
from tests.documents.papers import word_text
from tests.documents.templates import packed
from tests.offices import Bench

Edit = Callable[[Document], object]


@pytest.fixture
def meeting_id(bench: Bench) -> str:
    view = bench.complete()
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    return view.meeting.id


def sent(bench: Bench, meeting_id: str, name: str = "sofie") -> bytes:
    person = bench.people[name]
    copies = bench.office.copies.newest(meeting_id)
    meeting = bench.office.meetings.get(meeting_id)
    attendee = next(each for each in meeting.attendees if each.person.id == person.id)
    copy = next(each for each in copies if each.attendee_id == attendee.id)
    return bench.office.copies.paper(copy.id, "referat.docx")


def read(bench: Bench, data: bytes, folder: Path, meeting_id: str = "") -> ChangedFile:
    path = folder / "rettet.docx"
    path.write_bytes(data)
    return bench.office.changed_files.read(path, meeting_id)


def conclusion(bench: Bench, meeting_id: str) -> str:
    part = bench.office.corrections.view(meeting_id).version.record.part(PartKey.CONCLUSION)
    assert part is not None
    return part.text.blocks[0].text


def test_an_untouched_file_says_the_same(bench: Bench, meeting_id: str, tmp_path: Path) -> None:
    found = read(bench, sent(bench, meeting_id), tmp_path, meeting_id)
    assert (found.meeting_id, found.number, found.paper) == (meeting_id, 1, "referat")
    assert found.differences == ()
    assert found.is_newest


def test_a_file_saved_anew_by_word_says_the_same(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    data = changed(sent(bench, meeting_id), lambda _document: None)
    assert read(bench, data, tmp_path, meeting_id).differences == ()


def test_a_paragraph_written_over_is_told_with_its_part(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)

    def edit(document: Document) -> None:
        paragraph(document, words).text = f"{words} Og far henter."

    found = read(bench, changed(sent(bench, meeting_id), edit), tmp_path, meeting_id)
    (each,) = found.differences
    assert (each.kind, each.part) == (DifferenceKind.CHANGED, "conclusion")
    assert (each.before, each.after) == (words, f"{words} Og far henter.")
    expected = CorrectionDraft(CorrectionKind.CORRECT, "conclusion", words, each.after)
    assert as_draft(each) == expected


def test_what_was_written_to_and_struck_out_is_told(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)

    def add(document: Document) -> None:
        add_after(paragraph(document, words), "Mormor er glad for busturen.")

    (added,) = read(bench, changed(sent(bench, meeting_id), add), tmp_path).differences
    assert (added.kind, added.part, added.before) == (DifferenceKind.ADDED, "conclusion", "")
    assert added.after == "Mormor er glad for busturen."

    def strike(document: Document) -> None:
        element = paragraph(document, words)._p
        element.getparent().remove(element)

    (gone,) = read(bench, changed(sent(bench, meeting_id), strike), tmp_path).differences
    assert (gone.kind, gone.before, gone.after) == (DifferenceKind.REMOVED, words, "")
    assert as_draft(gone).words == REMOVED_WORDS


def test_tracked_changes_are_understood_and_name_who(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)
    last = words.split()[-1]

    def edit(document: Document) -> None:
        track(paragraph(document, words), last, "noget andet.")

    found = read(bench, changed(sent(bench, meeting_id), edit), tmp_path)
    (each,) = found.differences
    assert each.before == words
    assert each.after == words.rpartition(last)[0] + "noget andet."
    assert found.names == ("Sofie Eksempel",)


def test_two_paragraphs_made_one_with_tracking_are_one(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)

    def edit(document: Document) -> None:
        place = paragraph(document, words)
        add_after(place, " Og det holder vi.")
        strike_end(place)

    (each,) = read(bench, changed(sent(bench, meeting_id), edit), tmp_path).differences
    assert each.after == f"{words} Og det holder vi."


def test_a_comment_is_a_remark_about_its_paragraph(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)

    def edit(document: Document) -> None:
        document.add_comment(paragraph(document, words).runs, "Jeg blev ked af det.", "Sofie E")

    found = read(bench, changed(sent(bench, meeting_id), edit), tmp_path)
    (each,) = found.differences
    assert (each.kind, each.part) == (DifferenceKind.COMMENT, "conclusion")
    expected = CorrectionDraft(CorrectionKind.REMARK, "conclusion", words, "Jeg blev ked af det.")
    assert as_draft(each) == expected
    assert found.names == ("Sofie E",)


def test_what_is_chosen_becomes_a_correction_in_the_round(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    words = conclusion(bench, meeting_id)

    def edit(document: Document) -> None:
        paragraph(document, words).text = f"{words} Og far henter."

    (each,) = read(bench, changed(sent(bench, meeting_id), edit), tmp_path).differences
    sofie = bench.people["sofie"].id
    view = bench.office.corrections.note(meeting_id, sofie, as_draft(each), Channel.MAIL)
    assert [said.draft for said in view.corrections] == [as_draft(each)]
    assert view.open_count == 1


def test_a_cut_copy_is_held_against_what_that_reader_got(bench: Bench, tmp_path: Path) -> None:
    view = bench.complete()
    meeting = bench.office.meetings.get(view.meeting.id)
    sofie = next(a for a in meeting.attendees if a.person.id == bench.people["sofie"].id)
    choice = bench.office.readers.view(meeting.id).of(sofie.id).choice
    bench.office.readers.set(
        meeting.id,
        sofie.id,
        choice.version,
        hidden={PartKey.PROBLEM},
        papers=(Paper.FULL,),
        shares_contact=True,
    )
    bench.office.finishing.finish(meeting.id, bench.office.meetings.get(meeting.id).version)
    data = sent(bench, meeting.id)
    assert "Tekst under problem" not in word_text(data)
    found = read(bench, data, tmp_path, meeting.id)
    assert found.differences == ()
    assert found.person_id == bench.people["sofie"].id


def foreign(bench: Bench, data: bytes, folder: Path, meeting_id: str = "") -> ForeignFile:
    with pytest.raises(NotOurMinutes) as raised:
        read(bench, data, folder, meeting_id)
    return raised.value.why


def test_what_is_not_of_these_minutes_is_refused_in_words(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    ours = sent(bench, meeting_id)
    assert foreign(bench, b"hej", tmp_path) is ForeignFile.UNREADABLE
    assert foreign(bench, ours[:-200], tmp_path) is ForeignFile.UNREADABLE
    assert foreign(bench, packed({}), tmp_path) is ForeignFile.UNMARKED
    assert foreign(bench, ours, tmp_path, "et-andet") is ForeignFile.OTHER_MEETING
    strange = minutes_docx(minutes(), LETTERHEAD)
    assert foreign(bench, strange, tmp_path) is ForeignFile.OTHER_MEETING
    draft = minutes_docx(minutes(meeting_id=meeting_id, number=0), LETTERHEAD)
    assert foreign(bench, draft, tmp_path) is ForeignFile.DRAFT
    other = minutes_docx(minutes(meeting_id=meeting_id), LETTERHEAD)
    assert foreign(bench, other, tmp_path) is ForeignFile.OTHER_TEXT
    bomb = packed({"word/document.xml": lambda _: b"<a>" + b" " * 60_000_000})
    assert foreign(bench, bomb, tmp_path) is ForeignFile.UNREADABLE


def test_a_file_written_in_by_hand_is_never_written_over(
    bench: Bench, meeting_id: str, tmp_path: Path
) -> None:
    papers = bench.office.papers
    first = papers.save(meeting_id, LetterKind.MINUTES, tmp_path)
    assert papers.save(meeting_id, LetterKind.MINUTES, tmp_path) == first
    word = next(path for path in first if path.suffix == ".docx")
    own = changed(word.read_bytes(), lambda document: document.add_paragraph("Mit eget"))
    word.write_bytes(own)
    again = papers.save(meeting_id, LetterKind.MINUTES, tmp_path)
    assert word.read_bytes() == own
    assert [path.name for path in again if path.suffix == ".docx"] == [f"{word.stem} (2).docx"]
    everybody = [each.attendee_id for each in bench.office.copies.newest(meeting_id)]
    kept = bench.office.copies.save(meeting_id, everybody, tmp_path)
    assert word.read_bytes() == own
    assert word not in kept
