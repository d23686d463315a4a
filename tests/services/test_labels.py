"""Every code name has one Danish word."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pytest

from moedeleder.domain.agenda import ItemKind
from moedeleder.domain.attendees import Attendance, Duty, InvitationReply
from moedeleder.domain.child_voice import VoiceWay
from moedeleder.domain.contributions import Channel, ContributionKind, Decision, Importance
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.times import Fit
from moedeleder.services import labels


@pytest.mark.parametrize(
    ("kinds", "label"),
    [
        (PersonRole, labels.role_label),
        (ItemKind, labels.kind_label),
        (Attendance, labels.attendance_label),
        (StatementKind, labels.statement_label),
        (PartKey, labels.part_heading),
        (Channel, labels.channel_label),
        (ContributionKind, labels.contribution_label),
        (Decision, labels.decision_label),
        (InvitationReply, labels.reply_label),
        (VoiceWay, labels.voice_label),
        (Fit, labels.fit_label),
    ],
)
def test_each_kind_has_a_word_of_its_own(
    kinds: type[StrEnum], label: Callable[[StrEnum], str]
) -> None:
    words = [label(kind) for kind in kinds]
    assert all(word and word[0].isupper() and word == word.strip() for word in words)
    assert len(set(words)) == len(words)


def test_no_duty_says_nothing() -> None:
    assert labels.duty_label(Duty.NONE) == ""
    others = {labels.duty_label(duty) for duty in Duty if duty is not Duty.NONE}
    assert len(others) == len(Duty) - 1
    assert all(others)


def test_importance_nobody_spoke_of_says_nothing() -> None:
    assert labels.importance_label(Importance.UNSAID) == ""
    others = {labels.importance_label(each) for each in Importance if each is not Importance.UNSAID}
    assert len(others) == len(Importance) - 1
    assert all(others)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Alma", "Almas perspektiv"),
        ("Zoë", "Zoës perspektiv"),
        ("Jonas", "Jonas' perspektiv"),
        ("Max", "Max' perspektiv"),
        ("Fritz", "Fritz' perspektiv"),
        ("MADS", "MADS' perspektiv"),
        (" Ida ", "Idas perspektiv"),
        ("", "Barnets perspektiv"),
        ("  ", "Barnets perspektiv"),
    ],
)
def test_the_childs_heading_bears_the_name(name: str, heading: str) -> None:
    assert labels.part_heading(PartKey.CHILD_PERSPECTIVE, name) == heading


@pytest.mark.parametrize("part", [each for each in PartKey if "child" not in each])
def test_other_headings_bear_no_name(part: PartKey) -> None:
    assert labels.part_heading(part, "Alma") == labels.part_heading(part)


def test_several_people_are_told_apart_without_odd_commas() -> None:
    sofie = Person("a", 1, "f", "Sofie Eksempel", PersonRole.PARENT, "Mor")
    jonas = Person("b", 1, "f", "Jonas Eksempel", PersonRole.PARENT, "Far")
    karin = Person("c", 1, "f", "Karin Dam", PersonRole.TEACHER)
    assert labels.people_text([]) == ""
    assert labels.people_text([sofie]) == "Sofie Eksempel, mor"
    assert labels.people_text([sofie, jonas]) == "Sofie Eksempel (mor) og Jonas Eksempel (far)"
    three = labels.people_text([sofie, jonas, karin], first_names=True)
    assert three == "Sofie (mor), Jonas (far) og Karin (lærer)"
