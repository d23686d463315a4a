"""Letters somebody has chosen in the grid, and what can be done with each."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.domain.sending import FINAL_STATES, STILL_HERE, Delivery, DeliveryState
from moedeleder.services.post_view import PostCell, PostColumn, PostReceiver
from moedeleder.ui.widgets.before_words import BY_WORD

_UNSETTLED = (*FINAL_STATES, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One cell of the grid that holds a letter."""

    receiver: PostReceiver
    column: PostColumn
    cell: PostCell

    @property
    def letter(self) -> Delivery:
        """The letter that counts."""
        return self.cell.newest

    @property
    def can_send(self) -> bool:
        """Whether it can leave by mail (again)."""
        at_rest = self.letter.state is not DeliveryState.SENDING
        address = self.receiver.address or self.letter.address
        return self.cell.is_true and at_rest and bool(address)

    @property
    def can_print(self) -> bool:
        """Whether it can be handed over without mail."""
        holds = self.cell.is_true or self.letter.state not in STILL_HERE
        at_rest = self.letter.state is not DeliveryState.SENDING
        return holds and at_rest and self.letter.kind not in BY_WORD

    @property
    def is_for_paper(self) -> bool:
        """Whether somebody may have handed it over: it did not go otherwise."""
        return self.cell.is_true and self.letter.state not in _UNSETTLED

    @property
    def is_laid_ready(self) -> bool:
        """Whether it lies ready for Digital Post, and nobody said that it was sent."""
        return self.letter.is_laid_ready

    @property
    def is_uncertain(self) -> bool:
        """Whether nobody knows if it came."""
        return self.letter.state is DeliveryState.UNCERTAIN
