"""Letters on paper, in a folder and as files for Digital Post: whose papers lie where."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from moedeleder.domain.errors import (
    DigitalPostNotSetUp,
    FolderNotWritable,
    InvalidPersonNumber,
    InvalidRegisterNumber,
    NotAllowedNow,
    NotFound,
)
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import DigitalPostSettings
from moedeleder.models.outbox_tables import DeliveryRow, PersonNumberRow
from moedeleder.services.post_view import has_it
from moedeleder.ui.texts import error_text
from tests.documents.memo_schema import faults, files_of, text_of
from tests.offices import Bench

SENDER = DigitalPostSettings("12 34 56 78", "Eksempel Kommune")
SOFIE, JONAS = "010180-1234", "0202801235"
ADDRESS = "Møllevej 4, 2. th.\n9999 Eksempelby"


def invited(bench: Bench) -> tuple[str, dict[str, Delivery]]:
    """Announce a meeting; return its id and each letter by the first name."""
    jonas = bench.people["jonas"]
    bench.people["jonas"] = bench.office.families.update_person(
        jonas.id, jonas.version, replace(jonas.draft, postal_address=ADDRESS)
    )
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    return meeting.id, letters_of(bench, meeting.id)


def letters_of(
    bench: Bench, meeting_id: str, kind: LetterKind = LetterKind.INVITATION
) -> dict[str, Delivery]:
    found = bench.office.sending.deliveries(meeting_id)
    return {each.name.split()[0]: each for each in found if each.kind is kind}


def pages(path: Path) -> list[str]:
    return [" ".join(each.extract_text().split()) for each in PdfReader(path).pages]


def ids(letters: dict[str, Delivery], *names: str) -> list[str]:
    return [letters[name].id for name in names]


def test_letters_are_printed_each_with_their_own_papers(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    path = bench.office.without_mail.print_all(
        meeting_id, ids(letters, "Sofie", "Jonas"), tmp_path / "ud"
    )
    said = pages(path)
    assert "Sofie Eksempel" in said[0]
    assert "Jonas Eksempel" in said[0]
    assert "Karin" not in said[0]
    assert "Kære Sofie" in said[2]
    assert any("Møllevej 4" in each and "Kære Jonas" in each for each in said)
    assert not any("Møllevej 4" in each and "Kære Sofie" in each for each in said)
    assert path.name == "breve-2026-11-24.pdf"
    assert "Ring eller skriv til os" in " ".join(" ".join(said).split())
    assert "denne mail" not in " ".join(" ".join(said).split())


def test_printing_marks_nothing_until_a_person_says_so(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    bench.office.without_mail.print_all(meeting_id, ids(letters, "Jonas"), tmp_path)
    assert letters_of(bench, meeting_id)["Jonas"].state is DeliveryState.NO_ADDRESS
    bench.office.sending.mark_printed(letters["Jonas"].id)
    told = letters_of(bench, meeting_id)["Jonas"]
    assert (told.state, told.way) == (DeliveryState.PRINTED, LetterWay.PAPER)


def test_what_went_by_mail_can_be_printed_too(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    path = bench.office.without_mail.print_all(meeting_id, ids(letters, "Sofie"), tmp_path)
    assert any("Kære Sofie" in each for each in pages(path))
    assert letters_of(bench, meeting_id)["Sofie"].state is DeliveryState.SENT


def test_a_draft_on_paper_has_the_form_to_fill_in_by_hand(bench: Bench, tmp_path: Path) -> None:
    meeting = bench.meeting()
    everybody = {each.id for each in meeting.attendees}
    bench.office.sharing.share(meeting.id, meeting.version, everybody, date(2026, 11, 30))
    letters = letters_of(bench, meeting.id, LetterKind.DRAFT)
    said = pages(bench.office.without_mail.print_all(meeting.id, ids(letters, "Jonas"), tmp_path))
    assert any("Svar før mødet" in each and "Kære Jonas" in each for each in said)
    assert "Læg selv ved" not in said[0]


def test_minutes_on_paper_are_each_readers_own_copy(bench: Bench, tmp_path: Path) -> None:
    view = bench.complete()
    office, meeting_id = bench.office, view.meeting.id
    readers = {
        e.attendee.person.name.split()[0]: e for e in office.readers.view(meeting_id).readers
    }
    jonas = readers["Jonas"]
    office.readers.set(
        meeting_id,
        jonas.attendee.id,
        jonas.choice.version,
        hidden={PartKey.CONCLUSION},
        papers=(Paper.FULL,),
        shares_contact=False,
    )
    meeting = office.meetings.get(meeting_id)
    office.finishing.finish(meeting_id, meeting.version)
    letters = letters_of(bench, meeting_id, LetterKind.MINUTES)
    said = pages(
        office.without_mail.print_all(meeting_id, ids(letters, "Sofie", "Jonas"), tmp_path)
    )
    first = next(at for at, each in enumerate(said) if "Kære Sofie" in each)
    second = next(
        at for at, each in enumerate(said[first + 1 :], first + 1) if "Kære Jonas" in each
    )
    hers, his = " ".join(said[first:second]), " ".join(said[second:])
    assert "Tekst under conclusion" in hers
    assert "Tekst under assessments" in his
    assert "Tekst under conclusion" not in his
    assert "Svar på referatet" in hers
    assert "Svar på referatet" in his


def test_each_letter_is_saved_in_a_folder_of_its_own(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    save = bench.office.without_mail.save_all
    paths = save(meeting_id, ids(letters, "Sofie", "Jonas"), tmp_path)
    told = [str(path.relative_to(tmp_path)) for path in paths]
    assert told == [
        os.path.join("breve-2026-11-24", *each)
        for each in (
            ("brev-01", "brev.pdf"),
            ("brev-01", "dagsorden.pdf"),
            ("brev-02", "brev.pdf"),
            ("brev-02", "dagsorden.pdf"),
            ("tjekliste.pdf",),
        )
    ]
    assert "Kære Sofie" in pages(paths[0])[0]
    again = save(meeting_id, ids(letters, "Jonas"), tmp_path)
    assert again[0].parent.parent.name == "breve-2026-11-24 (2)"


def test_a_file_for_digital_post_is_as_the_standard_wants_it(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    office = bench.office
    office.settings.save_digital_post(SENDER)
    numbers = {letters["Sofie"].id: SOFIE, letters["Jonas"].id: JONAS}
    paths = office.without_mail.digital_post(meeting_id, numbers, tmp_path / "post")
    assert [path.name for path in paths] == ["digital-post-01.xml", "digital-post-02.xml"]
    for path, name, number in zip(
        paths, ("Sofie", "Jonas"), ("0101801234", "0202801235"), strict=True
    ):
        data = path.read_bytes()
        assert faults(data) == []
        assert text_of(data, "MessageHeader", "Recipient", "recipientID") == number
        assert text_of(data, "MessageHeader", "Sender", "senderID") == "12345678"
        (letter, words), (agenda, _data) = files_of(data)
        assert (letter, agenda) == ("brev.pdf", "dagsorden.pdf")
        kept = tmp_path / f"{name}.pdf"
        kept.write_bytes(words)
        assert f"Kære {name}" in pages(kept)[0]
        place = ("MessageBody", "MainDocument", "Action", "Reservation", "startDateTime")
        assert text_of(data, *place) == "2026-12-03T14:30:00Z"
        assert b"Alma" not in _outside(data)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _outside(data: bytes) -> bytes:
    """Return what is seen of a message before its papers are opened."""
    return data.split(b"MessageBody")[0]


def test_what_lies_ready_for_digital_post_is_noted_and_leaves_no_other_way(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id, letters = invited(bench)
    office = bench.office
    office.settings.save_digital_post(SENDER)
    office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path)
    told = letters_of(bench, meeting_id)["Sofie"]
    assert (told.state, told.way) == (DeliveryState.PRINTED, LetterWay.DIGITAL_POST)
    assert told.sent_at is not None
    assert not told.waits
    assert [e.kind for e in office.outbox.events(told.id)][-1] is LetterEventKind.FILED
    office.sending.send(meeting_id, LetterKind.INVITATION)
    assert letters_of(bench, meeting_id)["Sofie"].way is LetterWay.DIGITAL_POST


def test_only_a_persons_word_says_that_what_lies_ready_was_sent(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id, letters = invited(bench)
    office = bench.office
    office.settings.save_digital_post(SENDER)
    office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path)
    laid = letters_of(bench, meeting_id)["Sofie"]
    assert laid.is_laid_ready
    assert not has_it(laid)
    office.outbox.say_arrived(laid.id)
    sent = letters_of(bench, meeting_id)["Sofie"]
    assert (sent.state, sent.way) == (DeliveryState.SENT, LetterWay.DIGITAL_POST)
    assert has_it(sent)
    assert [e.kind for e in office.outbox.events(laid.id)][-1] is LetterEventKind.SAID_ARRIVED
    assert office.post.take_back(laid, sent.version).is_laid_ready


def test_a_letter_that_was_mailed_stays_mailed(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    office = bench.office
    office.settings.save_digital_post(SENDER)
    office.sending.send(meeting_id, LetterKind.INVITATION)
    office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path)
    assert letters_of(bench, meeting_id)["Sofie"].state is DeliveryState.SENT
    events = [each.kind for each in office.outbox.events(letters["Sofie"].id)]
    assert LetterEventKind.FILED in events


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", "digits"),
        ("010180123", "digits"),
        ("0101801234x", "digits"),
        ("٠١٠١٨٠١٢٣٤", "digits"),
        ("3102801234", "day"),
        ("2902011234", "day"),
        ("0013801234", "day"),
        ("6101801234", "replacement"),
    ],
    ids=["none", "nine", "letter", "arabic", "february", "no-leap", "month", "replacement"],
)
def test_a_number_that_cannot_be_right_makes_no_file(
    bench: Bench, tmp_path: Path, number: str, problem: str
) -> None:
    meeting_id, letters = invited(bench)
    bench.office.settings.save_digital_post(SENDER)
    key = letters["Sofie"].id
    with pytest.raises(InvalidPersonNumber) as caught:
        bench.office.without_mail.digital_post(meeting_id, {key: number}, tmp_path / "post")
    assert (caught.value.field, caught.value.problem) == (key, problem)
    assert not number or number not in str(caught.value)
    assert not (tmp_path / "post").exists()
    assert letters_of(bench, meeting_id)["Sofie"].state is DeliveryState.READY


def test_two_receivers_never_have_one_number(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    bench.office.settings.save_digital_post(SENDER)
    numbers = {letters["Sofie"].id: SOFIE, letters["Jonas"].id: "0101801234"}
    with pytest.raises(InvalidPersonNumber) as caught:
        bench.office.without_mail.digital_post(meeting_id, numbers, tmp_path)
    assert caught.value.problem == "twice"


def test_a_leap_day_of_this_century_is_taken(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    bench.office.settings.save_digital_post(SENDER)
    (path,) = bench.office.without_mail.digital_post(
        meeting_id, {letters["Sofie"].id: "290200-4123"}, tmp_path
    )
    assert faults(path.read_bytes()) == []


def _kept(bench: Bench) -> dict[str, str]:
    with bench.store.reading() as session:
        return {row.person_id: row.number for row in session.scalars(select(PersonNumberRow))}


def test_a_number_is_kept_nowhere_unless_the_municipality_says_so(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id, letters = invited(bench)
    office, sofie = bench.office, bench.people["sofie"].id
    office.settings.save_digital_post(SENDER)
    office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path / "1")
    assert _kept(bench) == {}
    assert office.without_mail.known_number(sofie) == ""

    office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path / "2")
    assert office.without_mail.known_number(sofie) == "0101801234"
    assert office.settings.kept_number_count() == 1

    office.settings.save_digital_post(SENDER)
    assert _kept(bench) == {}
    office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    assert office.without_mail.known_number(sofie) == ""


def test_nobody_is_written_to_before_it_is_said_who_writes(bench: Bench, tmp_path: Path) -> None:
    meeting_id, letters = invited(bench)
    with pytest.raises(DigitalPostNotSetUp):
        bench.office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, tmp_path)


def test_the_office_has_a_number_of_eight_digits_or_none(bench: Bench) -> None:
    settings = bench.office.settings
    assert settings.digital_post() == DigitalPostSettings()
    assert settings.save_digital_post(SENDER).cvr == "12345678"
    assert settings.digital_post().is_set_up
    with pytest.raises(InvalidRegisterNumber):
        settings.save_digital_post(replace(SENDER, cvr="1234567"))
    assert not settings.save_digital_post(DigitalPostSettings()).is_set_up


def test_a_folder_that_takes_nothing_leaves_the_letters_as_they_were(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id, letters = invited(bench)
    bench.office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("x")
    with pytest.raises(FolderNotWritable):
        bench.office.without_mail.digital_post(meeting_id, {letters["Sofie"].id: SOFIE}, in_the_way)
    assert letters_of(bench, meeting_id)["Sofie"].state is DeliveryState.READY
    assert _kept(bench) == {}


def test_letters_that_are_not_there_or_no_longer_true_are_not_printed(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id, letters = invited(bench)
    without_mail = bench.office.without_mail
    for wrong in ([], [str(uuid4())], [letters["Sofie"].id, str(uuid4())]):
        with pytest.raises(NotFound):
            without_mail.print_all(meeting_id, wrong, tmp_path)
    meeting = bench.office.meetings.get(meeting_id)
    bench.office.sending.cancel_meeting(meeting_id, meeting.version, "Sygdom")
    with pytest.raises(NotAllowedNow):
        without_mail.print_all(meeting_id, ids(letters, "Sofie"), tmp_path)
    off = letters_of(bench, meeting_id, LetterKind.CANCELLATION)
    if off:
        path = without_mail.print_all(meeting_id, [each.id for each in off.values()], tmp_path)
        assert "Aflysning" in pages(path)[0]


def test_one_person_may_get_two_letters_by_digital_post(bench: Bench, tmp_path: Path) -> None:
    bench.office.settings.save_digital_post(SENDER)
    meeting_id, invitations = invited(bench)
    meeting = bench.office.meetings.get(meeting_id)
    sofie = next(each for each in meeting.attendees if each.person.name.startswith("Sofie"))
    with bench.store.transaction() as session:
        row = session.get_one(DeliveryRow, invitations["Jonas"].id)
        row.person_id = sofie.person.id
    both = dict.fromkeys(ids(invitations, "Sofie", "Jonas"), SOFIE)
    assert len(bench.office.without_mail.digital_post(meeting_id, both, tmp_path / "ud")) == 2


def test_one_person_never_has_two_numbers_in_one_go(bench: Bench, tmp_path: Path) -> None:
    bench.office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    meeting_id, invitations = invited(bench)
    with bench.store.transaction() as session:
        sofie = session.get_one(DeliveryRow, invitations["Sofie"].id).person_id
        session.get_one(DeliveryRow, invitations["Jonas"].id).person_id = sofie
    numbers = dict(zip(ids(invitations, "Sofie", "Jonas"), (SOFIE, JONAS), strict=True))
    with pytest.raises(InvalidPersonNumber) as caught:
        bench.office.without_mail.digital_post(meeting_id, numbers, tmp_path / "ud")
    assert (caught.value.field, caught.value.problem) == (invitations["Jonas"].id, "other")
    assert error_text(caught.value).what == (
        "Cpr-nummeret kan ikke bruges: den samme modtager har et andet her."
    )
    assert not (tmp_path / "ud").exists()
    assert bench.office.without_mail.known_number(sofie) == ""
