"""What the foot of step 4 says about the letters with the minutes, in Danish."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.ui.dialogs.send_words import in_folder_text
from moedeleder.ui.pages.follow_up.letters import waiting
from moedeleder.ui.wording import count_text


def tr(text: str) -> str:
    """Return a sentence of this page, translated."""
    return QCoreApplication.translate("FollowUpStep", text)


def people_text(count: int) -> str:
    """Return e.g. ``3 deltagere``."""
    return count_text(count, tr("deltager"), tr("deltagere"))


def laid_count(letters: Iterable[Delivery], *, in_folder: bool) -> int:
    """Return how many letters lie in the folder, sent to nobody yet.

    Args:
        in_folder: letters leave by way of a folder in this office.
    """
    return sum(each.lies_in_folder(otherwise=in_folder) for each in letters)


def note_text(letters: tuple[Delivery, ...], *, in_folder: bool) -> str:
    """Return who has the minutes and who has not; ``in_folder`` as for :func:`laid_count`."""
    left = len(waiting(letters))
    laid = laid_count(letters, in_folder=in_folder)
    words = tr("{0} har ikke fået referatet").format(people_text(left)) if left else ""
    if laid:
        return " · ".join(filter(None, (in_folder_text(laid), words)))
    return words or tr("Alle har fået referatet")


def again_text(letters: Iterable[Delivery], again: Collection[str]) -> str:
    """Return the words on the button that sends the letters with these ids again."""
    people = people_text(len(again))
    states = {letter.state for letter in letters if letter.id in again}
    if states <= {DeliveryState.READY}:
        return tr("Send til {0}").format(people)
    return tr("Prøv igen for {0}").format(people)
