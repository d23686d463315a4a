"""Answers to letters that really left: read from the folder, answered, taken in."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from moedeleder.domain.contributions import Channel, ContributionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.times import Fit
from moedeleder.services.answers import TakenKind
from tests.offices import Bench
from tests.services.answer_desk import SOFIE, fill, mail


def shared(bench: Bench) -> tuple[Meeting, EmailMessage]:
    """Share the draft with Sofie; return the meeting and the mail she finds."""
    meeting = bench.meeting()
    bench.office.times.propose(meeting.id, meeting.starts_at)
    meeting = bench.office.times.propose(meeting.id, meeting.starts_at.replace(hour=9))
    sofie = next(each for each in meeting.attendees if each.person.mail == SOFIE)
    answer_by = bench.office.sharing.plan(meeting.id).answer_by
    bench.office.sharing.share(meeting.id, meeting.version, [sofie.id], answer_by)
    (letter,) = bench.office.sending.send(meeting.id, LetterKind.DRAFT)
    assert letter.state is DeliveryState.SENT
    (path,) = bench.letters.glob("**/*.eml")
    found = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert found["Message-ID"] == letter.message_id
    return meeting, found


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def quoted(letter: EmailMessage) -> str:
    lines = "\n".join(f"> {line}" for line in plain(letter).splitlines())
    return f"\n\nDen 24. november 2026 skrev Mette Holm:\n{lines}\n"


def test_the_letter_quoted_below_ties_the_answer_and_stays_out_of_the_words(bench: Bench) -> None:
    meeting, letter = shared(bench)
    raw = mail("Vi vil gerne tale om fraværet." + quoted(letter))
    taken = bench.office.answers.take_mail(raw)
    assert taken.kind is TakenKind.PLACED
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id
    (given,) = taken.meeting.contributions
    assert given.words == "Vi vil gerne tale om fraværet."
    assert taken.answer is not None
    assert plain(letter).splitlines()[0] in taken.answer.quoted


def test_the_letter_answered_ties_the_answer_without_a_quotation(bench: Bench) -> None:
    meeting, letter = shared(bench)
    taken = bench.office.answers.take_mail(mail("Ja tak", answers_to=str(letter["Message-ID"])))
    assert taken.kind is TakenKind.PLACED
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id


def test_the_form_that_came_with_the_letter_finds_its_way_back(bench: Bench) -> None:
    meeting, letter = shared(bench)
    form = next(
        part for part in letter.iter_attachments() if str(part.get_filename()).endswith(".docx")
    )
    first, other = (each.id for each in meeting.proposed_times)
    words = {
        "ml.points.1.words": "Fraværet",
        "ml.points.1.wanted": "En plan",
        "ml.strengths": "Kalder, svømning",
    }
    ticks = (f"ml.times.{first}.no", f"ml.times.{other}.yes")
    data = form.get_payload(decode=True)
    assert isinstance(data, bytes)
    answer = mail("", files=[(str(form.get_filename()), fill(data, words, ticks))])
    taken = bench.office.answers.take_mail(answer)
    assert (taken.kind, taken.new_contributions, taken.new_times) == (TakenKind.PLACED, 2, 2)
    assert taken.meeting is not None
    assert [(each.kind, each.words, each.wanted) for each in taken.meeting.contributions] == [
        (ContributionKind.POINT, "Fraværet", "En plan"),
        (ContributionKind.STRENGTHS, "Kalder, svømning", ""),
    ]
    assert {each.channel for each in taken.meeting.contributions} == {Channel.FORM}
    said = {each.proposal_id: each.fit for each in taken.meeting.time_answers}
    assert said == {first: Fit.NO, other: Fit.YES}


def test_the_form_sent_back_empty_brings_nothing(bench: Bench) -> None:
    _meeting, letter = shared(bench)
    files = [
        (str(part.get_filename()), data)
        for part in letter.iter_attachments()
        if isinstance(data := part.get_payload(decode=True), bytes)
    ]
    forms = [(name, data) for name, data in files if name.endswith(".docx")]
    taken = bench.office.answers.take_mail(mail("", files=forms))
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 0)
    # Somebody may have drawn on the draft: that is for a person to see.
    taken = bench.office.answers.take_mail(mail("", files=files, message_id="<2@a>"))
    assert taken.meeting is not None
    (only,) = taken.meeting.contributions
    assert "dagsorden-kladde.pdf" in only.words
    assert "svarskema.docx" not in only.words
    assert taken.answer is not None
    assert [each.fault for each in taken.answer.files] == [""] * len(files)


def test_our_own_letter_is_not_taken_for_an_answer(bench: Bench) -> None:
    _meeting, letter = shared(bench)
    assert bench.office.answers.take_mail(letter.as_bytes()).kind is TakenKind.NOT_OURS
