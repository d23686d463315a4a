"""Reply forms to fill in: what a parent does with Word, done by another library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from moedeleder.documents.reply_form import reply_form_docx
from moedeleder.documents.reply_form_fields import tag
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.contributions import ContributionKind
from moedeleder.domain.reply_form import ReplyForm
from tests.documents.examples import CONTACT, LETTERHEAD

CODE = "ML-7K3F-9QXR-2MTD-VB4W"
TIMES = (
    ("01890000-0000-7000-8000-000000000001", datetime(2026, 12, 3, 15, 30)),
    ("01890000-0000-7000-8000-000000000002", datetime(2026, 12, 4, 8, 0)),
    ("01890000-0000-7000-8000-000000000003", datetime(2026, 12, 7, 16, 0)),
)
FORM = ReplyForm(
    reference=CODE,
    receiver="Sofie Eksempel",
    meeting="Netværksmøde",
    starts_at=datetime(2026, 12, 3, 15, 30),
    ends_at=datetime(2026, 12, 3, 17, 0),
    place="Rådhuset, lokale 2",
    purpose="At finde ud af, hvordan morgenerne bliver lettere for Alma.",
    answer_by=date(2026, 11, 27),
    contact=CONTACT,
    proposed_times=TIMES,
    child_first_name="Alma",
)
EMPTY = reply_form_docx(FORM, LETTERHEAD)

# One of each: what a parent wrote, and where.
WRITTEN = {
    tag("points", "1", "words"): "Morgenerne er svære.\nHun græder, når bussen kommer.",
    tag("points", "1", "wanted"): "At nogen møder hende ved døren",
    tag("points", "2", "words"): "Frikvarterer",
    tag("strengths"): "Hun sover bedre & spiser <alt>.",
    tag("worries"): "Vi er  trætte.\n\nMeget trætte.",
    tag("wishes"): "En fast voksen",
    tag("child_words"): "”Jeg vil gerne i skole, men ikke med bus.”",
    tag("support"): "Bente Krogh",
    tag("needs", "interpreter"): "arabisk",
    tag("needs", "other"): "Vi har vores hund med",
}
TICKED = (
    (tag("points", "1", "importance"), 2),
    (tag("points", "2", "importance"), 0),
    (tag("support", "tick"), 0),
    (tag("needs", "breaks", "tick"), 0),
    (tag("times", TIMES[0][0], "yes"), 0),
    (tag("times", TIMES[1][0], "no"), 0),
)


def changed(data: bytes, change: Callable[[Document], None]) -> bytes:
    """The file after somebody changed it."""
    document = docx.Document(BytesIO(data))
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def controls(document: Document, mark: str) -> list[object]:
    """The fields with a mark, top to bottom."""
    return [
        control
        for control in document.element.body.iter(qn("w:sdt"))
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == mark
    ]


def write(control: object, text: str) -> None:
    """Type ``text`` in a field."""
    (run,) = control.iter(qn("w:r"))  # type: ignore[attr-defined]
    for child in list(run):
        run.remove(child)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        node = OxmlElement("w:t")
        node.text = line
        node.set(qn("xml:space"), "preserve")
        run.append(node)


def filled(
    written: Mapping[str, str] = WRITTEN,
    ticked: Iterable[tuple[str, int]] = TICKED,
    data: bytes = EMPTY,
    sign: str = "☒",
) -> bytes:
    """The form with words in its fields and ticks in its boxes (mark, which of them)."""

    def change(document: Document) -> None:
        for mark, text in written.items():
            write(controls(document, mark)[0], text)
        for mark, at in ticked:
            write(controls(document, mark)[at], sign)

    return changed(data, change)


def without_controls(document: Document) -> None:
    """Take all content controls away, as other programs do, and leave what stands in them."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)


def paragraph(text: str) -> object:
    """A paragraph to put somewhere."""
    made = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t/></w:r></w:p>")
    made.find(f"{qn('w:r')}/{qn('w:t')}").text = text
    return made


def of_kind(form: FilledForm, kind: ContributionKind) -> list[str]:
    """What was written of one kind."""
    return [each.words for each in form.contributions if each.kind is kind]


def everything(form: FilledForm) -> str:
    """All that was read, wherever it was placed."""
    texts = [text for each in form.contributions for text in (each.words, each.wanted)]
    return "\n".join((*texts, form.left_over))


def repacked(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The file with other parts, or without those that are None."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name in source.namelist():
            if name not in parts:
                package.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                package.writestr(name, content)
    return target.getvalue()
