"""Showing a mail server who we are: once, and inside TLS only."""

from __future__ import annotations

import base64
from collections.abc import Callable
from threading import Lock

from moedeleder.domain.errors import (
    MailLoginNotOffered,
    MailLoginRefused,
    MailServerError,
    MailServerUnreachable,
)
from moedeleder.domain.settings import SignIn
from moedeleder.mail.oauth import xoauth2
from moedeleder.mail.smtp_line import SmtpLine
from moedeleder.mail.smtp_replies import Garbled, Reply, is_refusal, lost_line_means, refusal


def log_in(line: SmtpLine, user: str, secret: str, sign_in: SignIn) -> None:
    """Log in by PLAIN or LOGIN, or with an access token by XOAUTH2.

    smtplib's own login takes ASCII only, and Danish passwords are not. CRAM-MD5 is left out:
    inside TLS it protects nothing and needs passwords kept in clear at the server.

    Raises:
        MailLoginNotOffered: the server takes nothing of the kind.
        MailLoginRefused: user name and secret do not fit.
        MailServerUnreachable: the server cannot tell now, or hung up.
    """
    line.require_encryption()
    offered = frozenset(line.esmtp_features.get("auth", "").upper().split())
    with lost_line_means(MailServerUnreachable):
        reply = _asked(line, user, secret, sign_in, offered)
        if reply[0] != 235 and not is_refusal(reply[0]):
            line.close()
            raise Garbled
    if reply[0] != 235:
        raise refusal(MailServerUnreachable if reply[0] < 500 else MailLoginRefused, reply)


class LoginGate:
    """Lets the first of several connections try the login alone: wrong tries lock accounts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known_good = False
        self._refused: MailServerError | None = None

    def log_in(self, line: SmtpLine, user: str, secret: Callable[[], str], sign_in: SignIn) -> None:
        """Log in as ``log_in`` does; a refusal is remembered and not asked for again.

        Args:
            secret: asked for when it is needed; may raise what ``log_in`` raises.
        """
        if self._known_good:
            log_in(line, user, secret(), sign_in)
            return
        with self._lock:
            if self._refused is not None:
                raise type(self._refused)(self._refused.code, self._refused.server_words)
            try:
                log_in(line, user, secret(), sign_in)
            except (MailLoginRefused, MailLoginNotOffered) as error:
                self._refused = type(error)(error.code, error.server_words)
                raise
            self._known_good = True


def _asked(
    line: SmtpLine, user: str, secret: str, sign_in: SignIn, offered: frozenset[str]
) -> Reply:
    if sign_in is SignIn.XOAUTH2:
        if "XOAUTH2" not in offered:
            raise MailLoginNotOffered
        return _by_token(line, user, secret)
    if "PLAIN" in offered:
        return line.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{secret}"))
    if "LOGIN" in offered:
        return _by_questions(line, user, secret)
    raise MailLoginNotOffered


def _by_token(line: SmtpLine, user: str, token: str) -> Reply:
    reply = line.docmd("AUTH", "XOAUTH2 " + base64.b64encode(xoauth2(user, token)).decode())
    # 334 tells what is wrong with the token; the refusal itself comes after an empty answer.
    return line.docmd("") if reply[0] == 334 else reply


def _by_questions(line: SmtpLine, user: str, password: str) -> Reply:
    reply = line.docmd("AUTH", "LOGIN")
    for answer in (user, password):
        if reply[0] != 334:
            break
        reply = line.docmd(_base64(answer))
    return reply


def _base64(text: str) -> str:
    # An encoding error would carry the password with it; a wrong sign is just a wrong password.
    return base64.b64encode(text.encode(errors="replace")).decode("ascii")
