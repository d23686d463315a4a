"""Sharing the draft: frozen, each person's own letter, what changed since the one they had."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlalchemy import select, update

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.agenda_record import AgendaStage, canonical_agenda
from moedeleder.domain.errors import (
    ChangedElsewhere,
    InvalidDate,
    MeetingCancelled,
    MeetingFinished,
    NobodyToSendTo,
    NotAllowedNow,
    NotFound,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.record import checksum
from moedeleder.domain.references import codes_in
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models.round_tables import AgendaVersionRow, StarterFileRow
from tests.documents.papers import assert_for_archives_and_screen_readers, pdf_text
from tests.offices import Bench
from tests.services.letter_box import body, files_of, letters_in, letters_to

DAY = date(2026, 11, 27)
PDF = b"%PDF-1.7\nen folder om bisidder\n%%EOF\n"


def ids_of(bench: Bench, meeting: Meeting, *names: str) -> set[str]:
    wanted = {bench.people[name].id for name in names}
    return {each.id for each in meeting.attendees if each.person.id in wanted}


def share(bench: Bench, meeting: Meeting, *names: str, day: date = DAY) -> Meeting:
    chosen = ids_of(bench, meeting, *(names or ("sofie", "jonas")))
    return bench.office.sharing.share(meeting.id, meeting.version, chosen, day)


def new_point(meeting: Meeting, title: str) -> str:
    number = next(at for at, item in enumerate(meeting.items, 1) if item.title == title)
    return f"Nyt punkt {number}: {title}."


def test_the_plan_proposes_the_family_a_day_and_says_what_is_missing(bench: Bench) -> None:
    meeting = bench.meeting()
    plan = bench.office.sharing.plan(meeting.id)
    assert plan.chosen == ids_of(bench, meeting, "sofie", "jonas")
    assert [each.name for each in plan.receivers][1:] == [
        "Sofie Eksempel", "Jonas Eksempel", "Karin Dam",
    ]  # fmt: skip
    # Thursday 3 December less five working days.
    assert plan.answer_by == date(2026, 11, 26)
    assert plan.starter_files == ()
    assert plan.missing == (
        "Det står ikke, hvorfor Mette og Karin er med.",
        "Der mangler et telefonnummer, de kan ringe til.",
    )


def test_the_day_proposed_is_never_gone_by_nor_after_the_meeting(bench: Bench) -> None:
    meeting = bench.meeting()
    draft = replace(meeting.draft, starts_at=datetime(2026, 11, 25, 9, 0))
    meeting = bench.office.meetings.update(meeting.id, meeting.version, draft)
    assert bench.office.sharing.plan(meeting.id).answer_by == date(2026, 11, 25)
    draft = replace(meeting.draft, starts_at=datetime(2026, 11, 24, 15, 0))
    meeting = bench.office.meetings.update(meeting.id, meeting.version, draft)
    assert bench.office.sharing.plan(meeting.id).answer_by == date(2026, 11, 24)


def test_sharing_freezes_the_agenda_and_makes_letters_and_codes(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    assert meeting.answer_by == DAY
    shared = bench.office.sharing.versions(meeting.id)
    assert len(shared) == 1
    version = shared[0].version
    assert (version.number, version.shared_by) == (1, "Mette Holm")
    assert version.record.stage is AgendaStage.DRAFT
    assert version.record.answer_by == DAY
    assert [line.title for line in version.record.items] == [i.title for i in meeting.items]
    assert [line.id for line in version.record.items] == [i.id for i in meeting.items]
    assert version.checksum == checksum(canonical_agenda(version.record))
    assert [(d.name, d.kind, d.state, d.agenda_number) for d in shared[0].letters] == [
        ("Sofie Eksempel", LetterKind.DRAFT, DeliveryState.READY, 1),
        ("Jonas Eksempel", LetterKind.DRAFT, DeliveryState.NO_ADDRESS, 1),
    ]
    assert bench.office.sharing.changes_since(meeting.id) == ()


def test_the_database_refuses_to_change_what_was_shared(bench: Bench) -> None:
    share(bench, bench.meeting())
    with pytest.raises(MeetingFinished), bench.store.transaction() as session:
        session.execute(update(AgendaVersionRow).values(content="{}"))
    with bench.store.reading() as session:
        rows = session.scalars(select(AgendaVersionRow)).all()
        assert [each.content == "{}" for each in rows] == [False]


def test_the_mail_says_exactly_what_the_preview_said(bench: Bench) -> None:
    meeting = bench.meeting()
    sofie = next(iter(ids_of(bench, meeting, "sofie")))
    early = bench.office.sharing.preview(meeting.id, sofie, LetterKind.DRAFT, DAY)
    assert "ML-____-____-____-____" in early.body
    meeting = share(bench, meeting)
    preview = bench.office.sharing.preview(meeting.id, sofie, LetterKind.DRAFT)
    bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert letter["Subject"] == preview.subject == early.subject
    assert body(letter) == preview.body
    code = codes_in(preview.body)[0]
    assert preview.body == early.body.replace("ML-____-____-____-____", code)
    assert preview.body.endswith(f"Svarkode: {code}\n")
    assert "senest fredag 27. november 2026" in preview.body
    assert code in body(letter, "html")


def test_the_mail_carries_draft_form_and_starter_pack(bench: Bench) -> None:
    with bench.store.transaction() as session:
        for key, name in (("network", "Bisidder.pdf"), ("school_status", "Andet.pdf")):
            session.add(StarterFileRow(type_key=key, name=name, size=len(PDF), data=PDF))
    meeting = bench.meeting()
    assert bench.office.sharing.plan(meeting.id).starter_files == ("Bisidder.pdf",)
    meeting = share(bench, meeting)
    bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    files = files_of(letter)
    assert list(files) == ["dagsorden-kladde.pdf", "svarskema.docx", "Bisidder.pdf"]
    assert files["Bisidder.pdf"] == PDF
    assert_for_archives_and_screen_readers(files["dagsorden-kladde.pdf"])
    assert "Forældrenes punkter" in pdf_text(files["dagsorden-kladde.pdf"])
    form = docx.Document(BytesIO(files["svarskema.docx"])).element.xml
    assert codes_in(body(letter))[0] in form


def test_a_newer_draft_says_what_is_new_since_the_one_that_person_had(bench: Bench) -> None:
    office = bench.office
    meeting = share(bench, bench.meeting(), "sofie")
    office.sending.send(meeting.id, LetterKind.DRAFT)
    meeting = office.agenda.add(meeting.id, ItemDraft("Ferien"))
    ferien = new_point(meeting, "Ferien")
    assert office.sharing.changes_since(meeting.id) == (ferien,)
    meeting = share(bench, office.meetings.get(meeting.id), "sofie", "karin")
    office.sending.send(meeting.id, LetterKind.DRAFT)
    meeting = office.agenda.add(meeting.id, ItemDraft("Skemaet"))
    skemaet = new_point(meeting, "Skemaet")
    meeting = share(bench, office.meetings.get(meeting.id), "sofie", "karin")
    office.sending.send(meeting.id, LetterKind.DRAFT)
    first, second, third = map(body, letters_to(bench.letters, "sofie"))
    assert "nyt siden sidst" not in first
    assert f"Det er nyt siden sidst\n- {ferien}\n\n" in second
    assert f"Det er nyt siden sidst\n- {skemaet}\n\n" in third
    theirs = [body(each) for each in letters_to(bench.letters, "karin")]
    assert "nyt siden sidst" not in theirs[0]
    assert f"- {skemaet}" in theirs[1]
    assert len({codes_in(each)[0] for each in (first, second, third)}) == 1
    assert codes_in(theirs[0]) != codes_in(first)
    pdf = files_of(letters_to(bench.letters, "sofie")[1])["dagsorden-kladde.pdf"]
    assert ferien in " ".join(pdf_text(pdf).split())
    assert [each.changes for each in office.sharing.versions(meeting.id)] == [
        (), (ferien,), (skemaet,),
    ]  # fmt: skip


def test_a_letter_sent_late_still_carries_the_agenda_of_its_number(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    bench.office.agenda.add(meeting.id, ItemDraft("Kom senere til"))
    bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert "Kom senere til" not in body(letter)
    assert "Kom senere til" not in pdf_text(files_of(letter)["dagsorden-kladde.pdf"])


def test_one_who_never_got_the_first_is_told_everything_as_new(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    bench.office.agenda.add(meeting.id, ItemDraft("Ferien"))
    meeting = share(bench, bench.office.meetings.get(meeting.id))
    bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert "nyt siden sidst" not in body(letter)


def test_what_has_left_is_not_sent_again_by_itself(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    for _ in range(2):
        bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    assert len(letters_in(bench.letters)) == 1


def test_somebody_taken_off_the_list_gets_no_draft(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    sofie = meeting.attendees[1]
    bench.office.meetings.remove_attendee(sofie.id, sofie.version)
    bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    assert letters_in(bench.letters) == []


def test_the_young_person_is_written_to_as_such(bench: Bench) -> None:
    office = bench.office
    alma = office.families.add_person(
        bench.family.id, PersonDraft("Alma Eksempel", PersonRole.CHILD, mail="alma@mail.example")
    )
    meeting = office.meetings.add_attendee(bench.meeting().id, alma.id)
    child = meeting.attendees[-1].id
    assert child in office.sharing.plan(meeting.id).chosen
    meeting = office.sharing.share(meeting.id, meeting.version, {child}, DAY)
    office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert "vi skal holde et møde om dig. Det er dit møde." in body(letter)
    assert "Sådan bliver du hørt\nEn anden taler for dig på mødet. Sofie fortæller." in body(letter)
    assert "Alma" not in str(letter["Subject"])


def test_proposed_times_are_asked_about_in_letter_and_form(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    for day in (3, 4):
        meeting = office.times.propose(meeting.id, datetime(2026, 12, day, 9, 0))
    # The last of the proposed days is the last to answer.
    with pytest.raises(InvalidDate):
        share(bench, meeting, day=date(2026, 12, 5))
    meeting = share(bench, meeting, day=date(2026, 12, 1))
    office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert "- Fredag 4. december 2026, kl. 09.00–10.30" in body(letter)
    assert str(letter["Subject"]) == "Hvad skal vi tale om på mødet"
    form = docx.Document(BytesIO(files_of(letter)["svarskema.docx"]))
    assert "4. december" in form.element.xml


def test_a_day_gone_by_or_after_the_meeting_is_refused(bench: Bench) -> None:
    meeting = bench.meeting()
    for day in (date(2026, 11, 23), date(2026, 12, 4)):
        with pytest.raises(InvalidDate) as caught:
            share(bench, meeting, day=day)
        assert caught.value.field == "answer_by"
    share(bench, meeting, day=date(2026, 12, 3))


def test_sharing_needs_somebody_and_a_meeting_ahead(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    with pytest.raises(NobodyToSendTo):
        office.sharing.share(meeting.id, meeting.version, {"nobody"}, DAY)
    with pytest.raises(ChangedElsewhere):
        office.sharing.share(meeting.id, meeting.version + 1, {meeting.attendees[1].id}, DAY)
    assert office.sharing.versions(meeting.id) == ()
    held = bench.held()
    with pytest.raises(NotAllowedNow):
        share(bench, held)
    off = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    with pytest.raises(MeetingCancelled):
        share(bench, off)


def test_a_shared_meeting_cannot_be_discarded(bench: Bench) -> None:
    meeting = share(bench, bench.meeting())
    with pytest.raises(NotAllowedNow):
        bench.office.meetings.discard(meeting.id, meeting.version)


def test_the_papers_of_one_person_can_be_handed_over(bench: Bench, tmp_path: Path) -> None:
    meeting = bench.meeting()
    jonas = next(iter(ids_of(bench, meeting, "jonas")))
    with pytest.raises(NotFound):
        bench.office.papers.save_share(meeting.id, jonas, tmp_path / "papir")
    meeting = share(bench, meeting)
    files = bench.office.papers.save_share(meeting.id, jonas, tmp_path / "papir")
    assert [path.name for path in files] == ["dagsorden-kladde.pdf", "svarskema.docx"]
    preview = bench.office.sharing.preview(meeting.id, jonas, LetterKind.DRAFT)
    form = docx.Document(str(files[1])).element.xml
    assert codes_in(preview.body)[0] in form


def test_hostile_words_reach_neither_headers_nor_markup(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    wild = "<b>Alma</b>\r\nBcc: alle@ond.example"
    draft = replace(meeting.draft, place=wild, purpose=wild)
    meeting = office.meetings.update(meeting.id, meeting.version, draft)
    sofie = bench.people["sofie"]
    office.families.update_person(sofie.id, sofie.version, replace(sofie.draft, name=wild))
    meeting = share(bench, office.meetings.get(meeting.id), "sofie")
    office.sending.send(meeting.id, LetterKind.DRAFT)
    (letter,) = letters_in(bench.letters)
    assert letter["Bcc"] is None
    assert "<b>" not in body(letter, "html")
    assert "&lt;b&gt;Alma&lt;/b&gt;" in body(letter, "html")
    assert set(files_of(letter)) == {"dagsorden-kladde.pdf", "svarskema.docx"}
