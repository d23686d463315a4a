"""Minutes that everybody recognises: from what was said to a second version that is proven.

Real servers carry the letters out (SMTP) and the answers in (IMAP).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.imap_server import empty_server
from tests.journeys import correction_acts as step4
from tests.journeys import minutes_acts as step3
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.minutes_desk import METTE, Minutes, letters_can_come_in, meeting_is_held
from tests.journeys.round_acts import SOFIE, know_the_family
from tests.smtp_server import SmtpServer


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def desk(
    come_in: OpenDoor, street: Street, smtp: SmtpServer, ring: object, tmp_path: Path
) -> Minutes:
    """A meeting was held; the minutes taker has come in, and the letters have their ways."""
    imap = empty_server()
    person = come_in(replace(street, ca_file=smtp.ca_file, mailbox_ca_file=imap.ca_file))
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.fills(name="Mette Holm", title="Familierådgiver", mail=METTE)
    person.presses("Return")
    person.sees("todayPage")
    know_the_family(person, smtp)
    opened = Minutes(person, smtp, imap, street.clock, tmp_path)
    letters_can_come_in(opened)
    meeting_is_held(opened)
    return opened


def test_minutes_are_written_cut_corrected_and_proven(desk: Minutes) -> None:
    step3.finds_the_minutes(desk)
    step3.gathers_what_was_said(desk)
    step3.writes_what_is_missing(desk)
    step3.mends_the_language(desk)
    step3.says_why_the_child_is_missing(desk)
    step3.fills_the_plan(desk)
    step3.lists_a_document_that_is_not_followed(desk)
    step3.cuts_karins_copy(desk)
    mails = step3.sends_the_minutes(desk)
    step3.everybody_reads_what_is_theirs(desk, mails)
    step4.sofie_answers_by_mail(desk, mails[SOFIE])
    step4.opens_the_round(desk)
    step4.jonas_rings(desk)
    step4.silence_is_silence(desk)
    step4.decides(desk)
    second = step4.writes_version_2(desk)
    step4.version_2_tells_what_changed(desk, mails, second)
    step4.compares(desk)
    step4.marks_what_proved_wrong(desk)
    step4.hands_to_the_journal(desk)
    step4.searches(desk)
    step4.everything_is_proven(desk)
