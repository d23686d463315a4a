"""What the chair is told when the screen for all has no display of its own."""

from __future__ import annotations

from PySide6.QtCore import Slot

from moedeleder.ui.shared_screen.control import SharedScreen
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner


class OneDisplayBanner(Banner):
    """Says that a mirrored projector shows everything, and offers to close the screen for all."""

    def __init__(self, screen: SharedScreen) -> None:
        super().__init__()
        self.setObjectName("oneDisplay")
        self.action_requested.connect(screen.close)
        screen.shares_display.connect(self._say)

    @Slot(bool)
    def _say(self, shares: bool) -> None:
        if not shares:
            self.dismiss()
            return
        words = self.tr("Der er kun én skærm. Træk vinduet over på projektoren.")
        more = self.tr("Viser projektoren det samme som din skærm, kan alle se dine noter.")
        self.show_message(words, Tone.WARN, more, self.tr("Luk skærm til alle"))
