"""What mail servers say in words alone when a letter comes back, as some still do.

The forms: qmail's (cr.yp.to/proto/qsbmf.txt), Exim's with its header of failed addresses, and
those of Exchange and others that quote the header lines of the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from moedeleder.domain.text import clean_line, shorten
from moedeleder.mail.decoding import decode_words
from moedeleder.mail.mime_parts import Headers

READ_LIMIT = 100_000
"""Characters of such a mail that are looked at."""
WORDS_LIMIT = 500
_ADDRESSES_LIMIT = 20
_MACHINE = re.compile(
    r"(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mmdf|"
    r"microsoftexchange[0-9a-f]{8,64})@",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"undeliver|could not be delivered|returned mail|returned to sender|failure notice|"
    r"(delivery|mail|message)( status)? (notification )?\(?(has )?fail|nondeliver|non-deliver|"
    r"kan ikke leveres|kunne ikke leveres|ikke leveret|uleverbar|unzustellbar",
    re.IGNORECASE,
)
_QMAIL = re.compile(r"\s*Hi\. This is (the|ezmlm|deliver)", re.IGNORECASE)
_DELAYED_SUBJECT = re.compile(r"\bdelay|warning: |forsink|midlertidig", re.IGNORECASE)
_TRIES_AGAIN = re.compile(
    r"will (be re-?tried|keep trying|retry)|(not|no) need to re(send|try)|"
    r"prøver (igen|fortsat)|forsøger igen",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
# Never the three digits alone: auto-replies are full of numbers.
_REFUSAL = re.compile(r"(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}|#[45]\.\d{1,3}\.\d{1,3}")
_COPY = re.compile(
    r"^-+ ?(Below (this|the next) line is|This is) a copy of .{0,80}$|"
    r"^-{2,}\s*(Original message|Returned message|Message headers?|Oprindelig meddelelse).{0,80}$|"
    r"^(Original message headers|Oprindelige (meddelelses|brev)?headere|"
    r"Oprindelige brevhoveder):?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = r"^[> \t]{0,8}%s:[ \t]*(.{1,990})$"
_MESSAGE_ID = re.compile(r"^[> \t]{0,8}Message-Id:\s{0,8}(<[^<>\s]{1,990}>)", re.I | re.M)
_TO = re.compile(_LINE % "To", re.I | re.M)
_DATE = re.compile(_LINE % "Date", re.I | re.M)
_PARAGRAPH = re.compile(
    r"^<([^<>\s]{1,320}@[^<>\s]{1,320})>:[ \t]*\n?((?:.+(?:\n|\Z)){0,20})", re.M
)
_ADDRESS = re.compile(r"[^\s<>()\",;:@]{1,64}@[a-z0-9.-]{1,253}\.[a-z0-9-]{2,63}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One address a text speaks of, and what it says about it."""

    recipient: str
    words: str


@dataclass(frozen=True, slots=True)
class ToldInWords:
    """What a mail server's own words come to; the last three are quoted from the letter."""

    is_delayed: bool
    refusals: tuple[Refusal, ...]
    message_id: str = ""
    to: str = ""
    date: str = ""


def is_from_server(headers: Headers) -> bool:
    """Whether a mail says that a mail server wrote it, and no person or their auto-reply."""
    sender = headers.raw("from")[:1_000]
    return (
        headers.kind == "multipart/report"
        or bool(headers.all("x-failed-recipients"))
        or bool(_MACHINE.search(sender))
        or headers.raw("return-path").replace(" ", "") == "<>"
    )


def told_in_words(headers: Headers, text: str) -> ToldInWords | None:
    """Return what a mail server's mail says about a letter; None where it is about none.

    Args:
        text: its words, the letter it quotes among them.
    """
    text = text[:READ_LIMIT].replace("\r\n", "\n")
    cut = _COPY.search(text)
    own, copy = (text[: cut.start()], text[cut.end() :]) if cut else (text, text)
    subject = decode_words(headers.raw("subject"))
    failed = headers.all("x-failed-recipients")
    is_delayed = bool(_DELAYED_SUBJECT.search(subject) or _TRIES_AGAIN.search(own))
    if not (failed or is_delayed or _says_failed(subject, own)):
        return None
    return ToldInWords(
        is_delayed,
        _refusals(failed, own),
        _first(_MESSAGE_ID, copy),
        _first(_TO, copy),
        _first(_DATE, copy),
    )


def status_in(words: str) -> str:
    """Return the enhanced status code (RFC 3463) in a text, e.g. ``5.1.1``, or an empty string."""
    return _first(_STATUS, words)


def _says_failed(subject: str, own: str) -> bool:
    return bool(
        _FAILED.search(subject) or _QMAIL.match(own) or _FAILED.search(own) or _REFUSAL.search(own)
    )


def _refusals(failed: list[str], own: str) -> tuple[Refusal, ...]:
    paragraphs = {found[1]: _words(found[2]) for found in _PARAGRAPH.finditer(own)}
    if paragraphs:
        some = list(paragraphs.items())[:_ADDRESSES_LIMIT]
        return tuple(Refusal(address, words) for address, words in some)
    words = _line_of_refusal(own)
    named = dict.fromkeys(each for value in failed for each in _ADDRESS.findall(value))
    if not named:
        # Several addresses in plain words: nobody knows which one it is about.
        said = dict.fromkeys(_ADDRESS.findall(own))
        named = said if len(said) == 1 else {"": None}
    return tuple(Refusal(address, words) for address in list(named)[:_ADDRESSES_LIMIT])


def _line_of_refusal(text: str) -> str:
    return _words(next((line for line in text.split("\n") if _REFUSAL.search(line)), ""))


def _words(text: str) -> str:
    return shorten(clean_line(text), WORDS_LIMIT)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""
