"""Feedback in a real store: nobody's name, no moment, no order; figures from five on."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from moedeleder.domain.errors import NobodyToSendTo, NotAllowedNow, NotFound, NotOnTheScale
from moedeleder.domain.feedback import Feedback, Figures
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models.store import Store
from moedeleder.models.tables import DeliveryRow
from moedeleder.services.answers import TakenKind
from moedeleder.services.office import Office
from tests.documents.papers import assert_for_archives_and_screen_readers, page_texts
from tests.offices import Bench
from tests.services.answer_desk import KARIN, SOFIE, counts, mail
from tests.services.letter_box import body, letters_to

# Marks that stand nowhere else in a store, to be looked for in every table.
ONE = Feedback(2, 5, 1, None, 3)


def rows_of(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as the database has it."""
    with store.reading() as session:
        found = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        names = [name for (name,) in found]
        return {
            name: [dict(row) for row in session.execute(text(f'SELECT * FROM "{name}"')).mappings()]
            for name in names
        }


def news(
    before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The rows that are new or changed, by table."""
    return {
        name: new
        for name, rows in after.items()
        if (new := [row for row in rows if row not in before.get(name, [])])
    }


def give(bench: Bench, meeting: Meeting, answers: Sequence[Feedback]) -> Figures | None:
    for each in answers:
        bench.office.feedback.give(meeting.id, each)
    return bench.office.feedback.figures()


def test_an_answer_leaves_marks_and_nothing_that_says_whose_or_when(bench: Bench) -> None:
    meeting = bench.held()
    before = rows_of(bench.store)
    given = bench.office.feedback.give(meeting.id, ONE)
    assert given.feedback_count == 1
    new = news(before, rows_of(bench.store))
    assert set(new) == {"feedback", "meeting"}
    (row,) = new["feedback"]
    row_id = row.pop("id")
    assert row == {
        "type_key": "network",
        "heard": 2,
        "understood": 5,
        "on_agenda": 1,
        "knows_next": None,
        "respected": 3,
    }
    # A random id: that of everything else begins with the moment it was made.
    assert row_id[14] == "4"
    (was,) = before["meeting"]
    (now,) = new["meeting"]
    assert {key for key in now if now[key] != was[key]} == {"feedback_count"}


def test_the_table_keeps_no_order_of_arrival(bench: Bench) -> None:
    meeting = bench.held()
    for mark in (1, 2, 3, 4):
        bench.office.feedback.give(meeting.id, Feedback(heard=mark))
    with bench.store.reading() as session:
        made = "SELECT sql FROM sqlite_master WHERE name IN ('feedback', 'feedback_tally')"
        for (sql,) in session.execute(text(made)):
            assert "WITHOUT ROWID" in sql
        ids = [row_id for (row_id,) in session.execute(text("SELECT id FROM feedback"))]
    assert ids == sorted(ids)


def test_nothing_is_logged_about_an_answer(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    meeting = bench.held()
    with caplog.at_level(logging.DEBUG):
        give(bench, meeting, [ONE] * 6)
    said = [r.getMessage() for r in caplog.records if r.name.startswith("moedeleder")]
    assert said == []


def test_the_typing_path_holds_nothing_of_it(bench: Bench) -> None:
    meeting = bench.held()
    with bench.store.reading() as session:
        before = session.execute(text("SELECT count(*) FROM text_edit")).scalar()
    give(bench, meeting, [ONE] * 6)
    assert bench.typing.flush()
    with bench.store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM text_edit")).scalar() == before


def test_the_answers_themselves_go_when_they_are_counted(bench: Bench) -> None:
    meeting = bench.held()
    order = [Feedback(heard=mark) for mark in (1, 2, 3, 4, 5)]
    random.Random(7).shuffle(order)
    give(bench, meeting, order)
    rows = rows_of(bench.store)
    assert rows["feedback"] == []
    heard = {
        row["mark"]: row["count"] for row in rows["feedback_tally"] if row["question"] == "heard"
    }
    assert heard == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
    assert {row["quarter"] for row in rows["feedback_tally"]} == {"2026-4"}


def test_nobody_sees_a_figure_of_four_and_everybody_those_of_five(bench: Bench) -> None:
    meeting = bench.held()
    for at in range(1, 5):
        bench.office.feedback.give(meeting.id, ONE)
        assert bench.office.feedback.figures() is None
        assert bench.office.feedback.count() == at
    look = give(bench, meeting, [Feedback(4, 5, 3, None, 5)])
    assert look is not None
    assert look.total.count == 5
    assert look.total.questions[0].mean == pytest.approx(2.4)
    assert look.total.questions[3].mean is None


def test_the_sixth_answer_changes_nothing_that_is_seen_but_how_many_wait(bench: Bench) -> None:
    meeting = bench.held()
    five = give(bench, meeting, [ONE] * 5)
    six = give(bench, meeting, [Feedback(5, 1, 5, 1, 5)])
    assert five is not None
    assert six is not None
    assert (six.total, six.by_type, six.by_quarter) == (five.total, five.by_type, five.by_quarter)
    assert six.waiting == 1
    ten = give(bench, meeting, [ONE] * 4)
    assert ten is not None
    assert (ten.total.count, ten.waiting) == (10, 0)


def test_a_type_is_told_from_five_of_its_own(bench: Bench) -> None:
    network = bench.held()
    status = bench.office.conduct.start(bench.meeting("school_status").id)
    give(bench, status, [ONE])
    look = give(bench, network, [ONE] * 4)
    assert look is not None
    assert [group.key for group in look.by_type] == [""]
    look = give(bench, network, [ONE] * 5)
    assert look is not None
    assert {group.key: group.count for group in look.by_type} == {"": 5, "network": 5}


def test_an_answer_with_nothing_in_it_is_not_counted(bench: Bench) -> None:
    meeting = bench.held()
    assert bench.office.feedback.give(meeting.id, Feedback()).feedback_count == 0
    assert bench.office.feedback.count() == 0


def test_what_is_refused_leaves_nothing(bench: Bench) -> None:
    planned, held = bench.meeting(), bench.held()
    before = rows_of(bench.store)
    with pytest.raises(NotAllowedNow):
        bench.office.feedback.give(planned.id, ONE)
    with pytest.raises(NotAllowedNow):
        bench.office.feedback.ask_by_mail(planned.id, (planned.attendees[0].id,))
    with pytest.raises(NotOnTheScale):
        bench.office.feedback.give(held.id, Feedback(heard=6))
    with pytest.raises(NotFound):
        bench.office.feedback.give("nowhere", ONE)
    assert rows_of(bench.store) == before


def test_an_open_page_can_still_save_after_somebody_answered(bench: Bench) -> None:
    """Counting an answer is no edit of the meeting."""
    meeting = bench.held()
    assert bench.office.feedback.give(meeting.id, ONE).version == meeting.version


def test_the_papers_are_alike_and_name_nobody(bench: Bench, tmp_path: Path) -> None:
    meeting = bench.held()
    path = bench.office.feedback.paper(meeting.id, tmp_path)
    assert path.name == "moedekvittering.pdf"
    data = path.read_bytes()
    assert_for_archives_and_screen_readers(data)
    pages = page_texts(data)
    assert len(pages) == len(meeting.attendees)
    assert len(set(pages)) == 1
    assert "Jeg blev mødt med respekt." in pages[0]
    for secret in ("Alma", "Sofie", "2026", meeting.id, meeting.type_name):
        assert secret not in pages[0]


def asked(bench: Bench) -> tuple[Meeting, dict[str, str]]:
    """Ask Sofie and Karin by mail; return the meeting and their letters' Message-IDs."""
    meeting = bench.held()
    ids = tuple(a.id for a in meeting.attendees if a.person.mail in (SOFIE, KARIN))
    bench.office.feedback.ask_by_mail(meeting.id, ids)
    letters = bench.office.sending.send(meeting.id, LetterKind.FEEDBACK)
    assert {each.state for each in letters} == {DeliveryState.SENT}
    return meeting, {each.address: each.message_id for each in letters}


def test_the_letter_asks_and_says_who_can_see_the_answer(bench: Bench) -> None:
    asked(bench)
    (letter,) = letters_to(bench.letters, SOFIE)
    said = body(letter)
    for words in (
        "Kære Sofie",
        "- A. Jeg blev hørt.",
        "- E. Jeg blev mødt med respekt.",
        "før mindst fem har svaret",
        "Selve mailen ligger i kommunens postkasse",
    ):
        assert words in said
    assert "Alma" not in str(letter["Subject"])
    assert [*letter.iter_attachments()] == []


def test_a_reply_is_counted_and_nothing_of_it_is_kept(bench: Bench) -> None:
    meeting, ids = asked(bench)
    before = rows_of(bench.store)
    raw = mail("2 5 1 - 3\n\nMvh Sofie", answers_to=ids[SOFIE])
    taken = bench.office.answers.take_mail(raw)
    assert (taken.kind, taken.answer, taken.meeting) == (TakenKind.COUNTED, None, None)
    new = news(before, rows_of(bench.store))
    assert set(new) == {"feedback", "meeting", "delivery"}
    assert "sofie" not in json.dumps(new["feedback"]).lower()
    assert bench.office.meetings.get(meeting.id).feedback_count == 1
    (was,) = [row for row in before["delivery"] if row["message_id"] == ids[SOFIE]]
    (now,) = new["delivery"]
    assert {key: now[key] for key in now if now[key] != was[key]} == {"reason": "answered"}
    # An answer typed on the laptop leaves a row that cannot be told from one that came by mail.
    bench.office.feedback.give(meeting.id, ONE)
    first, second = rows_of(bench.store)["feedback"]
    first.pop("id")
    second.pop("id")
    assert first == second


def test_nobody_answers_twice_by_mail(bench: Bench) -> None:
    meeting, ids = asked(bench)
    take = bench.office.answers.take_mail
    assert take(mail("5 5 5 5 5", answers_to=ids[SOFIE])).kind is TakenKind.COUNTED
    again = mail("1 1 1 1 1", answers_to=ids[SOFIE], message_id="<2@mail.example>")
    assert take(again).kind is TakenKind.ALREADY
    other = mail("4 4 4 4 4", sender=KARIN, answers_to=ids[KARIN], message_id="<3@skole.example>")
    assert take(other).kind is TakenKind.COUNTED
    assert bench.office.meetings.get(meeting.id).feedback_count == 2
    assert counts(bench) == (0, 0)


@pytest.mark.parametrize(
    "becomes",
    [
        lambda office, letter: office.sending.send_letters([letter]),
        lambda office, letter: office.sending.mark_printed(letter),
        lambda office, letter: office.outbox.say_arrived(letter),
        lambda office, letter: office.outbox.say_lost(letter),
    ],
    ids=["sent again", "printed", "arrived", "lost"],
)
def test_whatever_becomes_of_a_letter_its_answer_is_counted_once(
    bench: Bench, becomes: Callable[[Office, str], object]
) -> None:
    meeting, ids = asked(bench)
    assert bench.office.answers.take_mail(mail("5 5 5 5 5", answers_to=ids[SOFIE])).kind is (
        TakenKind.COUNTED
    )
    letter = next(
        each
        for each in bench.office.sending.deliveries(meeting.id)
        if each.message_id == ids[SOFIE]
    )
    assert letter.reason == ""
    with bench.store.transaction() as session:
        session.get_one(DeliveryRow, letter.id).state = DeliveryState.UNCERTAIN.value
    becomes(bench.office, letter.id)
    again = mail("1 1 1 1 1", answers_to=ids[SOFIE], message_id="<2@mail.example>")
    assert bench.office.answers.take_mail(again).kind is TakenKind.ALREADY
    assert bench.office.meetings.get(meeting.id).feedback_count == 1


def test_a_reply_from_another_address_is_counted_too(bench: Bench) -> None:
    _meeting, ids = asked(bench)
    raw = mail("5 5 5 5 5", sender="far@andet.example", answers_to=ids[SOFIE])
    assert bench.office.answers.take_mail(raw).kind is TakenKind.COUNTED


def test_a_reply_nobody_can_read_waits_for_a_person(bench: Bench) -> None:
    meeting, ids = asked(bench)
    taken = bench.office.answers.take_mail(mail("Det gik fint", answers_to=ids[SOFIE]))
    assert taken.kind is TakenKind.UNKNOWN
    assert taken.answer is not None
    assert taken.answer.text == "Det gik fint"
    assert bench.office.meetings.get(meeting.id).feedback_count == 0
    # It was no answer to the questions, so she can still give one.
    raw = mail("5 4 3 2 1", answers_to=ids[SOFIE], message_id="<2@mail.example>")
    assert bench.office.answers.take_mail(raw).kind is TakenKind.COUNTED


def test_words_beside_the_marks_wait_without_the_marks(bench: Bench) -> None:
    meeting, ids = asked(bench)
    files = [("plan.pdf", b"%PDF-1.4")]
    raw = mail("2 5 1 - 3\n\nKan jeg få en kopi?", answers_to=ids[SOFIE], files=files)
    taken = bench.office.answers.take_mail(raw)
    assert taken.kind is TakenKind.UNKNOWN
    assert taken.answer is not None
    assert taken.answer.text.startswith("Kan jeg få en kopi?")
    assert "plan.pdf" in taken.answer.text
    assert bench.office.meetings.get(meeting.id).feedback_count == 1
    kept = rows_of(bench.store)["answer"]
    assert "2 5 1" not in str(kept)
    assert bench.office.answers.take_mail(raw).kind is TakenKind.ALREADY
    assert bench.office.meetings.get(meeting.id).feedback_count == 1


def test_a_machine_that_answers_is_not_counted(bench: Bench) -> None:
    meeting, ids = asked(bench)
    headers = {"Auto-Submitted": "auto-replied"}
    raw = mail("5 5 5 5 5", answers_to=ids[SOFIE], headers=headers)
    assert bench.office.answers.take_mail(raw).kind is TakenKind.AUTOMATIC
    assert bench.office.meetings.get(meeting.id).feedback_count == 0


def test_marks_in_answer_to_another_letter_are_words_as_any_other(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    letters = bench.office.sending.send(meeting.id, LetterKind.INVITATION)
    letter = next(each for each in letters if each.address == SOFIE)
    taken = bench.office.answers.take_mail(mail("5 4 3 2 1", answers_to=letter.message_id))
    assert taken.kind is TakenKind.PLACED


def test_everybody_is_asked_once(bench: Bench) -> None:
    meeting, _ids = asked(bench)
    sofie = next(a.id for a in meeting.attendees if a.person.mail == SOFIE)
    with pytest.raises(NobodyToSendTo):
        bench.office.feedback.ask_by_mail(meeting.id, (sofie,))


def test_nothing_of_it_travels_in_the_meeting_file(bench: Bench, tmp_path: Path) -> None:
    meeting, ids = asked(bench)
    bench.office.answers.take_mail(mail("2 5 1 - 3", answers_to=ids[SOFIE]))
    path = tmp_path / "moede.json"
    bench.office.exchange.export(meeting.id, path)
    written = path.read_text(encoding="utf-8")
    assert ids[SOFIE] not in written
    assert "feedback_count" not in written
    assert '"answered"' not in written
    kinds = {each["kind"] for each in json.loads(written)["letters"]}
    assert "feedback" not in kinds
