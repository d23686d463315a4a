"""The words of the mails: templates an office can change, filled in for one receiver."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from moedeleder.domain.danish import long_date, plain_date, time_span
from moedeleder.domain.errors import ResourceFault, TemplateMissing
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Actor
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.settings import Organisation
from moedeleder.domain.text import clean_line

KNOWN = frozenset("navn dato tid sted formaal afsender rettelsesfrist".split())
# A subject is read on locked telephones: these words would show who it is about.
KEPT_OUT_OF_SUBJECTS = frozenset({"navn", "formaal", "sted"})
_SUBJECT = "Emne:"
_FILES = {LetterKind.INVITATION: "invitation.txt", LetterKind.MINUTES: "minutes.txt"}


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject and body of one mail."""

    subject: str
    body: str


class Letters:
    """Fills in the letter templates; a later folder's file replaces an earlier one's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def invitation(
        self, meeting: Meeting, name: str, office: Organisation, actor: Actor | None
    ) -> LetterText:
        """Return the mail that goes with the agenda.

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        where = " · ".join(part for part in (meeting.place, meeting.link) if part)
        return self._filled(
            _FILES[LetterKind.INVITATION],
            navn=name.split(" ", 1)[0],
            dato=long_date(meeting.starts_at),
            tid=time_span(meeting.starts_at, meeting.ends_at),
            sted=f"Sted: {where}\n" if where else "",
            formaal=f"Formål: {clean_line(meeting.purpose)}\n" if meeting.purpose else "",
            afsender=signature(office, actor),
        )

    def minutes(
        self, record: MinutesRecord, name: str, office: Organisation, actor: Actor | None
    ) -> LetterText:
        """Return the mail that goes with the minutes.

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        until = record.corrections_until
        return self._filled(
            _FILES[LetterKind.MINUTES],
            navn=name.split(" ", 1)[0],
            dato=long_date(record.starts_at),
            rettelsesfrist=f" senest {plain_date(until)}" if until else "",
            afsender=signature(office, actor),
        )

    def check(self, kind: LetterKind) -> None:
        """Make sure that the mail of a kind of letter can be written, before any is sent.

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        self._template(_FILES[kind])

    def _filled(self, file_name: str, **words: str) -> LetterText:
        first, _, body = self._template(file_name).partition("\n")
        subject = Template(first.removeprefix(_SUBJECT)).safe_substitute(_public(words))
        text = Template(body).safe_substitute(dict.fromkeys(KNOWN, "") | words)
        # A line whose words are all empty leaves no hole in the letter.
        return LetterText(clean_line(subject), re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")

    def _template(self, file_name: str) -> str:
        for folder in reversed(self._folders):
            path = folder / "letters" / file_name
            if path.is_file():
                return checked_template(path)
        raise TemplateMissing(file_name)


def signature(office: Organisation, actor: Actor | None) -> str:
    """Return the closing lines: who wrote, their title, office and where to turn."""
    lines = [actor.name, actor.title] if actor else []
    lines += [office.unit, office.name, office.phone, office.mail]
    return "\n".join(line for line in lines if line)


def checked_template(path: Path) -> str:
    """Return a letter template when its subject and every word to fill in are known.

    Raises:
        ResourceFault: names file, line and word.
        TemplateMissing: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ResourceFault(path.name, 1, "", "not_utf8") from None
    except OSError:
        raise TemplateMissing(path.name) from None
    if not text.startswith(_SUBJECT):
        raise ResourceFault(path.name, 1, "Emne", "missing")
    for number, line in enumerate(text.splitlines(), 1):
        for match in Template.pattern.finditer(line):
            word = match["named"] or match["braced"]
            allowed = KNOWN - KEPT_OUT_OF_SUBJECTS if number == 1 else KNOWN
            if not match["escaped"] and word not in allowed:
                raise ResourceFault(path.name, number, word or "$", "unknown_field")
    return text


def _public(words: Mapping[str, str]) -> dict[str, str]:
    return {name: word for name, word in words.items() if name not in KEPT_OUT_OF_SUBJECTS}
