"""Forms that come back, in a mail or as files of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from moedeleder.domain.answers import AnswerState, Doubt
from moedeleder.domain.contributions import Channel, ContributionKind
from moedeleder.domain.errors import (
    AnswerFileBroken,
    AnswerFileTooLarge,
    AnswerFileUnknown,
    AnswerFileUnsafe,
    FileUnreadable,
    NotFound,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import Fit
from moedeleder.services.answers import RAW_LIMIT, TakenKind
from tests.offices import Bench
from tests.services.answer_desk import code, counts, form, mail, raw_of, set_state, unknown

WORDS = {"ml.points.1.words": "Fraværet", "ml.worries": "Søvnen"}


def kinds_of(meeting: Meeting | None) -> list[tuple[ContributionKind, str, Channel]]:
    assert meeting is not None
    return [(each.kind, each.words, each.channel) for each in meeting.contributions]


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 120_000_000)
    return target.getvalue()


# --- in a mail -------------------------------------------------------------------------------


def test_a_form_in_a_mail_gives_its_fields_beside_the_mail_s_own_words(bench: Bench) -> None:
    meeting = bench.meeting()
    made = form(meeting, code(bench, meeting), WORDS, outside="Vi glæder os")
    raw = mail("Her er vores svar.", files=[("Svar.docx", made)])
    taken = bench.office.answers.take_mail(raw)
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 4)
    assert sorted(kinds_of(taken.meeting)) == sorted(
        [
            (ContributionKind.POINT, "Fraværet", Channel.FORM),
            (ContributionKind.WORRIES, "Søvnen", Channel.FORM),
            (ContributionKind.FREE, "Vi glæder os", Channel.FORM),
            (ContributionKind.FREE, "Her er vores svar.", Channel.MAIL),
        ]
    )
    assert taken.answer is not None
    assert [(each.name, each.fault) for each in taken.answer.files] == [("Svar.docx", "")]
    assert bench.office.answers.file(taken.answer.id, 0) == ("Svar.docx", made)
    assert raw_of(bench, taken) == raw


def test_times_that_fit_are_counted(bench: Bench) -> None:
    meeting = bench.meeting()
    propose = bench.office.times.propose
    propose(meeting.id, meeting.starts_at)
    meeting = propose(meeting.id, meeting.starts_at.replace(hour=9))
    first, other = (each.id for each in meeting.proposed_times)
    ticks = (f"ml.times.{first}.yes", f"ml.times.{other}.no")
    made = form(meeting, code(bench, meeting), ticks=ticks)
    taken = bench.office.answers.take_mail(mail("", files=[("Svar.docx", made)]))
    assert (taken.new_contributions, taken.new_times) == (0, 2)
    assert taken.meeting is not None
    said = {each.proposal_id: each.fit for each in taken.meeting.time_answers}
    assert said == {first: Fit.YES, other: Fit.NO}
    again = mail("", files=[("Svar.docx", made)], message_id="<2@a>")
    assert bench.office.answers.take_mail(again).new_times == 0


def test_an_older_form_does_not_undo_what_was_said_on_the_phone(bench: Bench) -> None:
    meeting = bench.meeting()
    meeting = bench.office.times.propose(meeting.id, meeting.starts_at)
    (proposal,) = meeting.proposed_times
    sofie = bench.people["sofie"].id
    bench.office.times.answer(proposal.id, sofie, Fit.NO, Channel.PHONE)
    made = form(meeting, code(bench, meeting), ticks=[f"ml.times.{proposal.id}.yes"])
    headers = {"Date": "Mon, 23 Nov 2026 08:05:00 +0100"}
    taken = bench.office.answers.take_mail(mail("", files=[("a.docx", made)], headers=headers))
    assert taken.meeting is not None
    assert [each.fit for each in taken.meeting.time_answers] == [Fit.NO]


def test_several_forms_of_one_person_are_all_read(bench: Bench) -> None:
    meeting = bench.meeting()
    given = code(bench, meeting)
    one = form(meeting, given, {"ml.points.1.words": "Skolen"})
    two = form(meeting, given, {"ml.points.1.words": "Søvnen"})
    taken = bench.office.answers.take_mail(mail("", files=[("a.docx", one), ("b.docx", two)]))
    assert [words for _kind, words, _channel in kinds_of(taken.meeting)] == ["Skolen", "Søvnen"]


def test_the_same_words_are_not_brought_twice(bench: Bench) -> None:
    meeting = bench.meeting()
    made = form(meeting, code(bench, meeting), WORDS)
    for number in range(2):
        raw = mail("", files=[("a.docx", made)], message_id=f"<{number}@a>")
        taken = bench.office.answers.take_mail(raw)
    assert taken.new_contributions == 0
    assert counts(bench) == (2, 2)


@pytest.mark.parametrize("whose", ["person", "meeting"])
def test_a_form_of_somebody_else_or_another_meeting_waits(bench: Bench, whose: str) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    if whose == "person":
        made = form(meeting, code(bench, meeting, "jonas"), WORDS)
    else:
        made = form(other, code(bench, other), WORDS)
    raw = mail(f"Hej {code(bench, meeting)}", files=[("Svar.docx", made)])
    taken = bench.office.answers.take_mail(raw)
    assert unknown(taken) == (Doubt.SENDER_DIFFERS, meeting.id, bench.people["sofie"].id)
    assert counts(bench) == (1, 0)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("Svar.docx", b"PK\x03\x04 broken", AnswerFileBroken),
        ("Svar.odt", b"", AnswerFileBroken),
        ("Svar.docx", bomb(), AnswerFileTooLarge),
        ("Svar.doc", b"\xd0\xcf\x11\xe0", AnswerFileUnknown),
    ],
)
def test_a_form_that_cannot_be_read_says_so_and_all_else_is_taken(
    bench: Bench, name: str, data: bytes, fault: type[Exception]
) -> None:
    meeting = bench.meeting()
    good = form(meeting, code(bench, meeting), WORDS)
    files = [(name, data), ("tegning.jpg", b"\xff\xd8"), ("God.docx", good)]
    raw = mail("Begge dele.", files=files)
    taken = bench.office.answers.take_mail(raw)
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 3)
    assert taken.answer is not None
    faults = [each.fault for each in taken.answer.files]
    assert faults[1:] == ["", ""]
    assert faults[0] in {fault.__name__, "AnswerFileUnknown"}
    assert bench.office.answers.file(taken.answer.id, 0)[1] == data
    assert raw_of(bench, taken) == raw


def test_a_mail_full_of_forms_is_read_in_bounds(bench: Bench) -> None:
    meeting = bench.meeting()
    files = [(f"{number}.docx", b"PK\x03\x04") for number in range(30)]
    raw = mail(f"Hej {code(bench, meeting)}", files=files)
    taken = bench.office.answers.take_mail(raw)
    assert taken.answer is not None
    assert [each.name for each in taken.answer.files] == [name for name, _data in files]
    assert all(each.fault for each in taken.answer.files)
    assert {each.fault for each in taken.answer.files[8:]} == {"AnswerFileTooLarge"}


def test_a_form_filled_in_stands_for_a_person_even_when_a_machine_sends_it(bench: Bench) -> None:
    meeting = bench.meeting()
    made = form(meeting, code(bench, meeting), WORDS)
    headers = {"Auto-Submitted": "auto-generated"}
    raw = mail("", files=[("scan.docx", made)], headers=headers)
    assert bench.office.answers.take_mail(raw).kind is TakenKind.PLACED


# --- as a file -------------------------------------------------------------------------------


def saved(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_form_handed_over_is_placed_by_its_code(bench: Bench, tmp_path: Path) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    made = form(meeting, code(bench, meeting), WORDS)
    path = saved(tmp_path, "Svar fra Sofie.DOCX", made)
    taken = bench.office.answers.take_file(path, other.id)
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 2)
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id
    assert taken.answer is not None
    assert taken.answer.channel is Channel.FORM
    assert [(each.name, each.size) for each in taken.answer.files] == [(path.name, len(made))]
    assert bench.office.answers.file(taken.answer.id, 0) == (path.name, made)
    assert raw_of(bench, taken) == made
    again = bench.office.answers.take_file(saved(tmp_path, "kopi.docx", made))
    assert (again.kind, again.answer) == (TakenKind.ALREADY, taken.answer)


@pytest.mark.parametrize(
    ("reference", "doubt"),
    [("", Doubt.NO_REFERENCE), ("ML-XKEY-244V-ABWY-KNJP", Doubt.REFERENCE_UNKNOWN)],
)
def test_a_form_without_a_known_code_waits_with_the_meeting_it_was_handed_over_at(
    bench: Bench, tmp_path: Path, reference: str, doubt: Doubt
) -> None:
    meeting = bench.meeting()
    path = saved(tmp_path, "Svar.docx", form(meeting, reference, WORDS))
    assert unknown(bench.office.answers.take_file(path, meeting.id)) == (doubt, meeting.id, None)


def test_a_form_for_a_meeting_that_is_over_waits(bench: Bench, tmp_path: Path) -> None:
    meeting = bench.meeting()
    path = saved(tmp_path, "Svar.docx", form(meeting, code(bench, meeting), WORDS))
    set_state(bench, meeting, "held")
    guess = (Doubt.MEETING_OVER, meeting.id, bench.people["sofie"].id)
    assert unknown(bench.office.answers.take_file(path)) == guess


def test_a_mail_handed_over_is_judged_as_one_that_came_by_itself(
    bench: Bench, tmp_path: Path
) -> None:
    meeting = bench.meeting()
    raw = mail(f"Hej {code(bench, meeting)}")
    taken = bench.office.answers.take_file(saved(tmp_path, "svar.eml", raw))
    assert taken.kind is TakenKind.PLACED
    assert bench.office.answers.take_mail(raw).kind is TakenKind.ALREADY
    stranger = mail(f"Hej {code(bench, meeting)}", sender="m@andet.example", message_id="<2@a>")
    path = saved(tmp_path, "andet.eml", stranger)
    assert unknown(bench.office.answers.take_file(path))[0] is Doubt.SENDER_DIFFERS


def test_a_mail_somebody_took_the_trouble_to_hand_over_is_never_thrown_away(
    bench: Bench, tmp_path: Path
) -> None:
    meeting = bench.meeting()
    raw = mail("Det er fra mormor", sender="mormor@andet.example")
    taken = bench.office.answers.take_file(saved(tmp_path, "svar.eml", raw), meeting.id)
    assert unknown(taken) == (Doubt.NO_REFERENCE, meeting.id, None)


@pytest.mark.parametrize("name", ["svar.msg", "svar.pdf", "svar", "svar.docx.exe", ".eml"])
def test_other_files_are_refused(bench: Bench, tmp_path: Path, name: str) -> None:
    with pytest.raises(AnswerFileUnknown):
        bench.office.answers.take_file(saved(tmp_path, name, b"noget"))
    assert counts(bench) == (0, 0)


def test_files_that_cannot_be_read_are_refused(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "mappe.docx").mkdir()
    for name in ("mappe.docx", "er-der-ikke.eml", "nul\0.docx"):
        with pytest.raises(FileUnreadable):
            bench.office.answers.take_file(tmp_path / name)
    with pytest.raises((AnswerFileBroken, AnswerFileUnknown)):
        bench.office.answers.take_file(saved(tmp_path, "knust.docx", b"PK\x03\x04"))
    with pytest.raises((AnswerFileTooLarge, AnswerFileUnsafe)):
        bench.office.answers.take_file(saved(tmp_path, "bombe.docx", bomb()))
    assert counts(bench) == (0, 0)


@pytest.mark.parametrize("name", ["stor.eml", "stor.docx"])
def test_files_larger_than_any_answer_are_refused(bench: Bench, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(RAW_LIMIT + 1)
    with pytest.raises(AnswerFileTooLarge):
        bench.office.answers.take_file(path)


def test_a_file_for_a_meeting_that_is_gone_is_not_taken(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        bench.office.answers.take_file(saved(tmp_path, "svar.eml", mail("Hej")), "0" * 36)
    assert counts(bench) == (0, 0)


# --- handing files out -----------------------------------------------------------------------


def test_files_are_written_under_safe_names_beside_those_that_are_there(
    bench: Bench, tmp_path: Path
) -> None:
    meeting = bench.meeting()
    names = ["../../ud.jpg", "billede.jpg", "billede.jpg", "C:\\con.txt", ".skjult"]
    files = [(name, f"indhold {at}".encode()) for at, name in enumerate(names)]
    taken = bench.office.answers.take_mail(mail(f"{code(bench, meeting)}", files=files))
    assert taken.answer is not None
    assert taken.answer.state is AnswerState.PLACED
    folder = tmp_path / "ud"
    folder.mkdir()
    (folder / "billede.jpg").write_bytes(b"mit eget")
    before = {path for path in tmp_path.rglob("*") if path.parent != folder}
    written = bench.office.answers.save_files(taken.answer.id, folder)
    assert [path.read_bytes() for path in written] == [data for _name, data in files]
    assert len({path.name.casefold() for path in written}) == len(files)
    assert all(path.parent == folder and not path.name.startswith(".") for path in written)
    assert (folder / "billede.jpg").read_bytes() == b"mit eget"
    assert {path for path in tmp_path.rglob("*") if path.parent != folder} == before
    assert bench.office.answers.save_files(taken.answer.id, folder) == written


def test_a_file_that_is_not_there_is_not_found(bench: Bench) -> None:
    taken = bench.office.answers.take_mail(mail(f"{code(bench, bench.meeting())}"))
    assert taken.answer is not None
    for index in (-1, 0, 7):
        with pytest.raises(NotFound):
            bench.office.answers.file(taken.answer.id, index)
