"""The fields of why somebody is at a meeting, what they can decide, and what they answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.labels import reply_label
from moedeleder.services.meetings import Meetings
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form


class PresenceFields:
    """Three fields of a form, and what has changed in them."""

    def __init__(self, meeting: Meeting, attendee: Attendee) -> None:
        self._attendee = attendee
        self._why, self._decide = QLineEdit(attendee.why_here), QLineEdit(attendee.can_decide)
        self.reply = Choice((reply_label(reply), reply) for reply in InvitationReply)
        self.reply.set_value(attendee.reply)
        answered = attendee.reply is not InvitationReply.NONE
        self.asks_reply = answered or meeting.invited_at is not None

    def add_to(self, form: Form) -> None:
        """Put why somebody is here and what they can decide in a form."""
        first = shorten(self._attendee.person.name.split(" ", 1)[0], 30)
        self._why.setPlaceholderText(form.tr("F.eks. kender barnet fra klassen"))
        self._decide.setPlaceholderText(form.tr("F.eks. det, skolen kan gøre"))
        form.add("why_here", form.tr("Hvorfor er {0} her?").format(first), self._why)
        form.add(
            "can_decide",
            form.tr("Hvad kan {0} beslutte?").format(first),
            self._decide,
            form.tr("Begge dele står på arket ”Hvem er i rummet”."),
        )

    def deeds(self, meetings: Meetings) -> list[Callable[[int], Meeting]]:
        """Return what is to be saved, each on top of a version of the attendee."""
        who = self._attendee
        why, can, reply = self._why.text(), self._decide.text(), self.reply.value()
        channel = None if reply is InvitationReply.NONE else Channel.PHONE
        found: list[Callable[[int], Meeting]] = []
        if (why, can) != (who.why_here, who.can_decide):
            found.append(lambda version: meetings.set_presence(who.id, version, why, can))
        if reply is not who.reply:
            found.append(lambda version: meetings.set_reply(who.id, version, reply, channel))
        return found
