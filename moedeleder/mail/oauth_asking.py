"""One question to a giver of access tokens, by HTTPS, with an answer of bounded size and time."""

from __future__ import annotations

import http.client
import json
import logging
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from moedeleder.domain.errors import (
    MailLoginRefused,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
)

_LOG = logging.getLogger(__name__)
_SIZE_LIMIT = 64 * 1024
_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")
_LONGEST_SECONDS = 7 * 24 * 3600.0
_NOT_NOW = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, repr=False)
class TokenAnswer:
    """A fresh token; ``lasts`` is in seconds, None where it is not said."""

    access_token: str
    refresh_token: str
    lasts: float | None


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Follows nobody who sends us elsewhere with a secret in hand."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """Return no request: the answer stays an error."""


def ask_for_token(
    url: str, form: Mapping[str, str], context: ssl.SSLContext, timeout: float
) -> TokenAnswer:
    """Post the form and return the token in the answer; ``timeout`` is in seconds.

    Raises:
        MailLoginRefused: a clear no (4xx).
        MailServerUnreachable: no answer, not now, or not a sensible one.
        MailServerNotSecure: no safe encryption, or a certificate not trusted.
    """
    try:
        return _read(_post(url, form, context, timeout))
    except urllib.error.HTTPError as error:
        with error:
            _LOG.debug("the giver of tokens answered %d", error.code)
        clear_no = 400 <= error.code < 500 and error.code not in _NOT_NOW
        raise (MailLoginRefused if clear_no else MailServerUnreachable) from None
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        _LOG.debug("no token: %s", type(error).__name__)
        raise _failure(error) from None


def _post(url: str, form: Mapping[str, str], context: ssl.SSLContext, timeout: float) -> bytes:
    if not url.startswith("https://"):
        raise MailLoginRefused
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _NoDetours())
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode(form).encode("ascii"),
        headers={"Accept": "application/json", "User-Agent": ""},
    )
    ends_at = monotonic() + timeout
    answer = b""
    with opener.open(request, timeout=timeout) as response:
        while piece := response.read1(_SIZE_LIMIT):
            answer += piece
            if len(answer) > _SIZE_LIMIT or monotonic() > ends_at:
                raise ValueError
    return answer


def _read(answer: bytes) -> TokenAnswer:
    """Return what the JSON says; raises ValueError where it is none of a token."""
    fields = json.loads(answer)
    if not isinstance(fields, dict):
        raise ValueError
    token, lasts = fields.get("access_token"), fields.get("expires_in")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise ValueError
    renewed = fields.get("refresh_token")
    return TokenAnswer(
        token,
        renewed if isinstance(renewed, str) else "",
        _seconds(lasts),
    )


def _seconds(told: object) -> float | None:
    """Return how long a token lasts; some givers write the number as text."""
    try:
        seconds = float(told) if isinstance(told, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return None
    return seconds if 0.0 < seconds < _LONGEST_SECONDS else None


def _failure(error: BaseException) -> MailServerError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    hung_up = isinstance(reason, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    unsafe = isinstance(reason, ssl.SSLError) and not hung_up
    return MailServerNotSecure() if unsafe else MailServerUnreachable()
