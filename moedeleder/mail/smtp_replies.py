"""What a mail server's reply, or its silence, means to who sends."""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from moedeleder.domain.errors import (
    MailLoginRefused,
    MailSendingFailed,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
    MailTooLarge,
    SenderRefused,
)

_LOG = logging.getLogger(__name__)
_TOO_LARGE = re.compile(r"5\.3\.4|5\.2\.3")  # RFC 3463: too big for the system, for the mailbox
_HUNG_UP = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)

Reply = tuple[int, bytes]


class Garbled(smtplib.SMTPException):
    """What came is no reply, or none to what was asked: the line can no longer be trusted."""


class StaleLine(Exception):
    """The server ended a connection that had been used; nothing of the next letter was begun."""


def is_refusal(code: int) -> bool:
    """Whether it is a clear no, for now (4xx) or for good (5xx)."""
    return 400 <= code < 600


def refusal(kind: type[MailServerError], reply: Reply) -> MailServerError:
    """Return the error for a reply; some codes say more than the moment they came at."""
    code, words = reply
    told = words.decode("utf-8", "replace")
    _LOG.debug("the mail server answered %d %s", code, told)
    if kind in (SenderRefused, MailSendingFailed) and (code == 552 or _TOO_LARGE.match(told)):
        kind = MailTooLarge
    if kind is SenderRefused and code == 530:
        kind = MailLoginRefused
    return kind(code, told)


@contextmanager
def connecting() -> Iterator[None]:
    """Tell a line that cannot be had from one that cannot be made secure.

    Raises:
        MailServerNotSecure: the two ends agree on no safe encryption; it may pass where the
            server hung up on the question.
        MailServerUnreachable: anything else.
    """
    try:
        yield
    except _HUNG_UP:
        # An old server may end the line so, and any server in passing trouble.
        unsafe = MailServerNotSecure()
        unsafe.may_pass = True
        raise unsafe from None
    except ssl.SSLError as error:
        _LOG.debug("no secure connection: %s", error.reason)
        raise MailServerNotSecure from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        # ValueError: a host name that cannot be one, such as a label of 64 letters.
        _LOG.debug("no connection: %s", type(error).__name__)
        raise MailServerUnreachable from None


@contextmanager
def lost_line_means(meaning: type[MailServerError]) -> Iterator[None]:
    """Say what a connection lost inside means; smtplib's words may hold addresses."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        _LOG.debug("connection lost: %s", type(error).__name__)
        raise meaning from None
