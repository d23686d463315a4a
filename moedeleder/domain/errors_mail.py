"""What can go wrong with mail; the whole tree stands in ``errors``."""

from __future__ import annotations

from moedeleder.domain.error_root import MoedelederError


class MailError(MoedelederError):
    """Something about sending mail."""


class MailNotSetUp(MailError):
    """No way of sending has been chosen, or it lacks a setting (``field``)."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class MailboxFolderMissing(MailError):
    """The mailbox has no folder of that name."""


class OnlyAnExample(MailError):
    """The example has no mailbox: real answers must not be laid with it."""


class MailServerError(MailError):
    """A mail server did or said something that stopped us.

    ``code`` is its reply number, if it gave one; ``server_words`` may hold an address, so they
    never stand in the text of the exception and belong in no log above DEBUG.
    """

    def __init__(self, code: int | None = None, server_words: str = "") -> None:
        super().__init__(code)
        self.code, self.server_words = code, server_words

    @property
    def temporary(self) -> bool:
        """Whether the server itself said that a later attempt may work (4xx)."""
        return self.code is not None and 400 <= self.code < 500


class MailServerUnreachable(MailServerError):
    """The mail server does not answer, or cannot serve us now."""


class MailServerNotSecure(MailServerError):
    """The connection cannot be encrypted, or the server's certificate is not to be trusted."""


class MailServerLacksUtf8(MailServerError):
    """The address has letters outside ASCII before the @, which the server cannot take."""


class MailLoginRefused(MailServerError):
    """The mail server does not accept the user name and password."""


class MailLoginNotOffered(MailServerError):
    """The mail server takes no user name and password of the kinds we can give."""


class SenderRefused(MailServerError):
    """The mail server does not let us send from the sender's address."""


class ReceiverRefused(MailServerError):
    """The mail server does not take mail for this address."""


class MailTooLarge(MailServerError):
    """The mail with its attachments is larger than the server takes."""


class MailSendingFailed(MailServerError):
    """The mail was not taken, for another reason; it has surely not been sent."""


class MailUncertain(MailServerError):
    """The connection was lost after the last word: it may have been sent; ask before again."""
