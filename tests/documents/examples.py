"""Minutes and agendas to print: a plain one, a wild one and one that is far too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord
from moedeleder.domain.record import (
    Letterhead,
    MinutesRecord,
    PartKey,
    PlanLine,
    RecordAttendee,
    RecordPart,
)
from moedeleder.domain.record_room import (
    BoardColumn,
    RecordCheck,
    RecordFormal,
    RecordMark,
    RecordParked,
    RecordScale,
    RecordShare,
    RecordVerdict,
)
from moedeleder.domain.rich_text import Block, RichText, Run, from_plain

LETTERHEAD = Letterhead(
    organisation="Eksempel Kommune",
    unit="Børn og Familie",
    address="Rådhuspladsen 1, 9999 Eksempelby",
    phone="70 10 20 30",
    mail="boern@kommune.example",
)
CONTACT = "Mette Holm, tlf. 70 10 20 30, mette@kommune.example"
MARKUP = (
    "<script>alert(1)</script> #let x = 1 #panic() $x^2$ *fed* _kursiv_ = Overskrift "
    "&amp; &lt; <w:p/> ]]> `kode` \\ \\u{41} @ref ~ // /* */ -- --- ... 'a' \"b\" %s {0}"
)
FOREIGN = "Ελληνικά Русский Українська 😀 ☐ ✓ → ﷽"
UNDRAWABLE = "中文 한글 \ue000 \u0378 x\u0e34"
ARABIC = "مرحبا بكم في الاجتماع"
HEBREW = "שלום וברוכים הבאים"

ATTENDEES = (
    RecordAttendee("Alma Eksempel", "Barn", "", "", "Til stede", "kom kl. 15.40"),
    RecordAttendee("Sofie Eksempel", "Mor", "", "", "Til stede"),
    RecordAttendee(
        "Mette Holm", "Sagsbehandler", "Eksempel Kommune", "Mødeleder og referent", "Til stede"
    ),
    RecordAttendee("Bente Krogh", "Bisidder", "", "", "Afbud"),
)


def part(key: PartKey, heading: str, text: str) -> RecordPart:
    return RecordPart(key, heading, from_plain(text))


PARTS = (
    part(PartKey.PROBLEM, "Problemformulering", "Alma kommer i skole hver anden dag."),
    part(PartKey.CHILD_PERSPECTIVE, "Almas perspektiv", "”Jeg vil gerne i skole.”"),
    part(PartKey.PARENT_PERSPECTIVE, "Forældrenes perspektiv", "Vi er alene.\n- Først\n- Så"),
    RecordPart(
        PartKey.ASSESSMENTS,
        "Faglige vurderinger",
        RichText((Block((Run("Karin Dam: ", bold=True), Run("Skift er svære."))),)),
    ),
    part(PartKey.CONCLUSION, "Konklusion", "Vi er enige om morgenerne.\nSkolen ringer hjem."),
    part(PartKey.DOCUMENTS, "Dokumenter og udtalelser", "- Udtalelse fra skolen"),
)
PLAN = (
    PlanLine("Trygge morgener", "Ringe hjem før kl. 9", "Karin Dam", date(2026, 12, 7)),
    PlanLine("Ro i weekenden", "Undersøge aflastning", "Mette Holm", None),
)


ROOM: dict[str, Any] = {
    "board": (
        BoardColumn("worry", "Hvad bekymrer", ("Jonas: Morgenerne er hårde", "Fraværet stiger")),
        BoardColumn("works", "Hvad virker", ("Karin ringer før kl. 9",)),
        BoardColumn("to_happen", "Hvad skal ske", ("En fast voksen tager imod",)),
    ),
    "scales": (
        RecordScale(
            "Hvor tryg er Alma i skolen?",
            (RecordMark("Sofie", 3, "Hun græder om søndagen"), RecordMark("Karin", 6, "")),
        ),
    ),
    "read_back": (
        RecordVerdict("Konklusion", "Jonas, Karin og Mette", "Enige", "", False),
        RecordVerdict("Konklusion", "Sofie", "Ikke helt enig", "”Weekenden mangler”", True),
    ),
    "formal": (
        RecordFormal("Ansøgning", "Aflastning hver anden weekend", "Sofie", date(2026, 12, 15)),
        RecordFormal("Kræver afgørelse", "Kørsel til skolen", "", None),
    ),
    "parked": (RecordParked("Søskende og ferie", "Jonas", "Næste møde"),),
    "unreached": (RecordParked("Skolevejen om vinteren", "Sofie", ""),),
    "checks": (
        RecordCheck("Alle har sagt navn og rolle", True, "Begyndelsen"),
        RecordCheck("Fagord er forklaret", False, "Undervejs"),
    ),
    "speaking": (RecordShare("Sofie Eksempel", 62), RecordShare("Mette Holm", 38)),
}


def minutes(**changes: Any) -> MinutesRecord:
    record = MinutesRecord(
        meeting_id="m1",
        number=1,
        title="Netværksmøde om Alma",
        type_name="Netværksmøde",
        child_name="Alma Eksempel",
        case_number="34.45.00-G01-118-26",
        starts_at=datetime(2026, 12, 3, 15, 30),
        ends_at=datetime(2026, 12, 3, 17, 0),
        place="Rådhuset, lokale 2.14",
        purpose="At finde en rolig vej til skolen.",
        attendees=ATTENDEES,
        parts=PARTS,
        plan=PLAN,
        follow_up_at=datetime(2026, 12, 17, 15, 0),
        follow_up_none_reason="",
        author="Mette Holm",
        author_title="Socialrådgiver",
        organisation="Eksempel Kommune",
        contact=CONTACT,
        corrections_until=date(2026, 12, 14),
        finalised_at=datetime(2026, 12, 4, 9, 12, tzinfo=UTC),
    )
    return replace(record, **changes)


def agenda(**changes: Any) -> AgendaRecord:
    record = AgendaRecord(
        meeting_id="m1",
        title="Netværksmøde om Alma",
        type_name="Netværksmøde",
        child_name="Alma Eksempel",
        case_number="34.45.00-G01-118-26",
        starts_at=datetime(2026, 12, 3, 15, 30),
        ends_at=datetime(2026, 12, 3, 17, 0),
        place="Rådhuset, lokale 2.14",
        link="https://moede.example/rum/3-december?kode=9f8a7b6c5d4e3f2a1b0c",
        purpose="At finde en rolig vej til skolen.",
        attendees=tuple(replace(a, attendance="", times="") for a in ATTENDEES),
        items=(
            AgendaLine(1, "Velkomst", "Orientering", 5, "Mette Holm", False, "", "15.30"),
            AgendaLine(2, "Morgenerne", "Drøftelse", 25, "Sofie", True, "De går skævt.", "15.35"),
        ),
        contact=CONTACT,
        organisation="Eksempel Kommune",
    )
    return replace(record, **changes)


def filled_with(text: str) -> MinutesRecord:
    """Minutes that hold ``text`` wherever a person can type."""
    return minutes(
        title=text,
        child_name=text,
        case_number=text,
        place=text,
        purpose=text,
        attendees=(RecordAttendee(text, text, text, text, text, text),),
        parts=tuple(RecordPart(p.key, p.heading, from_plain(f"{text}\n- {text}")) for p in PARTS),
        plan=(PlanLine(text, text, text, None),),
        follow_up_at=None,
        follow_up_none_reason=text,
        author=text,
        author_title=text,
        contact=text,
        **room_filled_with(text),
    )


def room_filled_with(text: str) -> dict[str, Any]:
    """What happened in the room, with ``text`` wherever a person can type."""
    return {
        "board": (BoardColumn("worry", "Hvad bekymrer", (text, text)),),
        "scales": (RecordScale(text, (RecordMark(text, 0, text),)),),
        "read_back": (RecordVerdict("Konklusion", text, "Uenig", text, True),),
        "formal": (RecordFormal("Ansøgning", text, text, None),),
        "parked": (RecordParked(text, text, "Næste møde"),),
        "unreached": (RecordParked(text, text, ""),),
        "checks": (RecordCheck(text, True, "Begyndelsen"),),
        "speaking": (RecordShare(text, 100),),
    }


def agenda_filled_with(text: str) -> AgendaRecord:
    """An agenda that holds ``text`` wherever a person can type."""
    return agenda(
        title=text,
        child_name=text,
        place=text,
        link=text,
        purpose=text,
        attendees=(RecordAttendee(text, text, text),),
        items=(AgendaLine(1, text, text, 5, text, True, text, "15.30"),),
        contact=text,
    )


def overfull() -> MinutesRecord:
    """Forty attendees, fifty promises and a conclusion of several pages."""
    crowd = tuple(
        RecordAttendee(f"Deltager Nummer {i}", "Specialpædagog", "Skolen", "", "Til stede")
        for i in range(40)
    )
    plan = tuple(
        PlanLine(f"Mål {i}", f"Handling nummer {i} gennemføres", f"Ansvarlig {i}", None)
        for i in range(50)
    )
    long = "\n".join(f"Afsnit {i}. " + "Vi talte om det, og vi er enige. " * 8 for i in range(30))
    parts = tuple(part(p.key, p.heading, long) for p in PARTS if p.key is PartKey.CONCLUSION)
    lines = tuple(f"Linje {i}. Det er hårdt om morgenen." for i in range(60))
    marks = tuple(RecordMark(each.name, 5, "Det går") for each in crowd)
    room = {
        "board": (
            BoardColumn("worry", "Hvad bekymrer", lines[:2]),
            BoardColumn("to_happen", "Hvad skal ske", lines),
        ),
        "scales": (RecordScale("Hvor tryg?", marks),),
        "read_back": tuple(
            RecordVerdict("Konklusion", each.name, "Uenig", "Nej. " * 30, False) for each in crowd
        ),
    }
    return minutes(attendees=crowd, plan=plan, parts=parts, **room)


def texts_of(record: MinutesRecord) -> list[str]:
    """Every text a reader must find, in the order of the pages."""
    found = [record.child_name, record.case_number, record.place, record.purpose]
    for attendee in record.attendees:
        found += [attendee.name, attendee.role, attendee.organisation, attendee.attendance]
    closing = (PartKey.CONCLUSION, PartKey.DISAGREEMENTS)
    later = (*closing, PartKey.DOCUMENTS)
    found += _part_texts(record, [part.key for part in record.parts if part.key not in later])
    found += _seen_together(record)
    found += _part_texts(record, closing)
    for line in record.plan:
        found += [line.goal, line.action, line.owner]
    found += _outcome(record)
    found += _part_texts(record, [PartKey.DOCUMENTS])
    for check in record.checks:
        found += [check.stretch, check.text] if check.done else []
    for share in record.speaking:
        found += [share.name, f"{share.percent} %"]
    return [text for text in found if text]


def _seen_together(record: MinutesRecord) -> list[str]:
    found = []
    for column in record.board:
        found += [column.heading, *column.lines]
    for scale in record.scales:
        found.append(scale.question)
        for mark in scale.marks:
            found += [mark.name, str(mark.value), mark.reason]
    return found


def _outcome(record: MinutesRecord) -> list[str]:
    found = []
    for matter in record.formal:
        found += [matter.label, matter.text, matter.person]
    for parked in record.parked:
        found += [parked.title, parked.raised_by, parked.where]
    for missed in record.unreached:
        found += [missed.title, missed.raised_by]
    for verdict in record.read_back:
        found += [verdict.part, verdict.name, verdict.verdict, verdict.words]
    return found


def _part_texts(record: MinutesRecord, keys: Sequence[PartKey]) -> list[str]:
    found = []
    for printed in (p for p in record.parts if p.key in keys):
        found += [printed.heading, *(block.text for block in printed.text.blocks)]
    return found


def agenda_texts_of(record: AgendaRecord) -> list[str]:
    """Every text a reader must find, in the order of the pages."""
    found = [record.child_name, record.case_number, record.place, record.purpose, record.link]
    for item in record.items:
        found += [item.title, item.kind, item.raised_by, item.words]
    found.append(record.contact)
    for attendee in record.attendees:
        found += [attendee.name, attendee.role, attendee.organisation]
    return [text for text in found if text]


def missing_in_order(page_text: str, texts: list[str]) -> list[str]:
    """The texts that do not stand in ``page_text`` one after the other; blanks do not count."""
    whole, at, missing = bare(page_text), 0, []
    for text in texts:
        found = whole.find(bare(text), at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(bare(text))
    return missing


def bare(text: str) -> str:
    """``text`` without blanks and the hyphens that only divide words at line ends."""
    return "".join(text.split()).replace("\u00ad", "").replace("\u200b", "")
