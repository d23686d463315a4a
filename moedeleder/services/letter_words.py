"""What is filled into a letter about a meeting, gathered from one frozen agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.completeness import quoted
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.feedback import lettered_questions
from moedeleder.domain.people import Actor
from moedeleder.domain.record import RecordAttendee
from moedeleder.domain.settings import Organisation
from moedeleder.domain.text import clean_line, clean_text
from moedeleder.services.child_voice_words import ended
from moedeleder.services.letter_blocks import (
    AgendaRow,
    AgendaTable,
    Block,
    Bullets,
    Replies,
)

_CHOICE = "Tiden er ikke valgt endnu. Sig, hvilke af tiderne der passer dig:"


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything the words of one letter are made of.

    ``changes`` are what is new since the version that this person had. ``lines`` are the answers
    to what they brought. ``child_voice`` is how the child is heard, as said to this person.
    """

    record: AgendaRecord
    name: str
    office: Organisation
    actor: Actor | None
    to_child: bool = False
    is_update: bool = False
    changes: tuple[str, ...] = ()
    lines: tuple[ReceiptLine, ...] = ()
    code: str = ""
    child_voice: str = ""
    reason: str = ""


def words_of(facts: LetterFacts) -> dict[str, str | Block]:
    """Return the fields of the templates, by name; empty where there is nothing to say."""
    record = facts.record
    times = record.proposed_times
    return {
        "navn": first_name(facts.name),
        "barn": first_name(record.child_name) or "barnet",
        "jeg": _who(facts),
        "dato": "" if times else long_date(record.starts_at),
        "tid": "" if times else time_span(record.starts_at, record.ends_at),
        "tidspunkt": _when(record),
        "tidsvalg": _CHOICE if times else "",
        "sted": where_line(record.place, record.link),
        "formaal": clean_text(record.purpose).strip(),
        "dagsorden": AgendaTable(tuple(_row(record, at) for at in range(len(record.items)))),
        "deltagere": Bullets(_guests(facts)),
        "hoeres": facts.child_voice or record.child_voice,
        "nyt": Bullets(facts.changes),
        "spoergsmaal": Bullets(lettered_questions()),
        "frist": long_date(record.answer_by) if record.answer_by else "",
        "ring": _call(facts, "Ring til {0} på {1}. Så skriver vi det ned for dig."),
        "ringogsaa": _call(facts, "Du kan også ringe til {0} på {1}."),
        "svarkode": facts.code,
        "svar": Replies(tuple((quoted(each.words), each.answer) for each in facts.lines)),
        "grund": ended(clean_text(facts.reason).strip()),
        "afsender": signature(facts.office, facts.actor),
    }


def signature(office: Organisation, actor: Actor | None) -> str:
    """Return the closing lines: who wrote, their title, office and where to turn."""
    lines = [actor.name, actor.title] if actor else []
    lines += [office.unit, office.name, office.phone, office.mail]
    return "\n".join(line for line in lines if line)


def first_name(name: str) -> str:
    """Return the name by which somebody is spoken to."""
    return name.strip().split(" ", 1)[0]


def _who(facts: LetterFacts) -> str:
    if facts.actor is None:
        return ""
    title = facts.actor.title.strip()
    # An abbreviation such as "PPR-psykolog" keeps its capitals.
    title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    where = facts.office.unit or facts.office.name
    told = f"Jeg hedder {facts.actor.name}"
    told += f" og er {title}" if title else ""
    return ended(told + (f" i {where}" if where and title else ""))


def _when(record: AgendaRecord) -> str | Block:
    if record.proposed_times:
        return Bullets(tuple(_moment(at, record) for at in record.proposed_times))
    return _moment(record.starts_at, record)


def _moment(starts_at: datetime, record: AgendaRecord) -> str:
    """Return a time that stands on a line of its own, so it begins with a capital."""
    ends_at = starts_at + (record.ends_at - record.starts_at)
    told = f"{long_date(starts_at)}, {time_span(starts_at, ends_at)}"
    return told[:1].upper() + told[1:]


def where_line(place: str, link: str) -> str:
    """Return where a meeting is held, as a line; empty when nobody has said."""
    where = " · ".join(part for part in (place, link) if part)
    return f"Sted: {clean_line(where)}" if where else ""


def _row(record: AgendaRecord, at: int) -> AgendaRow:
    line = record.items[at]
    return AgendaRow(line.number, line.title, line.minutes, line.raised_by, line.words)


def _guests(facts: LetterFacts) -> tuple[str, ...]:
    guests = facts.record.attendees
    # Where two bear the name, nobody can tell which of them the letter is to.
    is_told_apart = sum(each.name == facts.name for each in guests) == 1
    return tuple(_guest(each, is_told_apart and each.name == facts.name) for each in guests)


def _guest(guest: RecordAttendee, is_receiver: bool) -> str:
    who = (f"{guest.name} (dig)", "") if is_receiver else (guest.name, guest.role)
    named = ", ".join(part for part in (*who, guest.organisation) if part)
    told = [ended(named)]
    if guest.why_here.strip():
        told.append(ended(f"Hvorfor: {clean_line(guest.why_here)}"))
    if guest.can_decide.strip():
        told.append(ended(f"Kan bestemme: {clean_line(guest.can_decide)}"))
    return " ".join(told)


def _call(facts: LetterFacts, words: str) -> str:
    return call_line(facts.office, facts.actor, words)


def call_line(office: Organisation, actor: Actor | None, words: str) -> str:
    """Return whom to phone, said with ``words``; empty when the office has no number."""
    whom = actor.name if actor else "os"
    return words.format(whom, office.phone) if office.phone else ""
