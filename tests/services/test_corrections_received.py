"""Answers to minutes that really left: read from the folder, answered, and in the round."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from moedeleder.domain.answers import Doubt
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDraft,
    CorrectionKind,
    ResponseState,
)
from moedeleder.domain.errors import NotAllowedNow, NotFound, WordsLocked, WordsNotThere
from moedeleder.domain.sending import LetterKind
from moedeleder.services.answers import Taken, TakenKind
from tests.documents.papers import pdf_text
from tests.offices import Bench
from tests.services.answer_desk import SOFIE, code, counts, fill, mail, unknown
from tests.services.corrections_desk import finished, newest_letter, response
from tests.services.letter_box import body, files_of
from tests.services.test_answers_letters import shared

AGREE_TICK = "ml.agree.tick"
STRANGER = "Nogen <nogen@andet.example>"
WORDS = "Datoen er forkert. Vi sagde den 14. januar."


def answered(bench: Bench, meeting_id: str, text: str = "", **more: object) -> Taken:
    """Answer Sofie's letter with the minutes; return what became of it."""
    letter = newest_letter(bench, SOFIE)
    sent = mail(text, answers_to=str(letter["Message-ID"]), **more)  # type: ignore[arg-type]
    return bench.office.answers.take_mail(sent)


def said(bench: Bench, meeting_id: str) -> tuple[Correction, ...]:
    return bench.office.corrections.view(meeting_id).corrections


def test_the_letter_asks_by_a_day_tells_the_ways_and_that_silence_is_no_agreement(
    bench: Bench,
) -> None:
    meeting_id = finished(bench)
    letter = newest_letter(bench, SOFIE)
    until = bench.office.corrections.view(meeting_id).round.until
    text = " ".join(body(letter).split())
    assert f"senest {_day(until)}" in text
    for words in ("Svar på denne mail.", "skema", "på papir", "Det betyder ikke, at du er enig"):
        assert words in text
    assert "Svarkode: ML-" in text
    names = list(files_of(letter))
    # And the next meeting, for the calendar.
    assert names == ["referat.pdf", "referat.docx", "rettelsesskema.docx", "invitation.ics"]


def test_each_has_a_code_of_their_own(bench: Bench) -> None:
    finished(bench)
    codes = {
        body(newest_letter(bench, address)).split("Svarkode: ")[1].strip()
        for address in (SOFIE, "karin@skole.example")
    }
    assert len(codes) == 2
    assert all(code.startswith("ML-") and "_" not in code for code in codes)


