"""The words of the letter that goes with the minutes, gathered for exactly one receiver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moedeleder.domain.completeness import quoted
from moedeleder.domain.corrections import CorrectionDecision, CorrectionKind
from moedeleder.domain.danish import long_date
from moedeleder.domain.people import Actor
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.settings import Organisation
from moedeleder.domain.text import clean_text
from moedeleder.models.minutes_tables import CorrectionRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.child_voice_words import ended
from moedeleder.services.letter_blocks import Block, Bullets, Replies
from moedeleder.services.letter_words import call_line, signature
from moedeleder.services.receipt_words import why_line

STANDS_THERE = "Dine ord står i referatet."
_TAKEN = "Vi har rettet det."
_WAITS = "Vi ser på det og svarer dig."
# The shortest paper first: that is where to begin.
_TOLD = {
    Paper.SUMMARY: "Kort og klart: det vigtigste på én side.",
    Paper.FULL: "Referat: det, vi talte om, og det, vi aftalte.",
    Paper.CHILD: "Til barnet: en side, som barnet kan læse eller få læst op.",
}
_OWN_PAGE = "Til dig: en side, der er skrevet til dig."
_BEGIN = "Begynd gerne her."
_FORM = "Rettelsesskema: her kan du svare, hvis du vil."
_FORM_WAY = "Udfyld det vedhæftede skema. Send det tilbage som svar på denne mail."
_SAY_AGREED = "Er det hele rigtigt? Så skriv bare ”Jeg er enig”."
_SHOWN = "Det nye er vist i referatet."
_HOLDS_NOW = "Det nye gælder i stedet for det, du har."
_PAGE_NEW = "Der er også noget nyt på din side. Den gælder i stedet for den, du har."
_PAGE_SAME = "Din side er den samme som før."


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the words of one letter are made of; ``record`` is that receiver's copy.

    ``lines`` are what they said about the version before, each with the answer to it;
    ``papers`` are those that go with it.
    """

    record: MinutesRecord
    name: str
    office: Organisation
    actor: Actor | None
    until: date | None
    code: str
    lines: tuple[tuple[str, str], ...] = ()
    papers: tuple[Paper, ...] = ()
    to_child: bool = False

    @property
    def has_own_page_alone(self) -> bool:
        """Whether all they get is the child's page: nobody can agree to what they never saw."""
        return self.papers == (Paper.CHILD,)


def minutes_words(facts: MinutesFacts) -> dict[str, str | Block]:
    """Return the fields of the templates, by name; empty where there is nothing to say."""
    record, until = facts.record, facts.until
    return {
        "navn": facts.name.strip().split(" ", 1)[0],
        "dato": long_date(record.starts_at),
        "rettelsesfrist": f" senest {long_date(until)}" if until else "",
        "frist": long_date(until) if until else "",
        "grund": "" if facts.has_own_page_alone else ended(clean_text(record.reason).strip()),
        "nyt": _news(facts),
        "gaelder": _what_holds(facts),
        "vist": _SHOWN if Paper.FULL in facts.papers else "",
        "papirer": Bullets(tuple(_papers(facts))),
        "skema": "" if facts.has_own_page_alone else _FORM_WAY,
        "enig": "" if facts.has_own_page_alone else _SAY_AGREED,
        "svar": Replies(facts.lines),
        "ring": _call(facts, "Ring til {0} på {1}. Så skriver vi det ned for dig."),
        "ringogsaa": _call(facts, "Du kan også ringe til {0} på {1}."),
        "svarkode": facts.code,
        "afsender": signature(facts.office, facts.actor),
    }


def _news(facts: MinutesFacts) -> Bullets:
    changes = () if facts.has_own_page_alone else facts.record.changes
    return Bullets(tuple(dict.fromkeys(each.heading for each in changes if each.heading)))


def _what_holds(facts: MinutesFacts) -> str:
    if not facts.has_own_page_alone:
        return _HOLDS_NOW
    is_new = any(each.part == PartKey.CHILD_PAGE.value for each in facts.record.changes)
    return _PAGE_NEW if is_new else _PAGE_SAME


def _papers(facts: MinutesFacts) -> Iterable[str]:
    told = [_TOLD[paper] for paper in _TOLD if paper in facts.papers]
    if facts.to_child and Paper.CHILD in facts.papers:
        told = [_OWN_PAGE, *(each for each in told if each != _TOLD[Paper.CHILD])]
    for at, each in enumerate(told):
        yield f"{each} {_BEGIN}" if at == 0 and len(told) > 1 else each
    if told and not facts.has_own_page_alone:
        yield _FORM


def _call(facts: MinutesFacts, words: str) -> str:
    return call_line(facts.office, facts.actor, words)


def answers_to(meeting: MeetingRow, person_id: str, number: int) -> tuple[tuple[str, str], ...]:
    """Return what somebody said about a version, each thing with what is answered to it.

    Args:
        number: of the version they said it about.
    """
    return tuple(_answered(_theirs(meeting.corrections, person_id, number)))


def _theirs(rows: Iterable[CorrectionRow], person_id: str, number: int) -> list[CorrectionRow]:
    mine = [each for each in rows if (each.person_id, each.number) == (person_id, number)]
    said = [each for each in mine if each.kind != CorrectionKind.AGREE.value]
    return sorted(said, key=lambda each: (each.received_at, each.id))


def _answered(rows: Iterable[CorrectionRow]) -> Iterable[tuple[str, str]]:
    for row in rows:
        place = f"{ended(row.place)} " if row.place else ""
        yield quoted(place + row.words), answer_to(CorrectionDecision(row.decision), row.reason)


def answer_to(decision: CorrectionDecision, reason: str) -> str:
    """Return what somebody is told about what they said of the minutes."""
    if decision is CorrectionDecision.TAKEN:
        return " ".join(filter(None, (_TAKEN, ended(" ".join(reason.split())))))
    if decision is CorrectionDecision.REFUSED:
        return f"{why_line('Vi har ikke rettet det', reason)} {STANDS_THERE}"
    return STANDS_THERE if decision is CorrectionDecision.STANDS else _WAITS
