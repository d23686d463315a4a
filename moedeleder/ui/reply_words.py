"""What a mail server answered, in plain Danish: what happened, and what to do about it.

Free of Qt. The numbers are those of RFC 5321 § 4.2 and the registry that RFC 3463 began.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from moedeleder.domain.text import clean_line, shorten

_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_GREYLIST = re.compile(r"gr[ea]y-?\s?list", re.IGNORECASE)
_QUOTED = 200
"""Characters of a server's own words that are shown; some answer with a page of them."""

_ASK_PERSON = "Ring, og få den rigtige adresse."
_ASK_IT = "Vis svaret herunder til jeres it."
_CALL = "Ring til modtageren, eller brug en anden vej."
_SMALLER = "Send uden bilag, eller brug en anden vej."
_WAIT = "Mødeleder prøver igen af sig selv."
_AGAIN = "Send igen, eller ring til modtageren."


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer told to a person.

    ``reason`` reads on after a colon; ``do`` is a sentence of its own.
    """

    reason: str
    do: str

    @property
    def what(self) -> str:
        """What happened, as a sentence."""
        return f"{self.reason[:1].upper()}{self.reason[1:]}."


_UNKNOWN = Reply("adressen findes ikke hos modtageren", _ASK_PERSON)
_FULL = Reply("modtagerens postkasse er fuld", _CALL)
_TOO_BIG = Reply("mailen er for stor til modtagerens server", _SMALLER)
_NO_ANSWER = Reply("modtagerens server svarer ikke", _CALL)
_POLICY = Reply("modtagerens server vil ikke have mailen", _ASK_IT)
_SENDER = Reply("serveren kender ikke jeres afsenderadresse", _ASK_IT)
_LOGIN = Reply("serveren afviser jeres login", "Ret brugernavn og kodeord under Indstillinger.")
_ENCRYPTION = Reply("forbindelsen er ikke sikker nok til modtagerens server", _ASK_IT)
_NOT_OURS = Reply("serveren kan ikke se, at mailen er fra jer", _ASK_IT)
_NO_MAIL = Reply("der kan ikke sendes mail til den adresse", _ASK_PERSON)
_BUSY = Reply("serveren har travlt", _WAIT)
_GREY = Reply("serveren vil se, om vi prøver igen", _WAIT)
_BAD_ADDRESS = Reply("adressen er ikke skrevet rigtigt", "Ret adressen, og send igen.")
_CONTENT = Reply("serveren kunne ikke tage imod mailens indhold", _ASK_IT)
_PROTOCOL = Reply("de to mailservere forstod ikke hinanden", _ASK_IT)
_NO_ROOM = Reply("serveren har ikke plads lige nu", _CALL)
_NOT_UTF8 = Reply("serveren kan ikke læse adressen", "Spørg efter en adresse uden æ, ø og å.")

_BY_STATUS: dict[tuple[int, int], Reply] = {
    (1, 1): _UNKNOWN,
    (1, 2): Reply(
        "stedet efter @ findes ikke", "Se, om adressen er skrevet rigtigt, og send igen."
    ),
    (1, 3): _BAD_ADDRESS,
    (1, 4): Reply("adressen passer på flere", _ASK_PERSON),
    (1, 6): Reply("postkassen er flyttet", "Ring, og få den nye adresse."),
    (1, 7): _SENDER,
    (1, 8): _SENDER,
    (1, 10): _NO_MAIL,
    (2, 1): Reply("modtagerens postkasse er lukket", _ASK_PERSON),
    (2, 2): _FULL,
    (2, 3): _TOO_BIG,
    (3, 1): _NO_ROOM,
    (3, 2): Reply("modtagerens server tager ikke imod mail lige nu", _CALL),
    (3, 4): _TOO_BIG,
    (4, 1): _NO_ANSWER,
    (4, 2): Reply("forbindelsen til modtagerens server blev afbrudt", _CALL),
    (4, 4): Reply("serveren kan ikke finde vej til modtageren", _ASK_PERSON),
    (4, 5): _BUSY,
    (4, 6): Reply("mailen kører i ring mellem to servere", _ASK_IT),
    (4, 7): Reply("mailen nåede ikke frem i tide", _CALL),
    (5, 3): Reply("mailen har for mange modtagere", _ASK_IT),
    (6, 7): _NOT_UTF8,
    (6, 9): _NOT_UTF8,
    (7, 8): _LOGIN,
    (7, 9): _LOGIN,
    (7, 10): _ENCRYPTION,
    (7, 11): _ENCRYPTION,
    (7, 14): _LOGIN,
    (7, 15): _POLICY,
    (7, 28): Reply("serveren siger, at I har sendt for mange mails", _ASK_IT),
    (7, 30): _ENCRYPTION,
    **dict.fromkeys(((7, at) for at in range(20, 28)), _NOT_OURS),
}
_BY_SUBJECT: dict[int, Reply] = {
    1: Reply("adressen kan ikke bruges", _ASK_PERSON),
    2: Reply("modtagerens postkasse tager ikke imod", _CALL),
    3: Reply("modtagerens server tager ikke imod", _CALL),
    4: Reply("mailen kunne ikke komme frem", _CALL),
    5: _PROTOCOL,
    6: _CONTENT,
    7: _POLICY,
}
_BY_CODE: dict[int, Reply] = {
    421: _BUSY,
    432: _LOGIN,
    450: Reply("postkassen er optaget lige nu", _CALL),
    451: _GREY,
    452: _NO_ROOM,
    454: _ENCRYPTION,
    455: _BUSY,
    523: _TOO_BIG,
    530: _LOGIN,
    534: _LOGIN,
    535: _LOGIN,
    538: _ENCRYPTION,
    550: _UNKNOWN,
    551: _UNKNOWN,
    552: _TOO_BIG,
    553: _BAD_ADDRESS,
    554: _POLICY,
    556: _NO_MAIL,
}
_NOW = Reply("serveren tog ikke imod mailen lige nu", _WAIT)
_NEVER = Reply("serveren tog ikke imod mailen", _ASK_IT)


def reply_of(code: int | None, words: str, *, is_over: bool = False) -> Reply | None:
    """Return what a server's answer means; None where there was none.

    Args:
        code: the three digits.
        words: what the server wrote, with the number of RFC 3463 where it has one.
        is_over: whether the letter is tried no more by itself, whatever the answer allowed.
    """
    status = _STATUS.search(words)
    if code is None and status is None:
        return None
    kind = int(status[1]) if status else (code or 0) // 100
    found = _meaning(code, words, (int(status[2]), int(status[3])) if status else None)
    found = found or (_NOW if kind == 4 else _NEVER)
    if is_over:
        return Reply(found.reason, _AGAIN) if found.do is _WAIT else found
    # Who can do something about it now must not be asked to before the program has given up.
    return Reply(found.reason, _WAIT) if kind == 4 and found.do is not _LOGIN.do else found


def _meaning(code: int | None, words: str, status: tuple[int, int] | None) -> Reply | None:
    if _GREYLIST.search(words):
        return _GREY
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    # A number of no subject says less than the three digits do, and 7.1 less than 451.
    if code in (421, 451) and (status is None or status[0] in (0, 3, 4, 7)):
        return _GREY if status and status[0] == 7 else _BY_CODE[code]
    if status is not None and status[0] in _BY_SUBJECT:
        return _BY_SUBJECT[status[0]]
    return _BY_CODE.get(code) if code is not None else None


def quoted(words: str) -> str:
    """Return a server's own words to be shown as a quote; empty when it gave none.

    They are a stranger's: on one line, cut, and without signs that turn the writing around.
    """
    plain = "".join(
        " " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each
        for each in words[: 4 * _QUOTED]
        if unicodedata.category(each) != "Cf"
    )
    line = shorten(clean_line(plain), _QUOTED)
    # What runs from right to left stays between its own marks.
    return f"”\u2068{line}\u2069”" if line else ""
