"""What the send dialog says: to how many, with what, which way, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.agenda import time_share
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import FINAL_STATES, Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.services.withdrawals import Outdated
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_words import BY_WORD
from moedeleder.ui.wording import count_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


_NOUNS = {
    LetterKind.DRAFT: "kladden",
    LetterKind.INVITATION: "indkaldelsen",
    LetterKind.CANCELLATION: "beskeden",
    LetterKind.RECEIPT: "kvitteringen",
    LetterKind.MINUTES: "referatet",
    LetterKind.FEEDBACK: "spørgsmålene",
    LetterKind.WITHDRAWAL: "beskeden",
    LetterKind.REMINDER: "påmindelsen",
}


def send_caption(
    kind: LetterKind, count: int, only_new: bool, *, again: bool, changed: bool = False
) -> str:
    """Return what happens, e.g. ``Indkald 6 deltagere``.

    Args:
        only_new: only those who are new on the list.
        again: an invitation has gone out before.
        changed: the agenda is another than the one they have.
    """
    people = count_text(count, _tr("deltager"), _tr("deltagere"))
    if kind is LetterKind.DRAFT:
        return share_caption(count)
    if kind is LetterKind.RECEIPT:
        return receipt_caption(count)
    if kind in BY_WORD:
        return _tr("Giv {0} besked").format(people) if count else _tr("Giv besked")
    if kind is LetterKind.REMINDER:
        return _tr("Send påmindelse til {0}").format(people)
    if kind is LetterKind.MINUTES:
        return _tr("Send referat til {0}").format(people)
    if kind is LetterKind.FEEDBACK:
        return _tr("Send spørgsmål til {0}").format(people)
    if only_new:
        new = count_text(count, _tr("ny deltager"), _tr("nye deltagere"))
        return _tr("Indkald {0}").format(new)
    if again and changed:
        return _tr("Send opdatering til {0}").format(people)
    return _tr("Send ny indkaldelse til {0}" if again else "Indkald {0}").format(people)


def news_caption(news: Outdated, count: int) -> str:
    """Return what is told those with an old invitation, e.g. ``Fortæl 5 om den nye tid``.

    Empty where nothing of time and place is another than they know.
    """
    what = [
        (_tr("den nye tid"), _tr("ny tid"), news.moved),
        (_tr("det nye sted"), _tr("nyt sted"), news.place),
        (_tr("den nye længde"), _tr("ny længde"), news.length and not news.moved),
    ]
    found = [(alone, beside) for alone, beside, changed in what if changed]
    if not (found and count):
        return ""
    words = found[0][0] if len(found) == 1 else _tr(" og ").join(each for _, each in found)
    return _tr("Fortæl {0} om {1}").format(count, words)


def share_caption(count: int) -> str:
    """Return e.g. ``Del med 3``."""
    return _tr("Del med {0}").format(count) if count else _tr("Del kladden")


def receipt_caption(count: int) -> str:
    """Return e.g. ``Send kvitteringer til 2``."""
    if not count:
        return _tr("Send kvitteringer")
    one, many = _tr("Send kvittering til 1"), _tr("Send kvitteringer til {0}")
    return one if count == 1 else many.format(count)


def again_caption(count: int) -> str:
    """Return e.g. ``Send igen til 2 deltagere``."""
    people = count_text(count, _tr("deltager"), _tr("deltagere"))
    return _tr("Send igen til {0}").format(people) if count else _tr("Send igen")


def retry_caption(count: int) -> str:
    """Return e.g. ``Prøv igen for 2 deltagere``."""
    people = count_text(count, _tr("deltager"), _tr("deltagere"))
    return _tr("Prøv igen for {0}").format(people)


def again_text() -> str:
    """Return what is said of letters that leave once more."""
    return _tr("Brevene går til de adresser, folk har nu. Papirerne er de samme som før.")


def attachments_text(kind: LetterKind) -> str:
    """Return what goes with each letter."""
    return {
        LetterKind.DRAFT: _tr("Hver får sin egen mail med kladden som PDF og et svarskema."),
        LetterKind.INVITATION: _tr(
            "Hver får sin egen mail med dagsordenen som PDF og mødet til kalenderen."
        ),
        LetterKind.CANCELLATION: _tr("Hver får sin egen mail. Mødet går ud af deres kalender."),
        LetterKind.RECEIPT: _tr("Hver får sin egen mail med svar på det, de har bidraget med."),
        LetterKind.MINUTES: _tr(
            "Hver får sin egen mail med sin egen kopi som PDF og Word. Teksten låses først."
        ),
        LetterKind.FEEDBACK: _tr("Hver får sin egen mail med fem korte spørgsmål."),
        LetterKind.WITHDRAWAL: _tr(
            "De er taget af listen. Hver får sin egen mail, og mødet går ud af deres kalender."
        ),
        LetterKind.REMINDER: _tr("Hver får sin egen korte påmindelse."),
    }[kind]


def changes_text(changes: Sequence[str], total: int) -> str:
    """Return what is new since the agenda people have, one thing a line.

    Args:
        total: how many changes there are, of which ``changes`` are the first.
    """
    lines = [_tr("Nyt siden sidst:"), *changes]
    if total > len(changes):
        lines.append(_tr("Og {0} ændringer mere.").format(total - len(changes)))
    return "\n".join(lines)


def concerns_text(meeting: Meeting, kind: LetterKind, contact: str) -> str:
    """Return what a person may want to put right before the letters leave, if anything."""
    found = []
    if not contact:
        found.append(
            _tr("Papirerne siger ikke, hvor familien kan ringe eller skrive hen.")
            + " "
            + _tr("Skriv telefon eller mail i Indstillinger under Dig.")
        )
    over = time_share(meeting.items, meeting.minutes).over
    if kind is LetterKind.INVITATION and over:
        found.append(_tr("Dagsordenen er {0} min længere end mødet.").format(over))
    return " ".join(found)


def way_text(mail: MailSettings, *, sent: bool = False) -> str:
    """Return which way the letters go, or went."""
    if mail.way is MailWay.FOLDER:
        if sent:
            return _tr("Brevene ligger i mappen {0}. De er ikke sendt ud af huset.").format(
                mail.folder
            )
        return _tr("Brevene lægges i mappen {0}. Ingen mails sendes ud af huset.").format(
            mail.folder
        )
    if sent:
        return _tr("Sendt gennem {0} over en sikker forbindelse.").format(mail.host)
    return _tr("Mails sendes gennem {0} over en sikker forbindelse.").format(mail.host)


def given_caption(kind: LetterKind) -> str:
    """Return what a person says who has handed a letter over."""
    if kind is LetterKind.MINUTES:
        return _tr("Jeg har givet det på papir")
    if kind in BY_WORD:
        return _tr("Jeg har givet besked")
    return _tr("Jeg har givet den på papir")


def folder_text(mail: MailSettings) -> tuple[str, str]:
    """Return where letters lie that nobody has been sent, and what to do with them."""
    where = _tr("Brevene ligger i mappen {0}. De er ikke sendt.").format(mail.folder)
    then = _tr("Send brevene fra jeres eget mailprogram, eller vælg mailserver i Indstillinger.")
    return where, then


def saved_text(folder: Path, kind: LetterKind, marks: str) -> tuple[str, Tone, str]:
    """Return where copies to print were laid, its tone, and what to do with them.

    Args:
        marks: whose the files are that are not for others.
    """
    said = _tr("Kopien ligger i mappen {0}.").format(folder)
    then = _tr("Tryk {0}, når personen har fået den.").format(given_caption(kind))
    return said, Tone.OK, " ".join(filter(None, (marks, then)))


def in_folder_text(count: int) -> str:
    """Return how many letters wait in the folder, e.g. ``2 breve ligger klar i mappen``."""
    letters = count_text(count, _tr("brev"), _tr("breve"))
    return _tr("{0} ligger klar i mappen").format(letters)


def outcome_text(
    deliveries: Sequence[Delivery], kind: LetterKind, *, in_folder: bool = False
) -> tuple[str, Tone]:
    """Return how a sending went, in one line, and its tone.

    Args:
        in_folder: letters are laid in a folder now; one that knows its way goes by that.
    """
    total = len(deliveries)
    laid = sum(letter.lies_in_folder(otherwise=in_folder) for letter in deliveries)
    final = sum(letter.state in FINAL_STATES and not letter.is_laid_ready for letter in deliveries)
    what = _tr(_NOUNS[kind])
    if total and final == total and not laid:
        everybody = _tr("Alle {0} har {1}") if total > 1 else _tr("{0} deltager har {1}")
        return everybody.format(total, what), Tone.OK
    parts = [in_folder_text(laid)] if laid else [_has_it(final, total, what)]
    by_word = kind in BY_WORD
    printed = sum(
        letter.state is DeliveryState.PRINTED and not letter.is_laid_ready for letter in deliveries
    )
    if laid and final > laid + printed:
        # The way was changed between two tries.
        parts.append(_tr("{0} er sendt som mail").format(final - laid - printed))
    if laid and printed:
        got = _tr("{0} har fået besked") if by_word else _tr("{0} har fået papir")
        parts.append(got.format(printed))
    parts += _not_there(deliveries, by_word=by_word)
    return ", ".join(parts), Tone.OK if final == total else Tone.WARN


def _not_there(deliveries: Sequence[Delivery], *, by_word: bool) -> list[str]:
    """Return how many letters wait for what, e.g. ``1 skal have papir``."""
    counts = Counter(map(_fate, deliveries))
    words = {
        "paper": _tr("{0} skal ringes op") if by_word else _tr("{0} skal have papir"),
        "digital": _tr("{0} skal i Digital Post"),
        "laid": _tr("{0} er lagt klar til Digital Post"),
        "waiting": _tr("{0} venter"),
        "stopped": _tr("{0} blev stoppet"),
        "uncertain": _tr("{0} er uvis"),
        "failed": _tr("{0} kom ikke frem"),
    }
    return [said.format(counts[fate]) for fate, said in words.items() if counts[fate]]


def _fate(letter: Delivery) -> str:
    if letter.is_laid_ready:
        return "laid"
    if letter.state is DeliveryState.READY and letter.channel is LetterWay.DIGITAL_POST:
        return "digital"
    by_hand = letter.state is DeliveryState.READY and letter.channel is LetterWay.PAPER
    if by_hand or letter.state is DeliveryState.NO_ADDRESS:
        return "paper"
    return {
        DeliveryState.READY: "waiting",
        DeliveryState.SENDING: "waiting",
        DeliveryState.INTERRUPTED: "stopped",
        DeliveryState.UNCERTAIN: "uncertain",
        DeliveryState.FAILED: "failed",
    }.get(letter.state, "there")


def _has_it(final: int, total: int, what: str) -> str:
    return _tr("{0} af {1} har {2}").format(final, total, what)
