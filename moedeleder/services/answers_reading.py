"""Something that came in, read without asking the database: a mail, or a form on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from moedeleder.documents.calendar_reading import read_reply
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.answers import AnswerFile, CalendarReply, FilledForm
from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import AnswerFileError, AnswerFileTooLarge, AnswerFileUnknown
from moedeleder.domain.references import codes_in
from moedeleder.domain.text import clean_line, clean_text, shorten
from moedeleder.mail.incoming import MAIL_LIMIT, IncomingFile, IncomingMail, read_mail

RAW_LIMIT = MAIL_LIMIT
"""Bytes of one mail or file; more is not taken."""
FORMS_LIMIT = 8
"""So many forms of one mail are read into fields; the rest are kept as files."""
NAME_LIMIT = 200
_KEY_LIMIT = 500
_ADDRESS_LIMIT = 320
_FAULT_LIMIT = 64
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_FORM_ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": _OPEN_DOCUMENT,
}
# The form saved as something that is not read here; the screen then says to open it instead.
_ALIKE_ENDINGS = frozenset({".doc", ".docm", ".dotx", ".rtf", ".fodt", ".ott"})


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What came in, in the forms the tables can hold; ``raw`` is every byte of it.

    ``key`` tells it from everything else that came in.
    """

    channel: Channel
    raw: bytes
    key: str
    files: tuple[AnswerFile, ...]
    forms: tuple[FilledForm, ...]
    from_name: str = ""
    from_address: str = ""
    subject: str = ""
    text: str = ""
    quoted: str = ""
    sent_at: datetime | None = None
    answers_to: tuple[str, ...] = ()
    replies: tuple[CalendarReply, ...] = ()
    is_automatic: bool = False
    fault: str = ""
    addressed_to: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in it: those the sender wrote, then those their mail program answered to."""
        forms = (code for form in self.forms for code in form_codes(form))
        written = codes_in("\n\n".join((self.text, self.subject, self.quoted)))
        return tuple(dict.fromkeys((*written, *forms, *codes_in(self.addressed_to))))

    @property
    def own_words(self) -> str:
        """What the sender wrote themselves: the text beside an automatic click is the machine's."""
        return "" if self.is_automatic and self.replies else self.text

    @property
    def is_by_hand(self) -> bool:
        """Whether a person surely stands behind it: no machine fills in a form."""
        return bool(self.replies) or any(not form.is_empty for form in self.forms)


def form_codes(form: FilledForm) -> tuple[str, ...]:
    """Return the codes in a form: of its own field, else of what was written anywhere in it."""
    return codes_in(form.reference) or codes_in(form.left_over)


def checked_size(raw: bytes) -> bytes:
    """Return ``raw``.

    Raises:
        AnswerFileTooLarge: it holds more than ``RAW_LIMIT`` bytes.
    """
    if len(raw) > RAW_LIMIT:
        raise AnswerFileTooLarge
    return raw


def mail_reading(raw: bytes) -> Reading:
    """Return what a mail holds; whatever cannot be read is told as a fault, never raised."""
    mail = read_mail(raw)
    files, forms = _files(mail.files)
    replies = tuple(reply for data in mail.calendars if (reply := read_reply(data)))
    # The channel says how somebody answered: by a click in the calendar, or by writing.
    clicked = bool(replies) and not forms and not mail.text.strip()
    return Reading(
        channel=Channel.CALENDAR if clicked else Channel.MAIL,
        raw=raw,
        key=_mail_key(mail, raw),
        files=files,
        forms=forms,
        from_name=_line(mail.from_name),
        from_address=clean_line(mail.from_address)[:_ADDRESS_LIMIT],
        subject=_line(mail.subject),
        text=clean_text(mail.text).strip(),
        quoted=clean_text(mail.quoted).strip(),
        sent_at=mail.sent_at,
        answers_to=mail.answers_to,
        replies=replies,
        is_automatic=mail.is_automatic,
        fault=mail.fault[:_FAULT_LIMIT],
        addressed_to=mail.addressed_to,
    )


def form_reading(name: str, raw: bytes) -> Reading:
    """Return what a form holds that came as a file of its own.

    Raises:
        AnswerFileTooLarge, AnswerFileUnsafe, AnswerFileBroken, AnswerFileUnknown: as named.
    """
    form = read_form(raw)
    mime_type = _FORM_ENDINGS.get(ending(name), _FORM_ENDINGS[".docx"])
    file = AnswerFile(_line(PurePath(name).name), len(raw), mime_type)
    return Reading(Channel.FORM, raw, hash_key(raw), (file,), (form,))


def again(channel: Channel, raw: bytes, name: str) -> Reading:
    """Return what was kept as ``raw``, read anew.

    Raises:
        AnswerFileError: a form that was kept cannot be read.
    """
    return form_reading(name, raw) if channel is Channel.FORM else mail_reading(raw)


def file_contents(channel: Channel, raw: bytes) -> tuple[bytes, ...]:
    """Return the bytes of the files of an answer, in the order of its ``files``."""
    if channel is Channel.FORM:
        return (raw,)
    return tuple(file.content for file in read_mail(raw).files)


def hash_key(raw: bytes) -> str:
    """Return what tells bytes from all others."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def ending(name: str) -> str:
    """Return how a file's name ends, with the dot, in small letters."""
    return PurePath(clean_line(name).replace("\\", "/")).suffix.lower()


def is_form_name(name: str) -> bool:
    """Whether a file of that name is read as a form."""
    return ending(name) in _FORM_ENDINGS


def _mail_key(mail: IncomingMail, raw: bytes) -> str:
    key = clean_line(mail.message_id)
    return key if 0 < len(key) <= _KEY_LIMIT else hash_key(raw)


def _files(
    files: Sequence[IncomingFile],
) -> tuple[tuple[AnswerFile, ...], tuple[FilledForm, ...]]:
    shown: list[AnswerFile] = []
    forms: list[FilledForm] = []
    tried = 0
    for file in files:
        fault = ""
        if _may_be_form(file):
            try:
                forms.append(_form(file, tried))
            except AnswerFileError as error:
                fault = type(error).__name__
            tried += 1
        size = len(file.content)
        shown.append(AnswerFile(_line(file.name), size, _line(file.mime_type), fault))
    return tuple(shown), tuple(forms)


def _may_be_form(file: IncomingFile) -> bool:
    known = {*_FORM_ENDINGS, *_ALIKE_ENDINGS}
    return ending(file.name) in known or file.mime_type.lower() in _FORM_ENDINGS.values()


def _form(file: IncomingFile, tried_before: int) -> FilledForm:
    # A mail full of forms that each take a second would hold up everything else.
    if tried_before >= FORMS_LIMIT:
        raise AnswerFileTooLarge
    if ending(file.name) in _ALIKE_ENDINGS:
        raise AnswerFileUnknown
    return read_form(file.content)


def _line(text: str) -> str:
    return shorten(clean_line(text), NAME_LIMIT)
