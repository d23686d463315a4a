"""What the family brings to the agenda: the card beside it, and its dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from moedeleder.domain.answers import Answer, AnswerFile, AnswerState, Doubt
from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel, Contribution, Decision
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.dialogs.all_contributions import AllContributionsDialog
from moedeleder.ui.dialogs.answer import AnswerDialog
from moedeleder.ui.dialogs.attendees import AttendeeDialog
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.contribution_deeds import (
    MergeDialog,
    PutOnDialog,
    ReasonDialog,
    SplitDialog,
)
from moedeleder.ui.dialogs.type_in import TypedAnswer, TypeInDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, meeting_page
from tests.ui.brought import LONG_MAIL, point, waiting, with_many, with_some
from tests.ui.office_fixture import NOW, Example, TestDesk, add_example


def some() -> tuple[TestDesk, Example, Meeting]:
    desk = scene_desk()
    example = add_example(desk)
    return desk, example, with_some(desk, example)


def first_waiting() -> Contribution:
    return waiting(some()[2])[0]


@scene("bidrag")
def contributions() -> QWidget:
    desk, _example, meeting = some()
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie læser højt af Almas brev.")
    meeting = desk.office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    for at, reply in enumerate((InvitationReply.ACCEPTED, InvitationReply.DECLINED)):
        who = meeting.attendees[at]
        meeting = desk.office.meetings.set_reply(who.id, who.version, reply, Channel.PHONE)
    karin = meeting.attendees[2]
    meeting = desk.office.meetings.set_presence(
        karin.id, karin.version, "Kender Alma fra klassen", "Skolens del"
    )
    return meeting_page(desk, meeting.id)


@scene("bidrag-mange")
def contributions_many() -> QWidget:
    desk = scene_desk()
    return meeting_page(desk, with_many(desk, add_example(desk)).id)


@scene("bidrag-saet-paa", sizes=ONE_SIZE)
def put_on() -> QDialog:
    return PutOnDialog(first_waiting())


@scene("bidrag-saet-paa-lang", sizes=ONE_SIZE)
def put_on_long() -> QDialog:
    desk = scene_desk()
    return PutOnDialog(waiting(with_many(desk, add_example(desk)))[0])


@scene("bidrag-laeg-til", sizes=ONE_SIZE)
def merge() -> QDialog:
    _desk, _example, meeting = some()
    return MergeDialog(waiting(meeting)[0], meeting)


@scene("bidrag-andet-sted", sizes=ONE_SIZE)
def elsewhere() -> QDialog:
    return ReasonDialog(first_waiting(), Decision.ELSEWHERE)


@scene("bidrag-ikke-nu", sizes=ONE_SIZE)
def not_now() -> QDialog:
    return ReasonDialog(first_waiting(), Decision.NOT_NOW)


@scene("bidrag-del-op", sizes=ONE_SIZE)
def split() -> QDialog:
    desk = scene_desk()
    return SplitDialog(waiting(with_many(desk, add_example(desk)))[0])


@scene("bidrag-alle", sizes=ONE_SIZE)
def everything() -> QDialog:
    return AllContributionsDialog(some()[2])


@scene("bidrag-alle-tomt", sizes=ONE_SIZE)
def nothing() -> QDialog:
    return AllContributionsDialog(add_example(scene_desk()).meeting)


@scene("svar-skriv-ind", sizes=ONE_SIZE)
def type_in() -> QDialog:
    return TypeInDialog(add_example(scene_desk()).meeting)


@scene("svar-skriv-ind-fuldt", sizes=ONE_SIZE)
def type_in_full() -> QDialog:
    example = add_example(scene_desk())
    dialog = TypeInDialog(example.meeting)
    drafts = tuple(point(f"Punkt {number} om søvn", "Ro om aftenen") for number in range(6))
    dialog.show_answer(TypedAnswer(example.person("Jonas").id, Channel.PAPER, drafts))
    return dialog


@scene("svar-helt", sizes=ONE_SIZE)
def whole_answer() -> QDialog:
    answer = Answer(
        "1",
        1,
        Channel.MAIL,
        NOW,
        AnswerState.PLACED,
        Doubt.NONE,
        None,
        "",
        None,
        "Sofie Eksempel",
        "Sofie",
        "sofie@eksempel.example",
        "Sv: møde",
        LONG_MAIL[:900],
        "> Kære Sofie\n> Her er kladden.",
        (
            AnswerFile("svarskema.docx", 18_200, "application/msword"),
            AnswerFile("tegning.zip", 900_000, "application/zip", "AnswerFileUnknown"),
        ),
    )
    return AnswerDialog(scene_desk(), answer)


@scene("barnets-stemme", sizes=ONE_SIZE)
def child_voice() -> QDialog:
    desk = scene_desk()
    return ChildVoiceDialog(desk, add_example(desk).meeting)


@scene("deltager-svar", sizes=ONE_SIZE)
def attendee_with_reply() -> QDialog:
    desk, _example, meeting = some()
    who = meeting.attendees[0]
    meeting = desk.office.meetings.set_reply(
        who.id, who.version, InvitationReply.ACCEPTED, Channel.PHONE
    )
    return AttendeeDialog(desk, meeting, meeting.attendees[0])
