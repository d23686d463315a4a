"""The composition root: the one place that builds things and connects them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from moedeleder import paths

# The store costs a third of a second to import. The window is painted before that is paid, so
# what needs it imports it where it is used.
if TYPE_CHECKING:
    from moedeleder.domain.settings import MailboxSettings, MailSettings
    from moedeleder.mail.mailbox import Mailbox
    from moedeleder.mail.transport import Transport
    from moedeleder.models.store import Store
    from moedeleder.services.context import Typing
    from moedeleder.services.office import Office
    from moedeleder.services.settings import Secrets


def resource_folders() -> tuple[Path, ...]:
    """Return the folders of data files: ours, then the municipality's, whose files win."""
    local = paths.local_resources()
    return (paths.resources(), local) if local else (paths.resources(),)


def transport_maker(
    ca_file: Path | None = None, secrets: Secrets | None = None
) -> Callable[[MailSettings, str], Transport]:
    """Return what makes a way out of mail settings and what the keyring holds for them.

    Args:
        ca_file: certificates of an authority of the municipality's own, besides the system's.
        secrets: where a token's successor is kept, when its giver changes it.
    """
    from moedeleder.domain.settings import MailWay, SignIn
    from moedeleder.mail.folder import FolderTransport
    from moedeleder.mail.oauth import AccessTokens
    from moedeleder.mail.smtp import SmtpSettings, SmtpTransport
    from moedeleder.services.settings import secret_name

    tokens = AccessTokens(ca_file)

    def make(settings: MailSettings, password: str) -> Transport:
        if settings.way is MailWay.FOLDER:
            return FolderTransport(paths.at_home(settings.folder))
        way = SmtpSettings(
            host=settings.host,
            port=settings.port,
            security=settings.security,
            user=settings.user,
            password=lambda: password,
            ca_file=ca_file,
            sign_in=settings.sign_in,
            # Only where the office has said that its server holds to it.
        )
        if settings.sign_in is SignIn.XOAUTH2:
            token = tokens.source(password, _keeper(secrets, secret_name(settings)))
            way = replace(way, password=token, login_refused=token.forget)
        return SmtpTransport(way)

    return make


def _keeper(secrets: Secrets | None, name: str) -> Callable[[str], None]:
    """Return what keeps a token's successor; without a keyring the first one is good for a time."""
    from moedeleder.domain.errors import KeyringUnusable

    def keep(secret: str) -> None:
        if secrets is not None:
            with suppress(KeyringUnusable):
                secrets.write(name, secret)

    return keep


def mailbox_maker(
    ca_file: Path | None = None, secrets: Secrets | None = None
) -> Callable[[MailboxSettings, str], Mailbox]:
    """Return what makes a way to a mailbox of its settings and what the keyring holds for them.

    Args:
        ca_file: certificates of an authority of the municipality's own, besides the system's.
        secrets: where a token's successor is kept, when its giver changes it.
    """
    from moedeleder.domain.settings import SignIn
    from moedeleder.mail.mailbox import Mailbox, MailboxAccess
    from moedeleder.mail.oauth import AccessTokens
    from moedeleder.services.mailbox_place import secret_name

    tokens = AccessTokens(ca_file)

    def make(settings: MailboxSettings, password: str) -> Mailbox:
        access = MailboxAccess(
            host=settings.host,
            port=settings.port,
            security=settings.security,
            user=settings.user,
            password=lambda: password,
            folder=settings.folder,
            after=settings.after,
            ca_file=ca_file,
            sign_in=settings.sign_in,
            sent_folder=settings.sent_folder,
        )
        if settings.sign_in is SignIn.XOAUTH2:
            token = tokens.source(password, _keeper(secrets, secret_name(settings)))
            access = replace(access, password=token, login_refused=token.forget)
        return Mailbox(access)

    return make


def open_office(
    store: Store,
    typing: Typing,
    secrets: Secrets,
    *,
    now: Callable[[], datetime] | None = None,
    transport: Callable[[MailSettings, str], Transport] | None = None,
    mailbox: Callable[[MailboxSettings, str], Mailbox] | None = None,
) -> Office:
    """Return all services on an open store; the known user is stamped on every change.

    Raises:
        ResourceFault: a data file has a mistake.
    """
    from moedeleder.services.catalogue import load_catalogue
    from moedeleder.services.context import Clock, Context
    from moedeleder.services.deadlines import load_deadlines
    from moedeleder.services.office import build_office

    clock = Clock(now) if now else Clock()
    folders = resource_folders()
    context = Context(store, clock, load_catalogue(folders), load_deadlines(folders), typing)
    office = build_office(
        context,
        secrets,
        transport or transport_maker(secrets=secrets),
        mailbox or mailbox_maker(secrets=secrets),
        folders,
    )
    actor = office.settings.actor()
    if actor is not None:
        store.actor = actor.name
    return office
