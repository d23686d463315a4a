"""Every state, lack and gap has words, and they count right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from moedeleder.domain import errors
from moedeleder.domain.agenda import FamilyStanding
from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.domain.readiness import Lack, LackKind
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.services.overview import Waiting, WaitingKind
from moedeleder.ui.pages.meetings_page import status_tone
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import (
    delivery_text,
    gap_text,
    lack_text,
    letter_name,
    reason_text,
    standing_texts,
    status_text,
    waiting_detail,
    waiting_text,
)

MOMENT = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)


def letter(state: DeliveryState, reason: str = "") -> Delivery:
    kind = LetterKind.MINUTES
    return Delivery("d", 1, kind, 1, "a", "Karin Dam", "k@e.example", state, reason, "", MOMENT)


@pytest.mark.parametrize("kind", LackKind)
def test_every_lack_is_said(kind: LackKind) -> None:
    text = lack_text(Lack(kind, 12))
    assert text
    assert "{" not in text


def test_a_long_agenda_says_by_how_much() -> None:
    assert lack_text(Lack(LackKind.AGENDA_TOO_LONG, 12)) == "Dagsordenen er 12 min for lang"


@pytest.mark.parametrize(("count", "words"), [(1, "1 deltager er"), (3, "3 deltagere er")])
def test_new_attendees_are_counted(count: int, words: str) -> None:
    assert lack_text(Lack(LackKind.INVITATION_FOR_NEW, count)).startswith(words)


@pytest.mark.parametrize("kind", GapKind)
def test_every_gap_is_said(kind: GapKind) -> None:
    assert gap_text(Gap(kind, PartKey.CONCLUSION, 3), "Alma")


def test_gaps_name_their_place() -> None:
    assert gap_text(Gap(GapKind.PART_EMPTY, PartKey.CONCLUSION)) == "Konklusion er tom"
    child = Gap(GapKind.PART_EMPTY, PartKey.CHILD_PERSPECTIVE)
    assert gap_text(child, "Alma") == "Almas stemme mangler: skriv hvorfor"
    due = Gap(GapKind.PROMISE_WITHOUT_DUE, PartKey.ACTION_PLAN, 3, "p")
    assert gap_text(due) == "Aftale 3 har ingen frist"


@pytest.mark.parametrize("state", DeliveryState)
def test_every_delivery_is_said(state: DeliveryState) -> None:
    assert delivery_text(letter(state))


def test_sent_says_when_in_danish_time() -> None:
    assert delivery_text(letter(DeliveryState.SENT)) == "Sendt 24. november kl. 10.02"


def test_a_letter_in_the_folder_is_not_said_to_be_sent() -> None:
    words = delivery_text(letter(DeliveryState.SENT), in_folder=True)
    assert words == "Ligger i mappen, ikke sendt"


@pytest.mark.parametrize(("left", "words"), [(0, "Referat færdigt"), (3, "Ikke sendt til 3")])
def test_finished_minutes_are_sent_only_when_nobody_waits(left: int, words: str) -> None:
    state = MeetingState.FINISHED
    line = MeetingLine("m", "f", "Alma", "Møde", MOMENT, 60, "", state, 3, True, letters_left=left)
    assert status_text(line) == words
    assert status_tone(line) is (Tone.WARN if left else Tone.OK)


@pytest.mark.parametrize(("what", "it"), [("minutes", "det"), ("invitation", "den")])
def test_who_waits_for_a_letter_is_said_in_right_danish(what: str, it: str) -> None:
    waiting = Waiting(WaitingKind.LETTER_NOT_SENT, "m", "Møde", what, "Karin Dam")
    assert waiting_detail(waiting) == f"Karin Dam har ikke fået {it} endnu"


def test_meetings_of_the_same_name_are_told_apart_by_their_day() -> None:
    day = MOMENT.date()
    letter_left = Waiting(
        WaitingKind.LETTER_NOT_SENT, "m", "Møde", "invitation", "Karin Dam", day=day
    )
    assert waiting_detail(letter_left) == "Karin Dam har ikke fået den endnu · mødet 24. november"


@pytest.mark.parametrize(
    ("days", "ago"),
    [(0, ""), (1, " · for én hverdag siden"), (3, " · for 3 hverdage siden")],
)
def test_missing_minutes_say_when_the_meeting_was(days: int, ago: str) -> None:
    waiting = Waiting(WaitingKind.MINUTES_NOT_SENT, "m", "Møde", day=MOMENT.date(), days=days)
    assert waiting_detail(waiting) == f"Mødet var 24. november{ago}"


def test_failed_says_why() -> None:
    failed = letter(DeliveryState.FAILED, "ReceiverRefused")
    assert delivery_text(failed) == "Afvist: serveren kender ikke adressen"


def test_the_servers_answer_says_more_than_the_kind_of_error() -> None:
    refused = replace(
        letter(DeliveryState.FAILED, "ReceiverRefused"),
        reply_code=552,
        reply_words="5.2.2 Mailbox full",
    )
    assert delivery_text(refused) == "Afvist: modtagerens postkasse er fuld"


def test_what_no_server_refused_is_not_said_to_be_refused() -> None:
    unsent = letter(DeliveryState.FAILED, "FolderNotWritable")
    assert delivery_text(unsent) == "Ikke sendt: der kan ikke skrives i mappen"


def test_a_letter_that_is_put_off_says_when_it_is_tried_again() -> None:
    soon = MOMENT + timedelta(minutes=43)
    waiting = replace(letter(DeliveryState.READY), released_at=MOMENT, attempts=2, next_try_at=soon)
    assert delivery_text(waiting) == "Venter, prøves igen kl. 10.45"
    later = replace(waiting, next_try_at=MOMENT + timedelta(days=1))
    assert delivery_text(later) == "Venter, prøves igen 25. november kl. 10.02"
    assert delivery_text(replace(waiting, attempts=0)) == "Venter i udbakken"
    assert delivery_text(letter(DeliveryState.READY)) == "Klar til at blive sendt"
    down = replace(waiting, reason="MailServerUnreachable")
    assert delivery_text(down).endswith("kl. 10.45: mailserveren svarer ikke")
    held = letter(DeliveryState.READY, "MailLoginRefused")
    assert delivery_text(held) == "Ikke sendt endnu: serveren afviser jeres login"


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (LetterWay.PAPER, "Udskrevet 24. november kl. 10.02"),
        (
            LetterWay.DIGITAL_POST,
            "Lagt klar til Digital Post 24. november kl. 10.02. Er den sendt?",
        ),
    ],
)
def test_what_was_handed_over_says_how(way: LetterWay, words: str) -> None:
    assert delivery_text(replace(letter(DeliveryState.PRINTED), way=way)) == words


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_a_name(kind: LetterKind) -> None:
    assert letter_name(kind)


def known_errors() -> list[str]:
    kinds = (value for value in vars(errors).values() if isinstance(value, type))
    return [kind.__name__ for kind in kinds if issubclass(kind, MoedelederError)]


@pytest.mark.parametrize("name", known_errors())
def test_every_reason_reads_on_after_a_colon(name: str) -> None:
    text = reason_text(name)
    # A name keeps its capital.
    assert text[:1].islower() or text.startswith("Mødeleder ")
    assert "{" not in text


def test_an_unknown_reason_is_said_plainly() -> None:
    assert reason_text("os") == "det lykkedes ikke"


@pytest.mark.parametrize("kind", WaitingKind)
def test_everything_that_waits_is_said(kind: WaitingKind) -> None:
    letters = (WaitingKind.LETTER_FAILED, WaitingKind.LETTER_NOT_SENT)
    what = "minutes" if kind in letters else "Ringe til far"
    waiting = Waiting(kind, "m", "Netværksmøde om Alma", what, "Karin Dam", day=MOMENT.date())
    assert waiting_text(waiting)
    assert waiting_detail(waiting)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "Aftale over tiden med 2 dage"), (0, "Aftale i dag"), (3, "Aftale om 3")],
)
def test_promises_say_when(days: int, words: str) -> None:
    waiting = Waiting(WaitingKind.PROMISE_DUE, "m", "Møde", "Ringe til far", "Mette", days=days)
    assert waiting_text(waiting).startswith(words)


@pytest.mark.parametrize(
    ("standing", "texts"),
    [
        (FamilyStanding(False, False, 30, 90), ()),
        (
            FamilyStanding(True, True, 20, 90),
            (
                "Familiens punkter ligger sidst. De plejer at få bedst tid, når de ligger først.",
                "Familien har 20 af 90 minutter. Det er under en tredjedel.",
            ),
        ),
    ],
)
def test_the_familys_place_on_the_agenda_is_said_calmly(
    standing: FamilyStanding, texts: tuple[str, ...]
) -> None:
    assert standing_texts(standing) == texts
