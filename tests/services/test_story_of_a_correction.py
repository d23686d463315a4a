"""One story through the services: said, gathered, cut, sent, corrected, sent again, proven."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind, ResponseState
from moedeleder.domain.meetings import FollowUp, PromiseDraft
from moedeleder.domain.readers import Access, hidden_by
from moedeleder.domain.record import GapKind, MinutesRecord, PartKey
from moedeleder.domain.record_changes import compare
from moedeleder.domain.rich_text import Block, RichText, Run, from_plain
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed
from moedeleder.services.minutes import MinutesView
from tests.documents.papers import pdf_text
from tests.offices import Bench
from tests.services.answer_desk import SOFIE, fill, mail
from tests.services.corrections_desk import newest_letter, note, response
from tests.services.letter_box import files_of, letters_to
from tests.services.test_copies import everything_said

JONAS, KARIN = "jonas@mail.example", "karin@skole.example"
OWN_WORDS = "Vi er alene med det om natten"
MOVED, LEFT, REWRITTEN = "Skemaet ligger på nettet", "Der var kaffe på kanden", "Hun kom i ni dage"
AS_WRITTEN = "Alma kom i skole ni af femten dage"
ENDED = "Vi ses igen i maj"
SHALL_END = "Vi ses igen i januar"
REMARK = "Skolen ringede aldrig til os"
WHY_NOT = "Skolens telefon viser fire opkald"
WHY_NO_CHILD = "Alma var syg den dag"
UNFOLLOWED = "Familien ønsker ro først"
CHAIN = ("Alma sover dårligt", "Rolige aftener", "I seng kl. 20", "Fem gode nætter om ugen")


def test_from_what_was_said_to_a_second_version_that_is_proven(
    bench: Bench, tmp_path: Path
) -> None:
    meeting_id = held(bench)
    gathered(bench, meeting_id)
    completed(bench, meeting_id)
    cut_for_the_teacher(bench, meeting_id)
    first = sent(bench, meeting_id)
    the_teacher_reads_nothing_that_is_hidden(bench)
    answered(bench, meeting_id)
    decided(bench, meeting_id)
    second = sent_again(bench, meeting_id)
    told_in_the_second(bench, first, second)
    retired_and_journaled(bench, meeting_id, tmp_path / "journal")
    found_and_proven(bench, meeting_id)


def held(bench: Bench) -> str:
    jonas = bench.people["jonas"]
    office, draft = bench.office, replace(jonas.draft, mail=JONAS)
    bench.people["jonas"] = office.families.update_person(jonas.id, jonas.version, draft)
    meeting = office.conduct.start(bench.meeting().id)
    office.presence.everybody_is_here(meeting.id)
    say, sofie = office.statements.say, bench.people["sofie"].id
    say(meeting.id, StatementKind.PARENT_WORDS, OWN_WORDS, person_id=sofie)
    for words in (MOVED, LEFT, REWRITTEN):
        say(meeting.id, StatementKind.FACT, words)
    say(meeting.id, StatementKind.PRIVATE, "Ring til chefen")
    chain = dict(zip(("worry", "need", "goal", "sign"), CHAIN, strict=True))
    promise = PromiseDraft("Læse højt", sofie, due=date(2026, 12, 10), **chain)
    office.promises.add(meeting.id, promise)
    office.conduct.end(meeting.id)
    return meeting.id


def said(bench: Bench, meeting_id: str, words: str) -> Statement:
    statements = bench.office.meetings.get(meeting_id).statements
    return next(each for each in statements if each.text == words)


def gathered(bench: Bench, meeting_id: str) -> None:
    gathering = bench.office.gathering
    guide, coffee = said(bench, meeting_id, MOVED), said(bench, meeting_id, LEFT)
    gathering.move(guide.id, guide.version, PartKey.GUIDANCE)
    gathering.leave_out(coffee.id, coffee.version)
    rewrites(bench, meeting_id, PartKey.FACTS, REWRITTEN, AS_WRITTEN)
    view = gathering.view(meeting_id)
    moved, left, own = (view.line(said(bench, meeting_id, w).id) for w in (MOVED, LEFT, REWRITTEN))
    assert moved is not None
    assert left is not None
    assert own is not None
    assert (moved.part, moved.is_used) == (PartKey.GUIDANCE, True)
    assert (left.part, left.is_left_out) == (None, True)
    assert (own.statement.text, own.written) == (REWRITTEN, AS_WRITTEN)


def rewrites(bench: Bench, meeting_id: str, key: PartKey, old: str, new: str) -> MinutesView:
    """Write other words in the line that holds ``old``; what it was made from stays with it."""
    part = bench.office.minutes.open(meeting_id).parts[key]
    blocks = tuple(
        Block((Run(each.text.replace(old, new)),), each.kind, each.source)
        for each in part.text.blocks
    )
    assert blocks != part.text.blocks
    return bench.office.minutes.write(meeting_id, key, part.version, RichText(blocks))


def completed(bench: Bench, meeting_id: str) -> None:
    office = bench.office
    view = office.minutes.open(meeting_id)
    for gap in view.gaps:
        if gap.kind is GapKind.PART_EMPTY and gap.part is not PartKey.CHILD_PERSPECTIVE:
            words = ENDED if gap.part is PartKey.CONCLUSION else f"Det aftalte vi: {gap.part.value}"
            version = view.parts[gap.part].version
            view = office.minutes.write(meeting_id, gap.part, version, from_plain(words))
    follow_up = FollowUp(datetime(2027, 1, 14, 9, 0))
    office.minutes.set_follow_up(meeting_id, view.meeting.version, follow_up)
    told = DocumentDraft("Udtalelse om Alma", DocumentKind.STATEMENT, "PPR", followed=Followed.NOT)
    (document,) = office.used_documents.add(meeting_id, told)
    kinds = {gap.kind: gap for gap in office.minutes.open(meeting_id).open_gaps}
    assert set(kinds) == {GapKind.PART_EMPTY, GapKind.SOURCE_WITHOUT_REASON}
    why = replace(told, reason=UNFOLLOWED)
    office.used_documents.update(document.id, document.version, why)
    office.gap_reasons.give(meeting_id, kinds[GapKind.PART_EMPTY].key, WHY_NO_CHILD)
    assert office.minutes.open(meeting_id).open_gaps == ()


def cut_for_the_teacher(bench: Bench, meeting_id: str) -> None:
    readers = bench.office.readers
    karin = next(
        each
        for each in readers.view(meeting_id).readers
        if each.attendee.person.id == bench.people["karin"].id
    )
    readers.set(
        meeting_id,
        karin.attendee.id,
        karin.choice.version,
        hidden=hidden_by(Access.WITHOUT_OWN_WORDS),
        papers=karin.choice.papers,
        shares_contact=False,
    )


def sent(bench: Bench, meeting_id: str, reason: str = "") -> MinutesRecord:
    """Finish and send; return the whole record."""
    meeting = bench.office.meetings.get(meeting_id)
    version = bench.office.finishing.finish(meeting_id, meeting.version, reason)
    bench.office.sending.send(meeting_id, LetterKind.MINUTES)
    return version.record


def told_to(bench: Bench, address: str) -> str:
    """Return everything the newest letter to somebody holds, on one line."""
    letter = newest_letter(bench, address)
    words = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    papers = [everything_said(name, data) for name, data in files_of(letter).items()]
    return " ".join(" ".join((str(letter["Subject"]), *words, *papers)).split())


def the_teacher_reads_nothing_that_is_hidden(bench: Bench) -> None:
    to_karin, to_sofie = told_to(bench, KARIN), told_to(bench, SOFIE)
    worry, need, goal, sign = CHAIN
    for words in (OWN_WORDS, worry, need):
        assert words not in to_karin
        assert words in to_sofie
    for words in (AS_WRITTEN, MOVED, ENDED, UNFOLLOWED, goal, sign):
        assert words in to_karin
        assert words in to_sofie
    assert WHY_NO_CHILD in to_sofie
    for letter in (to_karin, to_sofie):
        assert [words for words in (LEFT, REWRITTEN, "Ring til chefen") if words in letter] == []


def answered(bench: Bench, meeting_id: str) -> None:
    letter = newest_letter(bench, SOFIE)
    marks = ("place", "words")
    written = dict(zip((f"ml.corrections.1.{m}" for m in marks), (ENDED, SHALL_END), strict=True))
    form = fill(files_of(letter)["rettelsesskema.docx"], written, [])
    files = [("rettelsesskema.docx", form)]
    bench.office.answers.take_mail(mail(answers_to=str(letter["Message-ID"]), files=files))
    draft = CorrectionDraft(CorrectionKind.CORRECT, "facts", AS_WRITTEN, REMARK)
    note(bench, meeting_id, draft, "jonas", Channel.PHONE)
    view = bench.office.corrections.view(meeting_id)
    states = {name: response(view, bench, name).state for name in ("sofie", "jonas", "karin")}
    assert states == {
        "sofie": ResponseState.CORRECTED,
        "jonas": ResponseState.CORRECTED,
        "karin": ResponseState.SILENT,
    }


def decided(bench: Bench, meeting_id: str) -> None:
    corrections = bench.office.corrections
    hers, his = corrections.view(meeting_id).corrections
    assert (hers.channel, hers.place, hers.words) == (Channel.FORM, ENDED, SHALL_END)
    corrections.take_in(hers.id, hers.version)
    view = corrections.refuse(his.id, his.version, WHY_NOT)
    assert (view.open_count, view.needs_version) == (0, True)


def sent_again(bench: Bench, meeting_id: str) -> MinutesRecord:
    before = {each: len(letters_to(bench.letters, each)) for each in (SOFIE, JONAS, KARIN)}
    bench.office.minutes.begin_version(meeting_id)
    rewrites(bench, meeting_id, PartKey.CONCLUSION, ENDED, SHALL_END)
    record = sent(bench, meeting_id, "Måneden var forkert")
    after = {each: len(letters_to(bench.letters, each)) for each in before}
    assert after == {each: count + 1 for each, count in before.items()}
    letters = bench.office.sending.deliveries(meeting_id)
    got = [sorted(e.name for e in letters if e.number == number) for number in (1, 2)]
    assert got[0] == got[1] != []
    return record


def told_in_the_second(bench: Bench, first: MinutesRecord, second: MinutesRecord) -> None:
    assert [(c.part, c.before, c.after) for c in second.changes] == [
        ("conclusion", ENDED, SHALL_END)
    ]
    assert compare(first, second) == second.changes
    (remark,) = second.remarks
    assert (remark.words, remark.answer, remark.place) == (REMARK, WHY_NOT, AS_WRITTEN)
    to_sofie, to_karin = told_to(bench, SOFIE), told_to(bench, KARIN)
    for letter in (to_sofie, to_karin):
        assert "Måneden var forkert" in letter
        assert SHALL_END in letter
    for words in (REMARK, WHY_NOT, "Har ikke svaret"):
        assert words in to_sofie
        assert words not in to_karin
    assert OWN_WORDS not in to_karin


def retired_and_journaled(bench: Bench, meeting_id: str, folder: Path) -> None:
    bench.office.retiring.mark(meeting_id, 2, PartKey.FACTS, AS_WRITTEN, "Tallet var fra oktober")
    journal = bench.office.journal.save(meeting_id, folder)
    told = json.loads((journal / "metadata.json").read_text("utf-8"))
    assert [each["number"] for each in told["versions"]] == [1, 2]
    paper = " ".join(pdf_text((journal / "referat-version-2/referat.pdf").read_bytes()).split())
    assert "Ikke længere aktuel" in paper
    assert "Tallet var fra oktober" in paper


def found_and_proven(bench: Bench, meeting_id: str) -> None:
    find = bench.office.search.find
    (hit,) = find(f'"{SHALL_END}"').hits
    assert (hit.meeting_id, hit.is_finished) == (meeting_id, True)
    assert find(f'"{ENDED}"').hits == ()
    assert find("kaffe").hits == ()
    assert find("chefen").hits == ()
    assert any(each.is_retired for each in find("femten").hits)
    proof = bench.office.verifying.verify()
    assert proof.sentences == ()
    assert proof.is_whole
