"""What an error means for a letter: try again later, wait for a person, or never.

A wrong password is never tried twice by the program: accounts get locked. Everything else that
says something of the way out, even a certificate that is not trusted, may be mended by others
and is safe to try again, because nothing is said to such a server.
"""

from __future__ import annotations

from moedeleder.domain.errors import (
    DiskFull,
    FileUnreadable,
    FolderNotWritable,
    KeyringUnusable,
    LetterFaulty,
    MailLoginNotOffered,
    MailLoginRefused,
    MailNotSetUp,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
    MoedelederError,
    StoreError,
)
from moedeleder.domain.outbox import WAY_OUT_REASONS
from moedeleder.services.deliveries import reason_name

_WAY_OUT = (MailLoginRefused, MailNotSetUp, KeyringUnusable, FileUnreadable)
_NO_ROOM = (DiskFull, FolderNotWritable)
# A server that greets with a refusal (5xx) says nothing of the letters either.
_MENDED_BY_OTHERS = (MailServerUnreachable, MailServerNotSecure, MailLoginNotOffered)


def passes_by_itself(error: MoedelederError) -> bool:
    """Return whether the program may try again by itself after a pause."""
    if isinstance(error, KeyringUnusable):
        return False
    if isinstance(error, MailServerError):
        return error.temporary or isinstance(error, _MENDED_BY_OTHERS)
    return isinstance(error, (*_NO_ROOM, StoreError, LetterFaulty))


def needs_settings(error: MoedelederError) -> bool:
    """Return whether nothing can leave until a person has seen to the settings."""
    return reason_name(error) in WAY_OUT_REASONS and not passes_by_itself(error)


def stops_everything(error: MoedelederError) -> bool:
    """Return whether it says nothing of the letter, and no other would fare better now."""
    if isinstance(error, MailServerError):
        return error.stops_everything
    return isinstance(error, (*_WAY_OUT, *_NO_ROOM))


def reply_of(error: MoedelederError | None) -> tuple[int | None, str]:
    """Return the mail server's reply number and words, where it gave any."""
    if isinstance(error, MailServerError):
        return error.code, error.server_words
    return None, ""
