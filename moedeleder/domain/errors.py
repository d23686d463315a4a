"""Everything that can go wrong, as one tree without text.

The Danish sentences live in ``moedeleder.ui.texts``; here are only kinds and plain facts.

    MoedelederError
    ├── InvalidInput            a person typed something that cannot be right
    │   ├── FieldMissing  FieldTooLong  InvalidAddress  InvalidDate  InvalidDuration
    │   │                         └── DayDoesNotExist  TimeIsPast  TimeAlreadyProposed
    │   │                             TimesOutOfOrder
    │   ├── MeetingEndsBeforeStart  AlreadyAttending  InvalidOrder  ReasonMissing
    │   ├── PassphraseTooShort  TooManyTimes  WordsNotThere  NotOnTheScale
    │   └── WordsLocked  InvalidPersonNumber  InvalidRegisterNumber  TokenUnreadable
    ├── NotAllowedNow           the meeting is not in a state for that
    │   ├── MinutesIncomplete  MeetingFinished  MeetingNotRunning  NobodyToSendTo
    │   ├── MeetingPaused  PrivateStays  PointForSomeStays  PointForSomeGone
    │   ├── ChildVoiceMissing  TimeNotChosen  MeetingCancelled
    │   ├── CorrectionsOpen  NextVersionNeeded
    │   └── StoreReadOnly
    ├── NotFound                the thing is gone
    ├── ChangedElsewhere        somebody else saved it in between
    ├── StoreError
    │   ├── StoreLocked  WrongPassphrase  StoreDamaged  StoreNewer  KeyringUnusable
    │   └── StoreUnsafe  StoreBusy  StoreGone
    ├── FileError
    │   ├── FolderNotWritable  DiskFull  FileUnreadable  TemplateMissing
    │   ├── MeetingFileRefused  ResourceFault  PictureRefused  StarterFileRefused
    │   ├── PaperTemplateRefused  NotOurMinutes
    │   └── AnswerFileError     a file a stranger sent
    │       ├── AnswerFileTooLarge  AnswerFileUnsafe  AnswerFileBroken
    │       └── AnswerFileUnknown
    ├── DocumentFailed  DigitalPostNotSetUp  DigitalPostTooLarge
    └── MailError
        ├── MailNotSetUp  MailPasswordMissing  MailboxNotSetUp  LetterFaulty
        ├── MailboxFolderMissing  OnlyAnExample
        └── MailServerError     what a mail server did or said
            ├── MailServerUnreachable  MailServerNotSecure  MailServerLacksUtf8
            ├── MailLoginRefused  MailLoginNotOffered
            ├── SenderRefused  ReceiverRefused  MailTooLarge  MailSendingFailed
            └── MailUncertain  LetterBounced
"""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.domain import errors_mail
from moedeleder.domain.changed_file import ForeignFile
from moedeleder.domain.error_root import MoedelederError as MoedelederError
from moedeleder.domain.paper_template import TemplateMistake

# --- what a person typed -------------------------------------------------------------------


class InvalidInput(MoedelederError):
    """A field holds something that cannot be right; ``field`` is its code name."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class FieldMissing(InvalidInput):
    """A field that must be filled in is empty."""


class FieldTooLong(InvalidInput):
    """A field holds more characters than ``limit``."""

    def __init__(self, field: str, limit: int) -> None:
        super().__init__(field)
        self.limit = limit


class InvalidAddress(InvalidInput):
    """A mail address cannot be used; ``problem`` is a code such as ``several``, or empty."""

    def __init__(self, field: str = "mail", problem: str = "") -> None:
        super().__init__(field)
        self.problem = problem


class InvalidDate(InvalidInput):
    """A date or time cannot be read."""


class DayDoesNotExist(InvalidDate):
    """A day is written as days are, but the calendar has none such."""


class TimeIsPast(InvalidDate):
    """A time that is to come has passed."""


class TimesOutOfOrder(InvalidDate):
    """Somebody would have left before they came."""


class TimeAlreadyProposed(InvalidDate):
    """That time is proposed already."""


class TooManyTimes(InvalidInput):
    """No more than ``limit`` times can be proposed."""

    def __init__(self, limit: int) -> None:
        super().__init__("starts_at")
        self.limit = limit


class WordsNotThere(InvalidInput):
    """The words to be taken out do not stand in what was written."""


class WordsLocked(InvalidInput):
    """The words are somebody else's own; nobody may make them others."""


