"""What a person does in step 4 once minutes are sent, until a second version is proven."""

from __future__ import annotations

import json
from email.message import EmailMessage

from PySide6.QtWidgets import QComboBox, QListWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import Correction, ResponseState
from moedeleder.domain.record import PartKey
from moedeleder.services.labels import part_heading
from tests.documents.papers import pdf_text
from tests.journeys.acts import finds_by_name
from tests.journeys.minutes_desk import Minutes
from tests.journeys.minutes_words import (
    ENDED,
    HIDDEN_FROM_KARIN,
    JONAS_WANTS,
    SHALL_END,
    WHY_NOT,
    WHY_RETIRED,
    WHY_SECOND,
    WRITTEN,
)
from tests.journeys.round_acts import JONAS, KARIN, SOFIE
from tests.journeys.test_journey_agenda_together import reply_to
from tests.services.answer_desk import WORD, fill
from tests.services.letter_box import files_of


def sofie_answers_by_mail(desk: Minutes, letter: EmailMessage) -> None:
    """She fills in the form she got, and mails it back; the window fetches it."""
    person = desk.person
    written = {"ml.corrections.1.place": ENDED, "ml.corrections.1.words": SHALL_END}
    form = fill(files_of(letter)["rettelsesskema.docx"], written, [])
    reply = reply_to(letter, f"Sofie Eksempel <{SOFIE}>", "")
    kind, sub = WORD.split("/")
    reply.add_attachment(form, maintype=kind, subtype=sub, filename="rettelsesskema.docx")
    desk.comes_in(reply)
    person.goes_to("today")
    person.tabs_to("fetchAnswers", at_most=80)
    person.presses("Return")
    person.reads("1 nyt svar er hentet.")


def opens_the_round(desk: Minutes) -> None:
    person = desk.person
    finds_by_name(person, "Alma", "Netværksmøde")
    person.presses("Ctrl+4")
    person.sees("followUpStep")
    person.tabs_to("openRound", at_most=80)
    person.presses("Return")
    person.sees("roundPage")
    person.reads("Rettelsesrunde · version 1", on="roundPage")


def jonas_rings(desk: Minutes) -> None:
    person = desk.person
    jonas = desk.attendee("Jonas")
    person.tabs_to(f"noteFor-{jonas}", at_most=80)
    person.presses("Return")
    person.sees("noteCorrectionDialog")
    person.chooses("passagePart", part_heading(PartKey.FACTS))
    choice = person.finds("passageParagraph", QComboBox)
    lines = [choice.itemText(at) for at in range(choice.count())]
    (line,) = [each for each in lines if WRITTEN in each]
    person.chooses("passageParagraph", line)
    person.tabs_to("words")
    person.types(JONAS_WANTS)
    person.presses("Ctrl+Return")
    person.sees_no("noteCorrectionDialog")
    person.reads(JONAS_WANTS, on="responsesCard")
    assert his(desk, "Jonas").channel is Channel.PHONE


def his(desk: Minutes, name: str) -> Correction:
    """Return what somebody said, as kept."""
    view = desk.person.office.corrections.view(desk.meeting.id)
    (said,) = [each for each in view.corrections if each.person.name.startswith(name)]
    return said


def silence_is_silence(desk: Minutes) -> None:
    karin = desk.attendee("Karin")
    desk.person.reads("Har ikke svaret", on=f"responseState-{karin}")
    view = desk.person.office.corrections.view(desk.meeting.id)
    states = {each.person.name.split()[0]: each.state for each in view.responses}
    assert (states["Karin"], states["Sofie"]) == (ResponseState.SILENT, ResponseState.CORRECTED)


def decides(desk: Minutes) -> None:
    """Take Sofie's in, and answer Jonas why not."""
    person = desk.person
    hers, not_his = his(desk, "Sofie"), his(desk, "Jonas")
    assert (hers.channel, hers.words) == (Channel.FORM, SHALL_END)
    person.tabs_to(f"take-{hers.id}", at_most=80)
    person.presses("Return")
    person.reads("Sofies rettelse tages med")
    person.tabs_to(f"refuse-{not_his.id}", at_most=80)
    person.presses("Return")
    person.sees("refuseCorrectionDialog")
    person.types(WHY_NOT)
    person.presses("Ctrl+Return")
    person.sees_no("refuseCorrectionDialog")
    person.reads(WHY_NOT, on="responsesCard")


