"""The papers as values: what is printed and sent, gathered from a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord, AgendaStage
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.completeness import promised_to_everybody, quoted
from moedeleder.domain.danish import clock
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Actor, Person
from moedeleder.domain.record import (
    TEXT_PARTS,
    MinutesPart,
    MinutesRecord,
    PartKey,
    PlanLine,
    RecordAttendee,
    RecordPart,
)
from moedeleder.domain.record_changes import compare
from moedeleder.domain.retired_words import still_standing
from moedeleder.domain.rich_text import EMPTY, RichText, tidy, without_sources
from moedeleder.domain.settings import Organisation
from moedeleder.services.child_voice_words import child_voice_line
from moedeleder.services.context import wall_time
from moedeleder.services.labels import (
    attendance_label,
    duty_label,
    kind_label,
    part_heading,
    people_text,
    person_role,
)
from moedeleder.services.records_after import Afterwards, after_values
from moedeleder.services.records_room import room_values

NOTHING_AFTER = Afterwards()
FOR_SOME = "Et punkt for nogle af os"
"""Stands for a point that only some may hear, on an agenda that goes to all."""


def agenda_record(
    meeting: Meeting,
    office: Organisation,
    actor: Actor | None,
    stage: AgendaStage = AgendaStage.FINAL,
    number: int = 0,
) -> AgendaRecord:
    """Return the agenda as it is printed; ``words`` are the family's own.

    Args:
        number: of the version it is frozen as; 0 is one that nobody has been sent.
    """
    draft = stage is AgendaStage.DRAFT
    proposed = tuple(each.starts_at for each in meeting.proposed_times)
    return AgendaRecord(
        meeting_id=meeting.id,
        title=f"Dagsorden for {meeting.type_name[:1].lower()}{meeting.type_name[1:]}",
        type_name=meeting.type_name,
        child_name=meeting.child_name,
        case_number=meeting.case_number,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        purpose=meeting.purpose,
        attendees=tuple(_guest(each) for each in meeting.attendees),
        items=_agenda_lines(meeting),
        contact=contact(office, actor),
        organisation=office.name,
        stage=stage,
        number=number,
        proposed_times=proposed if meeting.time_is_open else (),
        answer_by=meeting.answer_by if draft else None,
        child_voice=child_voice_line(meeting.child_voice, meeting.child_name),
    )


def contact(office: Organisation, actor: Actor | None) -> str:
    """Return where to turn: a name, phone and mail, whichever are known."""
    return " · ".join(part for part in (actor.name if actor else "", office.contact) if part)


def _agenda_lines(meeting: Meeting) -> tuple[AgendaLine, ...]:
    lines = []
    begins = meeting.starts_at
    for number, item in enumerate(meeting.items, 1):
        lines.append(
            AgendaLine(
                number,
                FOR_SOME if item.is_limited else item.title,
                kind_label(item.kind),
                item.minutes,
                _raised_by(meeting, item),
                item.is_familys and not item.is_limited,
                _own_words(meeting, item),
                "" if meeting.time_is_open else clock(begins),
                item.id,
            )
        )
        begins += timedelta(minutes=item.minutes)
    return tuple(lines)


def _raised_by(meeting: Meeting, item: AgendaItem) -> str:
    """Return everybody who raised a point, each once: a point can be several people's."""
    if item.is_limited:
        return ""
    people = [item.raised_by] if item.raised_by else []
    people += [each.person for each in meeting.contributions_of(item.id)]
    return people_text({each.id: each for each in people}.values())


def _named(person: Person) -> str:
    return f"{person.name}, {person_role(person)}"


def _own_words(meeting: Meeting, item: AgendaItem) -> str:
    if item.is_limited:
        return ""
    brought = (each.words_for_others for each in meeting.contributions_of(item.id))
    return "\n".join(quoted(text) for text in (*brought, item.words) if text.strip())


