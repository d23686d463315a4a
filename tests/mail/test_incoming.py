"""Mails as they come in: read whole where they are whole, and never a stumble where not."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moedeleder.domain.errors import AnswerFileTooLarge, AnswerFileUnsafe
from moedeleder.mail.incoming import MAIL_LIMIT, IncomingMail, read_mail
from moedeleder.mail.message import build_message, wire_bytes
from moedeleder.mail.plain_text import html_to_text
from tests.mail.conftest import MakeLetter


def raw(head: str, body: bytes = b"") -> bytes:
    return head.strip().replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def typed(kind: str, body: bytes, encoding: str = "8bit") -> IncomingMail:
    return read_mail(raw(f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}", body))


def test_an_ordinary_reply_is_read_whole() -> None:
    message = EmailMessage()
    message["From"] = '"Ærø, Sofie" <Sofie@Mail.Example>'
    message["Subject"] = "SV: Dagsorden – æøå"
    message["Date"] = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    message["Message-ID"] = "<svar-1@mail.example>"
    message["In-Reply-To"] = "<vores-1@kommune.example>"
    message["References"] = "<ældre@x.example> <vores-1@kommune.example>"
    message.set_content("Kære Mette\n\nVi vil tale om skolen.\n-- \nSofie\n")
    message.add_alternative("<p>Kære Mette</p>", subtype="html")
    message.add_attachment(
        b"PK\x03\x04\r\n", maintype="application", subtype="zip", filename="a.zip"
    )
    mail = read_mail(wire_bytes(message))
    assert (mail.from_name, mail.from_address) == ("Ærø, Sofie", "Sofie@mail.example")
    assert mail.subject == "SV: Dagsorden – æøå"
    assert mail.sent_at == datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    assert mail.message_id == "<svar-1@mail.example>"
    assert mail.answers_to[0] == "<vores-1@kommune.example>"
    assert mail.text == "Kære Mette\n\nVi vil tale om skolen.\n-- \nSofie"
    assert [(f.name, f.mime_type, f.content) for f in mail.files] == [
        ("a.zip", "application/zip", b"PK\x03\x04\r\n")
    ]
    assert (mail.quoted, mail.fault, mail.is_automatic, mail.calendars) == ("", "", False, ())


def test_our_own_letters_can_be_read_back(make_letter: MakeLetter) -> None:
    letter = make_letter(html="<p>Vi glæder os</p>", calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    mail = read_mail(wire_bytes(build_message(letter)))
    assert mail.text == "Kære Anna\n\nVi glæder os til at se dig."
    assert mail.from_address == "boern@eksempelkommune.dk"
    assert mail.calendars[0].startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "blåbærgrød – „ja“"),
        ("utf-8", "blåbærgrød – ja".encode("cp1252")),
        ("iso-8859-1", "blåbærgrød – ja".encode("cp1252")),
        ("iso-8859-1", "blåbærgrød – ja"),
        ("us-ascii", "blåbærgrød – ja"),
        ("findes-ikke", "blåbærgrød – ja"),
        ("", "blåbærgrød – ja".encode("cp1252")),
        ("utf-16", "blåbærgrød – ja".encode("utf-16")),
        ("idna", "blåbærgrød – ja"),
        ("unicode_escape", "blåbærgrød – ja"),
        ('"UTF-8"', "\ufeffblåbærgrød – ja"),
        ("x" * 5_000, "blåbærgrød – ja"),
    ],
)
def test_danish_letters_survive_whatever_the_charset_claims(
    charset: str, body: str | bytes
) -> None:
    data = body if isinstance(body, bytes) else body.encode()
    mail = typed(f"text/plain; charset={charset}", data)
    assert mail.text.startswith("blåbærgrød – ")


def test_a_footer_in_another_charset_spoils_nothing() -> None:
    body = "Vi vil tale om frøer\n".encode() + "Få hjælp på 12 34".encode("cp1252")
    assert (
        typed("text/plain; charset=utf-8", body).text == "Vi vil tale om frøer\nFå hjælp på 12 34"
    )


def test_transfer_encodings_are_undone() -> None:
    words = "Vi vil tale om børnehaven".encode()
    assert typed("text/plain", base64.b64encode(words), "BASE64 ").text == words.decode()
    assert typed("text/plain", b"b=C3=B8rn=\r\nehaven", "quoted-printable").text == "børnehaven"
    assert typed("text/plain", words, "sludder").text == words.decode()


def test_words_after_base64_are_kept() -> None:
    body = base64.encodebytes(b"Vi kommer") + b"\r\nSent by a list, all rights reserved!\r\n"
    text = typed("text/plain", body, "base64").text
    assert "Vi kommer" in text
    assert "Sent by a list, all rights reserved!" in text


def test_soft_line_breaks_are_taken_out_and_hard_ones_stay() -> None:
    body = b"Vi vil \r\ntale om \r\nskolen.\r\n\r\n-- \r\nSofie\r\n"
    assert typed("text/plain; format=flowed", body).text == "Vi vil tale om skolen.\n\n-- \nSofie"
    joined = b"fra \r\nv\xc3\xa6r\r\n"
    assert typed("text/plain; format=flowed; delsp=yes", joined).text == "fravær"


def test_html_alone_is_shown_as_text() -> None:
    source = (
        "<html><head><title>Uset</title><style>p{}</style></head><body onload='x()'>"
        "<!-- uset --><script>alert(1)</script>"
        "<p>Kære&nbsp;Mette &amp; co</p><div>Vi vil tale om:<ul><li>skolen<li>bussen</ul></div>"
        "<a href='https://skole.example/plan'>planen</a><br>"
        "<img src='https://spion.example/1.png' alt='😊'></body></html>"
    )
    text = typed("text/html; charset=utf-8", source.encode()).text
    assert text == (
        "Kære Mette & co\n\nVi vil tale om:\n- skolen\n- bussen\n"
        "planen <https://skole.example/plan>\n😊"
    )


def test_quotation_in_html_is_folded_away() -> None:
    source = (
        "<div>Ja tak</div><div class='gmail_quote'><div>Den lør. 21. nov. 2026 kl. 10.15 skrev "
        "Børn &lt;b@k.example&gt;:<br></div><blockquote class='gmail_quote'>Kære Sofie<br>Hvad "
        "vil I?</blockquote></div>"
    )
    mail = typed("text/html; charset=utf-8", source.encode())
    assert mail.text == "Ja tak"
    assert mail.quoted.startswith("Den lør. 21. nov.")
    assert mail.quoted.endswith("> Kære Sofie\n> Hvad vil I?")


@given(st.text(alphabet="<>/!-ab&;#x'\"= \n", max_size=300))
def test_html_of_any_shape_is_read(source: str) -> None:
    html_to_text(source)


@given(
    st.lists(st.sampled_from("alfa beta gamma øre <b> </b> <p> <td> <li> <br> <div> </x>".split()))
)
def test_no_word_of_html_is_lost(pieces: list[str]) -> None:
    words = [piece for piece in pieces if not piece.startswith("<")]
    assert [w for w in html_to_text(" ".join(pieces)).split() if w.isalpha()] == words


def test_a_plain_text_that_is_empty_gives_way_to_html() -> None:
    message = EmailMessage()
    message.set_content(" \n")
    message.add_alternative("<p>Vi kommer</p>", subtype="html")
    assert read_mail(message.as_bytes()).text == "Vi kommer"


def test_a_calendar_answer_and_a_mail_in_a_mail_come_along() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Indeni"
    inner.set_content("Hej")
    message = EmailMessage()
    message.set_content("Ja")
    message.add_alternative("BEGIN:VCALENDAR\n", subtype="calendar", params={"method": "REPLY"})
    message.add_attachment(inner)
    mail = read_mail(message.as_bytes())
    assert [each.strip() for each in mail.calendars] == [b"BEGIN:VCALENDAR"]
    assert [(file.name, file.mime_type) for file in mail.files] == [
        ("besked.eml", "message/rfc822")
    ]
    assert b"Indeni" in mail.files[0].content


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\Windows\\system.ini", "C__Windows_system.ini"),
        ("regning\u202efdp.exe", "regningfdp.exe"),
        ("con.docx", "_con.docx"),
        ("", "bilag"),
    ],
)
def test_names_of_files_lead_nowhere(name: str, shown: str) -> None:
    head = f'Content-Type: application/x-a\nContent-Disposition: attachment; filename="{name}"'
    (file,) = read_mail(raw(head.replace("\\", "\\\\"), b"x")).files
    assert file.name == shown


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (rejected)",
        "X-Autoreply: yes",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "Return-Path: <>",
        "Subject: Automatisk svar: Jeg er på ferie",
        "Subject: =?utf-8?q?Ikke_til_stede?=",
    ],
)
def test_machines_are_told_apart(head: str) -> None:
    assert read_mail(raw(head)).is_automatic


@pytest.mark.parametrize(
    "head", ["Auto-Submitted: no", "Precedence: normal", "Subject: SV: autosvar"]
)
def test_people_are_not_taken_for_machines(head: str) -> None:
    assert not read_mail(raw(head)).is_automatic


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("sofie@mail.example", "", "sofie@mail.example"),
        ("Sofie <sofie@mail.example>", "Sofie", "sofie@mail.example"),
        ("=?utf-8?b?U8O4cmVu?= <s@mail.example>", "Søren", "s@mail.example"),
        ("s@mail.example (Søren)", "Søren", "s@mail.example"),
        ('"x@evil.example" <s@mail.example>', "x@evil.example", "s@mail.example"),
        ("a@x.example, b@y.example", "a@x.example, b@y.example", ""),
        ("Sofie \u202e<s@mail.example>", "Sofie", "s@mail.example"),
        ("<<<>>>", "<<<>>>", ""),
    ],
)
def test_the_sender_is_one_plain_address_or_none(value: str, name: str, address: str) -> None:
    mail = read_mail(raw(f"From: {value}"))
    assert mail.from_address == address
    assert name in (mail.from_name, value)


def test_two_senders_are_none() -> None:
    assert read_mail(raw("From: a@x.example\nFrom: b@x.example")).from_address == ""


def nested(depth: int) -> bytes:
    mail = b"inderst"
    for n in range(depth):
        head = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        mail = head + mail + b"\r\n--b%d--\r\n" % n
    return mail


HEAVY = {
    "a thousand parts deep": nested(1_000),
    "a header of 25 MB": b"X: " + b"a" * 25_000_000 + b"\r\n\r\nhej",
    "a folded header": b"X: a\r\n" + b" \r\n" * 2_000_000 + b"\r\nhej",
    "a million parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000_000,
    "parameters": b"Content-Type: text/plain" + b";" * 1_000_000 + b"\n\nhej",
    "encoded words": b"Subject: " + b"=?x?q?" * 200_000 + b"\n\nhej",
    "openings of quotes": b"\n" + b"Den \n" * 4_000_000,
    "headers of originals": b"\n" + b"Fra: x\n" * 3_000_000,
    "marks": b"\n" + b">\nx\n" * 4_000_000,
    "tags": b"Content-Type: text/html\n\n" + b"<p>" * 5_000_000,
    "open comments": b"Content-Type: text/html\n\n" + b"<!--" * 5_000_000,
    "quotes in quotes": b"Content-Type: text/html\n\n" + b"<blockquote type=cite><br>" * 900_000,
    "accents": b"\n" + b"a" + "\u0301".encode() * 5_000_000,
    "one long line": b"\n" + b"a" * 25_000_000,
}


@pytest.mark.parametrize("kind", HEAVY)
def test_heavy_mails_are_read_in_seconds(kind: str) -> None:
    before = time.process_time()
    read_mail(HEAVY[kind])
    assert time.process_time() - before < 15


def test_what_goes_too_far_is_said_and_the_headers_kept() -> None:
    deep = read_mail(b"Subject: Dybt\r\n" + nested(1_000))
    assert (deep.subject, deep.fault) == ("Dybt", AnswerFileUnsafe.__name__)
    assert "inderst" in deep.text
    large = read_mail(b"From: s@mail.example\r\n\r\n" + b"x" * MAIL_LIMIT)
    assert (large.from_address, large.fault) == ("s@mail.example", AnswerFileTooLarge.__name__)
    assert large.text == ""


def test_lost_boundaries_leave_the_words() -> None:
    body = b"--x\r\nContent-Type: text/plain\r\n\r\nVi kommer\r\n"
    assert read_mail(raw("Content-Type: multipart/mixed", body)).text == "Vi kommer"
    assert read_mail(raw("Content-Type: multipart/mixed; boundary=x", body)).text == "Vi kommer"
    other = read_mail(raw("Content-Type: multipart/mixed; boundary=y", body))
    assert "Vi kommer" in other.text


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(data: bytes) -> None:
    assert isinstance(read_mail(data), IncomingMail)


@settings(max_examples=300)
@given(st.data())
def test_a_mail_damaged_anywhere_is_read(data: st.DataObject) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Sofie <s@mail.example>", "Æøå"
    message.set_content("Vi kommer", cte="base64")
    message.add_alternative("<p>Vi kommer</p>", subtype="html")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="blå.png")
    whole = bytearray(message.as_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole)))
        gone = data.draw(st.integers(0, 30))
        whole[at : at + gone] = data.draw(st.binary(max_size=8) | st.sampled_from(SHARDS))
    read_mail(bytes(whole))


SHARDS = [b"\0", b"=?utf-8?q?", b"\r", b"\n\n", b"--", b'"', b"*0*=", b"charset=utf-16", b";" * 99]
SHARDS += [b"\xe2\x80\xae", b"&#" + b"9" * 5_000 + b";", b"filename*=idna''%ff", b"boundary="]
