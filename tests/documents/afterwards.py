"""Minutes after corrections: version 2, with all that can be told about minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    PlanLine,
    RecordPart,
    checksum,
)
from moedeleder.domain.record_after import (
    RecordChange,
    RecordCopy,
    RecordLimited,
    RecordOverruled,
    RecordPromise,
    RecordRemark,
    RecordResponse,
    RecordRetired,
    RecordSource,
)
from moedeleder.domain.rich_text import from_plain
from tests.documents.examples import ATTENDEES, PARTS, PLAN, ROOM, minutes

ABSENCE = "Alma kommer i skole tre dage om ugen."
RUMOUR = "Skolen tror, at Alma bliver holdt hjemme."
PLAIN_SUMMARY = from_plain(
    "Alma er glad for at gå i skole. Morgenerne er svære.\n"
    "Derfor prøver vi noget nyt frem til jul.\n"
    "- En fast voksen tager imod Alma\n"
    "- Karin ringer hjem før kl. 9"
)
CHILD_PAGE = from_plain(
    "Vi talte om, hvordan du har det i skolen. Du har sagt, at du gerne vil i skole.\n"
    "Det har vi aftalt:\n"
    "- Karin står ved døren, når du kommer\n"
    "- Du må gå en tur, når der er for meget larm\n"
    "Om to uger spørger vi dig, hvordan det går."
)
CHAIN = (
    replace(
        PLAN[0],
        worry="Alma græder om morgenen",
        need="En voksen, hun kender",
        sign="Alma kommer fire dage om ugen",
    ),
    replace(PLAN[1], worry="Familien er træt", sign="Alle sover igennem to nætter"),
)
SOURCES = (
    RecordSource(
        "Udtalelse fra PPR",
        "Ida Bech, psykolog",
        date(2026, 11, 2),
        "Følges ikke",
        "Alma kan ikke skifte skole nu.",
    ),
    RecordSource("Skolens skema", "Karin Dam", None, "", ""),
)
LIMITED = (
    RecordLimited(
        "Søvn og medicin",
        ("Sofie Eksempel", "Jonas Eksempel"),
        ("p1", "p2"),
        ("Sofie: Vi prøver uden medicin i julen", "Lægen følger med"),
        (RecordPromise("Ringe til lægen", "Sofie Eksempel", date(2026, 12, 10)),),
    ),
)
OVERRULED = (RecordOverruled("guidance", "Vejledning er tom", "Ingen spurgte om noget."),)
CHANGES = (
    RecordChange("problem", "Problemformulering", "Alma kommer i skole hver anden dag.", ABSENCE),
    RecordChange("conclusion", "Konklusion", "", "Skolen ringer hjem."),
    RecordChange("conclusion", "Konklusion", "Vi ses igen efter jul.", ""),
)
REMARKS = (
    RecordRemark(
        "assessments",
        "Skift er svære.",
        "Sofie Eksempel (mor)",
        "Det er ikke skift. Det er larmen.",
        "Karin har set det i klassen og holder fast i sin vurdering.",
        date(2026, 12, 12),
    ),
    RecordRemark(
        "action_plan", "", "Jonas Eksempel (far)", "Vi vil med på råd.", "", date(2026, 12, 13)
    ),
    RecordRemark("", "", "Jonas Eksempel (far)", "Jeg følte mig hørt.", "", date(2026, 12, 13)),
)
RESPONSES = (
    RecordResponse("Sofie Eksempel", "Har bedt om en rettelse"),
    RecordResponse("Jonas Eksempel", "Har skrevet en bemærkning"),
    RecordResponse("Karin Dam", "Har ikke svaret"),
)
RETIRED = (
    RecordRetired(
        "problem", RUMOUR, "Lægen har sagt god for hver fraværsdag.", date(2027, 1, 8), "Mette Holm"
    ),
)


def second_version(**changes: Any) -> MinutesRecord:
    """Version 2 with every thing that can be told."""
    parts = tuple(
        replace(part, text=from_plain(f"{ABSENCE}\n{RUMOUR} Det undersøger vi."))
        if part.key is PartKey.PROBLEM
        else part
        for part in PARTS
    )
    record = minutes(
        number=2,
        salt="00ff" * 8,
        reason="Sofie har rettet, hvor tit Alma kommer i skole.",
        parts=parts,
        plan=CHAIN,
        attendees=tuple(replace(each, contact="12 34 56 78") for each in ATTENDEES[:1])
        + ATTENDEES[1:],
        plain_summary=PLAIN_SUMMARY,
        child_page=CHILD_PAGE,
        sources=SOURCES,
        overruled=OVERRULED,
        limited=LIMITED,
        changes=CHANGES,
        remarks=REMARKS,
        responses=RESPONSES,
        retired=RETIRED,
        **ROOM,
    )
    return replace(record, **changes)


def cut_copy() -> MinutesRecord:
    """One reader's copy, from whom something is kept."""
    return second_version(limited=(), copy=RecordCopy(checksum("hele versionen"), True))


def filled_afterwards(text: str) -> dict[str, Any]:
    """All that is told about minutes, with ``text`` wherever a person can type."""
    return {
        "number": 2,
        "reason": text,
        "plain_summary": from_plain(f"{text}\n- {text}"),
        "child_page": from_plain(f"{text}\n- {text}"),
        "plan": (PlanLine(text, text, text, None, text, text, text),),
        "sources": (RecordSource(text, text, date(2026, 11, 2), "Følges ikke", text),),
        "overruled": (RecordOverruled("guidance", text, text),),
        "limited": (
            RecordLimited(text, (text,), ("p1",), (text,), (RecordPromise(text, text, None),)),
        ),
        "changes": (
            RecordChange("problem", text, text, f"{text} og mere"),
            RecordChange("problem", text, "", text),
            RecordChange("facts", text, text, ""),
        ),
        "remarks": tuple(
            RecordRemark(part, text, text, text, text, date(2026, 12, 12))
            for part in ("problem", "action_plan", "")
        ),
        "responses": (RecordResponse(text, text),),
        "retired": (RecordRetired("conclusion", text, text, date(2027, 1, 8), text),),
    }


def overfull_afterwards() -> dict[str, Any]:
    """Very many of each."""
    long = "Vi talte om det, og vi er ikke enige. " * 12
    return {
        "number": 3,
        "reason": long * 3,
        "plain_summary": from_plain("\n".join(long for _ in range(12))),
        "child_page": from_plain("\n".join(long for _ in range(8))),
        "plan": tuple(replace(CHAIN[0], goal=f"Mål {at}", need=long) for at in range(30)),
        "sources": SOURCES * 15,
        "changes": tuple(
            RecordChange("conclusion", "Konklusion", f"{long}{at}", f"{long}{at} nyt")
            for at in range(30)
        ),
        "remarks": REMARKS * 8,
        "responses": RESPONSES * 15,
    }


def part_of(record: MinutesRecord, key: PartKey) -> RecordPart:
    """The part with that key."""
    return next(part for part in record.parts if part.key is key)
