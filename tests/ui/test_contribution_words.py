"""What contributions, decisions and replies are called on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import Person, PersonRole
from moedeleder.ui.contribution_words import (
    channel_text,
    decision_text,
    kind_text,
    reply_line,
    sender_line,
    short_day,
    summary_text,
)

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
JONAS = Person("p", 1, "f", "Jonas Eksempel", PersonRole.PARENT, "far")
ITEM = AgendaItem("i", 1, 0, "Skole", ItemKind.DISCUSSION, 10)
ASKED = Contribution(
    "c", 1, ContributionKind.POINT, "Ord", "", Importance.UNSAID, JONAS, Channel.PHONE, AT
)


def meeting(*brought: Contribution) -> Meeting:
    return Meeting(
        "m",
        1,
        "f",
        "Alma",
        "",
        "network",
        "Netværksmøde",
        datetime(2026, 12, 3, 15, 30),
        90,
        "",
        "",
        "",
        MeetingState.PLANNED,
        items=(ITEM,),
        contributions=brought,
    )


def test_a_sender_is_told_with_way_and_danish_day() -> None:
    # Half past midnight in Denmark.
    assert sender_line(ASKED) == "Jonas, far · i telefon 25. nov."


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_reads_inside_a_sentence(channel: Channel) -> None:
    assert channel_text(channel).split()[0] in {"på", "i"}


def test_a_short_month_is_written_in_full() -> None:
    assert short_day(datetime(2026, 5, 4, 12, tzinfo=UTC)) == "4. maj"


def test_only_a_plain_point_has_no_heading() -> None:
    without = [kind for kind in ContributionKind if not kind_text(kind)]
    assert without == [ContributionKind.POINT]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "Venter på svar"),
        ({"decision": Decision.ON_AGENDA, "item_id": "i"}, "Punkt 1: Skole"),
        ({"decision": Decision.MERGED, "item_id": "i"}, "Sammen med punkt 1: Skole"),
        (
            {"decision": Decision.ELSEWHERE, "where": "hos skolen", "reason": "det haster"},
            "Tages op et andet sted: hos skolen. Fordi: det haster",
        ),
        ({"decision": Decision.NOT_NOW, "reason": "senere"}, "Ikke denne gang. Fordi: senere"),
        ({"decision": Decision.NOTED}, "Noteret"),
        ({"decision": Decision.WITHDRAWN, "reason": "fejl"}, "Taget ud. Fordi: fejl"),
    ],
)
def test_a_decision_is_told(change: dict[str, object], expected: str) -> None:
    asked = replace(ASKED, **change)
    assert decision_text(meeting(asked), asked) == expected


def test_the_summary_counts_and_tells_of_receipts() -> None:
    placed = replace(ASKED, decision=Decision.MERGED, item_id="i")
    other = replace(ASKED, id="d", decision=Decision.NOT_NOW, reason="senere")
    both = meeting(placed, other, replace(ASKED, id="e"))
    told = meeting(replace(placed, told="Den er på dagsordenen som punkt 1."))
    assert summary_text(meeting(ASKED), 0) == ""
    assert summary_text(both, 1) == (
        "1 bidrag er taget med. 1 får et andet svar. Kvittering sendes med dagsordenen."
    )
    assert summary_text(told, 0) == "1 bidrag er taget med. Kvitteringen er sendt."
    laid = meeting(replace(told.contributions[0], told_in_folder=True))
    assert summary_text(laid, 0) == "1 bidrag er taget med. Kvitteringen ligger i mappen."


def test_a_reply_is_told_with_day_and_way() -> None:
    who = Attendee("a", 1, JONAS)
    came = replace(
        who, reply=InvitationReply.ACCEPTED, replied_at=AT, reply_channel=Channel.CALENDAR
    )
    assert reply_line(who) == ""
    assert reply_line(came) == "Kommer. Svarede 25. nov. i kalenderen"
    assert reply_line(replace(came, replied_at=None)) == "Kommer"