def writes_version_2(desk: Minutes) -> dict[str, EmailMessage]:
    """Begin version 2, put Sofie's words in with F11, and send it to the same people."""
    person, before = desk.person, len(desk.smtp.messages)
    person.reads("Skriv version 2", on="writeVersion")
    person.presses("Ctrl+Return")
    person.sees("minutesForm")
    person.reads("Du retter version 1.", on="nextVersion")
    person.presses("F11")
    person.waits(lambda: desk.part(PartKey.CONCLUSION) == SHALL_END)
    person.reads("Send version 2 til de samme 4", on="sendMinutes")
    person.presses("Ctrl+Return")
    person.sees("versionReasonDialog")
    person.presses("Ctrl+A")
    person.types(WHY_SECOND)
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.presses("Return")
    person.reads("Alle 4 har referatet")
    person.presses("Return")
    person.sees_no("sendDialog")
    assert len(desk.smtp.messages) == before + 4
    return desk.mails(before)


def version_2_tells_what_changed(
    desk: Minutes, first: dict[str, EmailMessage], second: dict[str, EmailMessage]
) -> None:
    assert set(first) == set(second)
    told = {address: desk.told_to(second, address) for address in second}
    for text in told.values():
        assert WHY_SECOND in text
        assert SHALL_END in text
        assert WRITTEN in text
    for address in (SOFIE, JONAS):
        for words in (JONAS_WANTS, WHY_NOT, "Har ikke svaret"):
            assert words in told[address]
    hidden = (*HIDDEN_FROM_KARIN, JONAS_WANTS, WHY_NOT)
    assert [words for words in hidden if words in told[KARIN]] == []
    version = desk.view.version
    assert version is not None
    (change,) = version.record.changes
    assert (change.part, change.before, change.after) == ("conclusion", ENDED, SHALL_END)
    (remark,) = version.record.remarks
    assert (remark.words, remark.answer) == (JONAS_WANTS, WHY_NOT)
    assert WRITTEN in remark.place


def compares(desk: Minutes) -> None:
    person = desk.person
    person.presses("Ctrl+3")
    person.sees("finishedMinutes")
    person.reads("Version 2, færdig", on="versionText")
    person.tabs_to("compareVersions", at_most=80)
    person.presses("Return")
    person.sees("compareDialog")
    person.reads("1 ændring", on="changeCount")
    person.reads(f"Grund: {WHY_SECOND}", on="versionReason")
    (change,) = _lines(person.finds("changeList", QListWidget))
    assert ENDED in change
    assert SHALL_END in change
    person.presses("Escape")
    person.sees_no("compareDialog")


def _lines(listed: QListWidget) -> list[str]:
    return [listed.item(at).text() for at in range(listed.count())]


def marks_what_proved_wrong(desk: Minutes) -> None:
    person = desk.person
    person.tabs_to("retirePassage", at_most=80)
    person.presses("Return")
    person.sees("retireDialog")
    person.chooses("passagePart", part_heading(PartKey.FACTS))
    choice = person.finds("passageParagraph", QComboBox)
    (line,) = [e for e in map(choice.itemText, range(choice.count())) if WRITTEN in e]
    person.chooses("passageParagraph", line)
    person.tabs_to("reason")
    person.types(WHY_RETIRED)
    person.presses("Ctrl+Return")
    person.sees_no("retireDialog")
    (mark,) = desk.person.office.retiring.marks(desk.meeting.id)
    assert (WRITTEN in mark.words, mark.reason, mark.by) == (True, WHY_RETIRED, "Mette Holm")


def hands_to_the_journal(desk: Minutes) -> None:
    person = desk.person
    folder = desk.folder / "journal"
    folder.mkdir()
    person.tabs_to("toJournal", at_most=80)
    person.presses("Return")
    person.sees("journalDialog")
    person.will_choose_folder(folder)
    person.presses("Ctrl+Return")
    person.reads("Det ligger i til-journalen-")
    (made,) = folder.iterdir()
    told = json.loads((made / "metadata.json").read_text("utf-8"))
    assert [each["number"] for each in told["versions"]] == [1, 2]
    paper = " ".join(pdf_text((made / "referat-version-2" / "referat.pdf").read_bytes()).split())
    assert "Ikke længere aktuel" in paper
    assert WHY_RETIRED in paper
    person.presses("Escape")
    person.sees_no("journalDialog")


def searches(desk: Minutes) -> None:
    """The new words are found at once, the old ones no longer."""
    person = desk.person
    person.presses("Ctrl+Shift+F")
    person.sees("searchPage")
    person.types(f'"{SHALL_END.rstrip(".")}"')
    person.reads("Netværksmøde om Alma", on="searchPage")
    person.presses("Ctrl+A")
    person.types(f'"{ENDED.rstrip(".")}"')
    person.waits(lambda: "Vi ses igen i januar" not in person.words("searchPage"))
    find = desk.person.office.search.find
    assert find(ENDED).hits == ()
    assert find(f'"{SHALL_END}"').hits


def everything_is_proven(desk: Minutes) -> None:
    proof = desk.person.office.verifying.verify()
    assert proof.sentences == ()
    assert proof.is_whole
