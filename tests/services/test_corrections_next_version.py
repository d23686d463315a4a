"""From what receivers said to the next version: who is told what, and what waits on."""

from __future__ import annotations

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind, ResponseState
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import LetterKind
from tests.offices import Bench
from tests.services.answer_desk import SOFIE, fill, mail
from tests.services.corrections_desk import (
    SOFIE_WANTS,
    finished,
    newest_letter,
    note,
    response,
)
from tests.services.letter_box import body, files_of, letters_to

KARIN = "karin@skole.example"
KARIN_WANTS = CorrectionDraft(CorrectionKind.CORRECT, "facts", "11 af 20", "12 af 20")


def second(bench: Bench, meeting_id: str) -> None:
    """Write and send the second version."""
    minutes = bench.office.minutes
    view = minutes.begin_version(meeting_id)
    part = view.parts[PartKey.CONCLUSION]
    words = from_plain("Vi ses den 14. januar")
    view = minutes.write(meeting_id, PartKey.CONCLUSION, part.version, words)
    bench.office.finishing.finish(meeting_id, view.meeting.version, "Datoen var forkert")
    bench.office.sending.send(meeting_id, LetterKind.MINUTES)


def decided(bench: Bench) -> str:
    """Take in what Sofie asked for, and refuse what Karin asked for."""
    meeting_id, corrections = finished(bench), bench.office.corrections
    sofies, karins = note(bench, meeting_id), note(bench, meeting_id, KARIN_WANTS, "karin")
    corrections.take_in(sofies.id, sofies.version)
    corrections.refuse(karins.id, karins.version, "Skolens tal siger 11")
    return meeting_id


def test_the_next_letter_answers_each_in_their_own_words_and_nobody_elses(bench: Bench) -> None:
    decided_id = decided(bench)
    second(bench, decided_id)
    to_sofie, to_karin = (
        " ".join(body(newest_letter(bench, each)).split()) for each in (SOFIE, KARIN)
    )
    assert "Datoen var forkert." in to_sofie
    assert "- Konklusion" in to_sofie
    assert "Dine ord: ”Vi ses i maj. Vi ses den 14. januar” Svar: Vi har rettet det." in to_sofie
    assert "12 af 20" not in to_sofie
    assert (
        "Dine ord: ”11 af 20. 12 af 20” Svar: Vi har ikke rettet det, fordi Skolens tal siger 11. "
        "Dine ord står i referatet." in to_karin
    )
    assert "Vi ses i maj" not in to_karin
    assert [len(letters_to(bench.letters, each)) for each in (SOFIE, KARIN)] == [2, 2]


def test_the_refused_stands_in_the_second_version_and_a_new_round_begins(bench: Bench) -> None:
    meeting_id = decided(bench)
    second(bench, meeting_id)
    view = bench.office.corrections.view(meeting_id)
    assert (view.version.number, view.round.number, view.corrections) == (2, 2, ())
    (remark,) = view.version.record.remarks
    assert (remark.words, remark.answer) == ("12 af 20", "Skolens tal siger 11")
    assert response(view, bench, "sofie").state is ResponseState.SILENT


def test_agreeing_to_the_first_version_is_not_agreeing_to_the_second(bench: Bench) -> None:
    meeting_id = decided(bench)
    old = newest_letter(bench, SOFIE)
    second(bench, meeting_id)
    answers = bench.office.answers
    answers.take_mail(mail("Jeg er enig", answers_to=str(old["Message-ID"])))
    form = fill(files_of(old)["rettelsesskema.docx"], {}, ["ml.agree.tick"])
    answers.take_mail(mail(message_id="<2@mail.example>", files=[("skema.docx", form)]))
    view = bench.office.corrections.view(meeting_id)
    assert response(view, bench, "sofie").state is ResponseState.SILENT
    new = newest_letter(bench, SOFIE)
    third = mail("Enig", message_id="<3@mail.example>", answers_to=str(new["Message-ID"]))
    answers.take_mail(third)
    view = bench.office.corrections.view(meeting_id)
    assert response(view, bench, "sofie").state is ResponseState.AGREES


def test_what_waits_when_the_second_version_comes_waits_on_there(bench: Bench) -> None:
    meeting_id = decided(bench)
    remark = CorrectionDraft(CorrectionKind.REMARK, words="Jeg blev ked af tonen")
    note(bench, meeting_id, remark)
    second(bench, meeting_id)
    assert "Svar: Vi ser på det og svarer dig." in body(newest_letter(bench, SOFIE))
    view = bench.office.corrections.view(meeting_id)
    (waiting,) = view.corrections
    assert (waiting.number, view.open_count) == (1, 1)
    view = bench.office.corrections.stand(waiting.id, waiting.version)
    assert [each.number for each in view.corrections] == [2]
    assert view.needs_version


def test_a_correction_that_answers_the_first_letter_late_waits_in_the_second_round(
    bench: Bench,
) -> None:
    meeting_id = decided(bench)
    old = newest_letter(bench, KARIN)
    second(bench, meeting_id)
    late = mail("Tallet er forkert", sender=KARIN, answers_to=str(old["Message-ID"]))
    bench.office.answers.take_mail(late)
    view = bench.office.corrections.view(meeting_id)
    assert [(each.number, each.channel) for each in view.corrections] == [(2, Channel.MAIL)]


def test_answers_can_come_and_be_decided_while_the_second_version_is_written(
    bench: Bench,
) -> None:
    meeting_id = finished(bench)
    bench.office.minutes.begin_version(meeting_id)
    said = note(bench, meeting_id, SOFIE_WANTS)
    view = bench.office.corrections.take_in(said.id, said.version)
    assert view.round.is_drafting
    assert not view.can_close
