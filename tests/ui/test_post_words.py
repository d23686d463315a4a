"""What the table of letters says: every state, every kind, everything that can happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from moedeleder.domain.outbox import LetterEvent, LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.services.post_view import PostCell, PostColumn, PostReceiver
from moedeleder.ui.post_words import column_name, face_of, place_text, size_text, story_of

NOON = datetime(2026, 11, 24, 11, 12, tzinfo=UTC)


def letter(state: DeliveryState, way: LetterWay = LetterWay.MAIL, **more: object) -> Delivery:
    made = Delivery("1", 1, LetterKind.MINUTES, 1, "a", "Sofie", "s@mail.example", state, way=way)
    return replace(made, changed_at=NOON, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (letter(DeliveryState.SENT), "Sendt 24. nov. 12.12"),
        (letter(DeliveryState.SENT, LetterWay.FOLDER), "I mappen 24. nov. 12.12"),
        (letter(DeliveryState.SENDING), "Sendes"),
        (letter(DeliveryState.UNCERTAIN), "Uvist 24. nov. 12.12"),
        (letter(DeliveryState.INTERRUPTED), "Afbrudt 24. nov. 12.12"),
        (letter(DeliveryState.NO_ADDRESS), "Mangler adresse"),
        (letter(DeliveryState.PRINTED, LetterWay.PAPER), "På papir 24. nov. 12.12"),
        (letter(DeliveryState.PRINTED, LetterWay.DIGITAL_POST), "Lagt klar til Digital Post"),
        (letter(DeliveryState.FAILED, reason="LetterBounced"), "Kom retur 24. nov. 12.12"),
        (letter(DeliveryState.FAILED, reason="ReceiverRefused"), "Afvist 24. nov. 12.12"),
        (letter(DeliveryState.FAILED, reason="DocumentFailed"), "Ikke sendt 24. nov. 12.12"),
        (letter(DeliveryState.READY, channel=LetterWay.PAPER), "Klar til print"),
        (letter(DeliveryState.READY, released_at=NOON), "Venter i udbakken"),
        (
            letter(DeliveryState.READY, released_at=NOON, attempts=1, next_try_at=NOON),
            "Prøves igen 24. nov. 12.12",
        ),
        (letter(DeliveryState.READY, reason="MailLoginRefused"), "Ikke sendt venter på jer"),
    ],
)
def test_a_letter_says_how_it_stands(found: Delivery, line: str) -> None:
    assert face_of(PostCell((found,)), in_folder=False).line == line


def test_it_says_how_often_it_left_and_how_many_letters_there_are() -> None:
    sent = letter(DeliveryState.SENT)
    assert face_of(PostCell((sent,), 2), in_folder=False).word == "Sendt 2 gange"
    assert face_of(PostCell((sent, sent), 1), in_folder=False).word == "2 breve, sendt"


def test_what_no_longer_holds_will_not_leave() -> None:
    old = letter(DeliveryState.FAILED, reason="ReceiverRefused")
    assert face_of(PostCell((old,), is_true=False), in_folder=False).word == "Ikke sendt"
    gone = letter(DeliveryState.SENT)
    assert face_of(PostCell((gone,), is_true=False), in_folder=False).word == "Sendt"


def test_each_column_has_its_own_name() -> None:
    columns = [PostColumn(kind, kind, number) for kind in LetterKind for number in (1, 2)]
    columns.append(PostColumn("u", LetterKind.INVITATION, 1, is_update=True))
    names = [column_name(each) for each in columns]
    assert len(set(names)) == len(names)
    assert {"Kladde 1", "Indkaldelse", "Opdatering", "Referat 1", "Referat 2 (rettet)"} <= {*names}


def test_whoever_is_off_the_list_is_marked_so() -> None:
    assert place_text(PostReceiver("1", "Sofie", "mor", "")) == "mor"
    assert place_text(PostReceiver("1", "Sofie", "", "", is_listed=False)) == "Taget af listen"


def test_everything_that_can_happen_is_told_in_order() -> None:
    events = tuple(LetterEvent("1", kind, NOON, "Mette Holm") for kind in LetterEventKind)
    story = story_of(events)
    # That it was on its way says nothing once it is known how that ended.
    assert len(story) == len(events) - 1
    assert all(each.words and each.when == "24. nov. 12.12" for each in story)
    assert story[0].words == "Sendt af sted af Mette Holm"


def test_a_server_s_no_is_told_in_danish_with_its_own_words_below() -> None:
    words = "552 5.2.2 Mailbox full"
    (line,) = story_of((LetterEvent("1", LetterEventKind.BOUNCED, NOON, "", 552, words),))
    assert line.words == "Kom retur: modtagerens postkasse er fuld"
    assert words in line.quote


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (84_400, "84 kB"), (2_440_000, "2,4 MB")])
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert size_text(size) == words