def minutes_record(
    meeting: Meeting,
    parts: Mapping[PartKey, MinutesPart],
    office: Organisation,
    actor: Actor | None,
    *,
    number: int = 0,
    corrections_until: date | None = None,
    finalised_at: datetime | None = None,
    after: Afterwards = NOTHING_AFTER,
    salt: str = "",
    reason: str = "",
) -> MinutesRecord:
    """Return the minutes as they are printed; empty parts are left out, ``number`` 0 is a draft.

    Args:
        after: what is written and answered beside the meeting.
        salt: random digits of the finished version, so that nobody guesses it from its checksum.
        reason: why there is a version after the first.
    """
    record = MinutesRecord(
        meeting_id=meeting.id,
        number=number,
        title=f"Referat af {meeting.type_name[:1].lower()}{meeting.type_name[1:]}",
        type_name=meeting.type_name,
        child_name=meeting.child_name,
        case_number=meeting.case_number,
        starts_at=wall_time(meeting.started_at) if meeting.started_at else meeting.starts_at,
        ends_at=wall_time(meeting.ended_at) if meeting.ended_at else meeting.ends_at,
        place=meeting.place or meeting.link,
        purpose=meeting.purpose,
        attendees=tuple(_attendee(each, meeting, after) for each in meeting.attendees),
        parts=_written(parts, meeting.child_name.split(" ", 1)[0]),
        plan=tuple(
            PlanLine(p.goal, p.what, p.owner_label, p.due, p.worry, p.need, p.sign)
            for p in promised_to_everybody(meeting)
        ),
        follow_up_at=meeting.follow_up.at,
        follow_up_none_reason=meeting.follow_up.none_reason,
        author=actor.name if actor else "",
        author_title=actor.title if actor else "",
        organisation=office.name,
        contact=contact(office, actor),
        corrections_until=corrections_until,
        finalised_at=finalised_at,
        salt=salt,
        reason=reason,
        plain_summary=_own_paper(parts, PartKey.PLAIN_SUMMARY),
        child_page=_own_paper(parts, PartKey.CHILD_PAGE),
        **room_values(meeting, parts, {gap.part for gap, _reason in after.overruled}),
        **after_values(meeting, after),
    )
    record = replace(record, retired=still_standing(record, after.retired))
    if after.before is None:
        return record
    return replace(record, changes=compare(after.before, record))


def _own_paper(parts: Mapping[PartKey, MinutesPart], key: PartKey) -> RichText:
    return without_sources(tidy(parts[key].text)) if key in parts else EMPTY


def _written(parts: Mapping[PartKey, MinutesPart], child: str) -> tuple[RecordPart, ...]:
    return tuple(
        RecordPart(key, part_heading(key, child), without_sources(tidy(parts[key].text)))
        for key in TEXT_PARTS
        if key in parts and not parts[key].text.is_empty
    )


def _guest(attendee: Attendee) -> RecordAttendee:
    """Return somebody as the agenda presents them: nobody is to meet eight strangers."""
    person = attendee.person
    return RecordAttendee(
        person.name,
        person_role(person),
        person.organisation,
        duty_label(attendee.duty),
        why_here=attendee.why_here,
        can_decide=attendee.can_decide,
    )


def _attendee(attendee: Attendee, meeting: Meeting, after: Afterwards) -> RecordAttendee:
    person = attendee.person
    reached = (each.strip() for each in (person.phone, person.mail) if each.strip())
    return RecordAttendee(
        person.name,
        person_role(person),
        person.organisation,
        duty_label(attendee.duty),
        attendance_label(attendee.attendance),
        _times(attendee, meeting.started_at),
        contact=" · ".join(reached) if attendee.id in after.sharing else "",
    )


def _times(attendee: Attendee, started_at: datetime | None) -> str:
    """Return when somebody came and went, e.g. ``kom kl. 15.40, gik kl. 16.10``.

    The minute the meeting began tells nothing, and is left out.
    """
    if not attendee.was_there:
        return ""
    told = [("gik", each.left_at) for each in attendee.away]
    told += [("kom igen", each.back_at) for each in attendee.away]
    if attendee.came_at is not None and not _same_minute(attendee.came_at, started_at):
        told.append(("kom", attendee.came_at))
    if attendee.left_at is not None:
        told.append(("gik", attendee.left_at))
    told.sort(key=lambda each: each[1])
    return ", ".join(f"{word} kl. {clock(wall_time(moment))}" for word, moment in told)


def _same_minute(moment: datetime, other: datetime | None) -> bool:
    return other is not None and _minute(moment) == _minute(other)


def _minute(moment: datetime) -> datetime:
    return wall_time(moment).replace(second=0, microsecond=0)
