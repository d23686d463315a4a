"""Asks before what only some heard comes into the text that everybody reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.ui.widgets.dialog import Dialog

_CONTEXT = "LimitedQuestion"


class LimitedQuestion(Dialog):
    """Says who heard it and who will read it; nothing happens without a yes."""

    def __init__(self, only_for: str, part: str, parent: QWidget) -> None:
        """Make the question.

        Args:
            only_for: who alone heard it, such as ``Kun for Sofie og Jonas``.
            part: the heading of the part where it would stand.
        """
        super().__init__(
            _tr("Sæt noten ind i {0}?").format(part),
            _tr("Sæt ind alligevel"),
            parent,
            text=_tr("{0}. Sætter du den ind, kan alle, der får referatet, læse den.").format(
                only_for
            ),
            icon="lock",
            cancel=_tr("Lad være"),
            object_name="limitedQuestion",
            width=460,
        )
        self.confirm_button.setAccessibleDescription(self.accessibleName())
        self.finished.connect(lambda _result: self.deleteLater())
        self.confirm_requested.connect(self.accept)


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)
