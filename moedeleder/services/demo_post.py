"""The demo's post: letters that leave, papers for those without mail, and answers that come."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from moedeleder.documents.files import write_file
from moedeleder.domain.errors import FolderNotWritable
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.services.office import Office

MAILS, PRINTS = "mails", "til-print"
NAMES = {
    LetterKind.DRAFT: "kladde",
    LetterKind.RECEIPT: "kvittering",
    LetterKind.INVITATION: "dagsorden",
    LetterKind.MINUTES: "referat",
}
ANSWER, FORM = "svar", "svarskema"
# The papers of these are of interest to whoever looks in the folder.
_WITH_PAPERS = (LetterKind.INVITATION, LetterKind.MINUTES)
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
# Only what an earlier run made is removed from the folder.
_OURS = re.compile(
    rf"({'|'.join((*NAMES.values(), ANSWER, FORM))})-\d{{2}}\.(eml|pdf|docx)",
)


class DemoPost:
    """Sends through the office, and leaves everything that came and went in a folder."""

    def __init__(self, office: Office, out: Path, mailbox: Path) -> None:
        """Take the services.

        Args:
            out: where papers and mails end up.
            mailbox: an empty folder for mails on their way.
        """
        self._office, self._out, self._mailbox = office, out, mailbox
        self._answers = 0
        self.files: list[Path] = []

    def make_room(self) -> None:
        """Make the folders and clear what an earlier run left.

        Raises:
            FolderNotWritable: they cannot be used.
        """
        try:
            for folder in (self._out / MAILS, self._out / PRINTS):
                folder.mkdir(parents=True, exist_ok=True)
                for path in folder.iterdir():
                    if _OURS.fullmatch(path.name):
                        path.unlink()
        except OSError:
            raise FolderNotWritable from None

    def send(self, meeting_id: str, kind: LetterKind) -> None:
        """Let letters leave, and print them for those without an address.

        Raises:
            MoedelederError: what the services raise.
        """
        self._office.sending.send(meeting_id, kind)
        if kind in _WITH_PAPERS:
            self.files += self._office.papers.save(meeting_id, kind, self._out)
        for number, letter in enumerate(self._without_address(meeting_id, kind), 1):
            for name, data in self._papers(meeting_id, letter):
                path = write_file(self._out / PRINTS, f"{name[0]}-{number:02d}{name[1]}", data)
                self.files.append(path)
        self.files += self._collect(kind)

    def form_for(self, meeting_id: str, attendee_id: str) -> bytes:
        """Return the reply form that went with somebody's draft."""
        papers = self._shared(meeting_id, attendee_id)
        return next(data for name, data in papers if name.endswith(".docx"))

    def reply(
        self, meeting_id: str, letter: Delivery, at: datetime, text: str = "", form: bytes = b""
    ) -> bytes:
        """Return the mail in which somebody answers a letter, as it would come.

        Args:
            at: when it was sent (aware).
            form: a filled reply form to go along.
        """
        sent = self._office.sharing.preview(meeting_id, letter.attendee_id, letter.kind)
        mail = EmailMessage()
        mail["From"], mail["To"] = letter.address, self._office.settings.reachable().mail
        mail["Subject"] = f"SV: {sent.subject}"
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = make_msgid(domain=letter.address.rpartition("@")[2])
        mail["In-Reply-To"] = letter.message_id
        quoted = "\n".join(f"> {line}".rstrip() for line in sent.body.splitlines())
        mail.set_content(f"{text}\n\nDen {at:%d.%m.%Y} skrev {mail['To']}:\n{quoted}\n")
        if form:
            main, sub = _WORD
            mail.add_attachment(form, maintype=main, subtype=sub, filename=f"{FORM}.docx")
        return mail.as_bytes()

    def came(self, data: bytes, ending: str) -> Path:
        """Keep an answer that came and return where it lies."""
        self._answers += 1
        name = f"{ANSWER}-{self._answers:02d}{ending}"
        path = write_file(self._out / MAILS, name, data)
        self.files.append(path)
        return path

    def _without_address(self, meeting_id: str, kind: LetterKind) -> list[Delivery]:
        letters = self._office.sending.deliveries(meeting_id)
        none = DeliveryState.NO_ADDRESS
        return [each for each in letters if each.kind is kind and each.state is none]

    def _papers(self, meeting_id: str, letter: Delivery) -> Iterator[tuple[tuple[str, str], bytes]]:
        """Give name, ending and content of what somebody gets on paper."""
        name = NAMES[letter.kind]
        if letter.kind is LetterKind.DRAFT:
            for file, data in self._shared(meeting_id, letter.attendee_id):
                is_form = file.endswith(".docx")
                yield (FORM if is_form else name, Path(file).suffix), data
        elif letter.kind is LetterKind.RECEIPT:
            with tempfile.TemporaryDirectory() as folder:
                paper = self._office.papers.save_receipt(
                    meeting_id, letter.attendee_id, Path(folder)
                )
                yield (name, ".pdf"), paper.read_bytes()
        elif letter.kind is LetterKind.MINUTES:
            yield from self._own_copy(meeting_id, letter.attendee_id)
        else:
            papers = (path for path in reversed(self.files) if path.suffix == ".pdf")
            paper = next(path for path in papers if path.name.startswith(f"{name}-2"))
            yield (name, ".pdf"), paper.read_bytes()

    def _own_copy(
        self, meeting_id: str, attendee_id: str
    ) -> Iterator[tuple[tuple[str, str], bytes]]:
        """Give the minutes as they are for that reader alone."""
        kept = self._office.copies.newest(meeting_id)
        copy = next(each for each in kept if each.attendee_id == attendee_id)
        for paper in map(Path, copy.papers):
            if paper.suffix == ".pdf":
                yield (paper.stem, ".pdf"), self._office.copies.paper(copy.id, paper.name)

    def _shared(self, meeting_id: str, attendee_id: str) -> list[tuple[str, bytes]]:
        with tempfile.TemporaryDirectory() as folder:
            paths = self._office.papers.save_share(meeting_id, attendee_id, Path(folder))
            return [(path.name, path.read_bytes()) for path in paths]

    def _collect(self, kind: LetterKind) -> Iterator[Path]:
        """Move the mails just sent to the folder, in the order they left."""
        if not self._mailbox.is_dir():
            return
        for number, mail in enumerate(sorted(self._mailbox.glob("*.eml")), 1):
            name = f"{NAMES[kind]}-{number:02d}.eml"
            yield write_file(self._out / MAILS, name, mail.read_bytes())
            os.unlink(mail)
