"""The mail a letter becomes, read back as another program would."""

from __future__ import annotations

import itertools
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.policy import compat32, default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moedeleder.domain.errors import InvalidAddress
from moedeleder.mail.headers import header_line, safe_file_name, subject_line
from moedeleder.mail.message import (
    Attachment,
    Letter,
    build_message,
    new_message_id,
    wire_bytes,
)
from tests.mail.conftest import MakeLetter

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n".encode()
PDF = Attachment("Dagsorden.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
OUR_HEADERS = [
    "Auto-Submitted",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Reply-To",
    "Subject",
    "To",
]


def read_back(letter: Letter) -> EmailMessage:
    message = message_from_bytes(wire_bytes(build_message(letter)), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def decoded(letter: Letter, header: str) -> str:
    """A header as RFC 2047 readers show it.

    Python's newer parser puts blanks into long encoded names, its older one does not.
    """
    raw = message_from_bytes(wire_bytes(build_message(letter)), policy=compat32)[header]
    return str(make_header(decode_header(raw)))


def shown_name(letter: Letter, header: str) -> str:
    name = decoded(letter, header).rpartition("<")[0].rstrip()
    quoted = build_message(letter).as_string().partition(f"{header}: ")[2].startswith('"')
    return name[1:-1] if quoted else name


def text_of(part: MIMEPart | None) -> str:
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_every_value_comes_back(make_letter: MakeLetter) -> None:
    letter = make_letter(html="<p>Kære Anna</p>\n", attachments=(PDF,), calendar=CALENDAR)
    message = read_back(letter)
    (to,), (sender,) = message["To"].addresses, message["From"].addresses
    assert (to.display_name, to.addr_spec) == (letter.to_name, letter.to_address)
    assert (sender.display_name, sender.addr_spec) == (letter.sender_name, letter.sender_address)
    assert message["Reply-To"] == letter.reply_to
    assert message["Subject"] == letter.subject
    assert message["Message-ID"] == letter.message_id
    assert message["Date"].datetime == letter.date
    assert message["Date"].datetime.utcoffset() == letter.date.utcoffset()
    assert text_of(message.get_body(("plain",))) == letter.text
    assert text_of(message.get_body(("html",))) == letter.html
    pdf, ics = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == (PDF.filename, PDF.mime_type)
    assert pdf.get_content() == PDF.content
    assert (ics.get_filename(), ics.get_content()) == ("invitation.ics", CALENDAR)


def test_a_person_sends_it_and_nothing_more_is_told(make_letter: MakeLetter) -> None:
    assert sorted(read_back(make_letter(html="<p>Hej</p>")).keys()) == OUR_HEADERS


@pytest.mark.parametrize(("is_automatic", "wanted"), [(False, "no"), (True, "auto-generated")])
def test_a_letter_says_whether_a_person_sent_it(
    make_letter: MakeLetter, is_automatic: bool, wanted: str
) -> None:
    letter = make_letter(is_automatic=is_automatic)
    assert read_back(letter)["Auto-Submitted"] == wanted
    assert wire_bytes(build_message(letter)).count(b"\r\nAuto-Submitted: ") == 1


@pytest.mark.parametrize("name", ["Svar (k7m2p9)", "Børn og Familie · ref. k7m2p9", 'a" <x@y.dk>,'])
def test_an_answer_can_be_addressed_by_a_name_that_holds_the_reference(
    make_letter: MakeLetter, name: str
) -> None:
    letter = make_letter(reply_to_name=name)
    (box,) = read_back(letter)["Reply-To"].addresses
    assert box.addr_spec == letter.reply_to
    assert shown_name(letter, "Reply-To") == name


def test_no_reply_to_where_none_is_wanted(make_letter: MakeLetter) -> None:
    assert "Reply-To" not in read_back(make_letter(reply_to=" "))


def test_an_invitation_is_laid_out_as_calendars_look_for_it(make_letter: MakeLetter) -> None:
    message = read_back(make_letter(html="<p>Hej</p>", attachments=(PDF,), calendar=CALENDAR))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
        "application/ics",
    ]
    (calendar,) = [part for part in message.walk() if part.get_content_subtype() == "calendar"]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar["Content-Disposition"] is None
    assert calendar.get_payload(decode=True) == CALENDAR


@pytest.mark.parametrize(("line", "method"), [(b"METHOD:CANCEL\r\n", "CANCEL"), (b"", None)])
def test_the_method_is_the_one_in_the_calendar(
    make_letter: MakeLetter, line: bytes, method: str | None
) -> None:
    calendar = CALENDAR.replace(b"METHOD:REQUEST\r\n", line)
    part = list(read_back(make_letter(calendar=calendar)).walk())[3]
    assert part["Content-Type"].params.get("method") == method


def test_parameters_of_an_attachment_are_kept(make_letter: MakeLetter) -> None:
    extra = Attachment("a.ics", "text/calendar", CALENDAR, (("method", "REQUEST"),))
    (part,) = read_back(make_letter(attachments=(extra,))).iter_attachments()
    assert part["Content-Type"].params["method"] == "REQUEST"


@pytest.mark.parametrize(
    "wrong",
    [
        Attachment("a", "message/rfc822", b""),
        Attachment("a", "text/plain\r\nBcc: x@y.dk", b""),
        Attachment("a", "application/pdf", b"", (("method", 'x"; y'),)),
    ],
)
def test_a_content_type_is_never_free_text(make_letter: MakeLetter, wrong: Attachment) -> None:
    with pytest.raises(ValueError, match="content type"):
        build_message(make_letter(attachments=(wrong,)))


def test_typed_markup_control_signs_and_lone_surrogates_stay_text(make_letter: MakeLetter) -> None:
    text = "<script>\x00\ud800 אבג 😀 =?utf-8?q?x?=\r\nBcc: a@b.dk"
    wanted = "<script>\ufffd\ufffd אבג 😀 =?utf-8?q?x?=\nBcc: a@b.dk\n"
    assert text_of(read_back(make_letter(text=text)).get_body()) == wanted


@pytest.mark.parametrize("field", ["to_address", "sender_address", "reply_to"])
def test_wrong_addresses_are_refused(make_letter: MakeLetter, field: str) -> None:
    with pytest.raises(InvalidAddress):
        build_message(make_letter(**{field: "a@b.dk\r\nBcc: c@d.dk"}))


def test_a_date_needs_a_zone(make_letter: MakeLetter) -> None:
    with pytest.raises(ValueError, match="time zone"):
        build_message(make_letter(date=datetime(2026, 11, 21, 9, 30)))


def test_a_message_id_stands_on_the_senders_domain() -> None:
    made = new_message_id("0190f3a1-7c3e-7b1a-9d2e", "post@rødgrød.dk")
    assert made == "<0190f3a1-7c3e-7b1a-9d2e@xn--rdgrd-vuad.dk>"


@pytest.mark.parametrize("bad", ["kort", "a" * 20 + ">\r\nBcc: <x", "æ" * 20])
def test_a_message_id_is_never_free_text(make_letter: MakeLetter, bad: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        new_message_id(bad, "post@eksempel.dk")
    with pytest.raises(ValueError, match="Message-ID"):
        build_message(make_letter(message_id=f"<{bad}@eksempel.dk>"))


def test_a_long_message_id_is_not_folded_into_something_else(make_letter: MakeLetter) -> None:
    long_id = new_message_id("a" * 36, "post@" + "boern-og-familie." * 4 + "dk")
    assert read_back(make_letter(message_id=long_id))["Message-ID"] == long_id


def test_what_is_said_of_a_letter_in_a_log_names_nobody(make_letter: MakeLetter) -> None:
    assert "Anna" not in repr(make_letter())
    assert "Dagsorden" not in repr(PDF)


# --- what a stranger may type --------------------------------------------------------------

BREAKS = ["\r\n", "\n", "\r", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"]
PAYLOADS = [
    "Bcc: tyv@andet.dk",
    " Bcc: tyv@andet.dk",
    "To: tyv@andet.dk",
    "Subject: andet",
    "Content-Type: text/html",
    "<tyv@andet.dk>",
    "=?utf-8?q?=0D=0ABcc:_tyv@andet.dk?=",
    "\r\n.\r\nMAIL FROM:<tyv@andet.dk>",
]
HOSTILE = [
    f"{before}{line_break}{payload}"
    for before, line_break, payload in itertools.product(["", "Ærø", 'a"b'], BREAKS, PAYLOADS)
] + [
    ", tyv@andet.dk",
    '" <tyv@andet.dk>, "',
    "Ærø, tyv@andet.dk",
    '"Ærø" <tyv@andet.dk>',
    "tyv@andet.dk",
    "=?utf-8?q?x?= =?utf-8?q?y?=",
    "\\",
    '"',
    "(",
    ":;",
    "\u202egnp.exe",
    "\u2066<tyv@andet.dk>\u2069",
    "\u200f\u200e\u061c\ufeff\u00adÆrø",
    "=?utf-8?b?DQpCY2M6IHR5dkBhbmRldC5kaw==?=",
    "=?iso-8859-1?q?=0ATo:_tyv@andet.dk?=",
    "=\u200b?utf-8?q?x?=",
    "%0d%0aBcc:%20tyv@andet.dk",
    "\\r\\nBcc: tyv@andet.dk",
    "\uff1ctyv@andet.dk\uff1e",
    "Æ" * 10_000,
    "a" * 10_000,
    "a " * 5_000,
    "😀👨‍👩‍👧" * 40,
    "\ud800",
    "",
]


def check_hostile(letter: Letter) -> None:
    wire = wire_bytes(build_message(letter))
    assert wire.isascii()
    assert max(len(line) for line in wire.split(b"\r\n")) < 300
    message = read_back(letter)
    assert sorted(message.keys()) == OUR_HEADERS
    assert [box.addr_spec for box in message["To"].addresses] == ["anna@eksempel.dk"]
    assert [box.addr_spec for box in message["From"].addresses] == ["boern@eksempelkommune.dk"]
    assert message["Subject"] == subject_line(letter.subject)
    assert shown_name(letter, "To") == header_line(letter.to_name, 100)
    assert shown_name(letter, "From") == header_line(letter.sender_name, 100)
    assert [box.addr_spec for box in message["Reply-To"].addresses] == ["bo@eksempelkommune.dk"]
    assert shown_name(letter, "Reply-To") == header_line(letter.reply_to_name, 100)
    (part,) = message.iter_attachments()
    assert part.get_filename() == safe_file_name(letter.attachments[0].filename)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_typed_text_becomes_a_header_or_an_address(make_letter: MakeLetter, text: str) -> None:
    named = Attachment(text, "application/pdf", b"%PDF")
    names = {"to_name": text, "sender_name": text, "reply_to_name": text}
    check_hostile(make_letter(**names, subject=text, attachments=(named,)))


TYPED = st.text(max_size=120) | st.lists(
    st.sampled_from([*PAYLOADS, *BREAKS, "æøå", " ", '"', "'", ",", "(", "%0A", "utf-8''", ";"])
).map("".join)


@settings(deadline=None)
@given(name=TYPED, subject=TYPED, file_name=TYPED)
def test_nothing_anybody_types_breaks_a_letter(name: str, subject: str, file_name: str) -> None:
    letter = Letter(
        to_name=name,
        to_address="anna@eksempel.dk",
        sender_name=name[::-1],
        reply_to_name=subject[::-1],
        sender_address="boern@eksempelkommune.dk",
        reply_to="bo@eksempelkommune.dk",
        subject=subject,
        text=name,
        message_id="<0190f3a1-7c3e-7b1a-9d2e@eksempelkommune.dk>",
        date=datetime.fromisoformat("2026-11-21T09:30:00+01:00"),
        attachments=(Attachment(file_name, "application/pdf", b"%PDF"),),
    )
    check_hostile(letter)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Dagsorden for mødet.pdf", "Dagsorden for mødet.pdf"),
        ("50 % af planen.pdf", "50 % af planen.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\Windows\\a.pdf", "C__Windows_a.pdf"),
        (".skjult", "skjult"),
        ("", "bilag"),
        ("\r\n", "bilag"),
        ("con.txt", "_con.txt"),
        ("con .pdf", "_con.pdf"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("CONIN$", "_CONIN$"),
        ("konto.pdf", "konto.pdf"),
        ("gnp\u202eexe.pdf", "gnpexe.pdf"),
        ("😀" * 99 + ".pdf", "😀" * 49 + ".pdf"),
        ("Referat.pdf.", "Referat.pdf"),
        ("a" * 300 + ".docx", "a" * 195 + ".docx"),
    ],
)
def test_file_names_are_made_safe(name: str, wanted: str) -> None:
    assert safe_file_name(name) == wanted


@settings(deadline=None)
@given(st.text(max_size=300))
def test_a_safe_file_name_stays_as_it_is_and_leads_nowhere(name: str) -> None:
    safe = safe_file_name(name)
    assert 0 < len(safe.encode()) <= 200
    assert not set(safe) & set('<>:"/\\|?*\x00\r\n\t')
    assert safe.strip(" .") == safe
    assert safe_file_name(safe) == safe
