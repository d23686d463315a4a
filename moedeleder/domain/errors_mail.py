"""What can go wrong with mail; the whole tree stands in ``errors``."""

from __future__ import annotations

from typing import ClassVar

from moedeleder.domain.error_root import MoedelederError


class MailError(MoedelederError):
    """Something about sending mail."""


class MailNotSetUp(MailError):
    """No way of sending has been chosen, or it lacks a setting (``field``)."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class MailPasswordMissing(MailNotSetUp):
    """A way is chosen, but the password of the mail server is not kept (any more)."""

    def __init__(self) -> None:
        super().__init__("password")


class MailboxNotSetUp(MailNotSetUp):
    """There is no mailbox to look for letters in."""


class LetterFaulty(MailError):
    """A fault of our own kept a letter from leaving; no server has refused it."""


class MailboxFolderMissing(MailError):
    """The mailbox has no folder of that name."""


class OnlyAnExample(MailError):
    """The example has no mailbox: real answers must not be laid with it."""


class MailServerError(MailError):
    """A mail server did or said something that stopped us.

    ``code`` is its reply number, if it gave one; ``server_words`` may hold an address, so they
    never stand in the text of the exception and belong in no log above DEBUG.
    """

    stops_everything: ClassVar[bool] = False
    """Whether it says something of the way out, so that no other letter fares better now."""
    may_pass: bool = False
    """Whether it may pass by itself where the server gave no reply that says."""

    def __init__(self, code: int | None = None, server_words: str = "") -> None:
        super().__init__(code)
        self.code, self.server_words = code, server_words

    @property
    def temporary(self) -> bool:
        """Whether a later attempt of the program's own may work: 4xx, no line, or a lost one."""
        return self.may_pass if self.code is None else 400 <= self.code < 500


class MailServerUnreachable(MailServerError):
    """The mail server does not answer, or cannot serve us now."""

    stops_everything = True
    may_pass = True


class MailServerNotSecure(MailServerError):
    """The connection cannot be encrypted, or the server's certificate is not to be trusted."""

    stops_everything = True


class MailServerLacksUtf8(MailServerError):
    """The address has letters outside ASCII before the @, which the server cannot take."""


class MailLoginRefused(MailServerError):
    """The mail server does not accept the user name and password."""

    stops_everything = True


class MailLoginNotOffered(MailServerError):
    """The mail server takes no user name and password of the kinds we can give."""

    stops_everything = True


class SenderRefused(MailServerError):
    """The mail server does not let us send from the sender's address."""


class ReceiverRefused(MailServerError):
    """The mail server does not take mail for this address."""


class LetterBounced(MailServerError):
    """The letter was taken, and came back later: it could not be delivered."""


class MailTooLarge(MailServerError):
    """The mail with its attachments is larger than the server takes."""


class MailSendingFailed(MailServerError):
    """The mail was not taken, for another reason; it has surely not been sent."""

    may_pass = True


class MailUncertain(MailServerError):
    """The connection was lost after the last word: it may have been sent; ask before again."""

    @property
    def temporary(self) -> bool:
        """Never: it may have arrived."""
        return False


class DigitalPostNotSetUp(MoedelederError):
    """Nobody has said as whom files for Digital Post are made."""


class DigitalPostTooLarge(MoedelederError):
    """A letter holds more, or more papers, than Digital Post takes."""