def test_who_has_no_mail_gets_the_same_form_on_paper(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    jonas = response(bench.office.corrections.view(meeting_id), bench, "jonas").attendee_id
    path = bench.office.papers.correction_form(meeting_id, jonas, tmp_path)
    text = pdf_text(path.read_bytes())
    assert path.name == "rettelsesskema.pdf"
    assert "Kære Jonas" in text
    assert code_of(bench, meeting_id, "jonas") in text
    with pytest.raises(NotFound):
        bench.office.papers.correction_form(meeting_id, "nobody", tmp_path)


def code_of(bench: Bench, meeting_id: str, name: str) -> str:
    return code(bench, bench.office.meetings.get(meeting_id), name)


@pytest.mark.parametrize("text", ["Jeg er enig", "Hej Mette\n\nIngen rettelser.\n\nMvh Sofie"])
def test_a_mail_that_only_agrees_is_noted_as_that(bench: Bench, text: str) -> None:
    meeting_id = finished(bench)
    taken = answered(bench, meeting_id, text)
    assert (taken.kind, taken.new_corrections, taken.new_contributions) == (TakenKind.PLACED, 1, 0)
    view = bench.office.corrections.view(meeting_id)
    assert response(view, bench, "sofie").state is ResponseState.AGREES
    assert view.open_count == 0


@pytest.mark.parametrize("text", [WORDS, "Det ser fint ud", "Jeg er enig, men datoen er forkert"])
def test_any_other_mail_waits_with_its_words_whole(bench: Bench, text: str) -> None:
    meeting_id = finished(bench)
    answered(bench, meeting_id, text)
    (found,) = said(bench, meeting_id)
    assert (found.kind, found.words, found.channel) == (CorrectionKind.REMARK, text, Channel.MAIL)
    assert found.is_open
    assert found.answer_id is not None
    assert bench.office.answers.of_meeting(meeting_id)[0].id == found.answer_id


def test_the_letter_quoted_below_stays_out_of_the_words(bench: Bench) -> None:
    meeting_id = finished(bench)
    quoted = "\n".join(f"> {line}" for line in body(newest_letter(bench, SOFIE)).splitlines())
    text = f"{WORDS}\n\nDen 25.11.2026 skrev Mette Holm:\n{quoted}"
    # Another mail program, which forgets what it answers: the code in the quotation tells.
    taken = bench.office.answers.take_mail(mail(text))
    assert taken.kind is TakenKind.PLACED
    assert [each.words for each in said(bench, meeting_id)] == [WORDS]


def test_a_picture_beside_an_agreement_waits_for_somebody_to_look(bench: Bench) -> None:
    meeting_id = finished(bench)
    answered(bench, meeting_id, "Jeg er enig", files=[("side 1.jpg", b"\xff\xd8bild")])
    assert [each.kind for each in said(bench, meeting_id)] == [CorrectionKind.REMARK]


def test_a_picture_alone_can_be_read_and_written_down_by_a_person(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    answered(bench, meeting_id, files=[("skema.jpg", b"\xff\xd8bild")])
    (found,) = said(bench, meeting_id)
    assert "skema.jpg" in found.words
    draft = CorrectionDraft(CorrectionKind.CORRECT, "conclusion", "maj", "januar")
    view = corrections.note(
        meeting_id, found.person.id, draft, Channel.PAPER, answer_id=found.answer_id
    )
    assert view.corrections[-1].received_at == found.received_at
    view = corrections.take_back(found.id, found.version)
    assert [each.draft for each in view.corrections] == [draft]


def test_the_form_comes_back_as_what_was_written_in_it(bench: Bench) -> None:
    meeting_id = finished(bench)
    written = {
        "ml.corrections.1.place": "Konklusion",
        "ml.corrections.1.words": "Vi ses den 14. januar",
        "ml.corrections.2.place": "11 af 20 dage",
        "ml.corrections.2.words": "Det var Jonas, der sagde det",
        "ml.remark": "Jeg blev ked af tonen",
    }
    form = fill(files_of(newest_letter(bench, SOFIE))["rettelsesskema.docx"], written, [])
    taken = answered(bench, meeting_id, files=[("rettelsesskema.docx", form)])
    assert taken.new_corrections == 3
    first, second, remark = said(bench, meeting_id)
    assert (first.kind, first.part, first.place, first.words) == (
        CorrectionKind.CORRECT,
        "conclusion",
        "",
        "Vi ses den 14. januar",
    )
    assert (second.part, second.place) == ("facts", "11 af 20 dage")
    assert (remark.kind, remark.channel) == (CorrectionKind.REMARK, Channel.FORM)
    again = answered(
        bench, meeting_id, files=[("rettelsesskema.docx", form)], message_id="<2@mail.example>"
    )
    assert again.new_corrections == 0


def test_a_tick_in_the_form_agrees_and_an_untouched_form_says_nothing(bench: Bench) -> None:
    meeting_id = finished(bench)
    empty = files_of(newest_letter(bench, SOFIE))["rettelsesskema.docx"]
    assert answered(bench, meeting_id, files=[("a.docx", empty)]).new_corrections == 0
    ticked = fill(empty, {}, [AGREE_TICK])
    answered(bench, meeting_id, files=[("a.docx", ticked)], message_id="<2@mail.example>")
    assert [each.kind for each in said(bench, meeting_id)] == [CorrectionKind.AGREE]


def test_a_form_handed_over_is_placed_by_its_code(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    empty = files_of(newest_letter(bench, SOFIE))["rettelsesskema.docx"]
    path = tmp_path / "fra sofie.docx"
    path.write_bytes(fill(empty, {"ml.remark": "Tak for et godt møde"}, []))
    taken = bench.office.answers.take_file(path)
    assert (taken.kind, taken.new_corrections) == (TakenKind.PLACED, 1)
    assert response(bench.office.corrections.view(meeting_id), bench, "sofie").state is (
        ResponseState.REMARKED
    )


def test_the_minutes_sent_back_in_word_are_a_file_to_look_at(bench: Bench) -> None:
    meeting_id = finished(bench)
    whole = files_of(newest_letter(bench, SOFIE))["referat.docx"]
    answered(bench, meeting_id, "Se mine ord i filen", files=[("referat.docx", whole)])
    (found,) = said(bench, meeting_id)
    assert found.words == "Se mine ord i filen"


def test_another_sender_waits_as_for_the_agenda_and_is_placed_by_a_person(bench: Bench) -> None:
    meeting_id = finished(bench)
    taken = answered(bench, meeting_id, WORDS, sender=STRANGER)
    assert unknown(taken) == (Doubt.SENDER_DIFFERS, meeting_id, bench.people["sofie"].id)
    assert not said(bench, meeting_id)
    answer = taken.answer
    assert answer is not None
    bench.office.answers.place(answer.id, answer.version, meeting_id, bench.people["jonas"].id)
    assert [each.person.name for each in said(bench, meeting_id)] == ["Jonas Eksempel"]


def test_a_new_mail_from_somebody_who_is_asked_waits_with_the_guess(bench: Bench) -> None:
    meeting_id = finished(bench)
    bench.office.corrections.move_until(meeting_id, bench.clock.now.date())
    taken = bench.office.answers.take_mail(mail(WORDS))
    assert unknown(taken) == (Doubt.NO_REFERENCE, meeting_id, bench.people["sofie"].id)
    bench.clock.now += timedelta(days=30)
    late = mail("Noget helt andet", message_id="<2@mail.example>")
    assert bench.office.answers.take_mail(late).kind is TakenKind.NOT_OURS


def test_an_answer_to_the_agenda_that_comes_now_is_not_about_the_minutes(bench: Bench) -> None:
    meeting, letter = shared(bench)
    _finish_anyhow(bench, meeting.id)
    taken = bench.office.answers.take_mail(mail("Sent", answers_to=str(letter["Message-ID"])))
    assert unknown(taken)[0] is Doubt.MEETING_OVER


def test_an_answer_with_the_wrong_person_moves_until_a_stand_is_taken(bench: Bench) -> None:
    meeting_id = finished(bench)
    answer = answered(bench, meeting_id, WORDS).answer
    assert answer is not None
    answers, jonas = bench.office.answers, bench.people["jonas"].id
    answers.move(answer.id, answer.version, meeting_id, jonas, "Det var Jonas")
    (found,) = said(bench, meeting_id)
    assert found.person.id == jonas
    bench.office.corrections.stand(found.id, found.version)
    answer = answers.get(answer.id)
    sofie = bench.people["sofie"].id
    with pytest.raises(NotAllowedNow):
        answers.move(answer.id, answer.version, meeting_id, sofie, "Nej, Sofie")
    assert [each.person.id for each in said(bench, meeting_id)] == [jonas]


def test_what_came_by_itself_is_sorted_and_parted_but_never_reworded(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    answered(bench, meeting_id, f"{WORDS}\nTak for kaffen.")
    (found,) = said(bench, meeting_id)
    with pytest.raises(WordsLocked):
        corrections.rewrite(found.id, found.version, CorrectionDraft(found.kind, words="Andet"))
    with pytest.raises(WordsLocked):
        corrections.take_back(found.id, found.version)
    sofie, answer = found.person.id, found.answer_id
    part = CorrectionDraft(CorrectionKind.CORRECT, "follow_up", "", WORDS)
    wrong = CorrectionDraft(CorrectionKind.CORRECT, words="Noget andet")
    with pytest.raises(WordsNotThere):
        corrections.note(meeting_id, sofie, wrong, Channel.MAIL, answer_id=answer)
    corrections.note(meeting_id, sofie, part, Channel.MAIL, answer_id=answer)
    sorted_as = CorrectionDraft(CorrectionKind.AGREE, words=found.words)
    view = corrections.rewrite(found.id, found.version, sorted_as)
    assert {each.kind for each in view.corrections} == {
        CorrectionKind.AGREE,
        CorrectionKind.CORRECT,
    }
    assert view.open_count == 1


def test_an_answer_after_the_end_opens_the_round_and_is_shown_as_late(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    corrections.move_until(meeting_id, bench.clock.now.date())
    corrections.close(meeting_id)
    bench.clock.now += timedelta(days=40)
    answered(bench, meeting_id, WORDS)
    view = corrections.view(meeting_id)
    assert view.round.closed_at is None
    assert [view.is_late(each) for each in view.corrections] == [True]


def test_nothing_is_brought_to_the_agenda_of_finished_minutes(bench: Bench) -> None:
    meeting_id = finished(bench)
    before = counts(bench)
    answered(bench, meeting_id, WORDS)
    assert counts(bench) == (before[0] + 1, before[1])


def _day(day: object) -> str:
    from datetime import date

    from moedeleder.domain.danish import long_date

    assert isinstance(day, date)
    return long_date(day)


def _finish_anyhow(bench: Bench, meeting_id: str) -> None:
    """Hold and finish a meeting that was planned in another way than the desk's."""
    office = bench.office
    office.sending.deliveries(meeting_id)
    office.conduct.start(meeting_id)
    office.presence.everybody_is_here(meeting_id)
    office.conduct.end(meeting_id)
    _write_all(bench, meeting_id)
    view = office.minutes.open(meeting_id)
    office.minutes.finalise(meeting_id, view.meeting.version)
    office.sending.send(meeting_id, LetterKind.MINUTES)


def _write_all(bench: Bench, meeting_id: str) -> None:
    from datetime import date, datetime

    from moedeleder.domain.meetings import FollowUp, PromiseDraft
    from moedeleder.domain.record import GapKind
    from moedeleder.domain.rich_text import from_plain

    office = bench.office
    promise = PromiseDraft("Ringe hjem", bench.people["karin"].id, due=date(2026, 12, 7))
    office.promises.add(meeting_id, promise)
    view = office.minutes.open(meeting_id)
    for gap in view.gaps:
        if gap.kind is GapKind.PART_EMPTY:
            version = view.parts[gap.part].version
            view = office.minutes.write(meeting_id, gap.part, version, from_plain("Tekst"))
    follow_up = FollowUp(datetime(2027, 1, 14, 9, 0))
    office.minutes.set_follow_up(meeting_id, view.meeting.version, follow_up)
