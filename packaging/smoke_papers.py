"""The packaged program without a window: what is in its folder, and what `demo` makes."""

from __future__ import annotations

import json
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

from frozen import Failure, Frozen, expect

UNWANTED = ("libqgtk3", "libqeglfs", "libgtk-3", "libQt6Qml", "libQt6Quick", "libreadline")
MANY_WORDS = 30
# The licence, the tables and what the window cannot look right without.
WANTED = (
    "LICENSE",
    # The system's own time zones would hide that ours are missing.
    "tzdata/zoneinfo/Europe/Copenhagen",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "resources/icons/people.svg",
    "resources/dictionaries/da_DK/da_DK.dic",
    "resources/dictionaries/da_DK/COPYRIGHT.txt",
    "resources/style/moedeleder.qss",
    "moedeleder/models/migrations/env.py",
)


def check_folder(frozen: Frozen) -> str:
    """No link leads nowhere, nothing unwanted came along, and nothing wanted is missing."""
    inside = frozen.program.parent / "_internal"
    found = [path for path in inside.rglob("*") if not path.is_dir()]
    lost = [path.name for path in found if not path.exists()]
    expect(not lost, f"links that lead nowhere: {', '.join(lost)}")
    unwanted = [path.name for path in found if path.name.startswith(UNWANTED)]
    expect(not unwanted, f"carried along for nothing: {', '.join(unwanted)}")
    missing = [name for name in WANTED if not (inside / name).is_file()]
    expect(not missing, f"missing: {', '.join(missing)}")
    return f"{len(found)} files"


def check_wrong_call(frozen: Frozen) -> str:
    """A command that is not there is refused with 2 and one line."""
    code, printed, complained = frozen.call("findes-ikke")
    expect(code == 2, f"ended with {code}")
    lines = complained.splitlines()
    expect(len(lines) == 1 and not printed, f"said {len(lines)} lines")
    return lines[0]


def check_demo(frozen: Frozen) -> str:
    """The whole job on the example leaves papers, an invitation and a mail for each address."""
    out = frozen.home / "ud æøå"
    frozen.run("demo", "--out", out)
    return _check_papers(out, frozen.resources / "examples" / "netvaerksmoede.json")


def check_demo_json(frozen: Frozen) -> str:
    """The same from a meeting file, told as data; every file that is named is there."""
    out = frozen.home / "ud"
    meeting = frozen.resources / "examples" / "overgangsmoede.json"
    told = json.loads(frozen.run("demo", "--out", out, "--from", meeting, "--json"))
    expect(told["complete"] is True, f"not complete: {told['missing']}")
    lost = [name for name in told["files"] if not (out / name).is_file()]
    expect(told["files"] and not lost, f"named, but not there: {lost}")
    states = {letter["state"] for letter in told["letters"]}
    expect("failed" not in states, f"letters are {', '.join(sorted(states))}")
    return _check_papers(out, meeting)


def _check_papers(out: Path, meeting: Path) -> str:
    for kind in ("dagsorden", "referat"):
        _check_pdf(_only(out, f"{kind}-*.pdf"))
        _check_word(_only(out, f"{kind}-*.docx"))
    _check_calendar(_only(out, "*.ics"))
    wanted = _addresses(meeting)
    for kind in ("dagsorden", "referat"):
        mails = sorted((out / "mails").glob(f"{kind}-*.eml"))
        got = sorted(_receiver(path) for path in mails)
        expect(got == wanted, f"{kind}: mails to {got}, but the attendees are {wanted}")
    return f"2 PDF, 2 Word, 1 calendar file, 2 x {len(wanted)} mails"


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Failure(f"there are {len(found)} of {pattern}")
    return found[0]


def _check_pdf(path: Path) -> None:
    data = path.read_bytes()
    whole = data.startswith(b"%PDF") and b"%%EOF" in data[-64:]
    expect(whole, f"{path.name} is no whole PDF")
    # Archival and readable aloud: without the bundled typst and fonts it would be neither.
    for mark in (b"pdfaid:part", b"pdfuaid:part"):
        expect(mark in data, f"{path.name} lacks {mark.decode()}")


def _check_word(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        expect(parts.testzip() is None, f"{path.name} is damaged")
        document = parts.read("word/document.xml").decode()
    expect(document.count("<w:t") > MANY_WORDS, f"{path.name} is as good as empty")


def _check_calendar(path: Path) -> None:
    text = path.read_bytes().decode()
    for mark in ("METHOD:REQUEST", "TZID:Europe/Copenhagen", "ATTENDEE", "SEQUENCE:"):
        expect(mark in text, f"{path.name} lacks {mark}")


def _addresses(meeting: Path) -> list[str]:
    """Return the addresses of those who take part and have one, sorted."""
    file = json.loads(meeting.read_bytes())
    mails = {person["id"]: person["mail"] for person in file["people"]}
    taking_part = {mails[attendee["person_id"]] for attendee in file["attendees"]}
    return sorted(mail for mail in taking_part if mail)


def _receiver(path: Path) -> str:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    (address,) = mail["To"].addresses
    attached = {part.get_content_type() for part in mail.walk()}
    expect("application/pdf" in attached, f"{path.name} carries no PDF")
    return str(address.addr_spec)
