"""Access tokens for mail servers that take no password.

What the keyring holds is either a bare access token, or what a fresh one is fetched with: a JSON
object with ``refresh_token``, ``token_url``, ``client_id`` and, where the giver wants them,
``scope`` and ``client_secret`` (RFC 6749 § 6). No secret ever stands in an exception or a log.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from time import monotonic

from moedeleder.domain.errors import MailLoginRefused
from moedeleder.mail.oauth_asking import ask_for_token
from moedeleder.mail.tls import secure_context

_MARGIN_SECONDS = 60.0
_USUAL_SECONDS = 600.0
"""How long a token is kept whose giver does not say; most last an hour."""
_ACCESS_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")
_FIELDS = ("refresh_token", "token_url", "client_id")


def xoauth2(user: str, token: str) -> bytes:
    """Return what XOAUTH2 begins with, before it is put in base64."""
    # Whatever ends a field must not stand in one.
    name = user.replace("\x01", "")
    return f"user={name}\x01auth=Bearer {token}\x01\x01".encode(errors="replace")


@dataclass(frozen=True, slots=True, repr=False)
class Grant:
    """What fresh access tokens are fetched with."""

    refresh_token: str
    token_url: str
    client_id: str
    scope: str = ""
    client_secret: str = ""

    def as_kept(self) -> str:
        """Return it as the keyring holds it."""
        fields = {name: getattr(self, name) for name in (*_FIELDS, "scope", "client_secret")}
        return json.dumps({name: value for name, value in fields.items() if value})


def read_grant(kept: str) -> Grant | None:
    """Return what the keyring holds, None where that is a bare token or a password.

    Raises:
        MailLoginRefused: it is JSON without the fields, or with an address that is not HTTPS.
    """
    if not kept.lstrip().startswith("{"):
        return None
    try:
        fields = json.loads(kept)
    except (ValueError, RecursionError):
        raise MailLoginRefused from None
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    if not all(texts.get(name) for name in _FIELDS):
        raise MailLoginRefused
    if not texts["token_url"].startswith("https://"):
        raise MailLoginRefused
    names = (*_FIELDS, "scope", "client_secret")
    return Grant(**{name: texts[name] for name in names if name in texts})


class AccessTokens:
    """Keeps access tokens in memory until shortly before they end; safe on many threads."""

    def __init__(
        self,
        ca_file: Path | None = None,
        now: Callable[[], float] = monotonic,
        timeout: float = 30.0,
    ) -> None:
        """Keep none yet.

        Args:
            ca_file: PEM, an authority of the municipality's own.
            now: a clock in seconds.
            timeout: seconds for a whole answer.
        """
        self._ca_file, self._now, self._timeout = ca_file, now, timeout
        self._lock = Lock()
        self._sources: dict[str, TokenSource] = {}

    def source(self, kept: str, renewed: Callable[[str], None] | None = None) -> TokenSource:
        """Return what gives access tokens of what the keyring holds; the same each time.

        Args:
            kept: a bare access token, or the JSON that ``read_grant`` reads.
            renewed: told what the keyring is to hold from now on, where the giver of tokens
                changes it.
        """
        with self._lock:
            if kept not in self._sources:
                self._sources[kept] = TokenSource(self, kept)
            source = self._sources[kept]
        source.renewed = renewed
        return source

    def also_known_as(self, kept: str, source: TokenSource) -> None:
        """Return the same source for what the keyring holds from now on."""
        with self._lock:
            self._sources[kept] = source

    def fetch(self, grant: Grant) -> tuple[Grant, str, float]:
        """Return a fresh token, when to stop using it, and what to ask with the next time."""
        asked_at = self._now()
        context = secure_context(self._ca_file)
        answer = ask_for_token(grant.token_url, _form(grant), context, self._timeout)
        lasts = answer.lasts if answer.lasts is not None else _USUAL_SECONDS
        ends_at = asked_at + max(lasts - _MARGIN_SECONDS, 0.0)
        next_grant = replace(grant, refresh_token=answer.refresh_token or grant.refresh_token)
        return next_grant, answer.access_token, ends_at

    def is_past(self, moment: float) -> bool:
        """Whether the clock has reached ``moment``."""
        return self._now() >= moment


class TokenSource:
    """Gives an access token whenever a connection needs one."""

    def __init__(self, tokens: AccessTokens, kept: str) -> None:
        self._tokens, self._kept = tokens, kept
        self._lock = Lock()
        self._grant: Grant | None = None
        self._token, self._ends_at = "", 0.0
        self.renewed: Callable[[str], None] | None = None

    def __call__(self) -> str:
        """Return an access token, fetched only where the last one is about to end.

        Raises:
            MailLoginRefused: the giver of tokens refuses, or what is kept is of no use.
            MailServerUnreachable: it does not answer now, or not sensibly.
            MailServerNotSecure: its certificate is not to be trusted.
            FileUnreadable: the extra certificate file.
        """
        with self._lock:
            grant = self._grant or read_grant(self._kept)
            if grant is None:
                return _bare(self._kept)
            if not self._token or self._tokens.is_past(self._ends_at):
                self._grant, self._token, self._ends_at = self._tokens.fetch(grant)
                self._tell_renewed(grant, self._grant)
            return self._token

    def forget(self) -> None:
        """Fetch a fresh token the next time: the mail server did not take this one."""
        with self._lock:
            self._token = ""

    def _tell_renewed(self, before: Grant, after: Grant) -> None:
        if after == before:
            return
        self._tokens.also_known_as(after.as_kept(), self)
        if self.renewed is not None:
            self.renewed(after.as_kept())


def _bare(kept: str) -> str:
    token = kept.strip()
    if not _ACCESS_TOKEN.fullmatch(token):
        raise MailLoginRefused
    return token


def _form(grant: Grant) -> dict[str, str]:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": grant.refresh_token,
        "client_id": grant.client_id,
        "scope": grant.scope,
        "client_secret": grant.client_secret,
    }
    return {name: value for name, value in form.items() if value}