class InvalidPersonNumber(InvalidInput):
    """A CPR number cannot be right; ``problem`` is a code such as ``digits`` or ``twice``."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field)
        self.problem = problem


class InvalidRegisterNumber(InvalidInput):
    """A CVR number has not eight digits."""


class TokenUnreadable(InvalidInput):
    """What was given to sign in with is neither a token nor what one is fetched with."""


class InvalidDuration(InvalidInput):
    """A number of minutes is outside what a meeting or point can last."""


class MeetingEndsBeforeStart(InvalidInput):
    """The end of the meeting lies before its start."""


class AlreadyAttending(InvalidInput):
    """The person is already on the list of attendees."""


class InvalidOrder(InvalidInput):
    """A thing was moved to a place that does not exist."""


class ReasonMissing(InvalidInput):
    """A choice needs a reason, and none was given."""


class NotOnTheScale(InvalidInput):
    """A number is not one the scale has."""


class PassphraseTooShort(InvalidInput):
    """The passphrase holds fewer characters than ``minimum``."""

    def __init__(self, minimum: int) -> None:
        super().__init__("passphrase")
        self.minimum = minimum


# --- what is not allowed now ---------------------------------------------------------------


class NotAllowedNow(MoedelederError):
    """The thing cannot be done in the state the meeting is in."""


class MinutesIncomplete(NotAllowedNow):
    """The minutes lack ``count`` things before they can be finished."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class MeetingFinished(NotAllowedNow):
    """The minutes are final; the text can no longer be changed."""


class MeetingNotRunning(NotAllowedNow):
    """Something was asked of a meeting that has not started or is over."""


class MeetingPaused(NotAllowedNow):
    """A break is being held; the meeting must go on first."""


class PrivateStays(NotAllowedNow):
    """A private note cannot become a formal matter: it never leaves the writer's machine."""


class PointForSomeStays(NotAllowedNow):
    """Words at a point that only some may hear would lose what keeps them from the others."""


class PointForSomeGone(NotAllowedNow):
    """Words were written at a point for some that is off the agenda: they would be for all."""


class NobodyToSendTo(NotAllowedNow):
    """There is no attendee to send to."""


class ChildVoiceMissing(NotAllowedNow):
    """Nobody has said how the child is heard, or why not."""


class TimeNotChosen(NotAllowedNow):
    """Times are proposed, and none of them is chosen yet."""


class MeetingCancelled(NotAllowedNow):
    """The meeting is called off."""


class CorrectionsOpen(NotAllowedNow):
    """``count`` answers to the minutes wait for somebody to take a stand."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NextVersionNeeded(NotAllowedNow):
    """Something was decided about the minutes that only a new version can tell people."""


class StoreReadOnly(NotAllowedNow):
    """The database is open for reading only."""


class NotFound(MoedelederError):
    """What was asked for is not there (any more)."""


class ChangedElsewhere(MoedelederError):
    """Somebody else saved a newer version in between; nothing was overwritten."""


# --- the store -----------------------------------------------------------------------------


class StoreError(MoedelederError):
    """The encrypted database cannot be used as it should."""


class StoreLocked(StoreError):
    """The key is not at hand; a passphrase must be given."""


class WrongPassphrase(StoreError):
    """The passphrase or key does not open the database."""


class StoreDamaged(StoreError):
    """The file is there but is not a whole database."""


class StoreNewer(StoreError):
    """A newer program version wrote the database."""


class StoreBusy(StoreError):
    """Another program holds the database; try again."""


class StoreGone(StoreError):
    """The open database's file was moved, deleted or replaced by something outside."""


