"""Mails as they come in: whose they are, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from moedeleder.domain.answers import Doubt
from moedeleder.domain.contributions import Channel, ContributionKind
from moedeleder.domain.errors import AnswerFileTooLarge, MoedelederError, NotFound
from moedeleder.domain.references import new_code
from moedeleder.models.round_tables import AnswerRow
from moedeleder.services.answers import RAW_LIMIT, Taken, TakenKind
from tests.offices import Bench
from tests.services.answer_desk import (
    KARIN,
    SOFIE,
    code,
    counts,
    invited,
    mail,
    raw_of,
    set_state,
    unknown,
)

# --- placed ----------------------------------------------------------------------------------


def test_a_mail_with_the_code_becomes_a_contribution_in_its_own_words(bench: Bench) -> None:
    meeting = bench.meeting()
    words = "Hej Mette\n\nVi vil gerne tale om fraværet.\nOg om busturen."
    raw = mail(f"{words}\n\n> {code(bench, meeting)}\n")
    taken = bench.office.answers.take_mail(raw)
    assert (taken.kind, taken.new_contributions, taken.new_times) == (TakenKind.PLACED, 1, 0)
    assert taken.meeting is not None
    (given,) = taken.meeting.contributions
    assert (given.words, given.kind, given.channel) == (words, ContributionKind.FREE, Channel.MAIL)
    assert given.person.id == bench.people["sofie"].id
    assert taken.answer is not None
    assert given.answer_id == taken.answer.id
    assert taken.answer.person_name == "Sofie Eksempel"
    assert taken.answer.meeting_title == "Netværksmøde om Alma"
    assert taken.answer.doubt is Doubt.NONE
    assert code(bench, meeting) in taken.answer.quoted
    assert raw_of(bench, taken) == raw


def test_a_reply_to_our_letter_needs_no_code(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    taken = bench.office.answers.take_mail(mail("Vi kommer begge.", answers_to=message_id))
    assert taken.kind is TakenKind.PLACED
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id


def test_the_address_our_letter_went_to_still_counts_when_the_person_has_a_new_one(
    bench: Bench,
) -> None:
    meeting, message_id = invited(bench)
    sofie = bench.office.families.person(bench.people["sofie"].id)
    draft = replace(sofie.draft, mail="ny@mail.example")
    bench.office.families.update_person(sofie.id, sofie.version, draft)
    old = mail("Fra den gamle", answers_to=message_id)
    assert bench.office.answers.take_mail(old).kind is TakenKind.PLACED
    both = mail(
        f"Igen\n> {code(bench, meeting)}", answers_to=message_id, message_id="<2@a.example>"
    )
    assert bench.office.answers.take_mail(both).kind is TakenKind.PLACED
    by_code = mail(f"Kun kode {code(bench, meeting)}", message_id="<3@a.example>")
    assert unknown(bench.office.answers.take_mail(by_code))[0] is Doubt.SENDER_DIFFERS


@pytest.mark.parametrize("sender", ["SOFIE@Mail.Example", "  Sofie <Sofie@MAIL.example>"])
def test_an_address_is_the_same_however_it_is_written(bench: Bench, sender: str) -> None:
    raw = mail(f"Hej {code(bench, bench.meeting())}", sender=sender)
    assert bench.office.answers.take_mail(raw).kind is TakenKind.PLACED


def test_a_known_letter_decides_where_a_copied_code_is_broken(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    taken = bench.office.answers.take_mail(mail(f"Kode {new_code()}", answers_to=message_id))
    assert taken.kind is TakenKind.PLACED
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id


def test_of_several_codes_the_sender_s_own_counts(bench: Bench) -> None:
    meeting = bench.meeting()
    theirs = f"{code(bench, meeting, 'jonas')} {code(bench, meeting, 'sofie')}"
    taken = bench.office.answers.take_mail(mail(f"Se her\n> {theirs}"))
    assert taken.kind is TakenKind.PLACED
    assert taken.answer is not None
    assert taken.answer.person_id == bench.people["sofie"].id


def test_a_mail_is_taken_once(bench: Bench) -> None:
    raw = mail(f"Hej {code(bench, bench.meeting())}")
    first = bench.office.answers.take_mail(raw)
    again = bench.office.answers.take_mail(raw)
    assert again.kind is TakenKind.ALREADY
    assert again.answer == first.answer
    assert again.meeting is not None
    assert counts(bench) == (1, 1)


def test_a_mail_without_message_id_is_taken_once(bench: Bench) -> None:
    raw = mail(f"Hej {code(bench, bench.meeting())}", message_id="")
    kinds = [bench.office.answers.take_mail(raw).kind for _ in range(2)]
    assert kinds == [TakenKind.PLACED, TakenKind.ALREADY]


def test_a_copied_message_id_does_not_keep_somebody_else_s_mail_away(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.answers.take_mail(mail("Hej", sender=f"K <{KARIN}>"))
    sofies = mail(f"Hej {code(bench, meeting)}")
    kinds = [bench.office.answers.take_mail(sofies).kind for _ in range(2)]
    assert kinds == [TakenKind.PLACED, TakenKind.ALREADY]


def test_a_picture_alone_is_kept_and_waits_for_somebody_to_look(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    raw = mail("\n \n", answers_to=message_id, files=[("tegning.jpg", b"\xff\xd8billede")])
    taken = bench.office.answers.take_mail(raw)
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 1)
    assert taken.answer is not None
    assert taken.meeting is not None
    (only,) = taken.meeting.contributions
    assert "tegning.jpg (9 byte)" in only.words
    assert only.answer_id == taken.answer.id
    # Telephones give every picture the same name.
    other = [("tegning.jpg", b"\xff\xd8et andet billede")]
    again = mail("", answers_to=message_id, message_id="<2@a.example>", files=other)
    assert bench.office.answers.take_mail(again).new_contributions == 1
    assert [(each.name, each.size, each.fault) for each in taken.answer.files] == [
        ("tegning.jpg", 9, "")
    ]


def test_a_very_long_mail_loses_no_word(bench: Bench) -> None:
    words = " ".join(f"ord{number}" for number in range(45_000))
    taken = bench.office.answers.take_mail(mail(f"{code(bench, bench.meeting())}\n{words}"))
    assert taken.meeting is not None
    assert taken.new_contributions > 1
    pieces = [each.words for each in taken.meeting.contributions]
    assert all(len(piece) <= 200_000 for piece in pieces)
    assert "".join(pieces).split()[1:] == words.split()


def test_the_day_it_was_sent_is_kept_unless_it_cannot_be(bench: Bench) -> None:
    meeting = bench.meeting()
    given = code(bench, meeting)

    def received(number: int, date: str) -> datetime:
        raw = mail(f"{number} {given}", message_id=f"<{number}@d>", headers={"Date": date})
        taken = bench.office.answers.take_mail(raw)
        assert taken.answer is not None
        return taken.answer.received_at

    yesterday = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
    assert received(1, "Mon, 23 Nov 2026 08:05:00 +0100") == yesterday
    for number, date in ((2, "Mon, 23 Nov 2099 08:05:00 +0100"), (3, "Thu, 1 Jan 1970 00:00:00 Z")):
        assert bench.clock.now - received(number, date) < timedelta(minutes=1)


# --- set apart -------------------------------------------------------------------------------


def test_a_code_from_another_sender_waits_with_the_guess(bench: Bench) -> None:
    meeting = bench.meeting()
    raw = mail(f"Hej {code(bench, meeting)}", sender="Mormor <mormor@andet.example>")
    taken = bench.office.answers.take_mail(raw)
    guess = (Doubt.SENDER_DIFFERS, meeting.id, bench.people["sofie"].id)
    assert unknown(taken) == guess
    assert raw_of(bench, taken) == raw
    assert counts(bench) == (1, 0)


def test_a_reply_to_our_letter_from_another_sender_waits(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    raw = mail("Hej", sender="mormor@andet.example", answers_to=message_id)
    guess = (Doubt.SENDER_DIFFERS, meeting.id, bench.people["sofie"].id)
    assert unknown(bench.office.answers.take_mail(raw)) == guess


def test_somebody_taken_off_the_list_waits(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    given = code(bench, meeting)
    sofie = next(a for a in meeting.attendees if a.person.mail == SOFIE)
    bench.office.meetings.remove_attendee(sofie.id, sofie.version)
    by_letter = bench.office.answers.take_mail(mail("Hej", answers_to=message_id))
    assert unknown(by_letter) == (Doubt.SENDER_DIFFERS, meeting.id, None)
    by_code = bench.office.answers.take_mail(mail(f"Hej {given}", message_id="<2@a>"))
    assert unknown(by_code) == (Doubt.SENDER_DIFFERS, meeting.id, bench.people["sofie"].id)


def test_a_code_nobody_made_waits(bench: Bench) -> None:
    raw = mail(f"Hej {new_code()}", sender="mormor@andet.example")
    assert unknown(bench.office.answers.take_mail(raw)) == (Doubt.REFERENCE_UNKNOWN, None, None)


def test_a_code_nobody_made_from_somebody_on_a_list_waits_with_the_guess(bench: Bench) -> None:
    meeting = bench.meeting()
    taken = bench.office.answers.take_mail(mail(f"Hej {new_code()}"))
    assert unknown(taken) == (Doubt.REFERENCE_UNKNOWN, meeting.id, bench.people["sofie"].id)


def test_a_new_mail_from_somebody_on_a_list_waits_with_the_nearest_meeting(bench: Bench) -> None:
    near = bench.meeting()
    later = bench.meeting()
    past = bench.meeting()
    for meeting, starts in ((later, datetime(2027, 1, 8, 9)), (past, datetime(2026, 11, 2, 9))):
        draft = replace(meeting.draft, starts_at=starts)
        bench.office.meetings.update(meeting.id, meeting.version, draft)
    taken = bench.office.answers.take_mail(mail("Må jeg tage min søster med?"))
    assert unknown(taken) == (Doubt.NO_REFERENCE, near.id, bench.people["sofie"].id)
    assert taken.answer is not None
    assert taken.answer.meeting_title == "Netværksmøde om Alma"
    assert taken.answer.person_name == "Sofie Eksempel"


def test_an_address_with_danish_letters_is_known(bench: Bench) -> None:
    sofie = bench.people["sofie"]
    draft = replace(sofie.draft, mail="søs@mail.example")
    bench.office.families.update_person(sofie.id, sofie.version, draft)
    meeting = bench.meeting()
    raw = b"From: =?utf-8?q?S=C3=98S=40mail=2Eexample?=\nMessage-ID: <1@a>\n\nHej\n"
    utf8 = "From: SØS@mail.example\nMessage-ID: <2@a>\n\nHej\n".encode()
    found = [bench.office.answers.take_mail(each) for each in (raw, utf8)]
    guess = (Doubt.NO_REFERENCE, meeting.id, sofie.id)
    assert [unknown(each) for each in found] == [guess, guess]


@pytest.mark.parametrize("state", ["held", "finished", "cancelled"])
def test_an_answer_to_a_meeting_that_is_over_waits(bench: Bench, state: str) -> None:
    meeting = bench.meeting()
    given = code(bench, meeting)
    set_state(bench, meeting, state)
    guess = (Doubt.MEETING_OVER, meeting.id, bench.people["sofie"].id)
    assert unknown(bench.office.answers.take_mail(mail(f"Hej {given}"))) == guess


@pytest.mark.parametrize("sender", ["", "Sofie Eksempel", "Sofie <>", f"{SOFIE}, {KARIN}"])
def test_a_mail_from_nobody_in_particular_waits(bench: Bench, sender: str) -> None:
    meeting = bench.meeting()
    raw = f"From: {sender}\nMessage-ID: <1@a>\n\nHej {code(bench, meeting)}\n".encode()
    taken = bench.office.answers.take_mail(raw)
    assert unknown(taken) == (Doubt.NO_SENDER, meeting.id, bench.people["sofie"].id)


# --- nothing kept ----------------------------------------------------------------------------


def test_a_stranger_s_mail_leaves_nothing_behind(bench: Bench) -> None:
    bench.meeting()
    taken = bench.office.answers.take_mail(mail("Køb nu", sender="tilbud@butik.example"))
    assert taken == Taken(TakenKind.NOT_OURS)
    assert counts(bench) == (0, 0)


def test_an_automatic_answer_leaves_nothing_behind(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    headers = {"Auto-Submitted": "auto-replied"}
    raw = mail(f"Ferie {code(bench, meeting)}", answers_to=message_id, headers=headers)
    assert bench.office.answers.take_mail(raw) == Taken(TakenKind.AUTOMATIC)
    assert counts(bench) == (0, 0)


def test_our_own_letter_coming_by_is_not_an_answer(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    raw = mail(f"Kære Sofie {code(bench, meeting)}", message_id=message_id)
    assert bench.office.answers.take_mail(raw) == Taken(TakenKind.NOT_OURS)


def test_more_than_a_mail_can_be_is_refused(bench: Bench) -> None:
    with pytest.raises(AnswerFileTooLarge):
        bench.office.answers.take_mail(b"From: a@b.example\n\n" + bytes(RAW_LIMIT))
    assert counts(bench) == (0, 0)


# --- whole or not at all ---------------------------------------------------------------------


class _Cut(BaseException):
    """The program is stopped."""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_fault_in_the_middle_leaves_nothing_half(
    bench: Bench, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before the answer, before its contribution, or before its times are written."""
    raw = mail(f"Hej {code(bench, bench.meeting())}")
    steps: list[str] = []

    def stopping(step: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **more: object) -> object:
            steps.append(step.__name__)
            if len(steps) == at:
                raise _Cut
            return step(*args, **more)

        return run

    from moedeleder.services import answers, answers_rows

    with monkeypatch.context() as patch:
        for module, name in (
            (answers, "kept"),
            (answers_rows, "keep"),
            (answers_rows, "keep_times"),
        ):
            patch.setattr(module, name, stopping(getattr(module, name)))
        with pytest.raises(_Cut):
            bench.office.answers.take_mail(raw)
    assert counts(bench) == (0, 0)
    assert bench.store.is_whole()
    assert bench.office.answers.take_mail(raw).kind is TakenKind.PLACED
    assert counts(bench) == (1, 1)


def test_answers_can_be_neither_deleted_nor_rewritten(bench: Bench) -> None:
    taken = bench.office.answers.take_mail(mail(f"Hej {code(bench, bench.meeting())}"))
    assert taken.answer is not None
    answer_id = taken.answer.id

    def rewrite() -> None:
        with bench.store.transaction() as session:
            row = session.get(AnswerRow, answer_id)
            assert row is not None
            row.text = "Noget andet"

    def delete() -> None:
        with bench.store.transaction() as session:
            session.delete(session.get(AnswerRow, answer_id))

    for attempt in (rewrite, delete):
        with pytest.raises(MoedelederError):
            attempt()
    assert bench.office.answers.get(answer_id) == taken.answer


def test_an_answer_that_is_not_there_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.answers.get("0" * 36)
