"""Hostile and broken mails, made from a seed, so that a failure can be made again by its number."""

from __future__ import annotations

import base64
import functools
import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

COUNT = 250
_SHARDS = [
    b"\0", b"\r", b"\n\n", b"--", b'"', b"=?utf-8?q?", b"=?x?b?=?=", b"*0*=", b";" * 200,
    b"charset=utf-16", b"charset=idna", b"boundary=", b"\xe2\x80\xae", b"\xff\xfe", b"<!--",
    b"&#" + b"9" * 5_000 + b";", b"> ", b"Fra: x\nSendt: y\nTil: z\n", b"filename*=utf-8''%ff",
    b"Content-Transfer-Encoding: base64\n", b"BEGIN:VCALENDAR\n", b"../../", b"\xed\xa0\x80",
]  # fmt: skip


def hostile_mails(
    sender: str, reference: str = "", count: int = COUNT, seed: int = 20261121
) -> list[bytes]:
    """Return so many mails that claim to come from ``sender``, about half with the reference."""
    made = []
    for number in range(count):
        chance = random.Random(seed * 1_000 + number)
        words = f"Vi vil tale om skolen ({number})\n\n> Kode: {reference}\n"
        if number % 2 or not reference:
            words = f"Hej ({number})"
        whole = _MAKERS[number % len(_MAKERS)](chance, number, sender, words)
        made.append(_damaged(chance, whole) if chance.random() < 0.5 else whole)
    return made


def _message(number: int, sender: str, words: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["Message-ID"] = f"<ond-{number}@mail.example>"
    message["Subject"] = "SV: Dagsorden – æøå"
    message.set_content(words)
    return message


def _plain(_chance: random.Random, number: int, sender: str, words: str) -> bytes:
    return _message(number, sender, words).as_bytes()


def _wrong_charset(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    claimed = chance.choice(
        ["utf-8", "utf-16", "utf-7", "idna", "zip", "unicode_escape", "x" * 999]
    )
    body = (words + " æøå –").encode(chance.choice(["cp1252", "utf-8", "utf-16"]), "replace")
    head = f"From: {sender}\nMessage-ID: <ond-{number}@mail.example>\n"
    return f"{head}Content-Type: text/plain; charset={claimed}\n\n".encode() + body


def _html(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    traps = [
        "<script>alert(1)</script>", "<img src='http://spion.example/x.png'>", "<!--" * 50,
        "<div>" * 3_000, "<style>", "<blockquote type=cite>" * 200, "<svg/onload=x>", "&#x110000;",
        "<a href='javascript:x'>klik</a>", "<table><tr><td>" * 100, "\u202eexe.pdf", "<pre>\n",
    ]  # fmt: skip
    chance.shuffle(traps)
    message = _message(number, sender, words)
    body = "".join(traps[:6]) + f"<p>{words}</p>" + "".join(traps[6:])
    message.set_content(body, subtype="html")
    return message.as_bytes()


def _nested(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    inner = b"Content-Type: text/plain; charset=utf-8\n\n" + words.encode()
    for depth in range(chance.choice([3, 19, 21, 300, 1_000])):
        kind = chance.choice([b"mixed", b"alternative", b"related"])
        head = b"Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n" % (kind, depth, depth)
        inner = head + inner + b"\n--b%d--\n" % depth
    return f"From: {sender}\nMessage-ID: <ond-{number}@mail.example>\n".encode() + inner


def _many_parts(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    head = f"From: {sender}\nMessage-ID: <ond-{number}@mail.example>\n"
    head += f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{words}\n"
    return head.encode() + b"--b\n\nx\n" * chance.choice([10, 498, 501, 5_000])


def _files(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    message = _message(number, sender, words)
    names = ["../../etc/passwd", "C:\\x.docx", "svar.docx", "con.ics", "a\u202excod.exe", "x" * 900]
    for name in chance.sample(names, 3):
        data = chance.choice([b"", b"PK\x03\x04", chance.randbytes(300), _zip_bomb(), b"%PDF-1.7"])
        message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    # Python's own boundary is another one each time.
    message.set_boundary(f"graense-{number}")
    return message.as_bytes()


def _calendar(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    message = _message(number, sender, words)
    said = chance.choice(["ACCEPTED", "x" * 5_000, "\0", "ACCEPTED\r\nATTENDEE:mailto:x"])
    lines = ["BEGIN:VCALENDAR", "METHOD:REPLY", *["BEGIN:VEVENT"] * chance.choice([1, 300])]
    lines += ["UID:x@moedeleder", f"ATTENDEE;PARTSTAT={said}:mailto:{sender}", "END:VEVENT"]
    calendar = "\r\n".join(lines).encode()
    message.add_alternative(calendar, maintype="text", subtype="calendar")
    message.set_boundary(f"graense-{number}")
    return message.as_bytes()


def _headers(chance: random.Random, number: int, sender: str, words: str) -> bytes:
    traps = [
        b"From: en@anden.example", b"Subject: " + b"=?x?q?" * 9_000, b"Date: Thu, 99 Foo 99999",
        b"References: " + b"<x@y> " * 9_000, b"Content-Type: text/plain" + b";" * 9_000,
        b"Message-ID: <" + b"a" * 9_000, b"X: " + b"a" * 400_000, b"Ingen kolon her",
        b"In-Reply-To: <\xff\xfe@x>", b"Content-Disposition: attachment; filename*0*=utf-8''%",
    ]  # fmt: skip
    head = f"From: {sender}\nMessage-ID: <ond-{number}@mail.example>\n".encode()
    return head + b"\n".join(chance.sample(traps, 4)) + b"\n\n" + words.encode()


def _rubbish(chance: random.Random, _number: int, sender: str, words: str) -> bytes:
    body = base64.b64encode(words.encode())[: chance.randrange(5, 40)] + chance.randbytes(200)
    kinds = [
        f"From: {sender}\nContent-Transfer-Encoding: base64\n\n".encode() + body,
        f"From: {sender}\nContent-Transfer-Encoding: quoted-printable\n\n".encode()
        + b"=Z=\n=" * 99,
        chance.randbytes(2_000),
        b"",
        b"\r\n\r\n",
        b"From: " + sender.encode() + b"\n\n" + b"Fra: x\nSendt: y\nTil: z\n" * 500,
        b"From: " + sender.encode() + b"\n\n" + b"> " * 50_000 + words.encode(),
    ]
    return chance.choice(kinds)


@functools.cache
def _zip_bomb() -> bytes:
    """Return a small file that unpacks to 20 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            zipfile.ZipInfo("word/document.xml"), b"0" * 20_000_000, zipfile.ZIP_DEFLATED
        )
    return made.getvalue()


def _damaged(chance: random.Random, whole: bytes) -> bytes:
    mail = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(mail) + 1)
        mail[at : at + chance.randrange(20)] = chance.choice(_SHARDS)
    return bytes(mail)


_MAKERS: list[Callable[[random.Random, int, str, str], bytes]] = [
    _plain,
    _wrong_charset,
    _html,
    _nested,
    _many_parts,
    _files,
    _calendar,
    _headers,
    _rubbish,
]