class StoreUnsafe(StoreError):
    """The database library lacks encryption or a needed safety fix."""


class KeyringUnusable(StoreError):
    """The system's keyring is missing, locked or not safe."""


# --- files ---------------------------------------------------------------------------------


class FileError(MoedelederError):
    """A file or folder cannot be used."""


class FolderNotWritable(FileError):
    """The folder cannot be written to."""


class DiskFull(FileError):
    """There is no room left on the disk."""


class FileUnreadable(FileError):
    """The file is not there or cannot be read."""


class PictureRefused(FileError):
    """The logo is not a picture we can use, or it is too large."""


class TemplateMissing(FileError):
    """A document template that belongs to the program is not there."""


class PaperTemplateRefused(FileError):
    """The municipality's own Word template cannot be used; ``mistakes`` says where and why."""

    def __init__(self, mistakes: Sequence[TemplateMistake]) -> None:
        super().__init__(*(each.fault.value for each in mistakes))
        self.mistakes = tuple(mistakes)


class NotOurMinutes(FileError):
    """A changed Word file is not of these minutes; ``why`` is a code of ``ForeignFile``."""

    def __init__(self, why: ForeignFile) -> None:
        super().__init__(why.value)
        self.why = why


class MeetingFileRefused(FileError):
    """A meeting file is not one of ours; says where (``field``) and why (``reason`` code)."""

    def __init__(self, file_name: str, field: str, reason: str, detail: str = "") -> None:
        super().__init__(field, reason)
        self.file_name, self.field, self.reason, self.detail = file_name, field, reason, detail


class ResourceFault(FileError):
    """A data file of the program or the municipality has a mistake; names file, line, field."""

    def __init__(self, file_name: str, line: int, field: str, reason: str) -> None:
        super().__init__(file_name, line, field, reason)
        self.file_name, self.line, self.field, self.reason = file_name, line, field, reason


class StarterFileRefused(FileError):
    """A file cannot go in the starter pack; ``reason`` is size, pack_size, kind or locked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AnswerFileError(FileError):
    """A file that came with an answer cannot be read into fields; the file itself is kept."""


class AnswerFileTooLarge(AnswerFileError):
    """It is larger, or would unpack to more, than any form is."""


class AnswerFileUnsafe(AnswerFileError):
    """It holds something a form never holds, such as a DOCTYPE or a link to the outside."""


class AnswerFileBroken(AnswerFileError):
    """It is damaged."""


class AnswerFileUnknown(AnswerFileError):
    """It is of a kind that cannot be read here."""


class DocumentFailed(MoedelederError):
    """A document could not be made."""


# --- mail, see ``errors_mail`` --------------------------------------------------------------

DigitalPostNotSetUp = errors_mail.DigitalPostNotSetUp
DigitalPostTooLarge = errors_mail.DigitalPostTooLarge
LetterBounced = errors_mail.LetterBounced
LetterFaulty = errors_mail.LetterFaulty
MailError = errors_mail.MailError
MailLoginNotOffered = errors_mail.MailLoginNotOffered
MailLoginRefused = errors_mail.MailLoginRefused
MailNotSetUp = errors_mail.MailNotSetUp
MailPasswordMissing = errors_mail.MailPasswordMissing
MailSendingFailed = errors_mail.MailSendingFailed
MailServerError = errors_mail.MailServerError
MailServerLacksUtf8 = errors_mail.MailServerLacksUtf8
MailServerNotSecure = errors_mail.MailServerNotSecure
MailServerUnreachable = errors_mail.MailServerUnreachable
MailTooLarge = errors_mail.MailTooLarge
MailUncertain = errors_mail.MailUncertain
MailboxFolderMissing = errors_mail.MailboxFolderMissing
MailboxNotSetUp = errors_mail.MailboxNotSetUp
OnlyAnExample = errors_mail.OnlyAnExample
ReceiverRefused = errors_mail.ReceiverRefused
SenderRefused = errors_mail.SenderRefused
