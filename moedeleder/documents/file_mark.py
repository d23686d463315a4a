"""What our Word files say of themselves: which version of which minutes; nobody is named."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from moedeleder.domain.changed_file import FileMark
from moedeleder.domain.record import MinutesRecord, canonical, checksum

NAMES = {
    "meeting_id": "Mødeleder møde",
    "number": "Mødeleder version",
    "checksum": "Mødeleder kontrolsum",
    "text": "Mødeleder tekst",
    "paper": "Mødeleder fil",
}
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The set that properties of one's own belong to, as the standard has it.
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PATH = "/docProps/custom.xml"
# A zip cannot be older; and the moment it was packed is nobody's business.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def mark_of(record: MinutesRecord, paper: str) -> FileMark:
    """Return what the file of a paper says of itself."""
    text = checksum(canonical(record))
    return FileMark(record.meeting_id, record.number, record.version_checksum, text, paper)


def read_mark(properties: dict[str, str]) -> FileMark | None:
    """Return what a file says of itself, or None when it is not one of ours."""
    found = {key: properties.get(name, "").strip() for key, name in NAMES.items()}
    number = found.pop("number")
    if not found["meeting_id"] or not number.isascii() or not number.isdecimal():
        return None
    return FileMark(number=int(number[:9]), **found)


def write_mark(document: Document, mark: FileMark) -> None:
    """Let the file say which version it is of; properties of the template's own go out."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            del package.rels[key]
    part = Part(PackURI(_PATH), _CONTENT, _properties(mark), package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def _properties(mark: FileMark) -> bytes:
    entries = "".join(
        f'<property fmtid="{_OWN}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(str(getattr(mark, key)))}</vt:lpwstr></property>"
        for number, (key, name) in enumerate(NAMES.items(), 2)
    )
    whole = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{entries}</Properties>'
    )
    return whole.encode("utf-8")


def without_clock(data: bytes) -> bytes:
    """Return a zip file that does not tell when it was packed: the same parts, the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            timeless = zipfile.ZipInfo(entry.filename, _NO_TIME)
            timeless.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(timeless, old.read(entry))
    return target.getvalue()
