"""What somebody wrote, told apart from the mail they answered: no word is ever dropped.

Own code: the library that knows Danish takes seconds over a few kilobytes of hostile text, and
does not promise that each line lands unchanged on one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

_MARK = re.compile(r"[ \t]*>")
_LONGEST_LEAD = 400
_LEAD_LINES = 4
_WROTE = re.compile(r"\b(skrev|wrote|schrieb|a écrit|skreiv)\b", re.IGNORECASE)
_OPENS_LEAD = re.compile(r"[ \t>]*(den|d\.|på|on|am|le|il)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,250}")
_CLOCK_OR_YEAR = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(19|20)\d{2}\b")
_FIELD = re.compile(
    r"[ \t>*_]{0,8}(?P<name>fra|from|von|de|sendt|dato|sent|date|gesendet|datum|til|to|an|emne|"
    r"subject|betreff|cc|kopi|besvar til|reply-to|prioritet|vedhæftede filer)[ \t*_\xa0]{0,4}:",
    re.IGNORECASE,
)
_SENDER_FIELDS = frozenset({"fra", "from", "von"})
_OTHER_FIELDS = frozenset(
    "sendt dato sent date gesendet datum til to an emne subject betreff".split()
)
_RULE = re.compile(r"[ \t>]*[-_=]{2,}[^\n]{0,80}|[^\n]{0,60}(videresendt|forwarded)[^\n]{0,40}:?")
_POINTS_BELOW = re.compile(
    r"\b(herunder|nedenfor|nedenunder|herinde|i teksten|med (rødt|blåt|grønt|rød|blå|fed)|below|"
    r"inline)\b",
    re.IGNORECASE,
)
_NO_WORDS_OF_THEIRS = re.compile(
    r"\s*((sendt fra|sent from|hent outlook|get outlook|von meinem|gesendet)\b[^\n]*\s*)*",
    re.IGNORECASE,
)
_SHORT_BLOCK = 5


@dataclass(frozen=True, slots=True)
class Split:
    """Their own words, and the mail they answered."""

    text: str
    quoted: str


def split_quoted(text: str, has_files: bool = False) -> Split:
    """Tell new words from the quoted original; every line lands on one side, unchanged.

    Where answers stand between the quoted lines, or may do so, everything stays in ``text``.

    Args:
        has_files: a mail without words of its own then carries its answer in a file.
    """
    lines = text.split("\n")
    start = _start_of_original(lines)
    if start is not None:
        own, quoted = _joined(lines[:start]), _joined(lines[start:])
        nothing_above = _NO_WORDS_OF_THEIRS.fullmatch(own) is not None
        if (nothing_above and not has_files) or _POINTS_BELOW.search(own):
            # They may have written inside the original, where nothing marks whose words are whose.
            return Split(_joined(lines), "")
        above = _split_marked(lines[:start])
        return Split(above.text, _joined([above.quoted, quoted]) if above.quoted else quoted)
    return _split_marked(lines)


def _start_of_original(lines: list[str]) -> int | None:
    """Return where an original begins that nothing marks line by line, if there is one."""
    for number, line in enumerate(lines):
        if _is_header_block(lines, number) and not _is_marked(line):
            return _with_rule_above(lines, number)
        if not _is_marked(line):
            end = _end_of_lead(lines, number)
            if end is not None and _names_sender_and_time(lines[number:end]):
                after = next((each for each in lines[end:] if each.strip()), "")
                if after and not _is_marked(after):
                    return number
    return None


def _is_header_block(lines: list[str], number: int) -> bool:
    if _field(lines[number]) not in _SENDER_FIELDS:
        return False
    names = {_field(line) for line in lines[number + 1 : number + 8]}
    return len(names & _OTHER_FIELDS) >= 2


def _field(line: str) -> str:
    found = _FIELD.match(line)
    return found["name"].lower() if found else ""


def _with_rule_above(lines: list[str], number: int) -> int:
    """Take along the line that announces the original, and the blanks between."""
    above = number - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.fullmatch(lines[above].rstrip()) else number


def _end_of_lead(lines: list[str], number: int) -> int | None:
    """Return where "Den … skrev …:" ends that begins here, over at most four lines."""
    first = lines[number]
    if len(first) > _LONGEST_LEAD or not first.strip():
        return None
    wide = bool(_OPENS_LEAD.match(first))
    for end in range(number + 1, number + 1 + (_LEAD_LINES if wide else 1)):
        lead = " ".join(lines[number:end])
        if len(lead) > _LONGEST_LEAD or end > len(lines) or not lines[end - 1].strip():
            return None
        if lead.rstrip().endswith(":") and _WROTE.search(lead):
            return end
    return None


def _names_sender_and_time(lead: list[str]) -> bool:
    joined = " ".join(lead)
    return bool(_ADDRESS.search(joined) and _CLOCK_OR_YEAR.search(joined))


def _split_marked(lines: list[str]) -> Split:
    """Fold one stretch of ``>`` lines away; several with words between them stay as they are."""
    blocks = _marked_blocks(lines)
    if len(blocks) != 1:
        return Split(_joined(lines), "")
    start, end = blocks[0]
    start = _with_lead_above(lines, start)
    before, block, after = lines[:start], lines[start:end], lines[end:]
    answers_a_few_lines = sum(map(_is_marked, block)) <= _SHORT_BLOCK
    if answers_a_few_lines and not _NO_WORDS_OF_THEIRS.fullmatch("\n".join(after)):
        return Split(_joined(lines), "")
    return Split(_joined([*before, *after]), _joined(block))


def _marked_blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Return the stretches of marked lines; blank lines do not part them."""
    kinds = [(number, _is_marked(line)) for number, line in enumerate(lines) if line.strip()]
    blocks = []
    for marked, group in groupby(kinds, key=lambda each: each[1]):
        numbers = [number for number, _ in group]
        if marked:
            blocks.append((numbers[0], numbers[-1] + 1))
    return blocks


def _with_lead_above(lines: list[str], start: int) -> int:
    """Take along "Den … skrev …:" or "-----Oprindelig meddelelse-----" above a marked stretch."""
    last = start - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    for first in range(last, max(-1, last - _LEAD_LINES), -1):
        if _end_of_lead(lines, first) == last + 1:
            return first
    if last >= 0 and _RULE.fullmatch(lines[last].rstrip()):
        return last
    return start


def _is_marked(line: str) -> bool:
    return _MARK.match(line) is not None


def _joined(lines: list[str]) -> str:
    """Return the lines without the blank ones around them."""
    first, last = 0, len(lines)
    while first < last and not lines[first].strip():
        first += 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    return "\n".join(lines[first:last])
