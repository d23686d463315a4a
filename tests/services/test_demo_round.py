"""The demo's round: a draft goes out, answers come the way they came, and each gets an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from moedeleder.documents.reply_form_filling import fill_form
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.times import Fit
from moedeleder.services.demo import DemoReport
from moedeleder.services.meeting_file import MeetingFile
from tests.documents.forms import EMPTY, TIMES
from tests.services.test_demo import docx_text, example, mail, out, run

__all__ = ["out", "run"]
Run = Callable[[MeetingFile], DemoReport]
DRAFTS = (
    ContributionDraft(
        ContributionKind.POINT, "Skolevejen\nom vinteren", "En bus", Importance.CAN_WAIT
    ),
    ContributionDraft(ContributionKind.POINT, "Frikvarter", "", Importance.VERY_IMPORTANT),
    ContributionDraft(ContributionKind.STRENGTHS, "Hun tegner"),
    ContributionDraft(ContributionKind.WORRIES, "Vi sover lidt"),
    ContributionDraft(ContributionKind.WISHES, "Ro"),
    ContributionDraft(ContributionKind.CHILD_WORDS, "Jeg vil gerne & gerne <nu>"),
    ContributionDraft(ContributionKind.SUPPORT_PERSON, "Bente Vang"),
    ContributionDraft(ContributionKind.NEEDS, "Pauser undervejs\nEn god plads: ved døren"),
)


def said(contributions: tuple[Contribution, ...]) -> list[tuple[str, str, str, str, str]]:
    return sorted(
        (c.person.name, c.words, c.channel.value, c.decision.value, c.kind.value)
        for c in contributions
    )


@pytest.mark.parametrize("which", [0, 1])
def test_everything_comes_in_and_is_answered_as_the_file_tells(run: Run, which: int) -> None:
    file = example(which)
    report = run(file)
    assert said(report.contributions) == said(file.meeting.contributions)
    there = {c.received_at for c in file.meeting.contributions}
    assert {c.received_at for c in report.contributions} == there


def test_the_draft_has_none_of_the_points_the_family_raised_later(run: Run, out: Path) -> None:
    run(example())
    letter = mail(out / "mails" / "kladde-01.eml")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Aflastning i weekenden" not in body.get_content()
    assert {a.get_filename() for a in letter.iter_attachments()} == {
        "dagsorden-kladde.pdf",
        "svarskema.docx",
    }
    final = docx_text((out / "dagsorden-2026-12-03.docx").read_bytes())
    assert "Aflastning i weekenden" in final
    assert "Vi er trætte. Kan vi få en weekend fri om måneden?" in final


def test_the_receipt_answers_each_thing_and_the_phoned_one_still_waits(run: Run, out: Path) -> None:
    report = run(example())
    letters = [mail(path) for path in sorted((out / "mails").glob("kvittering-*.eml"))]
    bodies = [body.get_content() for each in letters if (body := each.get_body(("plain",)))]
    sofie = next(body for body in bodies if body.startswith("Kære Sofie"))
    assert "Den er på dagsordenen som punkt 3." in sofie
    assert "Vi tager den sammen med punkt 5: Status fra skolen og PPR." in sofie
    assert "Det har vi noteret." in sofie
    jonas = next(body for body in bodies if body.startswith("Kære Jonas"))
    assert "Den er på dagsordenen som punkt 4." in jonas
    assert "min nye adresse" not in jonas
    (waiting,) = [each for each in report.contributions if each.is_open]
    assert waiting.told == ""


def test_somebody_who_is_told_no_is_told_why(run: Run, out: Path) -> None:
    report = run(example(1))
    (declined,) = [c for c in report.contributions if c.decision is Decision.NOT_NOW]
    assert declined.person.name == "Ole Prøve"
    assert declined.reason.startswith("mødet handler om tiden")
    # He has no mail: his answer lies there to be handed over.
    assert len(list((out / "til-print").glob("kvittering-*.pdf"))) == 2


def test_the_times_said_in_the_form_are_counted_and_one_is_chosen(run: Run, out: Path) -> None:
    run(example())
    form = next(mail(out / "mails" / "svar-01.eml").iter_attachments()).get_content()
    assert [fit for _, fit in read_form(form).fits] == [Fit.YES, Fit.NO]
    invitation = mail(out / "mails" / "dagsorden-01.eml").get_body(("plain",))
    assert invitation is not None
    assert "Tiden er valgt: torsdag 3. december" in invitation.get_content()


def test_a_form_from_somebody_without_mail_is_handed_over(run: Run, out: Path) -> None:
    file = example(1)
    brought = tuple(
        replace(each, channel=Channel.FORM) if each.channel is Channel.PAPER else each
        for each in file.meeting.contributions
    )
    file = replace(file, meeting=replace(file.meeting, contributions=brought))
    report = run(file)
    assert said(report.contributions) == said(brought)
    assert len(list((out / "mails").glob("svar-*.docx"))) == 2


def test_parts_and_words_no_form_can_carry_come_in_all_the_same(run: Run) -> None:
    file = example()
    first, point, *rest = file.meeting.contributions
    odd = replace(point, kind=ContributionKind.FREE, decision=Decision.NOTED, item_id=None)
    part = replace(
        odd, id=first.id[:-1] + "e", words="hvem der ringer", part_of_id=odd.id, wanted=""
    )
    brought = (first, odd, *rest, part)
    file = replace(file, meeting=replace(file.meeting, contributions=brought))
    report = run(file)
    assert len(report.contributions) == len(brought)
    (cut,) = [each for each in report.contributions if each.part_of_id]
    assert cut.words == "hvem der ringer"
    assert report.is_complete


def test_a_meeting_with_no_round_is_shared_and_nothing_is_answered(run: Run) -> None:
    file = example()
    silent = replace(file.meeting, contributions=(), proposed_times=(), time_answers=())
    report = run(replace(file, meeting=silent))
    assert report.contributions == ()
    assert report.count(LetterKind.DRAFT, DeliveryState.SENT) == 2
    assert report.count(LetterKind.RECEIPT, DeliveryState.SENT) == 0
    assert report.is_complete


def test_a_form_that_was_filled_in_is_read_back_whole() -> None:
    fits = ((TIMES[0][0], Fit.YES), (TIMES[2][0], Fit.NO))
    form = read_form(fill_form(EMPTY, DRAFTS, fits))
    assert form.contributions == DRAFTS
    assert form.fits == fits
    assert form.left_over == ""


def test_what_the_form_has_no_field_for_is_left_out() -> None:
    many = [ContributionDraft(ContributionKind.POINT, f"Punkt {n}") for n in range(1, 11)]
    odd = ContributionDraft(ContributionKind.FREE, "Fri tekst")
    form = read_form(fill_form(EMPTY, [*many, odd], [("findes ikke", Fit.YES)]))
    assert [each.words for each in form.contributions] == [each.words for each in many[:8]]
    assert form.fits == ()
    assert form.left_over == ""
