"""Ten thousand generated names, subjects and file names, each mail read back byte by byte.

Two thousand mails hold them; the long run makes ten thousand mails more.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest

from moedeleder.domain.text import clean_line
from moedeleder.mail.headers import safe_file_name
from moedeleder.mail.message import Attachment, Letter, build_message, wire_bytes

LETTERS = 500
SHARDS = range(4)
FURTHER_SHARDS = range(4, 24)
ATTACHED = 4
"""Every which letter carries its file; all file names are made safe."""
DATE = datetime.fromisoformat("2026-11-21T09:30:00+01:00")
RECEIVER, SENDER = "anna@eksempel.dk", "boern@eksempelkommune.dk"
REPLY_TO = "boern+k7m2p9@eksempelkommune.dk"

FIRST = "Anna Bo Åse Søren Zoë José Łukasz Đorđe Nguyễn Þóra 李娜 Мария فاطمة अनिता Ngaire Jean-Luc"
LAST = "Ærøskov Østergård d'Artagnan O’Neill-Åkjær von_der-Lühe Þórsdóttir Öztürk 王 Ивáнова Müller"
WORDS = (
    "Indbydelse til mødet Referat fra netværksmøde den 4. december kl. 13.30: rettelse"
    " påmindelse – «dagsorden» 50 % & mere"
)
NASTY = [
    *("\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"),
    *("\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\ufeff", "\u00ad"),
    *("\r\nBcc: tyv@andet.dk", "\nTo: <tyv@andet.dk>", "\r\n\r\n<html>", "\r\n.\r\n", "%0d%0aCc:"),
    *("=?utf-8?q?=0D=0ABcc:_x@y.dk?=", "=?utf-8?b?DQpCY2M6IHhAeS5kaw==?=", "=?", "?="),
    *(", <tyv@andet.dk>", '" <tyv@andet.dk>', "<tyv@andet.dk>", "tyv@andet.dk;", "(", "\\", '"'),
    *("../", "..\\", "C:\\", "/etc/passwd", "a:b", "|", "*", "?", "con", "\ud800", "\uffff"),
    *(
        "e\u0301",
        "å",
        "😀",
        "👩‍👩‍👧",
        "ﬁ",
        "İ",
        "ẞ",
        "\u0e33",
        "\u1100\u1161",
        "\U0001f1e9\U0001f1f0",
    ),
]
ENDINGS = [".pdf", ".docx", ".ics", ".PDF", ".", "", ".exe .pdf", ".p\u202efdp"]
DEVICES = ["con", "NUL.pdf", "lpt1.txt", "Aux", "COM9", "prn.docx", "con .pdf", "nul.tar.gz"]

HEADERS = [
    *("Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID"),
    *("Reply-To", "Subject", "To"),
]
_INVISIBLE = {"Cf", "Cc", "Cs", "Cn", "Zl", "Zp", "Zs"}
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_HIDDEN = "\u200b\u200e\u200f\u061c\u00ad\u2060\ufeff"
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(\.|$)")


def generated(rng: random.Random, plain: str) -> str:
    """A text somebody might type, and now and then something nobody should."""
    parts = rng.choices(plain.split(), k=rng.randint(1, 4))
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        parts.insert(rng.randint(0, len(parts)), rng.choice(NASTY))
    if rng.random() < 0.1:
        parts.append("".join(chr(rng.randint(1, 0x2FFF)) for _ in range(rng.randint(1, 90))))
    if rng.random() < 0.02:
        parts *= 60
    return rng.choice((" ", " ", "")).join(parts)


def generated_file_name(rng: random.Random) -> str:
    if rng.random() < 0.05:
        return rng.choice(DEVICES)
    return generated(rng, WORDS) + rng.choice(ENDINGS)


def letters(seed: int) -> Iterator[Letter]:
    rng = random.Random(seed)
    for number in range(LETTERS):
        file_name = generated_file_name(rng)
        check_file_name(safe_file_name(file_name))
        file = Attachment(file_name, "application/pdf", b"%PDF")
        yield Letter(
            to_name=generated(rng, f"{FIRST} {LAST}"),
            to_address=RECEIVER,
            sender_name=generated(rng, f"Børn og Familie {LAST}"),
            sender_address=SENDER,
            reply_to=REPLY_TO,
            reply_to_name=generated(rng, "Svar ref. k7m2-p9"),
            subject=generated(rng, WORDS),
            text="Hej\n",
            message_id="<0190f3a1-7c3e-7b1a-9d2e@eksempelkommune.dk>",
            date=DATE,
            attachments=() if number % ATTACHED else (file,),
        )


def visible(text: str) -> str:
    """What of a text is to be seen, worked out apart from the program's own way."""
    kept = (char for char in text if unicodedata.category(char) not in _INVISIBLE)
    return unicodedata.normalize("NFC", "".join(kept)).replace("\ufffd", "")


