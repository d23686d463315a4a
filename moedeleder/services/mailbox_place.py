"""Which mailbox it is, and how far it has been read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from moedeleder.domain.settings import MailboxSettings, SignIn
from moedeleder.domain.text import clean_line
from moedeleder.models import queries
from moedeleder.models.tables import SettingRow

PLACE = "mailbox_place"


@dataclass(slots=True)
class Place:
    """How far a mailbox has been read; kept between fetches, in a setting of its own."""

    account: str = ""
    since: str = ""
    uid_validity: int = 0
    last: int = 0
    try_again: list[int] = field(default_factory=list)
    fetched_at: str = ""


def as_kept(settings: MailboxSettings) -> MailboxSettings:
    """Return settings as they are kept: on one line each, and fetched at least daily or never."""
    return replace(
        settings,
        host=clean_line(settings.host),
        user=clean_line(settings.user),
        folder=clean_line(settings.folder),
        taken_folder=clean_line(settings.taken_folder),
        sent_folder=clean_line(settings.sent_folder),
        every_minutes=max(0, min(24 * 60, settings.every_minutes)),
    )


def account_of(settings: MailboxSettings) -> str:
    """Return what tells a folder of an account from every other."""
    return f"{settings.user}@{settings.host}:{settings.port}/{settings.folder}"


def secret_name(settings: MailboxSettings) -> str:
    """Return the name under which the keyring holds the password or token of a mailbox."""
    kind = "mailbox-oauth" if settings.sign_in is SignIn.XOAUTH2 else "mailbox"
    return f"{kind}:{settings.user}@{settings.host}:{settings.port}"


def key_of(identity: bytes) -> str:
    """Return under what a mail that was looked at is remembered: nothing of it can be read."""
    return hashlib.sha256(identity).hexdigest()


def place_of(session: Any) -> Place:
    """Return how far the mailbox has been read."""
    row = queries.setting(session, PLACE)
    return Place(**row.value) if row else Place()


def put(session: Any, name: str, value: dict[str, Any]) -> None:
    """Keep a setting."""
    row = queries.setting(session, name) or SettingRow(name=name)
    row.value = value
    session.add(row)
