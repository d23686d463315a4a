"""Whether somebody's answer to the minutes says that they agree, and says nothing else at all.

Never a guess: each sentence must be one of few that everybody reads alike. Whatever says more,
or says it another way, waits for a person to read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from moedeleder.domain.references import codes_in

# Nobody says it in more words than these.
_LONGEST = 1_000
_NOTHING_WRONG = r"(rettelser|ændringer)"
_ALSO = r"(rettelser|ændringer|bemærkninger|kommentarer|tilføjelser)"
_NO = r"(ingen|ikke nogen|hverken)"
_FROM_ME = r"( herfra| fra (mig|os|min side|vores side))?"
_IN_IT = r"( i (hele )?(referatet|referat|indholdet|det hele)| med referatet)?( (af|fra) mødet)?"
_AGREEING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(ja )?((jeg|vi) er )?(helt |fuldt |fuldstændig |fuldt ud )?enige?{_IN_IT}",
        rf"((jeg|vi) |der er |har |(jeg|vi) har )?{_NO} ({_ALSO} (og|eller) ({_NO} )?)?"
        rf"{_NOTHING_WRONG}( (og|eller) ({_NO} )?{_ALSO})?( til (hele )?referatet)?{_FROM_ME}",
        rf"((jeg|vi) har |der er |har )?(intet|ikke noget) at rette( i referatet)?{_FROM_ME}",
        rf"((jeg|vi) )?(kan )?(godkender|godkende) (hele )?referatet{_FROM_ME}",
        rf"(referatet er )?godkendt{_FROM_ME}",
        r"(hele )?referatet er (helt )?(rigtigt|korrekt)",
    )
)
_POLITE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(mange |tusind )?tak( for (det|referatet|mødet|mailen|sidst|dit svar|det tilsendte))?",
        r"(mange |tusind )?tak for (et )?(godt|fint|rigtig godt) (møde|referat)",
        r"på forhånd tak",
        r"ja",
        r"(ha |hav |rigtig |fortsat )*(en )?(rigtig |fortsat )?god (dag|weekend|aften)",
    )
)
# Any of these may turn the rest around.
_TURNS = frozenset(
    "men dog nej uenig uenige undtagen bortset næsten delvist delvis hvis når medmindre kun "
    "forkert forkerte fejl mangler mangle mangel indtil forudsat undtagelse nogenlunde måske "
    "tror vist ellers alligevel aldrig".split()
)
_GREETING = re.compile(
    r"\s*(?i:hej|hejsa|kære|goddag|godmorgen|god morgen|til)"
    r"((?: (?i:alle|igen|med jer|jer|du|i))|(?: [A-ZÆØÅ][a-zæøåéü]+){1,3})?\s*[,.!:]?(?=\s|$)"
)
# Nobody is called one of these.
_NO_NAMES = frozenset("jeg vi er ikke det der har min vores den de han hun alt intet ingen".split())
_CLOSING = re.compile(
    r"(med )?(venlig|kærlig|bedste|mange|de bedste|venligste|kærligste|hjertelig) ?(hilsen|hilsner)"
    r"|hilsen|mvh|vh|kh|dbh|hilsner",
)
_MACHINE = re.compile(r"(sendt fra|sent from|hent outlook|get outlook|skaffa outlook)\b", re.I)
# What a telephone writes below a letter holds nothing but these, and names with a digit in them.
_MACHINE_WORDS = frozenset(
    "sendt fra sent from hent get skaffa min mit my for til på app device enhed telefon mobil "
    "mobiltelefon smartphone phone mobile tablet iphone ipad ios icloud apple android google pixel "
    "samsung galaxy huawei xiaomi oneplus motorola nokia sony outlook mail gmail hotmail yahoo aol "
    "proton microsoft windows pro max plus ultra mini http https www aka ms com dk".split()
)
_PHONE = re.compile(r"(tlf|tel|telefon|mobil|mob)?[.:]?\s*[+(]?\d[\d ()-]{6,18}", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+")
_SENTENCE_ENDS = re.compile(r"[.,;!\n:]+")
_GLAD = "🙂😊😀😃👍☺\ufe0f🏻🏼🏽🏾🏿🙏❤"


def only_agrees(text: str, name: str = "") -> bool:
    """Return whether somebody says that the minutes are right, and nothing else.

    Args:
        text: their own words, without what is quoted below.
        name: of whoever wrote, as it may stand below the words.
    """
    # Words between two waves are struck out.
    if len(text) > _LONGEST or "?" in text or "~~" in text:
        return False
    plain = "".join(sign for sign in text if sign not in _GLAD)
    if any(unicodedata.category(sign) in ("So", "Sk") for sign in plain):
        return False
    if _TURNS.intersection(re.findall(r"\w+", plain.casefold())):
        return False
    names = frozenset(re.findall(r"\w+", name.casefold()))
    sentences = list(_sentences(_body(plain, names)))
    agreeing = [each for each in sentences if _is_one_of(each, _AGREEING)]
    others = [each for each in sentences if each not in agreeing]
    return bool(agreeing) and all(
        _is_one_of(each, _POLITE) or _is_below(each, names) for each in others
    )


def _body(text: str, names: frozenset[str]) -> str:
    """Return the words without greeting, closing, name, code and what the machine adds."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept = [line for line in lines if not (_is_code(line) or _is_machines(line))]
    while kept and _is_below(kept[-1], names):
        kept.pop()
    body = "\n".join(kept)
    greeting = _GREETING.match(body)
    if greeting is None or _NO_NAMES.intersection((greeting[1] or "").casefold().split()):
        return body
    return body[greeting.end() :]


def _is_machines(line: str) -> bool:
    """Whether a line is what a telephone or a mail program adds, and none of it the sender's."""
    words = re.findall(r"\w+", line.casefold())
    return _MACHINE.match(line) is not None and all(
        word in _MACHINE_WORDS or any(sign.isdigit() for sign in word) for word in words
    )


def _is_code(line: str) -> bool:
    rest = re.sub(r"(?i)^\W*svarkode\W*", "", line)
    return len(codes_in(line)) == 1 and len(rest) < 40 and rest.upper().lstrip().startswith("ML")


def _is_below(line: str, names: frozenset[str]) -> bool:
    """Whether a line is what stands below a letter: a closing, the sender's name, a number."""
    if _PHONE.fullmatch(line) or _ADDRESS.fullmatch(line):
        return True
    plain = " ".join(re.findall(r"\w+", line.casefold()))
    closing = _CLOSING.match(plain)
    rest = plain[closing.end() :] if closing else plain
    signed = set(rest.split()) - {"fra", "og"} if closing else set(rest.split())
    return (closing is not None or bool(signed)) and signed <= names


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE_ENDS.split(text):
        plain = " ".join(re.findall(r"\w+", part.casefold()))
        if not plain:
            continue
        first, joined, second = plain.partition(" og ")
        whole = _is_one_of(plain, (*_AGREEING, *_POLITE))
        yield from [plain] if whole or not joined else [first, second]


def _is_one_of(sentence: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    return any(pattern.fullmatch(sentence) for pattern in patterns)
