"""A returned form read back into fields; what fits no field is kept as free text."""

from __future__ import annotations

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.correction_form_reading import is_correction_form, read_corrections
from moedeleder.documents.odt_reading import CONTENT, read_odt
from moedeleder.documents.reply_form_placing import Placing
from moedeleder.documents.safe_zip import SafeZip
from moedeleder.documents.word_reading import read_word
from moedeleder.documents.written_text import WrittenText, paragraphs
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.contributions import ContributionDraft
from moedeleder.domain.references import codes_in


def read_form(data: bytes) -> FilledForm:
    """Return what somebody wrote in a form (.docx or .odt), however it was changed on its way.

    The file is a stranger's: nothing in it is run, followed or written to the disk.

    Raises:
        AnswerFileTooLarge: it is, or would unpack to, more than any form.
        AnswerFileUnsafe: it holds something a form never holds.
        AnswerFileBroken: it is damaged.
        AnswerFileUnknown: it is another kind of file.
    """
    archive = SafeZip(data)
    written = read_odt(archive) if CONTENT in archive.names else read_word(archive)
    codes = _codes(written)
    if is_correction_form(written):
        return read_corrections(written, codes)
    printed = fields.printed_of(written.properties)
    placing = Placing(printed, tuple(f"{fields.CODE_LABEL} {code}" for code in codes))
    placing.place(written.body)
    placing.place_beside(written.beside)
    return FilledForm(
        codes[0] if codes else "",
        tuple(_whole(each) for each in placing.contributions()),
        tuple(placing.fits()),
        "\n".join(placing.left_over),
    )


def _codes(written: WrittenText) -> tuple[str, ...]:
    """Return the codes in the file, the one it was made with first."""
    seen = [each.text for each in paragraphs([*written.body, *written.beside])]
    return codes_in("\n".join((written.properties.get(fields.CODE_PROPERTY, ""), *seen)))


def _whole(draft: ContributionDraft) -> ContributionDraft:
    """Return the draft with words: a hope alone is what they want to talk about."""
    if draft.words:
        return draft
    return ContributionDraft(draft.kind, draft.wanted, "", draft.importance)
