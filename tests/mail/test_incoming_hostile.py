"""Two hundred and fifty hostile and broken mails, each read to its end."""

from __future__ import annotations

import time

import pytest

from moedeleder.mail.incoming import IncomingMail, read_mail
from tests.hostile_mails import COUNT, hostile_mails

MAILS = hostile_mails("Sofie <sofie@mail.example>", "ABCD-EFGH")


@pytest.mark.parametrize("number", range(COUNT))
def test_a_hostile_mail_is_read(number: int) -> None:
    before = time.process_time()
    mail = read_mail(MAILS[number])
    assert time.process_time() - before < 5
    shown = "".join((mail.from_name, mail.subject, *(file.name for file in mail.files)))
    assert not any(sign in shown for sign in "\0\r\n\u202e")
    assert not any(sign in file.name for file in mail.files for sign in "/\\:")
    assert isinstance(mail, IncomingMail)


def test_the_mails_are_the_same_each_time() -> None:
    assert hostile_mails("Sofie <sofie@mail.example>", "ABCD-EFGH") == MAILS
