"""The whole job on one meeting without a window: ask, invite, hold, write, finish and send.

It goes through the same services as the window, in a store of its own, at the times the
meeting file tells of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from moedeleder.domain.attendees import Duty
from moedeleder.domain.contributions import Contribution
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import Gap, short_checksum
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings, Organisation
from moedeleder.services.child_voice_words import example_voice
from moedeleder.services.context import DENMARK
from moedeleder.services.demo_post import DemoPost
from moedeleder.services.demo_round import Round
from moedeleder.services.demo_talk import Talk
from moedeleder.services.meeting_file import Maker, MeetingFile
from moedeleder.services.office import Office

SHARED_BEFORE = timedelta(days=16)
INVITED_BEFORE = timedelta(days=9)
WRITTEN_AFTER = timedelta(hours=18)


class DemoClock:
    """The time of the meeting file: set by what happens, and never turned back."""

    def __init__(self, start: datetime) -> None:
        """Begin at an aware moment."""
        self._now = start

    def __call__(self) -> datetime:
        """Return the moment it is."""
        return self._now

    def reach(self, moment: datetime) -> None:
        """Move on to ``moment`` (aware), unless it is past."""
        self._now = max(self._now, moment)


@dataclass(frozen=True)
class DemoReport:
    """What the demo did; ``gaps`` are what kept the minutes from being finished."""

    title: str
    folder: str
    files: tuple[str, ...] = ()
    letters: tuple[Delivery, ...] = ()
    gaps: tuple[Gap, ...] = ()
    version: int = 0
    checksum: str = ""
    contributions: tuple[Contribution, ...] = ()

    def count(self, kind: LetterKind, state: DeliveryState) -> int:
        """Return how many letters of a kind came to a state."""
        return sum(each.kind is kind and each.state is state for each in self.letters)

    @property
    def without_address(self) -> tuple[str, ...]:
        """The names of those who get their papers on paper."""
        without = (each for each in self.letters if each.state is DeliveryState.NO_ADDRESS)
        return tuple(dict.fromkeys(each.name for each in without))

    @property
    def is_complete(self) -> bool:
        """Whether the minutes were finished and every letter that had an address was sent."""
        settled = (DeliveryState.SENT, DeliveryState.NO_ADDRESS)
        return self.version > 0 and all(each.state in settled for each in self.letters)


class Demo:
    """Does the whole job on one meeting file and leaves its papers and mails in a folder."""

    def __init__(self, office: Office, clock: DemoClock, out: Path, mailbox: Path) -> None:
        """Take the services on an empty store.

        Args:
            clock: the clock the services were built with.
            out: where papers and mails end up.
            mailbox: an empty folder for mails on their way.
        """
        self._office, self._clock = office, clock
        self._out, self._mailbox = out, mailbox
        self._post = DemoPost(office, out, mailbox)

    def run(self, file: MeetingFile) -> DemoReport:
        """Do the job.

        Raises:
            FolderNotWritable, DiskFull: the folder cannot be used.
            DocumentFailed, TemplateMissing: a paper could not be made.
        """
        self._post.make_room()
        self._set_up(file)
        asked = Round(self._office, self._clock.reach, self._post, file)
        meeting_id = self._office.exchange.keep(asked.draft(), "").meeting_id
        self._hear_the_child(meeting_id, file)
        file = asked.go(meeting_id)
        self._clock.reach(_at(file) - INVITED_BEFORE)
        self._invite(meeting_id, file)
        Talk(self._office, self._clock.reach).replay(meeting_id, file)
        self._write(meeting_id, file)
        gaps = self._office.minutes.open(meeting_id).open_gaps
        if gaps:
            return self._report(meeting_id, gaps=gaps)
        version = self._office.finishing.finish(meeting_id, self._meeting(meeting_id).version)
        self._post.send(meeting_id, LetterKind.MINUTES)
        return self._report(
            meeting_id, version=version.number, checksum=short_checksum(version.checksum)
        )

    def _meeting(self, meeting_id: str) -> Meeting:
        return self._office.meetings.get(meeting_id)

    def _set_up(self, file: MeetingFile) -> None:
        maker = file.made_by if file.made_by.name else _chair(file)
        settings = self._office.settings
        settings.introduce(maker.name, maker.title or "Mødeleder", maker.mail, maker.phone)
        settings.save_organisation(
            Organisation(maker.organisation, maker.unit, phone=maker.phone, mail=maker.mail)
        )
        settings.save_mail(
            MailSettings(folder=str(self._mailbox), sender_address=maker.mail, sender_name="")
        )

    def _hear_the_child(self, meeting_id: str, file: MeetingFile) -> None:
        meeting, told = self._meeting(meeting_id), file.meeting.child_voice
        voice = told if told.is_settled else example_voice(meeting)
        self._office.meetings.set_child_voice(meeting_id, meeting.version, voice)

    def _invite(self, meeting_id: str, file: MeetingFile) -> None:
        for check in file.meeting.checks_of(Phase.BEFORE):
            if check.done:
                self._office.meetings.tick(meeting_id, check.phase, check.key, True)
        meeting = self._meeting(meeting_id)
        if meeting.attendees:
            self._office.sending.announce_meeting(meeting_id, meeting.version)
        self._post.send(meeting_id, LetterKind.INVITATION)

    def _write(self, meeting_id: str, file: MeetingFile) -> None:
        self._clock.reach(self._clock() + WRITTEN_AFTER)
        minutes = self._office.minutes
        for part in file.parts:
            minutes.write(meeting_id, part.key, 0, part.text)
        if file.meeting.follow_up.is_settled:
            version = self._meeting(meeting_id).version
            minutes.set_follow_up(meeting_id, version, file.meeting.follow_up)

    def _report(
        self, meeting_id: str, *, gaps: tuple[Gap, ...] = (), version: int = 0, checksum: str = ""
    ) -> DemoReport:
        files = sorted(path.relative_to(self._out).as_posix() for path in self._post.files)
        letters = self._office.sending.deliveries(meeting_id)
        title = self._meeting(meeting_id).title
        brought = self._meeting(meeting_id).contributions
        return DemoReport(
            title, str(self._out), tuple(files), letters, gaps, version, checksum, brought
        )


def demo_start(file: MeetingFile) -> datetime:
    """Return when the demo begins, with a draft to share: 16 days before the meeting (aware)."""
    return _at(file) - SHARED_BEFORE


def _at(file: MeetingFile) -> datetime:
    return file.meeting.starts_at.replace(tzinfo=DENMARK)


def _chair(file: MeetingFile) -> Maker:
    """Return whoever leads the meeting, where the file does not say who made it."""
    leading = (Duty.CHAIR, Duty.CHAIR_AND_MINUTES)
    for attendee in file.meeting.attendees:
        if attendee.duty in leading:
            person = attendee.person
            return Maker(person.name, person.relation, person.organisation)
    return Maker("Mødeleder", "Mødeleder")
