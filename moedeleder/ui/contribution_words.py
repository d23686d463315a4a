"""What a family brought to the agenda, said in Danish: one word for each thing, used everywhere.

Free of Qt, as ``wording`` is.
"""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.contributions import Channel, Contribution, ContributionKind, Decision
from moedeleder.domain.danish import MONTHS
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.services.context import wall_time
from moedeleder.services.labels import contribution_label, person_role, reply_label

_CHANNELS = {
    Channel.MAIL: "på mail",
    Channel.FORM: "på skemaet",
    Channel.PHONE: "i telefon",
    Channel.PAPER: "på papir",
    Channel.CALENDAR: "i kalenderen",
}
_OTHER_ANSWERS = frozenset({Decision.ELSEWHERE, Decision.NOT_NOW, Decision.NOTED})


def channel_text(channel: Channel) -> str:
    """Return how an answer came, as it stands inside a sentence: ``i telefon``."""
    return _CHANNELS[channel]


def kind_text(kind: ContributionKind) -> str:
    """Return the heading somebody wrote under; nothing for a plain point."""
    return "" if kind is ContributionKind.POINT else contribution_label(kind)


def reply_line(attendee: Attendee) -> str:
    """Return e.g. ``Kommer. Svarede 25. nov. på mail``; nothing when they have not answered."""
    if attendee.reply is InvitationReply.NONE:
        return ""
    said = reply_label(attendee.reply)
    if attendee.replied_at is None:
        return said
    by = f" {channel_text(attendee.reply_channel)}" if attendee.reply_channel else ""
    return f"{said}. Svarede {short_day(attendee.replied_at)}{by}"


def short_day(moment: datetime) -> str:
    """Return the Danish day of an aware moment, e.g. ``24. nov.``; short months in full."""
    day = wall_time(moment)
    month = MONTHS[day.month - 1]
    return f"{day.day}. {month if len(month) <= 4 else month[:3] + '.'}"


def closer(person: Person) -> str:
    """Return e.g. ``Jonas, far``."""
    return f"{person.name.split(' ', 1)[0]}, {person_role(person)}"


def sender_line(contribution: Contribution) -> str:
    """Return who brought it, how and when: ``Jonas, far · i telefon 24. nov.``."""
    how = channel_text(contribution.channel)
    return f"{closer(contribution.person)} · {how} {short_day(contribution.received_at)}"


def decision_text(meeting: Meeting, contribution: Contribution) -> str:
    """Return what became of it, as the coordinator reads it."""
    decision = contribution.decision
    if contribution.is_placed:
        items = list(enumerate(meeting.items, 1))
        number, title = next(
            ((at, item.title) for at, item in items if item.id == contribution.item_id), (0, "")
        )
        alone = decision is Decision.ON_AGENDA
        return f"Punkt {number}: {title}" if alone else f"Sammen med punkt {number}: {title}"
    if decision is Decision.ELSEWHERE:
        return f"Tages op et andet sted: {contribution.where}. Fordi: {contribution.reason}"
    return {
        Decision.OPEN: "Venter på svar",
        Decision.NOT_NOW: f"Ikke denne gang. Fordi: {contribution.reason}",
        Decision.NOTED: "Noteret",
        Decision.WITHDRAWN: f"Taget ud. Fordi: {contribution.reason}",
    }[decision]


def summary_text(meeting: Meeting, receipts: int) -> str:
    """Return how many have got an answer, and whether the family knows.

    Args:
        receipts: people who have a receipt waiting.
    """
    brought = meeting.contributions
    placed = sum(each.is_placed for each in brought)
    other = sum(each.decision in _OTHER_ANSWERS for each in brought)
    said = []
    if placed:
        said.append(f"{placed} bidrag er taget med.")
    if other:
        said.append(f"{other} får et andet svar.")
    if said and receipts:
        said.append("Kvittering sendes med dagsordenen.")
    elif said and any(each.told and each.told_in_folder for each in brought):
        said.append("Kvitteringen ligger i mappen.")
    elif said and any(each.told for each in brought):
        said.append("Kvitteringen er sendt.")
    return " ".join(said)