def check_shown(typed: str, shown: str, limit: int) -> None:
    """The whole text is there, and of a long one as much as there is room for."""
    line = clean_line(typed)
    if len(line) < limit - 10:
        assert visible(shown) == visible(line)
    else:
        assert len(shown) <= limit
        assert visible(shown).startswith(visible(line)[: limit // 3])


def check_head(head: bytes, *, is_multipart: bool) -> None:
    """No line but ours, one receiver, nothing outside ASCII, no bare line end."""
    assert head.isascii()
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", head)
    assert head.count(b"\r") == head.count(b"\n") == head.count(b"\r\n")
    lines = head.split(b"\r\n")
    assert max(map(len, lines)) <= 200
    names = [line.split(b":")[0].decode() for line in lines if not line.startswith((b" ", b"\t"))]
    body_headers = [] if is_multipart else ["Content-Transfer-Encoding"]
    assert sorted(names) == sorted(HEADERS + body_headers)
    assert head.count(RECEIVER.encode()) == 1
    assert b"tyv@andet.dk" not in re.sub(rb'"[^"\r\n]*"', b"", head.replace(b'\\"', b""))


def shown(raw: str) -> str:
    """A header as RFC 2047 readers show it, without the address."""
    name = raw.rpartition("\r\n <")[0] if raw.endswith(">") else raw
    text = str(make_header(decode_header(name)))
    return text[1:-1] if name.startswith('"') else text


def check_file_name(name: str) -> None:
    """A name Windows takes, that leads nowhere and hides nothing."""
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.endswith((" ", "."))
    assert not name.startswith((" ", "."))
    assert not _DEVICE.match(name)
    assert not any(unicodedata.bidirectional(sign) in _TURNING for sign in name)
    assert not set(name) & set(_HIDDEN)


def check_letter(letter: Letter) -> None:
    wire = wire_bytes(build_message(letter))
    head, _, body = wire.partition(b"\r\n\r\n")
    check_head(head, is_multipart=bool(letter.attachments))
    assert b"\r\n.\r\n" not in body
    message = message_from_bytes(wire, policy=default)
    assert isinstance(message, EmailMessage)
    for header, address in (("To", RECEIVER), ("From", SENDER), ("Reply-To", REPLY_TO)):
        assert [box.addr_spec for box in message[header].addresses] == [address]
    raw = {name: str(value) for name, value in message.raw_items()}
    check_shown(letter.to_name, shown(raw["To"]), 100)
    check_shown(letter.sender_name, shown(raw["From"]), 100)
    check_shown(letter.reply_to_name, shown(raw["Reply-To"]), 100)
    check_shown(letter.subject, shown(raw["Subject"]), 200)
    for file, part in zip(letter.attachments, message.iter_attachments(), strict=True):
        assert part.get_filename() == safe_file_name(file.filename)


def check_shard(shard: int) -> None:
    checked = 0
    for letter in letters(shard):
        check_letter(letter)
        checked += 1
    assert checked == LETTERS


@pytest.mark.parametrize("shard", SHARDS)
def test_no_generated_text_leaves_its_place(shard: int) -> None:
    check_shard(shard)


@pytest.mark.torture
@pytest.mark.parametrize("shard", FURTHER_SHARDS)
def test_no_further_text_leaves_its_place(shard: int) -> None:
    check_shard(shard)
