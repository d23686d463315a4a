"""The letter as HTML: whole, in Danish, and nothing typed is ever taken for markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder import paths
from moedeleder.domain.agenda_record import AgendaLine
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.record import RecordAttendee
from moedeleder.domain.sending import LetterKind
from moedeleder.services.letter_html import letter_html
from moedeleder.services.letters import Letters, LetterText
from tests.services.test_letters import ABOUT, FACTS, RECORD

TAGS = frozenset(
    "html head meta title body div p h2 ul li table thead tbody tr th td".split()
    + "strong br blockquote".split()
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></div><a href='https://ond.example'>klik</a>",
    "&lt;b&gt; &amp; &#60;i&#62; ' \" `",
    "<!-- ]]> <style>*{}</style>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<base href=https://ond.example><form action=https://ond.example><input name=q>",
    "<meta http-equiv=refresh content='0;url=https://ond.example'>",
    "<link rel=stylesheet href=https://ond.example/x.css>",
    "</p></div></body></html><body onload=alert(1)>",
    "</td></tr></table><table background=https://ond.example/x.png>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "\u2039script\u203a\u02bcx\u02bc",
    "{title} {0} {body.__class__} %s %(x)s $x ${x}",
    "<![CDATA[ <b> ]]> <?php echo 1 ?> <!DOCTYPE x>",
    "--></title><title>andet",
    "<a href='javascript:alert(1)'>x</a> <a href=data:text/html,x>x</a>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "' style='position:fixed' onmouseover='alert(1)",
    "style=x:expression(alert(1)) url(https://ond.example)",
    "&colon;&lpar;&Tab;&NewLine;&#x3c;&#0000060;b>",
)


class Reader(HTMLParser):
    """Reads a page the way a mail program does: tags, attributes and what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in {"br", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


def read(text: LetterText) -> Reader:
    reader = Reader()
    reader.feed(letter_html(text))
    reader.close()
    assert reader.open == []
    assert set(reader.tags) <= TAGS
    assert reader.attributes <= {"lang", "charset", "name", "content", "style", "scope"}
    return reader


def hostile_letter(kind: LetterKind, typed: str) -> LetterText:
    record = replace(
        RECORD,
        child_name=typed,
        place=typed,
        purpose=typed,
        child_voice=typed,
        attendees=(RecordAttendee(typed, typed, typed, why_here=typed, can_decide=typed),),
        items=(AgendaLine(1, typed, "", 5, typed, True, typed),),
    )
    facts = replace(
        FACTS,
        record=record,
        name=typed,
        changes=(typed,),
        lines=(ReceiptLine("c", typed, typed),),
        reason=typed,
    )
    return Letters([paths.resources()]).about_meeting(kind, facts)


@pytest.mark.parametrize("kind", ABOUT)
@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_names_are_shown_as_they_were_typed(kind: LetterKind, typed: str) -> None:
    text = hostile_letter(kind, typed)
    reader = read(text)
    told = typed if kind is not LetterKind.CANCELLATION else typed[:5]
    assert told in reader.shown
    page = letter_html(text).replace("https://ond.example", "").replace("http-equiv", "")
    assert "http" not in page


@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\u2028", "\u2029", "\u202e", "\x1b", "\ud800"])
def test_signs_between_brackets_open_no_tag(sign: str) -> None:
    for typed in (f"<{sign}script>x", f"<script{sign}>x", f"{sign}<img{sign}src=x>{sign}"):
        text = hostile_letter(LetterKind.DRAFT, typed)
        assert "script" not in read(text).tags + read(LetterText(typed, typed)).tags


@given(st.text(max_size=60))
def test_no_text_becomes_markup(typed: str) -> None:
    read(hostile_letter(LetterKind.DRAFT, typed))
    read(LetterText(typed, typed))


def test_the_agenda_is_a_real_table_and_headings_are_headings() -> None:
    text = Letters([paths.resources()]).about_meeting(LetterKind.DRAFT, FACTS)
    page = letter_html(text)
    assert '<html lang="da">' in page
    reader = read(text)
    assert reader.tags.count("table") == 1
    assert reader.tags.count("th") == 3
    assert reader.tags.count("tr") == 1 + len(RECORD.items)
    assert reader.tags.count("h2") == 8
    assert "Svarkode: ML-7K3F-9QXR-2MTD-VB4W" in reader.shown


def test_the_html_says_the_same_as_the_plain_text() -> None:
    for kind in ABOUT:
        text = Letters([paths.resources()]).about_meeting(kind, FACTS)
        shown = read(text).shown
        for line in text.body.splitlines():
            for part in line.removeprefix("- ").strip().split(" (")[0].split(": "):
                assert part.removeprefix("1. ").removeprefix("2. ").strip() in (
                    shown + "Dine ord Svar"
                )
