"""The conversation by which one mail is handed over, each reply read for what it means.

smtplib's ``sendmail`` is not used: it cannot tell a mail that was surely not sent from one that
may have been, and waits as long for the last reply as for the first.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from moedeleder.domain.errors import (
    MailSendingFailed,
    MailServerError,
    MailUncertain,
    ReceiverRefused,
    SenderRefused,
)
from moedeleder.mail.smtp_line import SmtpLine
from moedeleder.mail.smtp_replies import (
    Reply,
    StaleLine,
    is_refusal,
    lost_line_means,
    refusal,
)

_LOG = logging.getLogger(__name__)
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom and to whom, in checked addresses; ``copy_to`` may be empty."""

    sender: str
    receiver: str
    copy_to: str = ""
    utf8: bool = False


class SmtpClient(SmtpLine):
    """Hands over one mail after the other."""

    final_reply_timeout = 600.0  # RFC 5321 § 4.5.3.2.6; a shorter wait makes duplicates

    def __init__(self, timeout: float) -> None:
        """Make a client that is not connected yet; ``timeout`` is seconds for one reply."""
        super().__init__(timeout)
        self.command_encoding = "utf-8"
        self._used = self._half_done = False
        self.copy_refused: MailServerError | None = None
        """Why the archive took no copy of the last mail."""

    def transfer(
        self, envelope: Envelope, data: bytes, before_last_word: Callable[[], None]
    ) -> None:
        """Hand one mail over for one receiver, and for the archive where it takes it.

        Raises:
            SenderRefused, ReceiverRefused, MailTooLarge, MailLoginRefused, MailSendingFailed:
                it has surely not been sent.
            MailUncertain: everything was handed over and no answer came.
            StaleLine: nothing was begun, because the line was no longer there.
        """
        self.require_encryption()
        self._make_ready()
        self.copy_refused = None
        with lost_line_means(MailSendingFailed):
            self._begin_or_let_go(self._commands(envelope, len(data)))
        try:
            with lost_line_means(MailSendingFailed):
                self._send_body(data)
            before_last_word()
        except BaseException:
            # Without its dot, what the server got is no mail.
            self.close()
            raise
        self._end()

    def _make_ready(self) -> None:
        """Forget a letter that was begun; raises ``StaleLine`` where nobody listens any more."""
        try:
            # Not ``rset``, after which smtplib can say no address outside ASCII.
            if self.has_spoken() or (self._half_done and self.docmd("RSET")[0] != 250):
                raise StaleLine
        except (smtplib.SMTPException, OSError):
            raise StaleLine from None
        self._half_done = False

    def _commands(self, envelope: Envelope, size: int) -> list[str]:
        options = [f" SIZE={size}"] if self.has_extn("size") else []
        options += [" BODY=8BITMIME SMTPUTF8"] if envelope.utf8 else []
        receivers = [one for one in (envelope.receiver, envelope.copy_to) if one]
        return [
            f"MAIL FROM:<{envelope.sender}>{''.join(options)}",
            *(f"RCPT TO:<{one}>" for one in receivers),
            "DATA",
        ]

    def _begin_or_let_go(self, commands: Sequence[str]) -> None:
        try:
            self._begin(commands)
        except (MailServerError, smtplib.SMTPException, OSError, StaleLine):
            raise
        except BaseException:
            # Replies not yet heard would be taken for those to the next letter.
            self.close()
            raise

    def _begin(self, commands: Sequence[str]) -> None:
        """Say for whom the mail is, until the server waits for it."""
        used, self._used, self._half_done = self._used, True, True
        replies = self._replies(commands)
        try:
            first = next(replies)
        except (smtplib.SMTPException, OSError):
            if used:
                raise StaleLine from None
            raise
        if used and first[0] == 421:
            self.close()
            raise StaleLine
        self._judge(first, replies, has_copy=len(commands) > 3)

    def _replies(self, commands: Sequence[str]) -> Iterator[Reply]:
        """Yield the reply to each command, all of which go in one flight where the server can."""
        if any("\r" in command or "\n" in command for command in commands):
            raise ValueError("a command is one line")
        if self.has_extn("pipelining"):
            self.send("".join(f"{command}\r\n" for command in commands))
            for _ in commands:
                yield self.getreply()
        else:
            for command in commands:
                yield self.docmd(command)

    def _judge(self, first: Reply, rest: Iterator[Reply], *, has_copy: bool) -> None:
        try:
            self.expect(250, first, SenderRefused)
            self.expect(250, next(rest), ReceiverRefused)
            if has_copy:
                self._hear_archive(next(rest))
            self.expect(354, next(rest), MailSendingFailed)
        except MailServerError:
            # The refusal stands, whatever becomes of the line.
            with suppress(smtplib.SMTPException, OSError):
                self._back_out(rest)
            raise

    def _hear_archive(self, reply: Reply) -> None:
        """Go on without a copy where the archive takes none."""
        code = reply[0]
        if code == 421 or not is_refusal(code):
            self.expect(250, reply, MailSendingFailed)
        else:
            self.copy_refused = refusal(ReceiverRefused, reply)
            _LOG.info("the archive takes no copy: %d", code)

    def _back_out(self, rest: Iterator[Reply]) -> None:
        """Hear what was answered after a refusal, and see that nobody gets the mail.

        A server that waits for the mail all the same gets a lone dot where it took no receiver
        (RFC 2920 § 3.1). Where it took one, such as the archive, the dot would send an empty
        mail: the line is dropped instead.
        """
        if not self.has_extn("pipelining"):
            return
        replies = [code for code, _words in rest]
        if not replies or replies[-1] != 354:
            return
        if any(code < 300 for code in replies[:-1]):
            self.close()
            return
        self.send(b".\r\n")
        if not is_refusal(self.getreply()[0]):
            self.close()

    def _send_body(self, data: bytes) -> None:
        """Send everything but the final dot."""
        dotted = data.replace(b"\r\n.", b"\r\n..")
        for start in range(0, len(dotted), _CHUNK):
            self.send(dotted[start : start + _CHUNK])
        if self.has_spoken():
            reply = self.getreply()
            self.expect(0, reply, MailSendingFailed)

    def _end(self) -> None:
        """Send the final dot and wait for the answer that decides."""
        self.patience, patience = self.final_reply_timeout, self.patience
        # From the dot on, silence no longer means that nothing was sent.
        with lost_line_means(MailUncertain):
            self.send(b".\r\n")
            reply = self.getreply()
        self.patience = patience
        if 200 <= reply[0] < 300:
            self._half_done = False
            return
        if reply[0] == 421 or not is_refusal(reply[0]):
            self.close()
        raise refusal(MailSendingFailed if is_refusal(reply[0]) else MailUncertain, reply)
