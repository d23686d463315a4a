"""First words for the papers to the readers: what one may begin with, never more than that."""

from __future__ import annotations

from collections.abc import Iterator

from moedeleder.domain.completeness import joined, promised_to_everybody
from moedeleder.domain.danish import long_date
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.people import PersonRole
from moedeleder.domain.rich_text import EMPTY, Block, BlockKind, RichText, Run, from_plain

_MOST = 5
"""More promises than these are too many for a page to a child."""


def proposed_summary(meeting: Meeting, conclusion: RichText) -> RichText:
    """Return a beginning of the summary: why they met, and what they agree on.

    Who does what, and when, is printed below it anyway. Empty without a conclusion.
    """
    if conclusion.is_empty:
        return EMPTY
    purpose = " ".join(meeting.purpose.split()).rstrip(".")
    why = [Block((Run(f"Vi mødtes om: {purpose}."),))] if purpose else []
    return RichText((*why, *_without_sources(conclusion)))


def proposed_child_page(meeting: Meeting, conclusion: RichText) -> RichText:
    """Return a beginning of the page to the child: what was agreed, and who does what.

    Only what concerns everybody is in it. Empty where nothing is agreed yet.
    """
    promises = [each for each in promised_to_everybody(meeting) if each.what.strip()][:_MOST]
    if conclusion.is_empty and not promises:
        return EMPTY
    child = meeting.child_name.split(" ", 1)[0]
    met = f"Vi har holdt et møde om, hvordan du har det. {_who(meeting)}"
    blocks = list(from_plain(f"Kære {child}\n{met}").blocks)
    if not conclusion.is_empty:
        blocks.append(Block((Run("Det blev vi enige om:"),)))
        blocks += _without_sources(conclusion)
    if promises:
        blocks.append(Block((Run("Det sker der nu:"),)))
        blocks += (Block((Run(_promised(each)),), BlockKind.BULLET) for each in promises)
    return RichText(tuple(blocks))


def _who(meeting: Meeting) -> str:
    """Return in one sentence who of the family was there, so that the child knows."""
    names = [
        each.person.name.split(" ", 1)[0]
        for each in meeting.attendees
        if each.person.role is PersonRole.PARENT and each.was_there
    ]
    return f"{joined(names)} var med." if names else ""


def _promised(promise: Promise) -> str:
    what = " ".join(promise.what.split())
    owner = promise.owner
    if owner is not None and owner.role is PersonRole.CHILD:
        name = "Du"
    else:
        name = promise.owner_label.split(" ", 1)[0]
    joint = " " if what[:1].islower() else ": "
    said = f"{name}{joint}{what}" if name else what
    due = f" (senest {long_date(promise.due)})" if promise.due else ""
    return f"{said.rstrip('.')}{due}."


def _without_sources(text: RichText) -> Iterator[Block]:
    for block in text.blocks:
        yield Block(block.runs, block.kind)
