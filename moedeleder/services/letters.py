"""The words of the mails: templates an office can change, filled in for one receiver."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from moedeleder.domain.errors import ResourceFault, TemplateMissing
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.text import clean_line
from moedeleder.services.letter_blocks import Block, Words, filled, plain
from moedeleder.services.letter_words import LetterFacts, words_of
from moedeleder.services.minutes_letters import MinutesFacts, minutes_words
from moedeleder.services.reminder_letters import ReminderFacts, reminder_words

KNOWN = frozenset(
    "navn barn jeg dato tid tidspunkt tidsvalg sted formaal dagsorden deltagere hoeres nyt frist "
    "spoergsmaal ring ringogsaa svarkode svar grund afsender rettelsesfrist papirer vist skema "
    "enig gaelder staar".split()
)
# A subject is read on locked telephones: only these words show nothing about anybody.
IN_SUBJECTS = frozenset({"dato", "tid"})
_SUBJECT = "Emne:"
_FILES = {
    LetterKind.DRAFT: ("draft.txt", "draft_young.txt"),
    LetterKind.INVITATION: ("invitation.txt", "invitation_young.txt", "invitation_update.txt"),
    LetterKind.CANCELLATION: ("cancellation.txt",),
    LetterKind.RECEIPT: ("receipt.txt",),
    LetterKind.MINUTES: (
        "minutes.txt",
        "minutes_corrected.txt",
        "minutes_young.txt",
        "minutes_corrected_young.txt",
    ),
    LetterKind.FEEDBACK: ("feedback.txt",),
    LetterKind.WITHDRAWAL: ("withdrawal.txt", "withdrawal_young.txt"),
    LetterKind.REMINDER: (
        "reminder_meeting.txt",
        "reminder_meeting_young.txt",
        "reminder_corrections.txt",
        "reminder_corrections_young.txt",
        "reminder_promises.txt",
    ),
}


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject and body of one mail; ``blocks`` are the same body in its parts."""

    subject: str
    body: str
    blocks: tuple[Block, ...] = ()


class Letters:
    """Fills in the letter templates; a later folder's file replaces an earlier one's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def about_meeting(self, kind: LetterKind, facts: LetterFacts) -> LetterText:
        """Return a mail about a meeting that lies ahead (or that lay there, when called off).

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        return self._filled(_file_for(kind, facts), words_of(facts))

    def minutes(self, facts: MinutesFacts) -> LetterText:
        """Return the mail that goes with the minutes; one after the first tells what is new.

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        names = _FILES[LetterKind.MINUTES][2 * facts.to_child :]
        return self._filled(names[facts.record.number > 1], minutes_words(facts))

    def reminder(self, facts: ReminderFacts) -> LetterText:
        """Return a mail that reminds somebody of what they know already.

        Raises:
            TemplateMissing, ResourceFault: the template is not there or has a mistake.
        """
        young = "_young" if facts.to_child and facts.kind is not ReminderKind.PROMISES else ""
        return self._filled(f"reminder_{facts.kind.value}{young}.txt", reminder_words(facts))

    def check(self, kind: LetterKind) -> None:
        """Make sure that the mails of a kind of letter can be written, before any is sent.

        Raises:
            TemplateMissing, ResourceFault: a template is not there or has a mistake.
        """
        for name in _FILES[kind]:
            self._template(name)

    def _filled(self, file_name: str, words: Words) -> LetterText:
        first, _, body = self._template(file_name).partition("\n")
        subject = Template(first.removeprefix(_SUBJECT)).safe_substitute(_public(words))
        blocks = filled(body, dict.fromkeys(KNOWN, "") | dict(words))
        return LetterText(clean_line(subject), plain(blocks), blocks)

    def _template(self, file_name: str) -> str:
        for folder in reversed(self._folders):
            path = folder / "letters" / file_name
            if path.is_file():
                return checked_template(path)
        raise TemplateMissing(file_name)


def _file_for(kind: LetterKind, facts: LetterFacts) -> str:
    names = _FILES[kind]
    if kind is LetterKind.INVITATION and facts.is_update:
        return names[2]
    return names[1] if facts.to_child and len(names) > 1 else names[0]


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
            allowed = IN_SUBJECTS if number == 1 else KNOWN
            if not match["escaped"] and word not in allowed:
                raise ResourceFault(path.name, number, word or "$", "unknown_field")
    return text


def _public(words: Words) -> Mapping[str, str]:
    return {name: re.sub(r"\s+", " ", str(words.get(name, ""))) for name in IN_SUBJECTS}
